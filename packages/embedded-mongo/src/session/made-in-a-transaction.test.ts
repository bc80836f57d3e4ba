import { MongoServerError, type ClientSession, type Collection, type Db } from 'mongodb';
import { codeOf, openTestServer, type TestServer } from '../test-server.ts';

describe('a collection made in a transaction', () => {
  let server: TestServer;
  let database: Db;
  let films: Collection;
  let session: ClientSession;

  beforeAll(async () => {
    server = await openTestServer();
  });
  afterAll(() => server.close());
  beforeEach(() => {
    database = server.database();
    films = database.collection('films');
    session = server.client.startSession();
    session.startTransaction();
  });
  afterEach(() => session.endSession());

  const names = async (): Promise<string[]> =>
    (await database.listCollections().toArray()).map(({ name }) => name);
  const indexNames = async (): Promise<(string | undefined)[]> =>
    (await films.indexes()).map(({ name }) => name);

  it.each<[string, () => Promise<unknown>]>([
    ['an insert', () => films.insertOne({ title: 'T' }, { session })],
    ['an upsert', () => films.updateOne({ title: 'T' }, { $set: { n: 1 } }, { upsert: true, session })],
    ['create', () => database.createCollection('films', { session })],
  ])('by %s is there for others from the commit on', async (_name, make) => {
    await make();
    expect(await names()).toEqual([]);
    await session.commitTransaction();
    expect(await names()).toEqual(['films']);
  });

  it('holds what the transaction wrote, counted and indexed', async () => {
    await films.createIndex({ title: 1 }, { unique: true, session });
    await films.insertMany([{ title: 'A' }, { title: 'B' }], { session });
    expect(await films.countDocuments({ title: 'B' }, { session })).toBe(1);
    await session.commitTransaction();
    expect(await indexNames()).toEqual(['_id_', 'title_1']);
    expect(await films.estimatedDocumentCount()).toBe(2);
    expect(await codeOf(films.insertOne({ title: 'A' }))).toBe(11_000);
    expect(await database.command({ validate: 'films' })).toMatchObject({ valid: true, nrecords: 2 });
  });

  it('leaves nothing when the transaction is aborted', async () => {
    await films.createIndex({ title: 1 }, { session });
    await films.insertOne({ title: 'T' }, { session });
    await session.abortTransaction();
    expect(await names()).toEqual([]);
    await films.insertOne({ title: 'T' });
    expect(await indexNames()).toEqual(['_id_']);
  });

  it('gives way to one that somebody else has made meanwhile', async () => {
    await films.insertOne({ title: 'mine' }, { session });
    await films.insertOne({ title: 'theirs' });
    const error = await session.commitTransaction().catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 112 });
    expect((error as MongoServerError).hasErrorLabel('TransientTransactionError')).toBe(true);
    expect(await films.distinct('title')).toEqual(['theirs']);
  });

  it('is refused when it exists', async () => {
    await database.createCollection('films');
    expect(await codeOf(database.createCollection('films', { session }))).toBe(48);
  });

  it('is made beside one that others have made since the transaction began, which it does not see', async () => {
    await database.collection('others').findOne({}, { session });
    await films.insertOne({ title: 'theirs' });
    await films.createIndex({ title: 1 }, { name: 'same' });
    expect(await films.findOne({}, { session })).toBeNull();
    await database.createCollection('films', { session });
    await films.createIndex({ title: -1 }, { name: 'same', session });
    expect(await codeOf(session.commitTransaction())).toBe(112);
    expect(await films.distinct('title')).toEqual(['theirs']);
  });

  it('goes with the read concern local', async () => {
    await session.abortTransaction();
    session.startTransaction({ readConcern: { level: 'snapshot' } });
    expect(await codeOf(films.createIndex({ title: 1 }, { session }))).toBe(72);
  });

  it('takes no index any more when it has documents', async () => {
    await films.insertOne({ title: 'T' }, { session });
    expect(await codeOf(films.createIndex({ title: 1 }, { session }))).toBe(263);
  });

  it('is the only kind that takes an index in a transaction', async () => {
    await database.createCollection('films');
    expect(await codeOf(films.createIndex({ title: 1 }, { session }))).toBe(263);
  });
});
