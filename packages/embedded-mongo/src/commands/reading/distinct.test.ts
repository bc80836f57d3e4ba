import type { Collection } from 'mongodb';
import { openTestServer, type TestServer } from '../../test-server.ts';

const CASES: [what: string, values: unknown[], key: string, found: unknown[]][] = [
  ['the elements of an array', [[1, 2], 2, [3]], 'a', [1, 2, 3]],
  ['an array inside another one as it is', [[[1, 2], 3]], 'a', [[1, 2], 3]],
  ['null, and nothing for what is missing', [null, undefined, []], 'a', [null]],
  ['a field of the documents in an array', [[{ b: 1 }, 5, { b: [2, 3] }]], 'a.b', [1, 2, 3]],
  ['nothing of an array inside an array', [[[{ b: 1 }]]], 'a.b', []],
  ['what stands at a position', [[4, 5], [[6, 7]]], 'a.0', [4, 6, 7]],
  ['a position in an array, never a name in its documents', [[{ 0: 7 }]], 'a.0', [{ 0: 7 }]],
  ['a number as a name in a document', [{ 0: 'x' }], 'a.0', ['x']],
  ['a field of what stands at a position', [[[{ b: 1 }], { b: 2 }]], 'a.0.b', [1]],
];

describe('distinct values', () => {
  let server: TestServer;
  let things: Collection;

  beforeAll(async () => {
    server = await openTestServer();
    things = server.client.db('distinct').collection('things');
  });
  afterEach(() => things.deleteMany({}));
  afterAll(() => server.close());

  it.each(CASES)('are %s', async (_what, values, key, found) => {
    await things.insertMany(values.map((a) => (a === undefined ? {} : { a })));
    expect(await things.distinct(key)).toEqual(found);
  });

  it('are the same with an index on the field, which is read from value to value', async () => {
    const flat = server.client.db('distinct').collection('flat');
    await flat.createIndex({ a: -1, b: 1 });
    const rows = Array.from({ length: 300 }, (_, b) => ({ b, ...(b % 7 > 0 && { a: b % 7 }) }));
    await flat.insertMany([...rows, { a: null, b: 999 }, { a: 2.5, b: 1 }]);
    expect(await flat.distinct('a')).toEqual([6, 5, 4, 3, 2.5, 2, 1, null]);
    expect(await flat.distinct('a', { a: { $lt: 4 }, b: { $gt: 250 } })).toEqual([3, 2, 1]);
    expect(await flat.distinct('a', {}, { collation: { locale: 'sv' } })).toHaveLength(8);
  });
});
