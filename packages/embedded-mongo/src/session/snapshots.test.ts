import { Timestamp } from 'bson';
import type { ClientSession, Collection, Document } from 'mongodb';
import { codeOf, openTestServer, type TestServer } from '../test-server.ts';

describe('a snapshot read outside of a transaction', () => {
  let server: TestServer;
  let films: Collection<{ _id: number; n: number }>;
  let session: ClientSession;

  beforeAll(async () => {
    server = await openTestServer();
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    films = server.database().collection('films');
    await films.insertMany(Array.from({ length: 10 }, (_, _id) => ({ _id, n: 1 })));
    session = server.client.startSession({ snapshot: true });
  });
  afterEach(() => session.endSession());

  const change = async (): Promise<void> => {
    await films.updateMany({ _id: { $lt: 5 } }, { $set: { n: 2 } });
    await films.deleteOne({ _id: 9 });
    await films.insertOne({ _id: 20, n: 3 });
  };

  it('reads the moment of the session’s first read, whatever is written', async () => {
    expect(await films.findOne({ _id: 0 }, { session })).toEqual({ _id: 0, n: 1 });
    await change();
    expect(await films.find({}, { session }).toArray()).toHaveLength(10);
    expect(await films.distinct('n', {}, { session })).toEqual([1]);
    expect(await films.countDocuments({ n: 1 }, { session })).toBe(10);
    const joined = [{ $lookup: { from: 'films', localField: '_id', foreignField: '_id', as: 'same' } }];
    expect(await films.aggregate(joined, { session }).next()).toMatchObject({ same: [{ n: 1 }] });
    expect(await films.distinct('n')).toEqual([2, 1, 3]);
  });

  it('keeps its moment for the batches that follow', async () => {
    const cursor = films.find({}, { session, batchSize: 2 });
    await cursor.next();
    await change();
    expect((await cursor.toArray()).map(({ n }) => n)).toEqual(Array.from({ length: 9 }, () => 1));
  });

  it('tells the moment, which others may read too', async () => {
    const command = { find: 'films', filter: { _id: 0 }, readConcern: { level: 'snapshot' } };
    const database = server.client.db(films.dbName);
    const { cursor } = await database.command(command);
    const { atClusterTime } = cursor as { atClusterTime: Timestamp };
    await change();
    const again = (time: Timestamp): Promise<Document> =>
      database.command({ ...command, readConcern: { level: 'snapshot', atClusterTime: time } });
    expect((await again(atClusterTime)).cursor).toMatchObject({
      firstBatch: [{ _id: 0, n: 1 }],
      atClusterTime,
    });
    expect(await codeOf(again(new Timestamp({ t: 1, i: 1 })))).toBe(239);
    expect(await codeOf(again(new Timestamp({ t: 4_000_000_000, i: 1 })))).toBe(72);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['dropped', () => films.drop()],
    ['renamed', () => films.rename('other')],
    ['indexed', () => films.createIndex({ n: 1 })],
  ])('is refused with 246 when the collection has been %s since', async (_name, alter) => {
    await films.findOne({}, { session });
    await alter();
    expect(await codeOf(films.findOne({ _id: 0 }, { session }))).toBe(246);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['a write', () => films.insertOne({ _id: 30, n: 1 }, { session })],
    ['count', () => films.estimatedDocumentCount({ session })],
    ['$out', () => films.aggregate([{ $out: 'copy' }], { session }).toArray()],
    ['listIndexes', () => films.listIndexes({ session }).toArray()],
  ])('is not for %s', async (_name, run) => {
    expect(await codeOf(run())).toBe(72);
  });
});
