import { MongoBulkWriteError, MongoServerError, Timestamp, type Collection, type Document } from 'mongodb';
import { codeOf, openTestServer, type TestServer } from '../../test-server.ts';

describe('reading and writing with the official driver', () => {
  let server: TestServer;
  let films: Collection;

  beforeAll(async () => {
    server = await openTestServer();
  });
  afterAll(() => server.close());
  beforeEach(() => {
    films = server.database().collection('films');
  });

  it('gives a document an _id, and puts it first', async () => {
    await films.insertOne({ title: 'Fanny och Alexander' }, { ignoreUndefined: true });
    await films.insertOne({ title: 'Sommarlek', _id: 7 as never });
    expect(Object.keys((await films.findOne({ title: 'Sommarlek' }))!)).toEqual(['_id', 'title']);
  });

  it('puts its own time into empty timestamps of a new document, not into those further in', async () => {
    const empty = new Timestamp({ t: 0, i: 0 });
    await films.insertOne({ _id: 1 as never, at: empty, deep: { at: empty } });
    await films.replaceOne({ _id: 2 as never }, { at: empty }, { upsert: true });
    const [first, second] = await films.find().sort({ _id: 1 }).toArray();
    expect(first!.at.t).toBeGreaterThan(0);
    expect(first!.deep.at.t).toBe(0);
    expect(second!.at.t).toBeGreaterThan(0);
  });

  it('answers a query in batches until there is no more', async () => {
    await films.insertMany(Array.from({ length: 1_000 }, (_, number) => ({ number })));
    const numbers: number[] = [];
    for await (const { number } of films.find().sort({ number: -1 }).batchSize(7))
      numbers.push(number as number);
    expect(numbers).toEqual(Array.from({ length: 1_000 }, (_, index) => 999 - index));
  });

  it('splits batches so that a reply stays below 16 MB', async () => {
    const large = 'x'.repeat(6_000_000);
    for (let number = 0; number < 6; number += 1) await films.insertOne({ number, large });
    expect(await films.find().batchSize(100).toArray()).toHaveLength(6);
  });

  it('says that a cursor which was killed is not found', async () => {
    await films.insertMany(Array.from({ length: 10 }, (_, number) => ({ number })));
    const { cursor } = await server.client.db(films.dbName).command({ find: 'films', batchSize: 2 });
    const database = server.client.db(films.dbName);
    const killed = await database.command({ killCursors: 'films', cursors: [cursor.id] });
    expect(killed.cursorsKilled).toEqual([cursor.id]);
    expect(await codeOf(database.command({ getMore: cursor.id, collection: 'films' }))).toBe(43);
  });

  it('names the index, the key and its value when a key exists already', async () => {
    await films.createIndex({ school: 1, title: 1 }, { unique: true });
    await films.insertOne({ school: 'A', title: 'T' });
    const error = await films.insertOne({ school: 'A', title: 'T' }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(MongoServerError);
    expect(error).toMatchObject({
      code: 11_000,
      keyPattern: { school: 1, title: 1 },
      keyValue: { school: 'A', title: 'T' },
    });
    expect((error as Error).message).toBe(
      `E11000 duplicate key error collection: ${films.namespace} index: school_1_title_1 dup key: { school: "A", title: "T" }`,
    );
  });

  it('refuses the key in every command that writes', async () => {
    await films.createIndex({ title: 1 }, { unique: true });
    await films.insertMany([{ title: 'a' }, { title: 'b' }]);
    const b = { title: 'b' };
    expect(await codeOf(films.updateOne(b, { $set: { title: 'a' } }))).toBe(11_000);
    expect(await codeOf(films.replaceOne(b, { title: 'a' }))).toBe(11_000);
    expect(await codeOf(films.findOneAndUpdate(b, { $set: { title: 'a' } }))).toBe(11_000);
    expect(await codeOf(films.bulkWrite([{ insertOne: { document: { title: 'a' } } }]))).toBe(11_000);
    expect(await codeOf(films.updateOne({ title: 'c' }, { $set: { title: 'a' } }, { upsert: true }))).toBe(
      11_000,
    );
    expect(await films.countDocuments()).toBe(2);
  });

  it('goes on after an error when the order does not matter, and stops when it does', async () => {
    const documents = [{ _id: 1 }, { _id: 1 }, { _id: 2 }] as never[];
    const unordered = await films.insertMany(documents, { ordered: false }).catch((error: unknown) => error);
    expect((unordered as MongoBulkWriteError).insertedCount).toBe(2);
    await films.deleteMany({});
    const ordered = await films.insertMany(documents).catch((error: unknown) => error);
    expect((ordered as MongoBulkWriteError).insertedCount).toBe(1);
  });

  it('changes one document exactly once when fifty try at the same time', async () => {
    await films.insertOne({ title: 'T', version: 1 });
    const results = await Promise.all(
      Array.from({ length: 50 }, () => films.updateOne({ title: 'T', version: 1 }, { $inc: { version: 1 } })),
    );
    expect(results.map(({ modifiedCount }) => modifiedCount).filter(Boolean)).toEqual([1]);
  });

  it('hands every document to one taker only, also when it has to search long for them', async () => {
    await films.insertMany(Array.from({ length: 2_000 }, (_, number) => ({ number, free: number >= 1_990 })));
    const taken = await Promise.all(
      Array.from({ length: 15 }, () => films.findOneAndUpdate({ free: true }, { $set: { free: false } })),
    );
    const numbers = taken.flatMap((film) => (film ? [film.number as number] : []));
    expect(numbers.toSorted((a, b) => a - b)).toEqual([
      1_990, 1_991, 1_992, 1_993, 1_994, 1_995, 1_996, 1_997, 1_998, 1_999,
    ]);
  });

  it('changes and removes many documents, whole and once each', async () => {
    await films.insertMany(Array.from({ length: 3_000 }, (_, number) => ({ number, n: 0 })));
    const updated = await films.updateMany({ number: { $gte: 1_000 } }, { $inc: { n: 1 } });
    expect(updated).toMatchObject({ matchedCount: 2_000, modifiedCount: 2_000 });
    expect(await films.countDocuments({ n: 1 })).toBe(2_000);
    expect((await films.deleteMany({ n: 1 })).deletedCount).toBe(2_000);
    expect(await films.estimatedDocumentCount()).toBe(1_000);
  });

  it('tells which values a field has, each once whatever its type of number', async () => {
    await films.insertMany([{ year: 1952 }, { year: 1952.0 }, { year: [1982, 'x'] }, {}]);
    expect(await films.distinct('year')).toEqual([1952, 1982, 'x']);
  });

  it('writes to several collections in one request', async () => {
    const other = server.client.db(films.dbName).collection('other');
    const result = await server.client.bulkWrite([
      { name: 'insertOne', namespace: films.namespace, document: { _id: 1 as never } },
      {
        name: 'updateOne',
        namespace: other.namespace,
        filter: { a: 1 },
        update: { $set: { b: 1 } },
        upsert: true,
      },
      { name: 'deleteOne', namespace: films.namespace, filter: { _id: 1 as never } },
    ]);
    expect(result).toMatchObject({ insertedCount: 1, upsertedCount: 1, deletedCount: 1 });
  });

  it('ends a request that takes longer than it may', async () => {
    await films.insertMany(Array.from({ length: 20_000 }, (_, number) => ({ number })));
    const slow = {
      $expr: {
        $gt: [{ $size: { $map: { input: { $range: [0, 300] }, in: { $add: ['$number', '$$this'] } } } }, 0],
      },
    };
    expect(await codeOf(films.countDocuments(slow, { maxTimeMS: 30 }))).toBe(50);
  });

  it('ends a request that is killed', async () => {
    await films.insertMany(Array.from({ length: 20_000 }, (_, number) => ({ number })));
    const slow = {
      $expr: {
        $gt: [{ $size: { $map: { input: { $range: [0, 500] }, in: { $add: ['$number', '$$this'] } } } }, 0],
      },
    };
    const counting = codeOf(films.countDocuments(slow));
    const admin = server.client.db('admin');
    let killed = false;
    while (!killed) {
      const { inprog } = await admin.command({ currentOp: 1 });
      const found = (inprog as Document[]).find(({ ns }) => ns === films.namespace);
      if (found) await admin.command({ killOp: 1, op: found.opid });
      killed = found !== undefined;
    }
    expect(await counting).toBe(11_601);
  });
});
