import { X509Certificate } from 'node:crypto';
import type { Services } from '../../platform/services.ts';
import { defaultOptions } from './federation/default-options.ts';
import { MetadataError } from './federation/metadata-error.ts';
import { isForDevelopment, isReservedScope } from './made-for-development.ts';
import type { Provider } from './provider.model.ts';
import { saveProvider } from './provider.repository.ts';

/** A provider whose metadata the caller knows; what is left out is as for a provider in the process. */
export type KnownProvider = Pick<
  Provider,
  | 'key'
  | 'entityId'
  | 'name'
  | 'municipalityCode'
  | 'ssoUrl'
  | 'certificates'
  | 'scopes'
  | 'rules'
  | 'development'
> &
  Partial<Pick<Provider, 'logout' | 'options'>>;

/**
 * Adds an identity provider that people can log in at, or replaces the one of the same key.
 * @throws MetadataError naming what is wrong: a key, an address or a certificate that cannot be used, staff or administrators
 * by anything but an entitlement, and in production a development provider or a reserved scope
 */
export async function registerProvider(services: Services, known: KnownProvider): Promise<void> {
  const provider: Provider = {
    source: known.development ? 'development' : 'single',
    encryptionCertificates: [],
    scopesInMetadata: known.scopes,
    options: defaultOptions,
    enabled: true,
    withdrawn: false,
    version: 0,
    ...known,
  };
  requireUsableProvider(services, provider);
  await saveProvider(provider);
}

/** @throws MetadataError naming the first thing that makes a provider unusable */
export function requireUsableProvider({ config }: Pick<Services, 'config'>, provider: Provider): void {
  if (config.production && isForDevelopment(provider))
    throw new MetadataError('development_provider', 'A development provider is refused in production');
  if (config.production && provider.scopes.some(isReservedScope))
    throw new MetadataError('reserved_scope', 'A reserved scope is refused in production');
  if (!/^[a-z0-9][a-z0-9-]{0,59}$/.test(provider.key))
    throw new MetadataError('unusable', `${provider.key} cannot be a key`);
  const { ssoUrl, logout, development } = provider;
  for (const address of [ssoUrl, ...(logout ? [logout.requestUrl, logout.responseUrl] : [])])
    if (!development) requireAddress(address, config.production);
  if (provider.certificates.length === 0)
    throw new MetadataError('no_certificate', 'A provider has at least one certificate');
  for (const certificate of provider.certificates) requireCertificate(certificate);
  for (const { role, attribute } of provider.rules) {
    if ((role === 'staff' || role === 'admin') && attribute !== 'entitlement')
      throw new MetadataError('role_without_entitlement', `${role} is given by entitlement only`);
  }
}

const thisMachine = new Set(['localhost', '127.0.0.1', '[::1]']);

/** HTTPS; outside production also what never leaves this machine, where somebody tries a provider of another make. */
function requireAddress(address: string, production: boolean): void {
  const { protocol, hostname } = new URL(address);
  if (protocol !== 'https:' && (production || !thisMachine.has(hostname)))
    throw new MetadataError('address_not_https', 'The address of the login is not HTTPS');
}

function requireCertificate(pem: string): void {
  try {
    const { publicKey } = new X509Certificate(pem);
    const bits = publicKey.asymmetricKeyDetails?.modulusLength;
    if (publicKey.asymmetricKeyType !== 'rsa' || !bits || bits < 2048) throw new Error('weak');
  } catch {
    throw new MetadataError(
      'no_certificate',
      'A certificate cannot be read, or its key is no RSA key of 2,048 bits or more',
    );
  }
}
