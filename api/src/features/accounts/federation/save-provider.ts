import type { ManagedProvider, RouteCall } from '@mediecentral/contracts';
import type { createProvider as createRoute, updateProvider as updateRoute } from '@mediecentral/contracts';
import type { Actor } from '../../../platform/actor.ts';
import { clock } from '../../../platform/clock.ts';
import { ProblemError } from '../../../platform/problem.ts';
import type { Services } from '../../../platform/services.ts';
import { recordChange } from '../../audit/index.ts';
import type { Provider } from '../provider.model.ts';
import {
  changeProvider,
  findProvider,
  insertProvider,
  type ProviderChoices,
  replaceMetadata,
  requireProvider,
} from '../provider.repository.ts';
import { requireUsableProvider } from '../register-provider.ts';
import { keyChange } from './certificates.ts';
import { type DescribedSource, describedSource, metadataRefused } from './described-source.ts';
import { MetadataError } from './metadata-error.ts';
import { showProvider } from './show-provider.ts';

type NewProvider = RouteCall<typeof createRoute>['body'];
type ChangedProvider = RouteCall<typeof updateRoute>['body'];
type Choices = Omit<NewProvider, 'key' | 'source'>;

/**
 * Takes up a provider from its metadata.
 * @throws ProblemError `metadata_refused`, `invalid_request` for scopes or rules that cannot be, `duplicate`
 */
export async function createProvider(
  services: Services,
  actor: Actor | 'system',
  { key, source, ...choices }: NewProvider,
): Promise<ManagedProvider> {
  const described = await describedSource(services, source);
  const provider: Provider = {
    key,
    ...described.metadata,
    ...choicesOf(choices),
    source: described.source,
    metadataUrl: described.metadataUrl,
    development: false,
    withdrawn: false,
    version: 0,
  };
  requireSavable(services, provider);
  if (!(await insertProvider(provider, clock.now())))
    throw new ProblemError('duplicate', 'The key or the entity id is taken');
  await recordChange({
    actor,
    action: 'provider.created',
    subject: { kind: 'provider', id: key, label: provider.name },
    changes: { entityId: provider.entityId, scopes: provider.scopes, rules: provider.rules },
  });
  return shown(key);
}

/**
 * Changes a provider, and with `source` its metadata.
 * @throws ProblemError `not_found`, `stale`, `metadata_refused`, `invalid_request`, `wrong_state` for one that the
 * installation itself keeps
 */
export async function updateProvider(
  services: Services,
  actor: Actor,
  { key, change }: { key: string; change: ChangedProvider },
): Promise<ManagedProvider> {
  const before = await requireProvider(key);
  if (before.source === 'development')
    throw new ProblemError('wrong_state', 'The development provider is kept by the installation');
  const { version, source, ...choices } = change;
  const described = source && (await describedSource(services, source));
  if (described && described.metadata.entityId !== before.entityId)
    throw metadataRefused(
      new MetadataError('other_provider', `The metadata is of ${described.metadata.entityId}`),
    );
  const decided = choicesOf(choices);
  requireSavable(services, {
    ...before,
    ...described?.metadata,
    source: described?.source ?? before.source,
    ...decided,
  });
  if (!(await changeProvider(key, version, decided)))
    throw new ProblemError('stale', 'Somebody has changed the provider meanwhile');
  if (described) await takeUp(key, before.certificates, described);
  const { scopes, rules, options, enabled } = decided;
  await recordChange({
    actor,
    action: 'provider.changed',
    subject: { kind: 'provider', id: key, label: decided.name },
    changes: { scopes, rules, options, enabled, metadata: described !== undefined },
  });
  return shown(key);
}

async function takeUp(key: string, before: readonly string[], described: DescribedSource): Promise<void> {
  const { metadata, source, metadataUrl } = described;
  const at = clock.now();
  const change = keyChange(before, metadata.certificates);
  await replaceMetadata(key, { metadata, source, metadataUrl, at, keysChanged: change && { at, ...change } });
}

const choicesOf = ({ municipalityCode, roleRules, ...rest }: Choices): ProviderChoices => ({
  ...rest,
  ...(municipalityCode ? { municipalityCode } : {}),
  rules: roleRules,
});

function requireSavable(services: Services, provider: Provider): void {
  const { source, scopes, scopesInMetadata } = provider;
  const foreign = scopes.find((scope) => !scopesInMetadata.includes(scope));
  // Whoever signs the aggregate has checked who may speak for which scope; an administrator cannot know better.
  if (source === 'aggregate' && foreign !== undefined)
    throw invalid('/scopes', new MetadataError('foreign_scope', `${foreign} is not in the metadata`));
  try {
    requireUsableProvider(services, provider);
  } catch (error) {
    if (!(error instanceof MetadataError)) throw error;
    throw invalid('/', error);
  }
}

const invalid = (path: string, { fault, message }: MetadataError) =>
  new ProblemError('invalid_request', message, { errors: [{ path, code: fault, message }] });

async function shown(key: string): Promise<ManagedProvider> {
  const saved = await findProvider(key);
  if (!saved) throw new ProblemError('not_found', 'There is no such identity provider any more');
  return showProvider(saved);
}
