import type { Role } from '@mediecentral/contracts';
import type { Actor } from '../../platform/actor.ts';
import { clock } from '../../platform/clock.ts';
import { ProblemError } from '../../platform/problem.ts';
import type { Services } from '../../platform/services.ts';
import { deleteSessionsOf } from '../../platform/session.repository.ts';
import { recordChange } from '../audit/index.ts';
import {
  deleteGrant,
  findAccount,
  findAccountOf,
  findGrantedRole,
  type Principal,
  saveGrant,
  type StoredAccount,
} from './account.repository.ts';
import { principalOf } from './principal.ts';
import { requireProvider } from './provider.repository.ts';
import { higherRole, rolesAbove } from './role-order.ts';

/** `idp` is the provider's key, `eppn` the person's eduPersonPrincipalName there. */
export type Grant = { idp: string; eppn: string; role: Role };

/**
 * Gives somebody a role, counted from the next login on, whether they have logged in before or not; `pupil` takes an
 * earlier grant back. By the operator without an actor.
 * @throws ProblemError `not_found` for the provider; `invalid_request` when it may not speak for the name's scope;
 * `forbidden` for one's own
 */
export async function grantRole(
  { secret }: Services,
  { idp, eppn, role }: Grant,
  actor: Actor | 'system' = 'system',
): Promise<void> {
  const provider = await requireProvider(idp);
  const [, scope = '', ...more] = eppn.toLowerCase().split('@');
  if (more.length > 0 || !provider.scopes.includes(scope)) {
    const message = `${idp} speaks for ${provider.scopes.join(', ')}, not for ${eppn}`;
    throw new ProblemError('invalid_request', message, {
      errors: [{ path: '/eppn', code: 'wrong_scope', message }],
    });
  }
  const principal = principalOf(secret, provider.entityId, eppn);
  await give(actor, principal, role, eppn.toLowerCase());
}

/**
 * As `grantRole`, by an administrator to somebody who has logged in. @returns the account
 * @throws ProblemError `not_found` also for pupils, who have no name to be known by; `forbidden` for one's own
 */
export async function grantRoleToAccount(actor: Actor, id: string, role: Role): Promise<StoredAccount> {
  const account = await findAccount(id);
  if (!account || account.role === 'pupil') throw new ProblemError('not_found', 'No such account');
  await give(actor, account, role, account.eppn);
  return account;
}

/** Who may do less from now on has to log in again, wherever they are logged in with more. */
async function give(
  actor: Actor | 'system',
  { providerEntityId, principalHash }: Principal,
  role: Role,
  eppn: string | undefined,
): Promise<void> {
  const principal = { providerEntityId, principalHash };
  const account = await findAccountOf(principal);
  // The last administrator cannot lock the door from outside.
  if (actor !== 'system' && account?.id === actor.accountId)
    throw new ProblemError('forbidden', 'Nobody changes their own role');
  const before = await findGrantedRole(principal);
  if (role === 'pupil') await deleteGrant(principal);
  else await saveGrant(principal, role, clock.now());
  if (account) {
    const most = higherRole(account.roleByRules ?? 'pupil', role);
    await deleteSessionsOf([account.id], { roles: rolesAbove(most) });
  }
  await recordChange({
    actor,
    action: 'role.granted',
    // A pupil is known by the hash alone, here too.
    subject: {
      kind: 'principal',
      id: principalHash,
      ...(eppn && !(role === 'pupil' && before === undefined) ? { label: eppn } : {}),
    },
    changes: { provider: providerEntityId, role, ...(before ? { before } : {}) },
  });
}
