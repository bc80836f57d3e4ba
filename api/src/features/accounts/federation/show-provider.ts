import type { ManagedProvider } from '@mediecentral/contracts';
import { clock } from '../../../platform/clock.ts';
import type { StoredProvider } from '../provider.repository.ts';
import type { ProviderMetadata } from '../provider.model.ts';
import { lastingOf, showCertificate } from './certificates.ts';
import { faultNoted } from './metadata-error.ts';

/** A provider as its administrator sees it. */
export function showProvider(provider: StoredProvider): ManagedProvider {
  const { lastRefusal, keysChanged, municipalityCode, metadataUrl, metadataError } = provider;
  return {
    key: provider.key,
    name: provider.name,
    entityId: provider.entityId,
    ...(municipalityCode ? { municipalityCode } : {}),
    source: provider.source,
    ...(metadataUrl ? { metadataUrl } : {}),
    ...showMetadata(provider),
    scopes: [...provider.scopes],
    scopesInMetadata: [...provider.scopesInMetadata],
    options: provider.options,
    roleRules: [...provider.rules],
    ...instant('lastLoginAt', provider.lastLoginAt),
    ...(lastRefusal ? { lastRefusal: { ...lastRefusal, at: lastRefusal.at.toISOString() } } : {}),
    ...instant('metadataReadAt', provider.metadataReadAt),
    ...(provider.withdrawn ? { metadataError: 'not_in_federation' as const } : {}),
    ...(metadataError ? { metadataError: faultNoted(metadataError) } : {}),
    ...instant('metadataValidUntil', provider.validUntil),
    ...instant('keysChangedAt', keysChanged?.at),
    state: stateOf(provider),
    version: provider.version,
  };
}

/** The part that a preview shows too. */
export const showMetadata = (metadata: ProviderMetadata) => ({
  ssoUrl: metadata.ssoUrl,
  ...(metadata.logout ? { logoutUrl: metadata.logout.requestUrl } : {}),
  ...(metadata.errorUrl ? { errorUrl: metadata.errorUrl } : {}),
  certificates: [
    ...metadata.certificates.map((pem) => showCertificate(pem, 'signing')),
    ...metadata.encryptionCertificates.map((pem) => showCertificate(pem, 'encryption')),
  ],
});

function stateOf({ enabled, withdrawn, certificates, validUntil }: StoredProvider): ManagedProvider['state'] {
  if (!enabled) return 'disabled';
  return withdrawn ? 'expired' : lastingOf(certificates, validUntil, clock.now());
}

const instant = <Name extends string>(name: Name, at: Date | undefined) =>
  (at ? { [name]: at.toISOString() } : {}) as { [Key in Name]?: string };
