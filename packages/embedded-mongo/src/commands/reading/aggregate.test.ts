import { UUID, type Timestamp } from 'bson';
import type { Db, Document } from 'mongodb';
import { codeOf, openTestServer, type TestServer } from '../../test-server.ts';

describe('aggregate', () => {
  let server: TestServer;
  let db: Db;

  beforeAll(async () => {
    server = await openTestServer();
    db = server.database();
    await db.collection('things').insertOne({ a: 1 });
  });
  afterAll(() => server.close());

  const run = (command: Document): Promise<Document> =>
    db.command({ aggregate: 'things', pipeline: [], cursor: {}, ...command });
  const shown = async (variables: Document, expression: unknown): Promise<unknown> => {
    const pipeline = [{ $project: { _id: 0, value: expression } }];
    const { cursor } = await run({ pipeline, let: variables });
    return (cursor as { firstBatch: Document[] }).firstBatch[0]!.value as unknown;
  };

  it('computes a variable of let from those before it, once', async () => {
    const variables = { a: 2, b: { $add: ['$$a', 3] }, c: { $multiply: ['$$a', '$$b'] } };
    expect(await shown(variables, '$$c')).toBe(10);
    expect(await shown({ text: { $literal: '$a' } }, '$$text')).toBe('$a');
    expect(
      await shown(
        { shares: [0.5] },
        { $percentile: { p: '$$shares', input: [1, 2, 3], method: 'approximate' } },
      ),
    ).toEqual([2]);
    expect(await shown({ r: { $rand: {} } }, { $eq: ['$$r', '$$r'] })).toBe(true);
  });

  it('knows one cluster time through all of a request, earlier than that of its reply', async () => {
    const pipeline = [{ $project: { one: '$$CLUSTER_TIME', other: ['$$CLUSTER_TIME'] } }];
    const { cursor, operationTime } = await run({ pipeline });
    const { one, other } = (cursor as { firstBatch: [{ one: Timestamp; other: [Timestamp] }] }).firstBatch[0];
    expect(other[0].equals(one)).toBe(true);
    expect((operationTime as Timestamp).greaterThan(one)).toBe(true);
  });

  it.each([
    [4_890_500, { let: { x: '$a' } }],
    [4_890_500, { let: { x: { $add: [1, '$$ROOT.a'] } } }],
    [17_276, { let: { x: '$$y', y: 1 } }],
    [4_738_901, { let: { NOW: 1 } }],
    [9, { let: { Large: 1 } }],
    [9, { aggregate: 2 }],
    [73, { aggregate: {} }],
    [73, { aggregate: 1 }],
    [40_324, { aggregate: 1, pipeline: [{ $nonsense: {} }] }],
    [73, { aggregate: 1, pipeline: [{ $match: {} }, { $documents: [] }] }],
    [73, { pipeline: [{ $documents: [] }] }],
    [14, { pipeline: {} }],
    [14, { pipeline: [1] }],
    [40_323, { pipeline: [{ $match: {}, $limit: 1 }] }],
    [40_415, { nonsense: 1 }],
    [40_415, { cursor: { nonsense: 1 } }],
    [9, { cursor: undefined }],
    [14, { pipeline: 1, cursor: undefined }],
    [238, { needsMerge: false }],
    [4_928_901, { aggregate: 1, pipeline: [{ $documents: [] }], collectionUUID: new UUID() }],
    [9, { explain: true, writeConcern: { w: 1 } }],
  ])('refuses with %i: %j', async (code, command) => {
    expect(await codeOf(run(command))).toBe(code);
  });

  it('joins more with one document than a document can hold, when a later stage takes less of it', async () => {
    const large = Array.from({ length: 18 }, (_, n) => ({ n, text: 'x'.repeat(1024 * 1024) }));
    await db.collection('large').insertMany(large);
    const lookup = { $lookup: { from: 'large', pipeline: [], as: 'found' } };
    expect(await codeOf(run({ pipeline: [lookup] }))).toBe(10_334);
    const taken = await run({ pipeline: [lookup, { $project: { _id: 0, n: { $size: '$found' } } }] });
    expect(taken.cursor).toMatchObject({ firstBatch: [{ n: 18 }] });
    const { cursor } = await run({ pipeline: [lookup, { $unwind: '$found' }, { $count: 'n' }] });
    expect(cursor).toMatchObject({ firstBatch: [{ n: 18 }] });
  });

  it('ends at its time limit also where a few documents take long', async () => {
    await db.collection('many').insertMany(Array.from({ length: 100 }, (_, n) => ({ n })));
    const numbers = { $map: { input: { $range: [0, 50_000] }, in: { $multiply: ['$$this', 2] } } };
    const pipeline = [{ $project: { n: { $sum: numbers } } }];
    expect(await codeOf(run({ aggregate: 'many', pipeline, maxTimeMS: 20 }))).toBe(50);
  });

  it('takes a write concern also when it only reads', async () => {
    expect(await run({ writeConcern: { w: 1 } })).toMatchObject({ ok: 1 });
  });
});
