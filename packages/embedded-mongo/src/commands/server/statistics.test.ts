import { Long, type Db, type Document } from 'mongodb';
import { codeOf, openTestServer, type TestServer } from '../../test-server.ts';

const BETWEEN = { min: { _id: 1 }, max: { _id: Long.fromNumber(4) } };

describe('what is told of a collection', () => {
  let server: TestServer;
  let database: Db;
  let namespace: string;

  beforeAll(async () => {
    server = await openTestServer();
    database = server.database();
    namespace = `${database.databaseName}.things`;
    const things = database.collection('things');
    await things.createIndex({ a: 1 }, { name: 'few', partialFilterExpression: { a: { $lt: 5 } } });
    await things.createIndex({ list: 1 }, { name: 'list' });
    const documents = Array.from({ length: 10 }, (_each, a) => ({ _id: a as never, a, list: [a, a + 100] }));
    await things.insertMany(documents);
  });
  afterAll(() => server.close());

  it('is what a validation finds', async () => {
    expect(await database.command({ validate: 'things', full: true })).toMatchObject({
      valid: true,
      nrecords: 10,
      nIndexes: 3,
      keysPerIndex: { _id_: 10, few: 5, list: 20 },
      indexDetails: { _id_: { valid: true }, few: { valid: true }, list: { valid: true } },
    });
  });

  it.each<[objects: number, range: Document]>([
    [10, {}],
    [3, BETWEEN],
    [3, { ...BETWEEN, keyPattern: { _id: 1 } }],
    [3, { maxObjects: 2 }],
    [2, { min: { a: 3 }, max: { a: 9 } }],
  ])('is the size of %i documents in %j', async (numObjects, range) => {
    const reply = await database.command({ dataSize: namespace, ...range });
    expect(reply).toMatchObject({ numObjects });
    expect(reply['size']).toBeGreaterThan(numObjects * 20);
  });

  it('is the size of nothing where there is no collection', async () => {
    expect(await database.command({ dataSize: 'no.things' })).toMatchObject({ size: 0, numObjects: 0 });
  });

  it.each<[command: Document, scale: number]>([
    [{ dbStats: 1, scale: 1.5 }, 1],
    [{ dbStats: 1, scale: 2 ** 50 }, 2 ** 50],
    [{ collStats: 'things', scale: 2.5 }, 2],
    [{ collStats: 'things' }, 1],
  ])('is told by %j in units of %i', async (command, scaleFactor) => {
    expect(await database.command(command)).toMatchObject({ scaleFactor });
  });

  it.each<[code: number, command: Document]>([
    [72, { validate: 'things', full: true, background: true }],
    [72, { validate: 'things', metadata: true, full: true }],
    [14, { validate: 'things', full: 'x' }],
    [26, { validate: 'nonsense' }],
    [2, { dbStats: 1, scale: 0 }],
    [2, { dbStats: 1, scale: 2 ** 51 }],
    [14, { collStats: 'things', scale: 'x' }],
    [26, { compact: 'nonsense' }],
    [73, { compact: 'system.users' }],
    [2, { compact: 'things', freeSpaceTargetMB: 0 }],
    [73, { dataSize: 'things' }],
    [2, { dataSize: 'no.things', min: { _id: 1 } }],
    [14, { dataSize: 'no.things', min: 1, max: 2 }],
  ])('is refused with code %i by %j', async (code, command) => {
    expect(await codeOf(database.command(command))).toBe(code);
  });

  it('is no room that could be given back', async () => {
    expect(await database.command({ compact: 'things', force: true })).toMatchObject({ bytesFreed: 0 });
    expect(await database.command({ compact: 'things', dryRun: true })).toMatchObject({
      estimatedBytesFreed: 0,
    });
  });

  it('is refused for a range of what has no index', async () => {
    expect(await codeOf(database.command({ dataSize: namespace, min: { b: 1 }, max: { b: 2 } }))).toBe(27);
  });
});
