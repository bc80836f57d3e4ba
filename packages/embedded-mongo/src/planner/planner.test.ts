import * as fc from 'fast-check';
import type { Collection, Document, FindCursor } from 'mongodb';
import { EJSON } from 'bson';
import { openTestServer, type TestServer } from '../test-server.ts';
import { documents } from './arbitrary-documents.ts';
import { indexes, request, type Request, type TestIndex } from './arbitrary-request.ts';

const RUNS = Number(process.env.PLANNER_RUNS ?? 40);

describe('the planner', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await openTestServer();
  });
  afterAll(() => server.close());

  it('finds by one branch of an $or what an index tells not to match another', async () => {
    const things = server.database().collection('things');
    await things.createIndex({ a: 1, b: 1 });
    await things.insertMany(
      [
        { a: 5, b: 2 },
        { a: 5, b: 9 },
        { a: 2, b: 2 },
      ].map((each) => ({ ...each, c: 1 })),
    );
    const $or = [
      { a: { $gt: 1 }, b: { $gt: 5 } },
      { a: { $gt: 2 }, b: { $lt: 5 } },
    ];
    expect(await things.countDocuments({ $or })).toBe(2);
    expect(await things.find({ $or }).toArray()).toHaveLength(2);
  });

  it(
    'gives the same answer with any indexes as without',
    async () => {
      let round = 0;
      let refused = 0;
      let asked = 0;
      const database = server.database();
      await fc.assert(
        fc.asyncProperty(
          documents,
          indexes,
          fc.array(request, { minLength: 20, maxLength: 20 }),
          async (made, chosen, requests) => {
            round += 1;
            const plain = database.collection(`plain${round}`);
            const indexed = database.collection(`indexed${round}`);
            await fill(plain, indexed, made, chosen);
            for (const each of requests) {
              asked += 1;
              const expected = await answer(plain, each);
              if (typeof expected === 'number') refused += 1;
              expect(await answer(indexed, each)).toEqual(expected);
            }
            expect(await contents(indexed)).toEqual(await contents(plain));
            await Promise.all([plain.drop(), indexed.drop()]);
          },
        ),
        { numRuns: RUNS },
      );
      // Most requests have to be such as MongoDB answers, or the property says little.
      expect(refused).toBeLessThan(asked / 2);
    },
    280_000 + RUNS * 2_000,
  );
});

/** What an index refuses (two arrays side by side) is left out of both. */
async function fill(
  plain: Collection,
  indexed: Collection,
  made: Document[],
  chosen: TestIndex[],
): Promise<void> {
  await plain.insertOne({ _id: -1 as never });
  for (const { key, options } of chosen) await indexed.createIndex(key, options);
  await indexed.insertMany(made, { ordered: false }).catch(() => undefined);
  const stored = await indexed.find({}, { promoteValues: false }).sort({ $natural: 1 }).toArray();
  await plain.deleteMany({});
  if (stored.length > 0) await plain.insertMany(stored);
}

async function contents(collection: Collection): Promise<string> {
  return exact(
    await collection.find({}, { promoteValues: false }).hint({ $natural: 1 }).sort({ _id: 1 }).toArray(),
  );
}

/** The same for numbers that are equal, for which of them stands for all depends on the order of reading. */
const loose = (value: unknown): string =>
  EJSON.stringify(value).replaceAll(
    /\{"\$number\w+":"([^"]+)"\}|(-?\d+\.\d+|-0)/g,
    (_all, special?: string, plain?: string) => String(Number(special ?? plain) + 0),
  );
const exact = (value: unknown): string => EJSON.stringify(value, { relaxed: false });

/** What a request is answered, so that two answers can be compared; or the code of its refusal. */
async function answer(collection: Collection, asked: Request): Promise<unknown> {
  try {
    return await ask(collection, asked);
  } catch (error) {
    return (error as { code?: number }).code;
  }
}

async function ask(collection: Collection, asked: Request): Promise<unknown> {
  const { kind, filter, order, skip, limit, path, scalar, collation } = asked;
  const options = collation ? { collation } : {};
  const only = order?.some(([name]) => name === '_id') ?? false;
  // Only with an order that no two documents share does a limit leave the same ones.
  const sort = new Map([...(order ?? []), ...(only ? [] : [['_id', 1] as const])]) as never;
  switch (kind) {
    case 'count':
      return collection.countDocuments(filter, { ...options, ...(limit && { limit }), skip });
    case 'distinct': {
      const values = await collection.distinct(path, filter, { ...options, promoteValues: false });
      return collation ? values.length : exact(values.map(loose).toSorted());
    }
    case 'updateMany':
      return collection.updateMany(filter, { $inc: { n: 1 } }, options);
    case 'updateOne':
      return collection.findOneAndUpdate(
        { $and: [filter, { _id: { $gte: 0 } }] },
        { $set: { e: scalar } },
        { ...options, sort, projection: { _id: 1 } },
      );
    case 'deleteOne':
      return collection.findOneAndDelete(filter, { ...options, sort, projection: { _id: 1 } });
    default:
      return list(collection, asked, sort);
  }
}

async function list(collection: Collection, asked: Request, sort: never): Promise<unknown> {
  const { filter, order, skip, limit, projection, collation } = asked;
  const found = collection.find(filter, { promoteValues: false, ...(collation && { collation }) });
  if (order && !collation && skip === 0 && limit === 0) return inOrder(found, new Map(order));
  if (projection) found.project(projection);
  // oxlint-disable-next-line unicorn/no-array-sort -- a cursor is no array
  if (order) found.sort(sort).skip(skip).limit(limit);
  const shown = await found.toArray();
  return exact(order ? shown : shown.map(exact).toSorted());
}

/** Documents that are equal in the order may come in any: what they are ordered by is compared, and which they are. */
async function inOrder(found: FindCursor, order: ReadonlyMap<string, number>): Promise<unknown> {
  found.project({ key: { $meta: 'sortKey' } });
  // oxlint-disable-next-line unicorn/no-array-sort -- a cursor is no array
  found.sort(order as never);
  const shown = await found.toArray();
  return [
    shown.map(({ key }) => loose(key)),
    shown.map(({ key: _key, ...document }) => exact(document)).toSorted(),
  ];
}
