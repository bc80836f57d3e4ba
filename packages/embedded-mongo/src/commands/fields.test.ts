import { Decimal128, Long } from 'bson';
import type { Collection, Db, Document } from 'mongodb';
import { codeOf, openTestServer, type TestServer } from '../test-server.ts';

/** Every way to write a number in a command, and what becomes of it. */
const FOUND: [what: string, find: Document, ids: number[]][] = [
  ['a limit with a fraction', { limit: 1.9 }, [1]],
  ['a limit that is a decimal', { limit: Decimal128.fromString('2.5') }, [1, 2]],
  ['a limit that is no number at all', { limit: Number.NaN }, [1, 2, 3]],
  ['the largest limit', { limit: Long.MAX_VALUE }, [1, 2, 3]],
  ['a skip with a fraction', { skip: 1.5 }, [2, 3]],
  ['more skipped than a long can say', { skip: 1e30 }, []],
  ['a first batch with a fraction', { batchSize: 2.5, singleBatch: true }, [1, 2]],
  ['a time limit that is a decimal', { maxTimeMS: Decimal128.fromString('60000') }, [1, 2, 3]],
  ['an order that is a decimal', { sort: { a: Decimal128.fromString('-1') } }, [3, 2, 1]],
];

const REFUSED: [what: string, code: number, command: Document][] = [
  ['a limit below zero', 51_024, { find: 'things', limit: -1e30 }],
  ['ordered as a number', 14, { insert: 'things', documents: [{}], ordered: 1 }],
  ['multi as a number', 14, { update: 'things', updates: [{ q: {}, u: { $set: { a: 1 } }, multi: 1 }] }],
  ['upsert as a number', 14, { update: 'things', updates: [{ q: {}, u: { $set: { a: 1 } }, upsert: 0 }] }],
  ['singleBatch as a number', 14, { find: 'things', singleBatch: 1 }],
  ['explain as a number', 14, { aggregate: 'things', pipeline: [], cursor: {}, explain: 1 }],
  ['apiStrict as a number', 14, { find: 'things', apiVersion: '1', apiStrict: 1 }],
  ['a limit that is a text', 14, { find: 'things', limit: '1' }],
  ['a time limit with a fraction', 2, { find: 'things', maxTimeMS: 1.5 }],
  ['a time limit that is a text', 2, { find: 'things', maxTimeMS: '1' }],
  ['a count up to a fraction', 9, { count: 'things', limit: 1.5 }],
  ['a count up to a text', 2, { count: 'things', limit: '1' }],
  ['a count up to the least long', 2, { count: 'things', limit: Long.MIN_VALUE }],
  ['a count after less than none', 51_024, { count: 'things', skip: -1 }],
];

describe('numbers in commands', () => {
  let server: TestServer;
  let database: Db;
  let things: Collection<{ _id: number; a: number }>;

  beforeAll(async () => {
    server = await openTestServer();
    database = server.database();
    things = database.collection('things');
    await things.insertMany([1, 2, 3].map((number) => ({ _id: number, a: number })));
    await things.createIndex({ a: 1 });
  });
  afterAll(() => server.close());

  it.each(FOUND)('finds with %s', async (_what, fields, ids) => {
    const { cursor } = await database.command({ find: 'things', ...fields });
    const found = (cursor as { firstBatch: Document[] }).firstBatch;
    expect(found.map(({ _id }) => _id as number)).toEqual(ids);
  });

  it('counts up to a limit of any type and either sign', async () => {
    for (const limit of [-2, 2, Decimal128.fromString('2'), Long.fromNumber(2)]) {
      // oxlint-disable-next-line no-await-in-loop
      expect(await database.command({ count: 'things', limit })).toMatchObject({ n: 2 });
    }
    expect(await database.command({ count: 'things', skip: 1.9 })).toMatchObject({ n: 2 });
  });

  it.each(REFUSED)('refuses %s with code %i', async (_what, code, command) => {
    expect(await codeOf(database.command(command))).toBe(code);
  });
});
