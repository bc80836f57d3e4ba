import type { Collection, Db, Document, FindOptions } from 'mongodb';
import { codeOf, openTestServer, type TestServer } from '../../test-server.ts';

/** Documents, the path of an index, and may it be? */
const NUMBERS_IN_PATHS: [path: string, document: Document, code: number | undefined][] = [
  ['a.0', { a: [{ 0: 1 }] }, 16_746],
  ['a.1', { a: [{ 1: 1 }, 'c'] }, 16_746],
  ['a.0.0', { a: [[1], { 0: [1] }] }, 16_746],
  ['a.0.c', { a: [{ 0: { c: [] } }] }, 16_746],
  ['a.1', { a: [{ 1: 1 }] }, undefined],
  ['a.0', { a: [{ 1: 1 }] }, undefined],
  ['a.00', { a: [{ '00': 1 }] }, undefined],
  ['a.b', { a: [{ 0: 1 }] }, undefined],
  ['a.0.0', { a: [[1]] }, undefined],
];

/** Of documents without anything at `a.b`, a sparse index on `a` has some, and one on `a.b` has none. */
const EMPTY: [document: Document, inOuter: number, inInner: number][] = [
  [{ a: [] }, 1, 0],
  [{ a: 1 }, 1, 0],
  [{ a: [1] }, 1, 0],
  [{}, 0, 0],
  [{ a: { b: [] } }, 1, 1],
  [{ a: [{}, { b: 1 }] }, 1, 1],
];

describe('indexes', () => {
  let server: TestServer;
  let database: Db;
  let things: Collection;

  beforeAll(async () => {
    server = await openTestServer();
  });
  beforeEach(() => {
    database = server.database();
    things = database.collection('things');
  });
  afterAll(() => server.close());

  const uses = async (collection: Collection = things): Promise<Record<string, number>> => {
    const told = await collection.aggregate([{ $indexStats: {} }]).toArray();
    return Object.fromEntries(told.map(({ name, accesses }) => [name, Number(accesses.ops)]));
  };

  it.each(NUMBERS_IN_PATHS)(
    'on %s take %j (code %s), as a number is a position or a name but not both',
    async (path, document, code) => {
      await things.createIndex({ [path]: 1 });
      expect(await codeOf(things.insertOne({ ...document }))).toBe(code);
      const others = database.collection('others');
      await others.insertOne({ ...document });
      expect(await codeOf(others.createIndex({ [path]: 1 }))).toBe(code);
      expect(
        await codeOf(
          others
            .find()
            .sort({ [path]: 1 })
            .toArray(),
        ),
      ).toBe(code);
    },
  );

  it.each(EMPTY)('hold %j, when they are sparse, %i and %i times', async (document, inOuter, inInner) => {
    await things.createIndexes([
      { key: { a: 1 }, sparse: true },
      { key: { 'a.b': 1 }, sparse: true },
      { key: { 'a.b': 1, 'a.c': 1 }, sparse: true },
    ]);
    await things.insertOne({ ...document });
    for (const [hint, count] of [
      ['a_1', inOuter],
      ['a.b_1', inInner],
      ['a.b_1_a.c_1', inInner],
    ] as const) {
      expect(await things.find().hint(hint).toArray()).toHaveLength(count);
    }
  });

  it('are listed to the end when their collection is dropped, renamed or changed meanwhile', async () => {
    const admin = server.client.db('admin');
    const name = database.databaseName;
    for (const command of [
      { renameCollection: `${name}.things`, to: `${name}.others` },
      { drop: 'things' },
      { collMod: 'things', index: { name: 'a_1', hidden: true } },
    ]) {
      await things.createIndexes([{ key: { a: 1 } }, { key: { b: 1 } }]);
      const listed = things.listIndexes({ batchSize: 1 });
      expect(await listed.next()).toMatchObject({ name: '_id_' });
      await ('renameCollection' in command ? admin : database).command(command);
      expect(await listed.toArray()).toHaveLength(2);
    }
  });

  it('are told by name when several have the key that is hinted at', async () => {
    await things.createIndex({ a: 1 }, { name: 'some', partialFilterExpression: { a: { $gt: 5 } } });
    await things.createIndex({ a: 1 }, { name: 'all' });
    await things.insertMany([{ a: 1 }, { a: 9 }]);
    expect(await codeOf(things.find().hint({ a: 1 }).toArray())).toBe(27);
    expect(await things.find().hint('some').toArray()).toHaveLength(1);
    await database.command({ collMod: 'things', index: { name: 'some', hidden: true } });
    expect(await things.find().hint({ a: 1 }).toArray()).toHaveLength(2);
  });

  it('are counted by the queries and writes that use them, and not by explaining these', async () => {
    await things.createIndexes([{ key: { a: 1 } }, { key: { b: 1 } }]);
    await things.insertMany([
      { _id: 1 as never, a: 1 },
      { _id: 2 as never, a: 2, b: 2 },
    ]);
    expect(await uses()).toEqual({ _id_: 0, a_1: 0, b_1: 0 });
    await things.find({ a: 1 }).toArray();
    await things.find({ a: 1 }).explain();
    await things.updateOne({ a: 1 }, { $set: { c: 1 } });
    await things.updateMany({ a: 1 }, { $set: { c: 2 } });
    await things.distinct('c', { a: 1 });
    await things.find({ $or: [{ a: 1 }, { b: 2 }] }).toArray();
    await things.findOne({ _id: 1 as never });
    await things.find({ c: 2 }).toArray();
    expect(await uses()).toEqual({ _id_: 1, a_1: 5, b_1: 1 });
  });

  it('serve when the conditions stay inside any branch of what they hold', async () => {
    const partialFilterExpression = { $or: [{ a: 3 }, { $and: [{ a: { $gt: 5 } }, { b: 5 }] }] };
    await things.createIndex({ x: 1 }, { partialFilterExpression });
    const stageOf = async (filter: Document): Promise<string> => {
      const { queryPlanner } = await things.find(filter).explain();
      return queryPlanner.winningPlan.stage;
    };
    await things.insertOne({});
    expect(await stageOf({ x: 1, a: 3 })).toBe('FETCH');
    expect(await stageOf({ x: 1, a: { $gte: 6 }, b: 5 })).toBe('FETCH');
    expect(await stageOf({ x: 1, a: { $gte: 6 } })).toBe('COLLSCAN');
    expect(await stageOf({ x: 1, a: 5, b: 5 })).toBe('COLLSCAN');
    expect(await stageOf({ x: 1, b: 5 })).toBe('COLLSCAN');
  });

  it('serve a comparison by $expr, with arrays only where these cannot match as a whole', async () => {
    await things.createIndexes([{ key: { a: 1 } }, { key: { at: 1 } }]);
    const date = new Date(1_000);
    await things.insertMany([
      { _id: 1 as never, a: 1, at: new Date(0) },
      { _id: 2 as never, a: 'text', at: date },
      { _id: 3 as never },
    ]);
    const asked: [expression: Document, found: number[], withArray: number[], stage: string][] = [
      [{ $lt: ['$a', 5] }, [1, 3], [1, 3], 'FETCH'],
      [{ $gte: [5, '$a'] }, [1, 3], [1, 3], 'FETCH'],
      [{ $gt: ['$a', 1] }, [2], [2, 4], 'COLLSCAN'],
      [{ $lt: ['$at', date] }, [1, 3], [1, 3, 4], 'COLLSCAN'],
      [{ $and: [{ $gte: ['$at', date] }, { $eq: ['$a', 'text'] }] }, [2], [2], 'FETCH'],
    ];
    const answer = async ($expr: Document): Promise<unknown> => {
      const search = things.find({ $expr }).sort({ _id: 1 });
      return (await search.toArray()).map(({ _id }) => _id);
    };
    const stageOf = async ($expr: Document): Promise<string> =>
      (await things.find({ $expr }).explain()).queryPlanner.winningPlan.stage;
    for (const [expression, found] of asked) {
      expect([await answer(expression), await stageOf(expression)]).toEqual([found, 'FETCH']);
    }
    await things.insertOne({ _id: 4 as never, a: [0], at: [new Date(5_000)] });
    for (const [expression, , found, stage] of asked) {
      expect([await answer(expression), await stageOf(expression)]).toEqual([found, stage]);
    }
  });

  it('are told of by explain where another one serves better', async () => {
    await things.createIndexes([{ key: { a: 1 } }, { key: { a: 1, b: 1 } }, { key: { c: 1 } }]);
    await things.insertOne({});
    const names = async (filter: Document, options: FindOptions = {}): Promise<string[]> => {
      const { queryPlanner } = await things.find(filter, options).explain();
      const plans = [queryPlanner.winningPlan, ...queryPlanner.rejectedPlans] as Document[];
      return plans.map(function nameOf({ indexName, inputStage }): string {
        return indexName ?? nameOf(inputStage);
      });
    };
    expect(await names({ a: 1, b: 1 })).toEqual(['a_1_b_1', 'a_1']);
    expect(await names({ a: 1, b: 1 }, { sort: { c: 1 } })).toEqual(['a_1_b_1', 'a_1', 'c_1']);
    expect(await names({ a: 1, b: 1 }, { hint: 'a_1' })).toEqual(['a_1']);
    expect(await names({ _id: 1 as never })).toEqual(['_id_']);
    expect(await names({ _id: 1 as never, a: 1 })).toEqual(['_id_', 'a_1', 'a_1_b_1']);
  });

  it('are counted anew when they are hidden', async () => {
    await things.createIndex({ a: 1 });
    await things.find({ a: 1 }).toArray();
    await database.command({ collMod: 'things', index: { name: 'a_1', hidden: true } });
    await things.find({ a: 1 }).toArray();
    expect(await uses()).toEqual({ _id_: 0, a_1: 0 });
  });
});
