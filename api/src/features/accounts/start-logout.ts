import { randomBytes } from 'node:crypto';
import type { Services } from '../../platform/services.ts';
import type { ProviderLogin } from '../../platform/session.model.ts';
import { findProvider } from './provider.repository.ts';
import { readServiceKeys } from './saml/service-keys.ts';
import { samlFor } from './saml/service-provider.ts';

/**
 * Where to send a browser whose session has ended here, so that the provider ends its own; undefined where the provider
 * has no logout or did not say by what name it knows the session.
 */
export async function startLogout(
  { config }: Services,
  login: ProviderLogin | undefined,
): Promise<string | undefined> {
  if (!login?.nameId) return undefined;
  const provider = await findProvider(login.providerKey);
  if (!provider?.logout || provider.withdrawn || (provider.development && config.production))
    return undefined;
  const { nameId, nameIdFormat, nameQualifier, spNameQualifier, sessionIndex } = login;
  const keys = await readServiceKeys(config.dataDirectory);
  const saml = samlFor(config, provider, `_${randomBytes(20).toString('hex')}`, keys);
  const person = {
    issuer: provider.entityId,
    nameID: nameId,
    nameIDFormat: nameIdFormat ?? 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified',
    ...(nameQualifier ? { nameQualifier } : {}),
    ...(spNameQualifier ? { spNameQualifier } : {}),
    ...(sessionIndex ? { sessionIndex } : {}),
  };
  return saml.getLogoutUrlAsync(person, '', {});
}
