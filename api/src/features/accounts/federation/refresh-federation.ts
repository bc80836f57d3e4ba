import { clock } from '../../../platform/clock.ts';
import type { Services } from '../../../platform/services.ts';
import { recordChange } from '../../audit/index.ts';
import type { ProviderMetadata } from '../provider.model.ts';
import {
  listProvidersFrom,
  noteMetadataError,
  replaceMetadata,
  type StoredProvider,
  withdrawProvider,
} from '../provider.repository.ts';
import { requireUsableProvider } from '../register-provider.ts';
import { keyChange } from './certificates.ts';
import { currentAggregate, originOf } from './current-aggregate.ts';
import { fetchProvider } from './described-source.ts';
import { findEntity, noteUnchanged, replaceAggregate, saveAttempt } from './federation.repository.ts';
import { fetchMetadata, longestAggregate } from './fetch-metadata.ts';
import { MetadataError } from './metadata-error.ts';
import { pinnedCertificateOf } from './read-aggregate.ts';
import { readAggregateAside } from './read-aggregate-aside.ts';

/**
 * Reads the aggregate and every provider's own metadata again. What cannot be read is logged and noted for
 * administrators, and what was read before counts on until it expires.
 */
export async function refreshFederation(services: Services): Promise<void> {
  const now = clock.now();
  if (originOf(services)) {
    const error = await attempt(() => refreshAggregate(services, now));
    await saveAttempt(now, error?.fault);
    if (error) services.logger.error({ reason: error.message }, 'the federation could not be read');
  }
  for (const provider of await listProvidersFrom('single')) {
    const { metadataUrl } = provider;
    if (!metadataUrl) continue;
    const https = services.config.production;
    await renew(
      services,
      provider,
      now,
      async () => (await fetchProvider(metadataUrl, { https, now })).metadata,
    );
  }
}

/** What cannot be read or used is noted with the provider, and the others go on. */
async function renew(
  services: Services,
  provider: StoredProvider,
  now: Date,
  read: () => Promise<ProviderMetadata>,
): Promise<void> {
  const { key } = provider;
  const error = await attempt(async () => takeUp(services, provider, await read(), now));
  if (!error) return;
  await noteMetadataError(key, error.fault);
  services.logger.warn({ provider: key, reason: error.message }, 'metadata could not be read');
}

/** Does it. @returns why not, when it was the metadata's fault */
async function attempt(read: () => Promise<void>): Promise<MetadataError | undefined> {
  try {
    await read();
    return undefined;
  } catch (error) {
    if (error instanceof MetadataError) return error;
    throw error;
  }
}

async function refreshAggregate(services: Services, now: Date): Promise<void> {
  const { metadataUrl = '', metadataCertificate = '' } = services.config.saml;
  const before = await currentAggregate(services, now);
  const fetched = await fetchMetadata(metadataUrl, {
    etag: before?.etag,
    longest: longestAggregate,
    https: services.config.production,
  });
  if (fetched.changed) {
    const { xml, etag } = fetched;
    const pinnedCertificate = pinnedCertificateOf(metadataCertificate);
    const { validUntil, providers, unusable } = await readAggregateAside({ xml, pinnedCertificate, now });
    for (const { entityId, reason } of unusable)
      services.logger.warn({ entityId, reason }, 'an entity of the federation cannot be used');
    await replaceAggregate({ origin: originOf(services) ?? '', etag, validUntil, at: now, providers });
  } else await noteUnchanged(now);
  await takeUpAggregate(services, now);
}

/** Only providers that an administrator has taken up: the federation alone lets nobody in. */
async function takeUpAggregate(services: Services, now: Date): Promise<void> {
  const aggregate = await currentAggregate(services, now);
  if (!aggregate) return;
  for (const provider of await listProvidersFrom('aggregate')) {
    const entity = await findEntity(aggregate.generation, provider.entityId);
    if (entity) {
      const until = entity.metadata.validUntil;
      const validUntil = until && until < aggregate.validUntil ? until : aggregate.validUntil;
      await renew(services, provider, now, async () => ({ ...entity.metadata, validUntil }));
    } else if (!provider.withdrawn) {
      await withdrawProvider(provider.key);
      services.logger.error({ provider: provider.key }, 'the federation does not list a provider any more');
    }
  }
}

/** @throws MetadataError when it describes somebody else, or nobody that could be taken up today */
async function takeUp(
  services: Services,
  provider: StoredProvider,
  metadata: ProviderMetadata,
  at: Date,
): Promise<void> {
  if (metadata.entityId !== provider.entityId)
    throw new MetadataError(
      'other_provider',
      `The metadata is of ${metadata.entityId}, not of ${provider.entityId}`,
    );
  requireUsableProvider(services, { ...provider, ...metadata });
  const change = keyChange(provider.certificates, metadata.certificates);
  const { key, source, metadataUrl } = provider;
  await replaceMetadata(key, {
    metadata,
    source,
    metadataUrl,
    at,
    keysChanged: change && { at, ...change },
  });
  if (!change) return;
  services.logger.warn({ provider: key, ...change }, 'a provider has changed its signing keys');
  await recordChange({
    actor: 'system',
    action: 'provider.keys_changed',
    subject: { kind: 'provider', id: key, label: provider.name },
    changes: change,
  });
}
