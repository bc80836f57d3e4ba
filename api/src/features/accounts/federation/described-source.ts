import type { MetadataSource } from '@mediecentral/contracts';
import { clock } from '../../../platform/clock.ts';
import { ProblemError } from '../../../platform/problem.ts';
import type { Services } from '../../../platform/services.ts';
import type { ProviderSource } from '../provider.model.ts';
import { currentAggregate } from './current-aggregate.ts';
import { findEntity } from './federation.repository.ts';
import { fetchMetadata, longestSingle } from './fetch-metadata.ts';
import { MetadataError } from './metadata-error.ts';
import { type DescribedProvider, readProviderMetadata } from './provider-metadata.ts';

export type DescribedSource = DescribedProvider & { source: ProviderSource; metadataUrl: string | undefined };

/**
 * Reads metadata from where the administrator says.
 * @throws ProblemError `metadata_refused` saying why it cannot be used
 */
export async function describedSource(services: Services, source: MetadataSource): Promise<DescribedSource> {
  try {
    return await read(services, source);
  } catch (error) {
    if (!(error instanceof MetadataError)) throw error;
    throw metadataRefused(error);
  }
}

/** The metadata is at fault; which fault stands where a field's error does. */
export const metadataRefused = ({ fault, message }: MetadataError) =>
  new ProblemError('metadata_refused', message, { errors: [{ path: '/source', code: fault, message }] });

async function read(
  services: Services,
  { metadataXml, metadataUrl, entityId }: MetadataSource,
): Promise<DescribedSource> {
  const now = clock.now();
  if (metadataXml !== undefined) return single(readProviderMetadata(metadataXml, now), undefined);
  if (metadataUrl !== undefined)
    return single(await fetchProvider(metadataUrl, { https: services.config.production, now }), metadataUrl);
  const aggregate = await currentAggregate(services, now);
  const entity = aggregate && entityId && (await findEntity(aggregate.generation, entityId));
  if (!entity) throw new MetadataError('not_in_federation', 'The federation has no such identity provider');
  const validUntil = entity.metadata.validUntil ?? aggregate.validUntil;
  return {
    ...entity,
    metadata: { ...entity.metadata, validUntil },
    source: 'aggregate',
    metadataUrl: undefined,
  };
}

const single = (described: DescribedProvider, metadataUrl: string | undefined): DescribedSource => ({
  ...described,
  source: 'single',
  metadataUrl,
});

/** Fetches one provider's metadata. @throws MetadataError */
export async function fetchProvider(
  url: string,
  { https, now }: { https: boolean; now: Date },
): Promise<DescribedProvider> {
  const fetched = await fetchMetadata(url, { longest: longestSingle, https });
  if (!fetched.changed) throw new MetadataError('address_refuses', 'The address answers with nothing');
  return readProviderMetadata(fetched.xml, now);
}
