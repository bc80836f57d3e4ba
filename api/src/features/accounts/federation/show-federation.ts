import type { Federation, FederationEntity } from '@mediecentral/contracts';
import { clock } from '../../../platform/clock.ts';
import type { Services } from '../../../platform/services.ts';
import { findKeysOfEntities, listProvidersFrom } from '../provider.repository.ts';
import { readServiceKeys } from '../saml/service-keys.ts';
import { serviceAddresses } from '../saml/service-provider.ts';
import { showCertificate } from './certificates.ts';
import { currentAggregate, originOf } from './current-aggregate.ts';
import { faultNoted } from './metadata-error.ts';
import { findAggregate, findAttempt, pageOfEntities } from './federation.repository.ts';

const month = 30 * 24 * 60 * 60_000;

/** How the aggregate is, whose keys have changed, and what a provider needs to know of us. */
export async function showFederation(services: Services): Promise<Federation> {
  const fromAggregate = await listProvidersFrom('aggregate');
  const providers = [...fromAggregate, ...(await listProvidersFrom('single'))];
  const since = new Date(clock.now().getTime() - month);
  const keyChanges = providers.flatMap(({ key, name, keysChanged }) =>
    keysChanged && keysChanged.at > since
      ? [{ key, name, ...keysChanged, at: keysChanged.at.toISOString() }]
      : [],
  );
  const aggregate = await showAggregate(services, fromAggregate.length);
  return {
    ...(aggregate ? { aggregate } : {}),
    keyChanges: keyChanges.toSorted((one, other) => other.at.localeCompare(one.at)),
    service: await showService(services),
  };
}

async function showAggregate(
  services: Services,
  registered: number,
): Promise<Federation['aggregate'] | undefined> {
  const { metadataUrl } = services.config.saml;
  if (!metadataUrl) return undefined;
  const stored = await findAggregate();
  const read = stored?.origin === originOf(services) ? stored : undefined;
  const tried = await findAttempt();
  return {
    url: metadataUrl,
    ...(tried ? { lastTriedAt: tried.at.toISOString() } : {}),
    ...(tried?.error ? { error: faultNoted(tried.error) } : {}),
    ...(read ? { lastReadAt: read.lastReadAt.toISOString(), validUntil: read.validUntil.toISOString() } : {}),
    expired: read ? read.validUntil <= clock.now() : false,
    entities: read?.entities ?? 0,
    registered,
  };
}

async function showService({ config }: Services): Promise<Federation['service']> {
  const { entityId, metadata, consumer, logout } = serviceAddresses(config);
  const keys = await readServiceKeys(config.dataDirectory);
  return {
    entityId,
    metadataUrl: metadata,
    consumerUrl: consumer,
    logoutUrl: logout,
    certificates: [
      ...keys.signing.map(({ certificate }) => showCertificate(certificate, 'signing')),
      ...keys.encryption.map(({ certificate }) => showCertificate(certificate, 'encryption')),
    ],
  };
}

/** A page of the aggregate's identity providers, and which of them have been taken up. */
export async function listEntities(
  services: Services,
  query: { q?: string | undefined; after?: string | undefined; limit?: number | undefined },
): Promise<{ items: FederationEntity[]; total: number; next?: string }> {
  const aggregate = await currentAggregate(services, clock.now());
  if (!aggregate) return { items: [], total: 0 };
  const page = await pageOfEntities(aggregate.generation, query);
  const keys = await findKeysOfEntities(page.items.map(({ entityId }) => entityId));
  const items = page.items.map(({ entityId, name, metadata }) => {
    const registeredAs = keys.get(entityId);
    return {
      entityId,
      name,
      scopes: [...metadata.scopesInMetadata],
      ...(registeredAs ? { registeredAs } : {}),
    };
  });
  return { ...page, items };
}
