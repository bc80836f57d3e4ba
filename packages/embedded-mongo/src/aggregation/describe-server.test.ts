import { MongoClient, type Db, type Document } from 'mongodb';
import { codeOf, openTestServer, type TestServer } from '../test-server.ts';

describe('stages that tell of the server', () => {
  let server: TestServer;
  let db: Db;
  const collStats = (options: Document, name = 'things'): Promise<Document[]> =>
    db
      .collection(name)
      .aggregate([{ $collStats: options }])
      .toArray();

  beforeAll(async () => {
    server = await openTestServer();
    db = server.database();
    await db.collection('things').insertMany([{ a: 1 }, { a: 2 }]);
    await db.collection('things').createIndex({ a: 1 });
  });
  afterAll(() => server.close());

  it('counts, and measures what is stored', async () => {
    const [told] = await collStats({ count: {}, storageStats: { scale: 1 } });
    expect(told).toMatchObject({
      ns: `${db.databaseName}.things`,
      count: 2,
      storageStats: { count: 2, nindexes: 2 },
    });
    expect(await collStats({})).not.toHaveProperty('0.count');
  });

  it('refuses what $collStats does not know, and a collection that is not there', async () => {
    expect(await codeOf(collStats({ nonsense: {} }))).toBe(40_415);
    expect(await codeOf(collStats({ count: 1 }))).toBe(14);
    expect(await codeOf(collStats({ latencyStats: {} }))).toBe(238);
    expect(await codeOf(collStats({ count: {} }, 'nothing'))).toBe(26);
  });

  it('tells of the indexes of the collection that a union is made with', async () => {
    const united = db
      .collection('others')
      .aggregate([{ $unionWith: { coll: 'things', pipeline: [{ $indexStats: {} }] } }]);
    expect((await united.toArray()).map(({ name }) => name as string)).toEqual(['_id_', 'a_1']);
  });

  it('shows running requests in admin only, by known options', async () => {
    const admin = server.client.db('admin');
    const running = await admin.aggregate([{ $currentOp: {} }]).toArray();
    expect(running).toContainEqual(expect.objectContaining({ command: { aggregate: expect.anything() } }));
    expect(await codeOf(admin.aggregate([{ $currentOp: { nonsense: true } }]).toArray())).toBe(9);
    expect(await codeOf(db.aggregate([{ $currentOp: {} }]).toArray())).toBe(73);
  });

  it('shows the transactions that wait for their next statement unless it is asked not to', async () => {
    const admin = server.client.db('admin');
    const waiting = (options: Document): Promise<Document[]> =>
      admin.aggregate([{ $currentOp: options }, { $match: { type: 'idleSession' } }]).toArray();
    await server.client.withSession(async (session) => {
      session.startTransaction({ readConcern: { level: 'snapshot' } });
      await db.collection('things').findOne({}, { session });
      const parameters = { autocommit: false, readConcern: { level: 'snapshot' } };
      expect(await waiting({})).toMatchObject([{ active: false, transaction: { parameters } }]);
      expect(await waiting({ idleSessions: false })).toEqual([]);
      expect(await admin.command({ currentOp: 1, type: 'idleSession' })).toMatchObject({
        inprog: [{ desc: 'inactive transaction' }],
      });
      await session.abortTransaction();
    });
    expect(await waiting({})).toEqual([]);
  });

  it('shows who is connected and asks for nothing, when it is asked to', async () => {
    const admin = server.client.db('admin');
    const other = await new MongoClient(server.uri, { appName: 'idle', maxPoolSize: 1 }).connect();
    await other.db('admin').command({ ping: 1 });
    const idle = { appName: 'idle', active: false };
    const shown = (options: Document): Promise<Document[]> =>
      admin.aggregate([{ $currentOp: options }, { $match: idle }]).toArray();
    expect(await shown({})).toEqual([]);
    expect((await shown({ idleConnections: true })).length).toBeGreaterThan(0);
    const { inprog } = await admin.command({ currentOp: 1, $all: true, ...idle });
    expect(inprog.length).toBeGreaterThan(0);
    expect(await admin.command({ currentOp: 1, ...idle })).toMatchObject({ inprog: [] });
    await other.close();
  });

  it('shows the cursors that wait to be asked for more when it is asked to', async () => {
    const admin = server.client.db('admin');
    const idle = (): Promise<Document[]> =>
      admin.aggregate([{ $currentOp: { idleCursors: true } }, { $match: { type: 'idleCursor' } }]).toArray();
    await db.collection('waiting').insertMany([{}, {}, {}]);
    const cursor = db.collection('waiting').find({}, { batchSize: 2, noCursorTimeout: true });
    await cursor.next();
    expect(await idle()).toMatchObject([
      {
        ns: `${db.databaseName}.waiting`,
        cursor: {
          cursorId: cursor.id,
          nDocsReturned: 2,
          nBatchesReturned: 1,
          noCursorTimeout: true,
          originatingCommand: { find: 'waiting', batchSize: 2 },
        },
      },
    ]);
    await cursor.close();
    expect(await idle()).toEqual([]);
  });

  it.each<[string, Document]>([
    ['COLLSCAN', {}],
    ['IXSCAN { x: 1 }', { x: { $gt: 0 } }],
    ['IXSCAN { x: 1 }, IXSCAN { y: 1, a.b: -1 }', { $or: [{ x: 1 }, { y: 1 }] }],
  ])('tells of a waiting cursor in a few words how it finds: %s', async (planSummary, filter) => {
    const documents = db.collection('planned');
    await documents.createIndexes([{ key: { x: 1 } }, { key: { y: 1, 'a.b': -1 } }]);
    await documents.insertMany([1, 1, 1].map((one) => ({ x: one, y: one })));
    const cursor = documents.find(filter, { batchSize: 2 });
    await cursor.next();
    const shown = await server.client
      .db('admin')
      .aggregate([{ $currentOp: { idleCursors: true } }, { $match: { 'cursor.cursorId': cursor.id } }])
      .toArray();
    expect(shown).toMatchObject([{ planSummary }]);
    await cursor.close();
  });

  it('lists sessions on this server, or from the collection that MongoDB keeps them in', async () => {
    expect(await db.aggregate([{ $listLocalSessions: {} }]).toArray()).not.toHaveLength(0);
    expect(
      await codeOf(
        db
          .collection('things')
          .aggregate([{ $listSessions: {} }])
          .toArray(),
      ),
    ).toBe(73);
  });
});
