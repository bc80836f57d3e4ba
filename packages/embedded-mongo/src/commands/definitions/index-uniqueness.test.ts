import type { Collection, Db, Document } from 'mongodb';
import { codeOf, openTestServer, type TestServer } from '../../test-server.ts';

interface Thing {
  _id: number | string;
  a?: number;
}

async function violationsOf(command: Promise<Document>): Promise<unknown> {
  const error = await command.catch((each: { errorResponse: Document }) => each.errorResponse);
  return [error['code'], error['violations']];
}

describe('an index that becomes unique', () => {
  let server: TestServer;
  let database: Db;
  let things: Collection<Thing>;

  beforeAll(async () => {
    server = await openTestServer();
    database = server.database();
    things = database.collection<Thing>('things');
  });
  beforeEach(async () => {
    await things.drop().catch(() => undefined);
    await things.createIndex({ a: 1 }, { name: 'byA' });
    await things.createIndex({ b: 1 }, { name: 'byB' });
  });
  afterAll(() => server.close());

  const change = (index: Document, more: Document = {}): Promise<Document> =>
    database.command({ collMod: 'things', index: { name: 'byA', ...index }, ...more });
  const prepared = async (...documents: Thing[]): Promise<void> => {
    await things.insertMany(documents);
    await change({ prepareUnique: true });
  };
  const specifications = (): Promise<Document[]> => things.indexes();

  it('takes no more of its keys while it is prepared, and keeps those that it has', async () => {
    await prepared({ _id: 1, a: 5 }, { _id: 2, a: 5 }, { _id: 3, a: 6 });
    expect(await codeOf(things.insertOne({ _id: 4, a: 5 }))).toBe(11_000);
    expect(await codeOf(things.updateOne({ _id: 3 }, { $set: { a: 5 } }))).toBe(11_000);
    await things.updateOne({ _id: 2 }, { $set: { c: 1 } });
    await things.insertOne({ _id: 4, a: 7 });
    expect(await specifications()).toContainEqual({ v: 2, key: { a: 1 }, name: 'byA', prepareUnique: true });
    expect(await change({ prepareUnique: false })).toMatchObject({
      prepareUnique_old: true,
      prepareUnique_new: false,
    });
    await things.insertOne({ _id: 5, a: 5 });
    expect(await things.countDocuments({ a: 5 })).toBe(3);
  });

  it('lets only one of two transactions have a key', async () => {
    await prepared({ _id: 1, a: 5 });
    const [one, other] = [server.client.startSession(), server.client.startSession()];
    for (const session of [one, other]) session.startTransaction();
    await things.findOne({ _id: 1 }, { session: other });
    await things.insertOne({ _id: 2, a: 6 }, { session: one });
    expect(await codeOf(things.insertOne({ _id: 3, a: 6 }, { session: other }))).toBe(112);
    await one.commitTransaction();
    expect(await things.countDocuments({ a: 6 })).toBe(1);
    await Promise.all([one.endSession(), other.endSession()]);
  });

  it('does not let a transaction have a key that was written after it began', async () => {
    await prepared({ _id: 1, a: 5 });
    const session = server.client.startSession();
    session.startTransaction();
    await things.findOne({ _id: 1 }, { session });
    await things.insertOne({ _id: 2, a: 6 });
    expect(await codeOf(things.insertOne({ _id: 3, a: 6 }, { session }))).toBe(112);
    await session.endSession();
  });

  it('tells which documents have equal keys', async () => {
    const documents = [5, 5, 5, 6, 7, 7].map((a, _id) => ({ _id, a }));
    await prepared(...documents);
    const violations = [{ ids: [0, 1, 2] }, { ids: [4, 5] }];
    expect(await violationsOf(change({ unique: true }, { dryRun: true }))).toEqual([359, violations]);
    expect(await violationsOf(change({ unique: true }))).toEqual([359, violations]);
    expect(await specifications()).toHaveLength(3);
  });

  it('tells of no more than a reply has room for', async () => {
    const ids = [0, 1, 2, 3].map((each) => `${each}${'x'.repeat(2.5 * 1024 * 1024)}`);
    await prepared(...ids.map((_id) => ({ _id, a: 1 })));
    expect(await violationsOf(change({ unique: true }))).toEqual([359, [{ ids: ids.slice(0, 3) }]]);
    await expect(change({ unique: true })).rejects.toThrow('Too many conflicting documents');
  });

  it('is unique then, in its place, and can be made ordinary again', async () => {
    const documents = Array.from({ length: 2_000 }, (_each, _id) => ({ _id, a: _id }));
    await prepared(...documents);
    expect(await change({ unique: true }, { dryRun: true })).toMatchObject({ ok: 1 });
    expect((await specifications())[1]).not.toHaveProperty('unique');
    expect(await change({ unique: true })).toMatchObject({ unique_new: true });
    expect((await specifications())[1]).toEqual({ v: 2, key: { a: 1 }, name: 'byA', unique: true });
    expect(await codeOf(things.insertOne({ _id: 9_000, a: 1_500 }))).toBe(11_000);
    expect(
      await things
        .find({ a: { $gte: 1_990 } })
        .hint('byA')
        .toArray(),
    ).toHaveLength(10);
    expect(await change({ unique: true })).not.toHaveProperty('unique_new');
    expect(await change({ forceNonUnique: true })).toMatchObject({ forceNonUnique_new: true });
    await things.insertOne({ _id: 9_000, a: 1_500 });
    expect(await things.find({ a: 1_500 }).hint('byA').toArray()).toHaveLength(2);
    expect(await database.command({ validate: 'things' })).toMatchObject({
      valid: true,
      nIndexes: 3,
    });
  });

  it('is made so in an empty collection too', async () => {
    await change({ prepareUnique: true });
    await change({ unique: true });
    await things.insertOne({ _id: 1, a: 1 });
    expect(await codeOf(things.insertOne({ _id: 2, a: 1 }))).toBe(11_000);
  });
});
