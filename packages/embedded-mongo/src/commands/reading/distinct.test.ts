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
});
