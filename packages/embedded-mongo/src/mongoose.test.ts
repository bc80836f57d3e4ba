import { createConnection, Schema, type Connection } from 'mongoose';
import { openTestServer, type TestServer } from './test-server.ts';

const schema = new Schema(
  {
    title: { type: String, unique: true },
    copies: Number,
    loans: [{ school: String, days: Number }],
    expires: Date,
  },
  { optimisticConcurrency: true, timestamps: true },
);
schema.index({ copies: 1, title: -1 });
schema.index({ expires: 1 }, { expireAfterSeconds: 3_600 });
schema.index({ 'loans.school': 1 }, { sparse: true });
schema.index({ copies: 1 }, { name: 'many', partialFilterExpression: { copies: { $gt: 5 } } });

describe('mongoose', () => {
  let server: TestServer;
  let connection: Connection;

  const films = () => connection.model('Film', schema);

  beforeAll(async () => {
    server = await openTestServer();
    connection = await createConnection(server.uri, { dbName: 'mongoose' }).asPromise();
    films();
  });
  afterAll(async () => {
    await connection.close();
    await server.close();
  });
  beforeEach(() => films().deleteMany({}));

  it('has its indexes made, and finds nothing to do the second time', async () => {
    await films().syncIndexes();
    expect(await films().diffIndexes()).toEqual({ toDrop: [], toCreate: [] });
    const names = (await films().listIndexes()).map(({ name }) => String(name));
    expect(names).toEqual(['_id_', 'title_1', 'copies_1_title_-1', 'expires_1', 'loans.school_1', 'many']);
  });

  it('notices that somebody else has changed a document', async () => {
    await films().create({ title: 'T', copies: 1 });
    const [one, other] = [await films().findOne({ title: 'T' }), await films().findOne({ title: 'T' })];
    await one!.set({ copies: 2 }).save();
    await expect(other!.set({ copies: 3 }).save()).rejects.toThrow('No matching document');
  });

  it('changes elements of arrays, and by pipelines', async () => {
    await films().create({
      title: 'T',
      copies: 1,
      loans: [
        { school: 'A', days: 1 },
        { school: 'B', days: 2 },
      ],
    });
    await films().updateOne(
      { title: 'T' },
      { $inc: { 'loans.$[loan].days': 5 } },
      { arrayFilters: [{ 'loan.school': 'B' }] },
    );
    await films().updateOne({ title: 'T' }, [{ $set: { copies: { $add: ['$copies', 1] } } }], {
      updatePipeline: true,
    });
    expect(await films().findOne({ title: 'T' }).lean()).toMatchObject({
      copies: 2,
      loans: [{ days: 1 }, { days: 7 }],
    });
  });

  it('reads through a cursor, counts and aggregates', async () => {
    await films().create(
      Array.from({ length: 30 }, (_, index) => ({ title: `T${index}`, copies: index % 3 })),
    );
    let seen = 0;
    for await (const film of films().find({ copies: 1 }).cursor({ batchSize: 3 })) seen += film.copies!;
    expect(seen).toBe(10);
    const groups = await films().aggregate<{ _id: number; films: number }>([
      { $group: { _id: '$copies', films: { $sum: 1 } } },
      { $sort: { _id: 1 } },
    ]);
    expect(groups.map(({ films: count }) => count)).toEqual([10, 10, 10]);
  });

  it('hides an index that no schema has, when it is asked to', async () => {
    const people = connection.model('Person', new Schema({ name: String }, { autoIndex: false }));
    await people.createCollection();
    await people.collection.createIndex({ name: 1 });
    expect(await people.cleanIndexes({ hideIndexes: true })).toEqual(['name_1']);
    expect(await people.listIndexes()).toContainEqual(
      expect.objectContaining({ name: 'name_1', hidden: true }),
    );
  });

  it('demands what is unique of one kind of document alone, where a collection has several', async () => {
    const things = connection.model('Thing', new Schema({}, { discriminatorKey: 'kind' }));
    const robots = things.discriminator('Robot', new Schema({ serial: { type: String, unique: true } }));
    await Promise.all([things.init(), robots.init()]);
    await things.create([{}, {}]);
    await robots.create({ serial: 'R1' });
    await expect(robots.create({ serial: 'R1' })).rejects.toMatchObject({
      code: 11_000,
      message:
        'E11000 duplicate key error collection: mongoose.things index: serial_1 dup key: { serial: "R1" }',
    });
    expect(await things.countDocuments()).toBe(3);
  });

  it('tells which of many documents it has not stored', async () => {
    const titles = [{ title: 'A' }, { title: 'A' }, { title: 'B' }, { title: 'B' }];
    await expect(films().insertMany(titles, { ordered: false })).rejects.toMatchObject({
      writeErrors: [{ index: 1 }, { index: 3 }],
      insertedDocs: [{ title: 'A' }, { title: 'B' }],
    });
  });

  it('keeps a transaction to itself until it is committed, and undoes one that failed', async () => {
    await connection.transaction(async (session) => {
      await films().create([{ title: 'T' }], { session });
      expect(await films().countDocuments()).toBe(0);
      expect(await films().countDocuments().session(session)).toBe(1);
    });
    expect(await films().countDocuments()).toBe(1);
    const failing = connection.transaction(async (session) => {
      await films().deleteMany({}, { session });
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await films().countDocuments()).toBe(1);
  });

  it('says at once that nothing can be watched', async () => {
    for (const stream of [films().watch(), connection.watch()]) {
      await expect(stream.next()).rejects.toMatchObject({ code: 238 });
      await stream.close();
    }
  });
});
