import { randomBytes } from 'node:crypto';
import type { Services } from '../../platform/services.ts';
import type { ProviderLogin } from '../../platform/session.model.ts';
import { isForDevelopment } from './made-for-development.ts';
import { readKeptName } from './name-at-provider.ts';
import { findProvider } from './provider.repository.ts';
import { readServiceKeys } from './saml/service-keys.ts';
import { samlFor } from './saml/service-provider.ts';

/**
 * Where to send a browser whose session has ended here, so that the provider ends its own; undefined where the provider
 * has no logout or did not say by what name it knows the session, and where the secret is another since the login.
 */
export async function startLogout(
  { config, secret }: Services,
  login: ProviderLogin | undefined,
): Promise<string | undefined> {
  const name = login && nameOf(secret, login);
  if (!name) return undefined;
  const provider = await findProvider(login.providerKey);
  if (!provider?.logout || provider.withdrawn || (config.production && isForDevelopment(provider)))
    return undefined;
  const keys = await readServiceKeys(config.dataDirectory);
  const saml = samlFor(config, provider, `_${randomBytes(20).toString('hex')}`, keys);
  const person = {
    issuer: provider.entityId,
    nameID: name.value,
    nameIDFormat: name.format ?? 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified',
    ...(name.nameQualifier ? { nameQualifier: name.nameQualifier } : {}),
    ...(name.spNameQualifier ? { spNameQualifier: name.spNameQualifier } : {}),
    ...(login.sessionIndex ? { sessionIndex: login.sessionIndex } : {}),
  };
  return saml.getLogoutUrlAsync(person, '', {});
}

const nameOf = (secret: string, { nameHash, sealedName }: ProviderLogin) =>
  nameHash && sealedName ? readKeptName(secret, { nameHash, sealedName }) : undefined;
