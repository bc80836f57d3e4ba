import { MaxKey, MinKey, ObjectId, type Db, type Document } from 'mongodb';
import { openTestServer, type TestServer } from '../../test-server.ts';

describe('the bounds that explain shows', () => {
  let server: TestServer;
  let db: Db;

  const stageOf = async (explained: Document): Promise<Document> => {
    const told = await db.command({ explain: explained, verbosity: 'queryPlanner' });
    let stage = (told.queryPlanner as { winningPlan: Document }).winningPlan;
    while (stage.inputStage) stage = stage.inputStage as Document;
    return stage;
  };

  beforeAll(async () => {
    server = await openTestServer();
    db = server.database();
    await db.collection('rows').createIndex({ a: 1, b: -1 });
    await db.collection('rows').insertOne({ a: 1, b: 2 });
  });
  afterAll(() => server.close());

  const all = ['[MaxKey, MinKey]'];
  const least = new ObjectId('0123456789abcdef01234567');
  it.each([
    [{ a: 1 }, { a: ['[1.0, 1.0]'], b: all }],
    [{ a: { $gte: 1, $lt: 2.5 } }, { a: ['[1.0, 2.5)'], b: all }],
    [{ a: { $gt: 1 } }, { a: ['(1.0, inf.0]'], b: all }],
    [{ a: { $lte: 'x' } }, { a: ['["", "x"]'], b: all }],
    [{ a: /^blah/u }, { a: ['["blah", "blai")', '[/^blah/, /^blah/]'], b: all }],
    [
      { a: { $in: ['x', 1] }, b: { $gt: 3 } },
      { a: ['[1.0, 1.0]', '["x", "x"]'], b: ['[inf.0, 3.0)'] },
    ],
    [{ a: null }, { a: ['[undefined, undefined]', '[null, null]'], b: all }],
    [
      { a: new Date(5), b: { $lt: true } },
      { a: ['[new Date(5), new Date(5)]'], b: ['(true, false]'] },
    ],
    [
      { a: { $gte: least } },
      { a: [`[ObjectId('${least.toHexString()}'), ObjectId('${'f'.repeat(24)}')]`], b: all },
    ],
    [{ a: { $type: 'number' } }, { a: ['[nan.0, inf.0]'], b: all }],
    [{ a: { $type: ['string', 'undefined'] } }, { a: ['[undefined, undefined]', '["", {})'], b: all }],
    [{ a: { $exists: true } }, { a: ['[MinKey, MaxKey]'], b: all }],
  ])('of %j', async (filter, bounds) => {
    expect((await stageOf({ find: 'rows', filter })).indexBounds).toEqual(bounds);
  });

  it('are in the direction of the walk', async () => {
    const find = { find: 'rows', filter: { a: { $gt: 1 } }, sort: { a: -1, b: 1 } };
    expect((await stageOf(find)).indexBounds).toEqual({ a: ['[inf.0, 1.0)'], b: ['[MinKey, MaxKey]'] });
  });

  it('are left out where they are of values without a short form', async () => {
    expect(await stageOf({ find: 'rows', filter: { a: { deep: 1 } } })).not.toHaveProperty('indexBounds');
  });

  it.each([
    [{ a: 1 }, { startKey: { a: 1, b: new MaxKey() }, endKey: { a: 1, b: new MinKey() } }],
    [
      { a: 1, b: { $gt: 1, $lte: 5 } },
      { startKey: { a: 1, b: 5 }, endKey: { a: 1, b: 1 }, endKeyInclusive: false },
    ],
  ])('of a count of %j are two keys', async (query, bounds) => {
    const indexBounds = { startKeyInclusive: true, endKeyInclusive: true, ...bounds };
    expect(await stageOf({ count: 'rows', query })).toEqual(
      expect.objectContaining({ stage: 'COUNT_SCAN', indexBounds }),
    );
  });
});
