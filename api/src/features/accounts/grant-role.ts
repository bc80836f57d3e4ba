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
import { findProvider } from './provider.repository.ts';
import { rolesAbove } from './role-order.ts';

/**
 * Gives somebody a role, counted from the next login on; `pupil` takes an earlier grant back. `idp` is the provider's
 * key, `eppn` the person's eduPersonPrincipalName there.
 * @throws Error when there is no such provider, or it may not speak for the name's scope
 */
export async function grantRole(
  { secret }: Services,
  { idp, eppn, role }: { idp: string; eppn: string; role: Role },
): Promise<void> {
  const provider = await findProvider(idp);
  if (!provider) throw new Error(`There is no identity provider with the key ${idp}`);
  const [, scope = '', ...more] = eppn.toLowerCase().split('@');
  if (more.length > 0 || !provider.scopes.includes(scope))
    throw new Error(`${idp} speaks for ${provider.scopes.join(', ')}, not for ${eppn}`);
  const principal = principalOf(secret, provider.entityId, eppn);
  await give('system', principal, role, eppn.toLowerCase());
}

/**
 * As `grantRole`, by an administrator to somebody who has logged in. @returns the account
 * @throws ProblemError `not_found` also for pupils, who have no name to be known by; `forbidden` for one's own
 */
export async function grantRoleToAccount(actor: Actor, id: string, role: Role): Promise<StoredAccount> {
  const account = await findAccount(id);
  if (!account || account.role === 'pupil') throw new ProblemError('not_found', 'No such account');
  // The last administrator cannot lock the door from outside.
  if (id === actor.accountId) throw new ProblemError('forbidden', 'Nobody changes their own role');
  await give(actor, account, role, account.eppn);
  return account;
}

/** Who may do less from now on has to log in again, wherever they are logged in. */
async function give(
  actor: Actor | 'system',
  { providerEntityId, principalHash }: Principal,
  role: Role,
  eppn: string | undefined,
): Promise<void> {
  const principal = { providerEntityId, principalHash };
  const before = await findGrantedRole(principal);
  if (role === 'pupil') await deleteGrant(principal);
  else await saveGrant(principal, role, clock.now());
  const account = await findAccountOf(principal);
  if (account) await deleteSessionsOf([account.id], { roles: rolesAbove(role) });
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
