import { createHmac } from 'node:crypto';
import type { Principal } from './account.repository.ts';

/**
 * Whom a provider means by an eduPersonPrincipalName. The hash is keyed with the installation's secret, so that a
 * pupil's name cannot be found by trying names; with another secret, everybody is somebody new.
 */
export function principalOf(secret: string, providerEntityId: string, eppn: string): Principal {
  const principalHash = createHmac('sha256', secret)
    .update(`principal\0${providerEntityId}\0${eppn.toLowerCase()}`)
    .digest('base64url');
  return { providerEntityId, principalHash };
}
