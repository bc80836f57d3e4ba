import type { Role } from '@mediecentral/contracts';
import { clock } from '../../platform/clock.ts';
import type { Services } from '../../platform/services.ts';
import { recordChange } from '../audit/index.ts';
import { saveGrant } from './account.repository.ts';
import { principalOf } from './principal.ts';
import { findProvider } from './provider.repository.ts';

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
  await saveGrant(principal, role, clock.now());
  await recordChange({
    actor: 'system',
    action: 'role.granted',
    subject: { kind: 'principal', id: principal.principalHash, label: eppn.toLowerCase() },
    changes: { provider: provider.entityId, role },
  });
}
