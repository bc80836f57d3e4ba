import type { Db, Document } from 'mongodb';
import { openTestServer, type TestServer } from '../../test-server.ts';

const covered = (inputStage: Document): Document => ({ stage: 'PROJECTION_COVERED', inputStage });

describe('a query of which an index has all', () => {
  let server: TestServer;
  let db: Db;

  const explain = (command: Document): Promise<Document> =>
    db.command({ explain: command, verbosity: 'executionStats' });

  beforeAll(async () => {
    server = await openTestServer();
    db = server.database();
    const shelf = db.collection('shelf');
    await shelf.createIndexes([{ key: { kind: 1, n: -1 } }, { key: { 'at.row': 1 } }]);
    const rows = Array.from({ length: 60 }, (_, n) => ({ n, kind: n % 3, at: { row: n }, text: 'x' }));
    await shelf.insertMany(rows);
  });
  afterAll(() => server.close());

  it.each([
    [{ filter: { kind: 1 }, projection: { n: 1, _id: 0 } }, covered({ stage: 'IXSCAN' }), 20],
    [
      { filter: { kind: 1, n: { $mod: [2, 0] } }, projection: { kind: 1, _id: 0 }, sort: { n: 1 } },
      covered({ stage: 'IXSCAN', filter: { kind: 1, n: { $mod: [2, 0] } }, direction: 'backward' }),
      20,
    ],
    [
      { filter: { 'at.row': { $lt: 5 } }, projection: { 'at.row': 1, _id: 0 } },
      { stage: 'PROJECTION_DEFAULT', inputStage: { stage: 'IXSCAN' } },
      5,
    ],
    [{ filter: {}, hint: 'kind_1_n_-1', projection: { kind: 1, _id: 0 } }, covered({ stage: 'IXSCAN' }), 60],
  ])('reads no document for %j', async (find, winningPlan, totalKeysExamined) => {
    expect(await explain({ find: 'shelf', ...find })).toMatchObject({
      queryPlanner: { winningPlan },
      executionStats: { totalKeysExamined, totalDocsExamined: 0 },
    });
  });

  it.each([
    [{ kind: 1, n: { $mod: [20, 1] } }, 'kind_1_n_-1', 20, 1],
    [{ kind: { $lt: 2 }, n: { $gt: 55 } }, 'kind_1_n_-1', 40, 2],
    [{ kind: { $in: [0, 2] } }, 'kind_1_n_-1', 41, 40],
  ])(
    'reads of %j no document that the index tells not to match',
    async (filter, indexName, keys, documents) => {
      expect(await explain({ find: 'shelf', filter })).toMatchObject({
        queryPlanner: { winningPlan: { stage: 'FETCH', inputStage: { stage: 'IXSCAN', indexName } } },
        executionStats: { totalKeysExamined: keys, totalDocsExamined: documents, nReturned: documents },
      });
    },
  );

  it('reads no document that is left out, none beyond the limit, and takes the index that has all', async () => {
    await db.collection('shelf').createIndex({ kind: 1 });
    const find = { find: 'shelf', filter: { kind: 1 }, skip: 10 };
    expect(await explain(find)).toMatchObject({ executionStats: { totalDocsExamined: 10, nReturned: 10 } });
    const sorted = { find: 'shelf', sort: { kind: 1, n: -1 }, skip: 15, limit: 40 };
    expect(await explain(sorted)).toMatchObject({ executionStats: { totalDocsExamined: 40, nReturned: 40 } });
    const projected = { find: 'shelf', filter: { kind: { $gt: 0 } }, projection: { n: 1, _id: 0 } };
    expect(await explain(projected)).toMatchObject({ executionStats: { totalDocsExamined: 0 } });
  });

  it.each([
    ['^/', 1],
    ['^blah', 1],
    ['^bob', 2],
    ['^.', 3],
    ['^z', 0],
  ])('looks for /%s/ also at the key at which the texts end', async (source, totalKeysExamined) => {
    const names = db.collection('names');
    await names.createIndex({ name: 1 });
    await names.bulkWrite(
      ['aaron', 'bob', 'emily'].map((name) => ({
        updateOne: { filter: { name }, update: { $set: { name } }, upsert: true },
      })),
    );
    const find = { find: 'names', filter: { name: new RegExp(source, 'u') } };
    expect(await explain(find)).toMatchObject({ executionStats: { totalKeysExamined } });
  });

  it.each([
    [{ kind: 1 }, { n: 1 }],
    [
      { kind: 1, text: 'x' },
      { n: 1, _id: 0 },
    ],
    [{ kind: 1 }, { n: 0 }],
    [
      { kind: 1, $expr: { $eq: ['$text', 'x'] } },
      { n: 1, _id: 0 },
    ],
  ])('reads the documents of %j for %j, which need more', async (filter, projection) => {
    expect(await explain({ find: 'shelf', filter, projection })).toMatchObject({
      executionStats: { totalDocsExamined: 20 },
    });
  });

  it.each([
    [{ query: { kind: 1 } }, 'COUNT_SCAN', 20],
    [{ query: { kind: 1, n: { $gt: 29 } } }, 'COUNT_SCAN', 10],
    [{ query: { kind: { $gt: 0 }, n: { $gt: 29 } } }, 'IXSCAN', 20],
    [{ hint: 'kind_1_n_-1' }, 'COUNT_SCAN', 60],
  ])('counts the keys of %j', async (count, stage, nCounted) => {
    expect(await explain({ count: 'shelf', ...count })).toMatchObject({
      queryPlanner: { winningPlan: { stage: 'COUNT', inputStage: { stage } } },
      executionStats: { executionStages: { nCounted }, totalDocsExamined: 0 },
    });
  });

  it('leaps from value to value for a distinct', async () => {
    expect(await explain({ distinct: 'shelf', key: 'kind' })).toMatchObject({
      queryPlanner: { winningPlan: covered({ stage: 'DISTINCT_SCAN', indexName: 'kind_1_n_-1' }) },
      executionStats: { nReturned: 3, totalKeysExamined: 3, totalDocsExamined: 0 },
    });
    expect(await explain({ distinct: 'shelf', key: 'n', query: { kind: 2 } })).toMatchObject({
      queryPlanner: { winningPlan: covered({ stage: 'IXSCAN' }) },
      executionStats: { nReturned: 20, totalDocsExamined: 0 },
    });
  });

  it.each([
    [[{ $match: { kind: 1 } }, { $group: { _id: null, n: { $sum: 1 }, most: { $max: '$n' } } }], 20],
    [[{ $match: { kind: 1 } }, { $count: 'all' }], 20],
    [[{ $match: { 'at.row': { $lt: 3 } } }, { $project: { 'at.row': 1, _id: 0 } }], 3],
  ])('gives the pipeline %j what it needs without a document', async (pipeline, totalKeysExamined) => {
    const told = await explain({ aggregate: 'shelf', pipeline, cursor: {} });
    expect((told.stages as Document[])[0]).toMatchObject({
      $cursor: { executionStats: { totalKeysExamined, totalDocsExamined: 0 } },
    });
  });

  it.each([
    [{ $group: { _id: '$kind', one: { $first: '$$ROOT' } } }],
    [{ $group: { _id: '$kind', one: { $max: { $getField: 'text' } } } }],
    [{ $group: { _id: '$kind', one: { $top: { sortBy: { text: 1 }, output: '$n' } } } }],
    [{ $project: { text: 1 } }],
    [{ $set: { more: 1 } }],
  ])('reads the documents for %j, which needs more', async (stage) => {
    const pipeline = [{ $match: { kind: 1 } }, stage];
    const told = await explain({ aggregate: 'shelf', pipeline, cursor: {} });
    expect((told.stages as Document[])[0]).toMatchObject({
      $cursor: { executionStats: { totalDocsExamined: 20 } },
    });
  });

  it('reads the documents of which the index does not tell all', async () => {
    const mixed = db.collection('mixed');
    await mixed.createIndex({ a: 1 });
    await mixed.insertMany([{ a: 1 }, { a: { b: 1 } }, {}, { a: null }]);
    const find = { find: 'mixed', hint: 'a_1', projection: { a: 1, _id: 0 } };
    expect(await explain(find)).toMatchObject({ executionStats: { nReturned: 4, totalDocsExamined: 1 } });
    expect(await mixed.find({}, { hint: 'a_1', projection: { a: 1, _id: 0 } }).toArray()).toEqual([
      {},
      { a: null },
      { a: 1 },
      { a: { b: 1 } },
    ]);
    await mixed.insertOne({ a: [2] });
    expect(await explain(find)).toMatchObject({ executionStats: { totalDocsExamined: 5 } });
  });
});
