import { Binary, Long, UUID, type Collection, type CollectionInfo, type Document } from 'mongodb';
import { codeOf, openTestServer, type TestServer } from '../../test-server.ts';

describe('a cursor', () => {
  let server: TestServer;
  let things: Collection;

  beforeAll(async () => {
    server = await openTestServer();
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    things = server.database().collection('things');
    await things.insertMany(Array.from({ length: 100 }, (_, x) => ({ x })));
    await things.createIndex({ x: 1 });
  });

  const ask = async (command: Document): Promise<{ id: string; count: number }> => {
    const { cursor } = await server.client.db(things.dbName).command(command);
    const batch = (cursor.firstBatch ?? cursor.nextBatch) as Document[];
    return { id: String(cursor.id), count: batch.length };
  };
  const kill = (...cursors: Long[]): Promise<Document> =>
    server.client.db(things.dbName).command({ killCursors: 'things', cursors });
  const opened = async (options: Document = {}): Promise<() => Promise<unknown>> => {
    const { id } = await ask({ find: 'things', batchSize: 50, ...options });
    return () => ask({ getMore: Long.fromString(id), collection: 'things' });
  };

  it('is closed with the batch that reaches its limit', async () => {
    expect(await ask({ find: 'things', limit: 10, batchSize: 10 })).toEqual({ id: '0', count: 10 });
    const { id } = await ask({ find: 'things', sort: { x: 1 }, limit: 20, batchSize: 10 });
    const more = await ask({ getMore: Long.fromString(id), collection: 'things', batchSize: 10 });
    expect(more).toEqual({ id: '0', count: 10 });
  });

  it('stays open after a batch that only happens to be the last', async () => {
    const { id, count } = await ask({ find: 'things', filter: { x: { $lt: 10 } }, batchSize: 10 });
    expect(count).toBe(10);
    const more = await ask({ getMore: Long.fromString(id), collection: 'things' });
    expect(more).toEqual({ id: '0', count: 0 });
  });

  it.each<[how: string, query: Document, skip: number]>([
    ['a scan', {}, 0],
    ['a scan backwards', { hint: { $natural: -1 } }, 0],
    ['an index', { filter: { x: { $gte: 0 } }, hint: { x: 1 } }, 0],
    ['an index that has all', { filter: { x: { $gte: 0 } }, projection: { _id: 0, x: 1 } }, 0],
    ['an index backwards', { sort: { x: -1 } }, 0],
    ['what comes after what is skipped', {}, 40],
  ])('gives what there is when it is asked for more: by %s', async (_how, query, skip) => {
    const cursor = things.find(query.filter ?? {}, { ...query, skip, batchSize: 3 });
    for (let read = 0; read < 3; read += 1) {
      // oxlint-disable-next-line no-await-in-loop
      await cursor.next();
    }
    const left = { x: { $in: [1, 2, 60, 61, 98] } };
    await things.deleteMany({ $nor: [left] });
    await things.updateMany(left, { $set: { now: true } });
    const rest = await cursor.toArray();
    expect(rest.length).toBeGreaterThanOrEqual(2);
    const changed = query.projection ? {} : { now: true };
    for (const each of rest) {
      expect(left.x.$in).toContain(each.x);
      expect(each).toMatchObject(changed);
    }
  });

  it('is killed by its number, and a list of none kills none', async () => {
    const { id } = await ask({ find: 'things', batchSize: 1 });
    expect(await kill()).toMatchObject({ cursorsKilled: [], cursorsNotFound: [] });
    expect(await kill(Long.fromString(id), Long.fromNumber(5))).toMatchObject({
      cursorsKilled: [Long.fromString(id)],
      cursorsNotFound: [5],
    });
  });

  it('shows the number of each record when it is asked for', async () => {
    const [first, second] = await things.find().limit(2).showRecordId(true).toArray();
    expect(second!.$recordId).toBe(first!.$recordId + 1);
    const byId = await things.find({ _id: first!._id }).showRecordId(true).toArray();
    expect(byId).toEqual([first]);
  });

  it('is had of a collection by its UUID, too', async () => {
    const database = server.client.db(things.dbName);
    const [described] = await database.listCollections<CollectionInfo>({ name: 'things' }).toArray();
    const uuid = described!.info?.uuid;
    expect(await ask({ find: uuid, batchSize: 0 })).toMatchObject({ count: 0 });
    expect(await database.command({ count: uuid })).toMatchObject({ n: 100 });
    expect(await ask({ listIndexes: uuid })).toMatchObject({ count: 2 });
    const refusals: [number, Document][] = [
      [26, { find: new UUID() }],
      [361, { find: 'things', collectionUUID: new UUID() }],
      [207, { distinct: new Binary(), key: 'a' }],
      [73, { insert: uuid, documents: [{}] }],
      [73, { aggregate: uuid, pipeline: [], cursor: {} }],
    ];
    for (const [code, command] of refusals) expect(await codeOf(database.command(command))).toBe(code);
  });

  it('that would follow a collection that is not there is at its end at once', async () => {
    expect(await ask({ find: 'nothing', tailable: true, awaitData: true })).toEqual({ id: '0', count: 0 });
    await expect(ask({ find: 'things', tailable: true })).rejects.toMatchObject({ code: 2 });
  });

  const endings: [what: string, code: number, options: Document, end: () => Promise<unknown>][] = [
    ['its collection is dropped', 175, {}, () => things.drop()],
    ['its database is dropped', 175, {}, () => server.client.db(things.dbName).dropDatabase()],
    ['its collection gets another name', 175, {}, () => things.rename('others')],
    ['the index that it reads is dropped', 175, { hint: { x: 1 } }, () => things.dropIndex('x_1')],
  ];

  it.each(endings)(
    'ends when %s, with code %i and then as one that is not there',
    async (_what, code, options, end) => {
      const more = await opened(options);
      await end();
      await expect(more()).rejects.toMatchObject({ code });
      await expect(more()).rejects.toMatchObject({ code: 43 });
    },
  );

  it('goes on when an index that it does not read is dropped', async () => {
    const more = await opened();
    await things.dropIndex('x_1');
    expect(await more()).toEqual({ id: '0', count: 50 });
  });
});
