import type { IdentityProvider } from '@mediecentral/contracts';
import { z } from 'zod';
import { limitOf, pageFrom, readCursor } from '../../platform/paging.ts';
import { sortKeyOf } from '../organisation/index.ts';
import { type Provider, ProviderModel, type ProviderRecord } from './provider.model.ts';

const cursor = z.tuple([z.string(), z.string()]);

const providerOf = ({ _id, ...provider }: Omit<ProviderRecord, 'sortKey'>): Provider => ({
  key: _id,
  ...provider,
});

const show = ({ _id, name, municipalityCode, development }: ProviderRecord): IdentityProvider => ({
  key: _id,
  name,
  ...(municipalityCode ? { municipalityCode } : {}),
  development,
});

/** A page of providers in alphabetical order; `development`: those of a machine without one too. */
export async function pageOfProviders(
  { after, limit: asked }: { after?: string | undefined; limit?: number | undefined },
  { development }: { development: boolean },
) {
  const limit = limitOf(asked);
  const place = readCursor(after, cursor);
  const filter = development ? {} : { development: false };
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
  return pageFrom(records, limit, total, (last) => [last.sortKey, last._id], show);
}

export async function findProvider(key: string): Promise<Provider | undefined> {
  const record = await ProviderModel.findById(key, { sortKey: 0 }).lean();
  return record ? providerOf(record) : undefined;
}

/** Adds a provider, or replaces the one of the same key. */
export async function saveProvider({ key, ...provider }: Provider): Promise<void> {
  await ProviderModel.replaceOne(
    { _id: key },
    { ...provider, sortKey: sortKeyOf(provider.name) },
    { upsert: true },
  );
}
