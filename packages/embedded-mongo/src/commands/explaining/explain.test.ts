import { UUID, type Db, type Document } from 'mongodb';
import { codeOf, openTestServer, type TestServer } from '../../test-server.ts';

const skip = (inputStage: Document): Document => ({ stage: 'SKIP', skipAmount: 1, inputStage });
const project = (inputStage: Document): Document => ({ stage: 'PROJECTION_SIMPLE', inputStage });

describe('explain', () => {
  let server: TestServer;
  let db: Db;

  beforeAll(async () => {
    server = await openTestServer();
    db = server.database();
    await db.collection('things').insertMany(Array.from({ length: 10 }, (_, n) => ({ a: n, b: 1 })));
    await db.collection('things').createIndex({ a: 1 });
  });
  afterAll(() => server.close());

  const explain = (command: Document, verbosity = 'executionStats'): Promise<Document> =>
    db.command({ explain: command, verbosity });

  it('says which index a search uses, what it looked at and what came of it', async () => {
    expect(await explain({ find: 'things', filter: { a: { $lte: 2 } } })).toMatchObject({
      command: { find: 'things', filter: { a: { $lte: 2 } }, $db: db.databaseName },
      queryPlanner: {
        namespace: `${db.databaseName}.things`,
        parsedQuery: { a: { $lte: 2 } },
        winningPlan: { stage: 'FETCH', inputStage: { stage: 'IXSCAN', indexName: 'a_1' } },
      },
      executionStats: { executionSuccess: true, nReturned: 3, totalKeysExamined: 3, totalDocsExamined: 3 },
    });
  });

  it('shows how what was found is sorted, skipped, projected and limited', async () => {
    const find = { find: 'things', projection: { a: 1 }, skip: 1, limit: 2 };
    const scan = { stage: 'COLLSCAN' };
    expect(await explain(find)).toMatchObject({
      queryPlanner: { winningPlan: { stage: 'LIMIT', limitAmount: 2, inputStage: project(skip(scan)) } },
    });
    const sort = { stage: 'SORT', sortPattern: { b: -1 }, limitAmount: 3, inputStage: scan };
    expect(await explain({ ...find, sort: { b: -1 } })).toMatchObject({
      queryPlanner: { winningPlan: project(skip(sort)) },
    });
  });

  it.each([
    [
      { count: 'things', skip: 3 },
      { stage: 'RECORD_STORE_FAST_COUNT', nCounted: 7 },
    ],
    [
      { count: 'things', query: { a: { $gte: 5 } }, skip: 2, limit: -9 },
      { stage: 'COUNT', nCounted: 3 },
    ],
    [{ count: 'nothing' }, { stage: 'COUNT', nCounted: 0 }],
    [
      { delete: 'things', deletes: [{ q: { a: { $lt: 4 } }, limit: 0 }] },
      { stage: 'BATCHED_DELETE', nWouldDelete: 4 },
    ],
    [
      { update: 'things', updates: [{ q: { a: { $lt: 4 } }, u: { $set: { b: 2 } }, multi: true }] },
      { stage: 'UPDATE', nMatched: 4, nWouldModify: 4, nWouldUpsert: 0 },
    ],
    [
      { update: 'things', updates: [{ q: { a: 1 }, u: { $set: { b: 1 } } }] },
      { stage: 'UPDATE', nMatched: 1, nWouldModify: 0, nWouldUpsert: 0 },
    ],
    [
      { findAndModify: 'things', query: { a: 99 }, update: { $inc: { b: 1 } }, upsert: true },
      { stage: 'UPDATE', nMatched: 0, nWouldModify: 0, nWouldUpsert: 1 },
    ],
    [
      { findAndModify: 'things', query: { a: 1 }, remove: true, fields: { b: 1 } },
      { stage: 'PROJECTION_DEFAULT', inputStage: { stage: 'DELETE', nWouldDelete: 1 } },
    ],
    [
      { update: 'nothing', updates: [{ q: { a: 1 }, u: { $set: { b: 1 } }, upsert: true }] },
      { stage: 'EOF' },
    ],
    [
      { update: 'things', updates: [{ q: { _id: 99 }, u: { $set: { b: 1 } } }] },
      { stage: 'UPDATE', inputStage: { stage: 'IDHACK', docsExamined: 0 } },
    ],
    [
      { delete: 'things', deletes: [{ q: { _id: 99 }, limit: 1, hint: '_id_' }] },
      { stage: 'DELETE', inputStage: { stage: 'FETCH' } },
    ],
  ])('says what %j would do, and does not do it', async (command, executionStages) => {
    const before = await db.collection('things').find().toArray();
    expect(await explain(command)).toMatchObject({ executionStats: { executionStages } });
    expect(await db.collection('things').find().toArray()).toEqual(before);
    expect(await db.listCollections({ name: 'nothing' }).toArray()).toEqual([]);
  });

  it.each([
    [
      { update: 0, filter: { a: 1 }, updateMods: { $set: { b: 5 } } },
      { stage: 'UPDATE', nWouldModify: 1 },
    ],
    [
      { delete: 0, filter: { a: { $lt: 3 } }, multi: true },
      { stage: 'BATCHED_DELETE', nWouldDelete: 3 },
    ],
  ])('says what %j in a batch of several collections would do', async (operation, executionStages) => {
    const bulkWrite = { bulkWrite: 1, ops: [operation], nsInfo: [{ ns: `${db.databaseName}.things` }] };
    const admin = server.client.db('admin');
    const told = await admin.command({ explain: bulkWrite, verbosity: 'executionStats' });
    expect(told).toMatchObject({ executionStats: { executionStages } });
    expect(await db.collection('things').countDocuments({ b: 1 })).toBe(10);
    expect(await codeOf(explain(bulkWrite))).toBe(13);
    const two = { ...bulkWrite, ops: [operation, operation] };
    expect(await codeOf(admin.command({ explain: two }))).toBe(16);
    const insertion = { ...bulkWrite, ops: [{ insert: 0, document: {} }] };
    expect(await codeOf(admin.command({ explain: insertion }))).toBe(20);
  });

  it('shows what every stage of a pipeline gives, after the search that it begins with', async () => {
    const pipeline = [{ $match: { a: { $gt: 5 } } }, { $group: { _id: '$b' } }];
    const executionTimeMillisEstimate = expect.any(Number) as number;
    expect(await explain({ aggregate: 'things', pipeline, cursor: {} })).toMatchObject({
      stages: [
        {
          $cursor: { queryPlanner: { winningPlan: { stage: 'FETCH' } }, executionStats: { nReturned: 4 } },
          nReturned: 4,
          executionTimeMillisEstimate,
        },
        { $group: { _id: '$b' }, nReturned: 1, executionTimeMillisEstimate },
      ],
    });
  });

  it.each([
    [
      { $add: [1, { $multiply: [2, 3] }, '$b', 4, 5] },
      { $add: [{ $const: 7 }, '$b', { $const: 4 }, { $const: 5 }] },
    ],
    [{ $multiply: [1, 2, { $add: [3, 4] }] }, { $const: 14 }],
    [
      { $add: [{ $add: ['$b', 1] }, 2, 3] },
      { $add: [{ $add: ['$b', { $const: 1 }] }, { $const: 2 }, { $const: 3 }] },
    ],
    [
      { $cond: [true, '$b', { $divide: [1, 0] }] },
      { $cond: [{ $const: true }, '$b', { $divide: [{ $const: 1 }, { $const: 0 }] }] },
    ],
    [{ $rand: {} }, { $rand: {} }],
    [{ $getField: 'b' }, { $getField: { $const: 'b' } }],
    [{ $toUpper: 'b' }, { $const: 'B' }],
    [{ $filter: { input: ['$b'], cond: 1 } }, { $filter: { input: ['$b'], cond: 1 } }],
    [
      { x: { $literal: '$b' }, y: [1, '$b'] },
      { x: { $const: '$b' }, y: [{ $const: 1 }, '$b'] },
    ],
  ])('shows what of a key is constant worked out: %j', async (key, shown) => {
    const pipeline = [{ $group: { _id: key, n: { $sum: 1 }, all: { $count: {} } } }];
    const told = await explain({ aggregate: 'things', pipeline, cursor: {} });
    expect((told.stages as Document[])[1]).toMatchObject({
      $group: { _id: shown, n: { $sum: { $const: 1 } }, all: { $count: {} } },
    });
  });

  it.each([
    [51_029, { $out: 'nothing' }, { coll: 'nothing', db: expect.any(String) as string }],
    [51_184, { $merge: 'nothing' }, { on: '_id', whenMatched: 'merge', whenNotMatched: 'insert' }],
  ])('does not run a pipeline that writes, but refuses that with %i', async (code, stage, described) => {
    const command = { aggregate: 'things', pipeline: [{ $group: { _id: '$b' } }, stage], cursor: {} };
    expect(await codeOf(explain(command))).toBe(code);
    const { stages } = await explain(command, 'queryPlanner');
    const [name] = Object.keys(stage);
    expect(stages).toMatchObject([{}, { $group: { _id: '$b' } }, { [name!]: described }]);
    expect(await db.listCollections({ name: 'nothing' }).toArray()).toEqual([]);
  });

  it.each([
    [{ b: { $in: [] } }],
    [{ b: 1, $alwaysFalse: 1 }],
    [{ $or: [{ b: { $all: [] } }, { a: { $in: [] } }] }],
  ])('shows that nothing is looked at for %j, which nothing can be', async (filter) => {
    const find = { find: 'things', filter, sort: { b: 1 }, projection: { a: 1 }, skip: 1 };
    expect(await explain(find)).toMatchObject({
      queryPlanner: { winningPlan: { stage: 'EOF', type: 'predicateEvalsToFalse' } },
      executionStats: { nReturned: 0, totalDocsExamined: 0 },
    });
  });

  it('shows a search by _id alone as the one look that it is', async () => {
    const find = { find: 'things', filter: { _id: 5 } };
    const executionStages = { stage: 'EXPRESS_IXSCAN', indexName: '_id_', keysExamined: 1, nReturned: 0 };
    expect(await explain(find)).toMatchObject({ executionStats: { executionStages } });
    expect(await explain({ ...find, projection: { a: 1 } })).toMatchObject({
      queryPlanner: { winningPlan: { stage: 'EXPRESS_IXSCAN', projection: { a: 1 } } },
    });
    expect(await explain({ ...find, projection: { 'a.b': 1 } })).toMatchObject({
      queryPlanner: { winningPlan: { stage: 'PROJECTION_DEFAULT', inputStage: { stage: 'IDHACK' } } },
    });
  });

  it('explains a pipeline that is a search, also by an option of the command', async () => {
    const command = { aggregate: 'things', pipeline: [{ $match: { a: 1 } }], explain: true };
    expect(await db.command(command)).toMatchObject({
      queryPlanner: { winningPlan: { stage: 'FETCH' }, optimizedPipeline: true },
      command: { aggregate: 'things', $db: db.databaseName },
    });
  });

  it('takes a $match after the $sort into the search, and leaves out what changes nothing', async () => {
    const sort = [{ $sort: { b: 1 } }, { $set: {} }, { $skip: 0 }, { $match: { a: 1 } }];
    expect(await explain({ aggregate: 'things', pipeline: sort, cursor: {} })).toMatchObject({
      queryPlanner: { winningPlan: { stage: 'SORT', inputStage: { stage: 'FETCH' } } },
      executionStats: { nReturned: 1, totalDocsExamined: 1 },
    });
  });

  it('sorts no more than a $limit takes that comes after a $project', async () => {
    const pipeline = [{ $sort: { b: 1 } }, { $project: { a: 1 } }, { $skip: 1 }, { $limit: 2 }];
    const { stages } = await explain({ aggregate: 'things', pipeline, cursor: {} });
    expect(stages).toMatchObject([
      { $cursor: { queryPlanner: { winningPlan: { stage: 'SORT', limitAmount: 3 } } } },
      { nReturned: 3 },
      { nReturned: 2 },
      { nReturned: 2 },
    ]);
  });

  it('tells of a failure where the plan is still of use', async () => {
    const filter = { $expr: { $divide: [1, { $subtract: ['$b', 1] }] } };
    expect(await explain({ find: 'things', filter })).toMatchObject({
      queryPlanner: { winningPlan: { stage: 'COLLSCAN' } },
      executionStats: { executionSuccess: false, errorCode: expect.any(Number) as number },
    });
  });

  it.each([
    [20, { insert: 'things', documents: [{}] }],
    [59, { nonsense: 'things' }],
    [73, { find: 'things', $db: 'another' }],
    [40_415, { find: 'things', nonsense: 1 }],
    [361, { find: 'things', collectionUUID: new UUID() }],
    [361, { delete: 'things', deletes: [{ q: {}, limit: 1 }], collectionUUID: new UUID() }],
    [
      16,
      {
        delete: 'things',
        deletes: [
          { q: {}, limit: 1 },
          { q: {}, limit: 1 },
        ],
      },
    ],
    [9, { findAndModify: 'things', remove: true, update: {} }],
    [9, { aggregate: 'things', pipeline: [], cursor: {}, writeConcern: { w: 1 } }],
    [9, { aggregate: 'things', pipeline: [], cursor: {}, explain: true }],
  ])('refuses with %i to explain %j', async (code, command) => {
    expect(await codeOf(explain(command))).toBe(code);
  });

  it('refuses to explain by UUID, and says who explains', async () => {
    const [things] = await db.listCollections({ name: 'things' }).toArray();
    const uuid = (things as { info?: { uuid: unknown } }).info!.uuid;
    for (const command of [{ find: uuid }, { count: uuid }, { distinct: uuid, key: 'a' }]) {
      expect(await codeOf(explain(command))).toBe(73);
    }
    expect(await explain({ find: 'things' })).toMatchObject({
      serverInfo: { host: '127.0.0.1', port: expect.any(Number) as number, gitVersion: 'embedded-mongo' },
    });
  });

  it('refuses another verbosity', async () => {
    expect(await codeOf(explain({ find: 'things' }, 'much'))).toBe(2);
  });
});
