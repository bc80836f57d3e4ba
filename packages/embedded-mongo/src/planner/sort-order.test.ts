import type { Document } from 'mongodb';
import { codeOf, openTestServer, type TestServer } from '../test-server.ts';

type Case = [what: string, index: Document, filter: Document, sort: Document, isServed: boolean];

/** With arrays at `list`, `nested.x` and `nested.y`. */
const DOCUMENTS: Document[] = [
  {
    _id: 1,
    list: [5, 1],
    one: 3,
    nested: [
      { x: 1, y: 9 },
      { x: 4, y: 2 },
    ],
  },
  { _id: 2, list: [3], one: 1, nested: [{ x: 1, y: 5 }] },
  {
    _id: 3,
    list: [],
    one: 2,
    nested: [
      { x: 2, y: 7 },
      { x: 1, y: 0 },
    ],
  },
];

const CASES: Case[] = [
  ['the first of the elements', { list: 1 }, {}, { list: 1 }, true],
  ['the last of the elements', { list: 1 }, {}, { list: -1 }, true],
  ['fields of one array', { 'nested.x': 1, 'nested.y': -1 }, {}, { 'nested.x': 1, 'nested.y': -1 }, true],
  ['a field beside an element', { list: 1, one: 1 }, { list: 3 }, { one: 1 }, true],
  ['elements beside a field', { one: 1, list: 1 }, { one: 3 }, { list: 1 }, true],
  ['elements of which some are asked for', { list: 1 }, { list: { $gt: 1 } }, { list: 1 }, false],
  ['elements of which one is asked for', { list: 1, one: 1 }, { list: 3 }, { list: 1, one: 1 }, false],
  [
    'a field of the same array',
    { 'nested.x': 1, 'nested.y': 1 },
    { 'nested.x': 1 },
    { 'nested.y': 1 },
    false,
  ],
];

describe('an index with keys of arrays', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await openTestServer();
  });
  afterAll(() => server.close());

  it.each(CASES)('and an order by %s', async (_what, index, filter, sort, isServed) => {
    const collection = server.database().collection('sorted');
    await collection.insertMany(DOCUMENTS);
    const find = (): Promise<Document[]> => collection.find(filter, { sort, hint: index }).toArray();
    const expected = await collection.find(filter, { sort }).toArray();
    await collection.createIndex(index);
    expect(await find()).toEqual(expected);
    const explained = await collection.find(filter, { sort, hint: index }).explain('queryPlanner');
    const plan = (explained as { queryPlanner: { winningPlan: Document } }).queryPlanner.winningPlan;
    expect(plan.stage).toBe(isServed ? 'FETCH' : 'SORT');
  });

  it('reads only a part of it between min and max, and sorts that', async () => {
    const collection = server.database().collection('sorted');
    await collection.insertMany(DOCUMENTS);
    await collection.createIndex({ list: 1 });
    const found = await collection
      .find({}, { min: { list: 2 }, hint: { list: 1 }, sort: { list: 1 } })
      .toArray();
    expect(found.map(({ _id }) => _id as unknown)).toEqual([1, 2]);
  });
});

describe('a sort of more than fits in memory', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await openTestServer();
  });
  afterAll(() => server.close());

  it('is had from the index with that order, though another one seemed better', async () => {
    const collection = server.database().collection('large');
    await collection.createIndex({ a: 1 });
    const filling = Buffer.alloc(15 * 1024 * 1024);
    for (let _id = 7; _id >= 0; _id -= 1) {
      await collection.insertOne({ _id: _id as never, a: 1, filling });
    }
    const find = (sort: Document): Promise<Document[]> =>
      collection.find({ a: 1 }, { sort: sort as never, projection: { _id: 1 } }).toArray();
    expect((await find({ _id: 1 })).map(({ _id }) => _id as unknown)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(await codeOf(find({ b: 1 }))).toBe(292);
  });
});
