import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { limitOf, pageFrom, readCursor } from '../../../platform/paging.ts';
import { sortKeyOf } from '../../organisation/index.ts';
import {
  type AggregateAttempt,
  AggregateAttemptModel,
  AggregateModel,
  type AggregateRecord,
  EntityModel,
  type EntityRecord,
} from './federation.model.ts';
import type { DescribedProvider } from './provider-metadata.ts';

export type StoredAggregate = Omit<AggregateRecord, '_id'>;

export async function findAggregate(): Promise<StoredAggregate | undefined> {
  const record = await AggregateModel.findById('aggregate').lean();
  if (!record) return undefined;
  const { _id, ...aggregate } = record;
  return aggregate;
}

export async function findAttempt(): Promise<Omit<AggregateAttempt, '_id'> | undefined> {
  const record = await AggregateAttemptModel.findById('attempt').lean();
  return record ? { at: record.at, ...(record.error ? { error: record.error } : {}) } : undefined;
}

export async function saveAttempt(at: Date, error: string | undefined): Promise<void> {
  await AggregateAttemptModel.replaceOne(
    { _id: 'attempt' },
    { at, ...(error ? { error } : {}) },
    { upsert: true },
  );
}

/** Few enough that requests get their turn between them. */
const atOnce = 100;

type Reading = {
  origin: string;
  etag: string | undefined;
  validUntil: Date;
  at: Date;
  providers: readonly DescribedProvider[];
};

/** Puts a new reading in the place of the old: nobody ever sees half of one. */
export async function replaceAggregate({ origin, etag, validUntil, at, providers }: Reading): Promise<void> {
  const generation = randomUUID();
  const entities = providers.map(({ metadata, name, hasPatterns }) => ({
    generation,
    entityId: metadata.entityId,
    name,
    sortKey: sortKeyOf(name),
    hasPatterns,
    metadata,
  }));
  for (let place = 0; place < entities.length; place += atOnce)
    await EntityModel.insertMany(entities.slice(place, place + atOnce));
  await AggregateModel.replaceOne(
    { _id: 'aggregate' },
    { origin, generation, ...(etag ? { etag } : {}), validUntil, lastReadAt: at, entities: entities.length },
    { upsert: true },
  );
  await EntityModel.deleteMany({ generation: { $ne: generation } });
}

/** Notes that the aggregate was asked for and is still the same. */
export async function noteUnchanged(at: Date): Promise<void> {
  await AggregateModel.updateOne({ _id: 'aggregate' }, { $set: { lastReadAt: at } });
}

export type StoredEntity = DescribedProvider & { entityId: string };

const entityOf = ({ entityId, name, hasPatterns, metadata }: EntityRecord): StoredEntity => ({
  entityId,
  name,
  hasPatterns,
  metadata,
});

export async function findEntity(generation: string, entityId: string): Promise<StoredEntity | undefined> {
  const record = await EntityModel.findOne({ generation, entityId }).lean();
  return record ? entityOf(record) : undefined;
}

/** A page of the entities of a reading, by name; `q`: whose name begins with it. */
export async function pageOfEntities(
  generation: string,
  {
    q = '',
    after,
    limit: asked,
  }: { q?: string | undefined; after?: string | undefined; limit?: number | undefined },
) {
  const limit = limitOf(asked);
  const place = readCursor(after, z.tuple([z.string(), z.string()]));
  const begin = sortKeyOf(q.trim());
  const range = begin === '' ? {} : { sortKey: { $gte: begin, $lt: `${begin}\u{10FFFF}` } };
  const filter = { generation, ...range };
  const later = place
    ? { $or: [{ sortKey: { $gt: place[0] } }, { sortKey: place[0], entityId: { $gt: place[1] } }] }
    : {};
  const [records, total] = await Promise.all([
    EntityModel.find({ ...filter, ...later })
      .sort({ sortKey: 1, entityId: 1 })
      .limit(limit + 1)
      .lean(),
    EntityModel.countDocuments(filter),
  ]);
  return pageFrom(records, limit, total, (last) => [last.sortKey, last.entityId], entityOf);
}
