import type { MetadataSource, ProviderPreview } from '@mediecentral/contracts';
import { clock } from '../../../platform/clock.ts';
import type { Services } from '../../../platform/services.ts';
import { listAllMunicipalities } from '../../organisation/index.ts';
import { findProviderOfEntity } from '../provider.repository.ts';
import { lastingOf } from './certificates.ts';
import { defaultOptions, defaultRules } from './default-options.ts';
import { type DescribedSource, describedSource } from './described-source.ts';
import { showMetadata } from './show-provider.ts';

/** What metadata says and what would be saved, with what an administrator should see to first. */
export async function previewProvider(services: Services, source: MetadataSource): Promise<ProviderPreview> {
  const described = await describedSource(services, source);
  const { metadata, name } = described;
  const municipality = await municipalityOf(described);
  return {
    key: keyOf(municipality?.name ?? name),
    name: municipality?.name ?? name,
    ...(municipality ? { municipalityCode: municipality.code } : {}),
    entityId: metadata.entityId,
    source: described.source,
    ...showMetadata(metadata),
    scopes: [...metadata.scopesInMetadata],
    options: defaultOptions,
    roleRules: [...defaultRules],
    warnings: await warningsOf(described),
  };
}

async function warningsOf(described: DescribedSource): Promise<ProviderPreview['warnings']> {
  const { metadata, hasPatterns, source } = described;
  const lasting = lastingOf(metadata.certificates, metadata.validUntil, clock.now());
  const holds: [ProviderPreview['warnings'][number], boolean][] = [
    ['already_registered', (await findProviderOfEntity(metadata.entityId)) !== undefined],
    ['certificate_expired', lasting === 'expired'],
    ['certificate_expiring', lasting === 'expiring'],
    ['no_scopes', metadata.scopesInMetadata.length === 0],
    ['scope_pattern', hasPatterns],
    ['no_logout', metadata.logout === undefined],
    ['unsigned_metadata', source === 'single'],
  ];
  return holds.filter(([, holdsTrue]) => holdsTrue).map(([warning]) => warning);
}

/** `kalmar.se` and “Kalmar kommun” are both Kalmar's. */
async function municipalityOf({ name, metadata }: DescribedSource) {
  const words = name.toLowerCase().split(/[^\p{L}]+/u);
  const domains = new Set(metadata.scopesInMetadata.map((scope) => scope.split('.').at(-2)));
  return (await listAllMunicipalities()).find(
    (municipality) =>
      domains.has(keyOf(municipality.name)) || words.some((word) => word === municipality.name.toLowerCase()),
  );
}

/** A name as part of an address: `Högsby` is `hogsby`. */
function keyOf(name: string): string {
  const plain = name
    .normalize('NFD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase();
  const key = plain
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60);
  return key || 'inloggning';
}
