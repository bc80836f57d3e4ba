import type { IdentityProvider } from '@mediecentral/contracts';
import { z } from 'zod';
import { limitOf, pageFrom, readCursor } from '../../platform/paging.ts';
import { ProblemError } from '../../platform/problem.ts';
import { sortKeyOf } from '../organisation/index.ts';
import {
  type Provider,
  type ProviderMetadata,
  ProviderModel,
  type ProviderNews,
  type ProviderRecord,
  type ProviderSource,
} from './provider.model.ts';

const cursor = z.tuple([z.string(), z.string()]);

export type StoredProvider = Provider & ProviderNews;

const providerOf = ({ _id, sortKey: _sortKey, ...provider }: ProviderRecord): StoredProvider => ({
  key: _id,
  ...provider,
});

const show =
  (serviceEntityId: string) =>
  ({ _id, name, municipalityCode, development, errorUrl }: ProviderRecord): IdentityProvider => ({
    key: _id,
    name,
    ...(municipalityCode ? { municipalityCode } : {}),
    development,
    // Who asks is for us to say; what failed and when is known where the page is shown.
    ...(errorUrl
      ? { errorUrl: errorUrl.replaceAll('ERRORURL_RP', encodeURIComponent(serviceEntityId)) }
      : {}),
  });

const notForDevelopment = { development: false, source: { $ne: 'development' } } as const;

type Page = { after?: string | undefined; limit?: number | undefined };

/** A page of providers to log in at, in alphabetical order; `development`: those of a machine without one too. */
export const pageOfProviders = (
  page: Page,
  { development, serviceEntityId }: { development: boolean; serviceEntityId: string },
) =>
  pageOf(
    page,
    { enabled: true, withdrawn: false, ...(development ? {} : notForDevelopment) },
    show(serviceEntityId),
  );

/** A page of all providers, for their administrator. */
export const pageOfAllProviders = <Shown>(page: Page, shown: (provider: StoredProvider) => Shown) =>
  pageOf(page, {}, (record) => shown(providerOf(record)));

async function pageOf<Shown>(
  { after, limit: asked }: Page,
  filter: { enabled?: true; withdrawn?: false } & Partial<typeof notForDevelopment>,
  shown: (record: ProviderRecord) => Shown,
) {
  const limit = limitOf(asked);
  const place = readCursor(after, cursor);
  const later = place
    ? { $or: [{ sortKey: { $gt: place[0] } }, { sortKey: place[0], _id: { $gt: place[1] } }] }
    : {};
  const [records, total] = await Promise.all([
    ProviderModel.find({ ...filter, ...later })
      .sort({ sortKey: 1, _id: 1 })
      .limit(limit + 1)
      .lean(),
    ProviderModel.countDocuments(filter),
  ]);
  return pageFrom(records, limit, total, (last) => [last.sortKey, last._id], shown);
}

export async function findProvider(key: string): Promise<StoredProvider | undefined> {
  const record = await ProviderModel.findById(key).lean();
  return record ? providerOf(record) : undefined;
}

/** @throws ProblemError `not_found` */
export async function requireProvider(key: string): Promise<StoredProvider> {
  const provider = await findProvider(key);
  if (!provider) throw new ProblemError('not_found', `There is no identity provider with the key ${key}`);
  return provider;
}

export async function findProviderOfEntity(entityId: string): Promise<StoredProvider | undefined> {
  const record = await ProviderModel.findOne({ entityId }).lean();
  return record ? providerOf(record) : undefined;
}

/** The keys of registered providers by their entity ids. */
export async function findKeysOfEntities(entityIds: readonly string[]): Promise<Map<string, string>> {
  const records = await ProviderModel.find({ entityId: { $in: [...entityIds] } }, { entityId: 1 }).lean();
  return new Map(records.map(({ _id, entityId }) => [entityId, _id]));
}

/** What registered providers are called, by their entity ids. */
export async function findNamesOfEntities(entityIds: readonly string[]): Promise<Map<string, string>> {
  const records = await ProviderModel.find(
    { entityId: { $in: [...entityIds] } },
    { entityId: 1, name: 1 },
  ).lean();
  return new Map(records.map(({ entityId, name }) => [entityId, name]));
}

/** Providers of a source; there are at most some dozens. */
export async function listProvidersFrom(source: ProviderSource): Promise<StoredProvider[]> {
  return (await ProviderModel.find({ source }).sort({ _id: 1 }).lean()).map(providerOf);
}

/** Adds a provider, or replaces the one of the same key; what has happened there stays. */
export async function saveProvider({ key, version: _version, ...provider }: Provider): Promise<void> {
  const { municipalityCode, metadataUrl, logout, errorUrl, validUntil, ...rest } = provider;
  await ProviderModel.updateOne(
    { _id: key },
    {
      ...changesOf({ municipalityCode, metadataUrl, logout, errorUrl, validUntil }, rest),
      $inc: { version: 1 },
    },
    { upsert: true },
  );
}

/** Takes up a new provider; false when its key or its entity is there already. */
export async function insertProvider({ key, ...provider }: Provider, readAt: Date): Promise<boolean> {
  try {
    await ProviderModel.create([
      { _id: key, ...provider, metadataReadAt: readAt, sortKey: sortKeyOf(provider.name) },
    ]);
    return true;
  } catch (error) {
    if ((error as { code?: number }).code === 11_000) return false;
    throw error;
  }
}

export type ProviderChoices = Pick<
  Provider,
  'name' | 'municipalityCode' | 'scopes' | 'rules' | 'options' | 'enabled'
>;

/** Saves what an administrator has decided from a version; undefined when somebody was first. */
export async function changeProvider(
  key: string,
  version: number,
  { municipalityCode, ...choices }: ProviderChoices,
): Promise<StoredProvider | undefined> {
  const record = await ProviderModel.findOneAndUpdate(
    { _id: key, version },
    { ...changesOf({ municipalityCode }, choices), $inc: { version: 1 } },
    { returnDocument: 'after' },
  ).lean();
  return record ? providerOf(record) : undefined;
}

export type ReadMetadata = {
  metadata: ProviderMetadata;
  source: ProviderSource;
  metadataUrl: string | undefined;
  at: Date;
  keysChanged: ProviderNews['keysChanged'];
};

/** Puts newly read metadata in the place of the old, in one go. What an administrator has decided is another version. */
export async function replaceMetadata(key: string, read: ReadMetadata): Promise<void> {
  const { logout, errorUrl, validUntil, ...metadata } = read.metadata;
  const { metadataUrl, source, at, keysChanged } = read;
  const changes = changesOf(
    { logout, errorUrl, validUntil, metadataUrl, metadataError: undefined },
    { ...metadata, source, withdrawn: false, metadataReadAt: at, ...(keysChanged ? { keysChanged } : {}) },
  );
  await ProviderModel.updateOne({ _id: key }, changes);
}

/** Notes that metadata could not be read; what was read before stays. */
export async function noteMetadataError(key: string, metadataError: string): Promise<void> {
  await ProviderModel.updateOne({ _id: key }, { $set: { metadataError } });
}

/** Shuts a provider that the federation does not list any more, until it does again. */
export async function withdrawProvider(key: string): Promise<void> {
  await ProviderModel.updateOne({ _id: key }, { $set: { withdrawn: true } });
}

export async function noteLogin(key: string, lastLoginAt: Date): Promise<void> {
  await ProviderModel.updateOne({ _id: key }, { $set: { lastLoginAt } });
}

export async function noteRefusal(key: string, lastRefusal: ProviderNews['lastRefusal']): Promise<void> {
  await ProviderModel.updateOne({ _id: key }, { $set: { lastRefusal } });
}

/** An update that takes absent values out of the record. */
function changesOf(optional: Record<string, unknown>, given: Record<string, unknown>) {
  const there = Object.entries(optional).filter(([, value]) => value !== undefined);
  const absent = Object.entries(optional).filter(([, value]) => value === undefined);
  const sortKey = typeof given.name === 'string' ? { sortKey: sortKeyOf(given.name) } : {};
  const $unset: Record<string, 1> = Object.fromEntries(absent.map(([name]) => [name, 1]));
  return { $set: { ...given, ...Object.fromEntries(there), ...sortKey }, $unset };
}
