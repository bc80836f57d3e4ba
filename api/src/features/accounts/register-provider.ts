import { X509Certificate } from 'node:crypto';
import type { Services } from '../../platform/services.ts';
import type { Provider } from './provider.model.ts';
import { saveProvider } from './provider.repository.ts';
import { isReservedScope } from './reserved-scope.ts';

/**
 * Adds an identity provider that people can log in at, or replaces the one of the same key.
 * @throws Error naming what is wrong: a key, an address or a certificate that cannot be used, staff or administrators
 * by anything but an entitlement, and in production a development provider or a reserved scope
 */
export async function registerProvider({ config }: Services, provider: Provider): Promise<void> {
  if (config.production && provider.development)
    throw new Error('A development provider is refused in production');
  if (config.production && provider.scopes.some(isReservedScope))
    throw new Error('A reserved scope is refused in production');
  if (!/^[a-z0-9][a-z0-9-]{0,59}$/.test(provider.key)) throw new Error(`${provider.key} cannot be a key`);
  const { protocol } = new URL(provider.ssoUrl);
  if (protocol !== 'https:' && !provider.development)
    throw new Error('The address of the login is not HTTPS');
  if (provider.certificates.length === 0) throw new Error('A provider has at least one certificate');
  for (const certificate of provider.certificates) requireCertificate(certificate);
  for (const { role, attribute } of provider.rules) {
    if ((role === 'staff' || role === 'admin') && attribute !== 'entitlement')
      throw new Error(`${role} is given by entitlement only`);
  }
  await saveProvider(provider);
}

function requireCertificate(pem: string): void {
  try {
    new X509Certificate(pem).publicKey.export({ type: 'spki', format: 'der' });
  } catch {
    throw new Error('A certificate cannot be read');
  }
}
