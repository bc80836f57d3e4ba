import type { Collection, Document, IndexSpecification } from 'mongodb';
import { codeOf, openTestServer, type TestServer } from '../test-server.ts';

/** The nine pairs of `a` and `b` from 1 to 3 have the numbers 0 to 8, in that order. */
const NUMBERS = [1, 2, 3];
const PAIRS = NUMBERS.flatMap((a) => NUMBERS.map((b) => ({ a, b })));
const ALL = [0, 1, 2, 3, 4, 5, 6, 7, 8];

const FOUND: [index: Document, limits: { min?: Document; max?: Document }, found: number[]][] = [
  [{ a: 1 }, { min: { a: 2 } }, [3, 4, 5, 6, 7, 8]],
  [{ a: 1 }, { max: { a: 2 } }, [0, 1, 2]],
  [{ a: 1 }, { min: { a: 1.5 }, max: { a: 2.5 } }, [3, 4, 5]],
  [{ a: 1 }, { min: { a: Number.NaN } }, ALL],
  [{ a: 1 }, { min: { a: 'text' } }, []],
  [{ a: 1 }, { max: { a: {} } }, ALL],
  [{ a: 1, b: -1 }, { min: { a: 1, b: 2 } }, [0, 1, 3, 4, 5, 6, 7, 8]],
  [{ a: 1, b: -1 }, { max: { a: 2, b: 2 } }, [0, 1, 2, 5]],
  [{ a: 1, b: -1 }, { min: { a: 2, b: Number.NEGATIVE_INFINITY } }, [6, 7, 8]],
  [{ a: -1, b: -1 }, { min: { a: 2, b: 2 }, max: { a: 1, b: 2 } }, [2, 3, 4]],
];

const REFUSED: [what: string, code: number, options: Document][] = [
  ['without a hint', 51_173, { min: { a: 1 } }],
  ['with the hint of a scan', 291, { min: { a: 1 }, hint: { $natural: 1 } }],
  ['for other fields than those of the index', 51_174, { min: { b: 1 }, hint: { a: 1 } }],
  ['when they name other fields', 51_176, { min: { a: 1 }, max: { b: 1 }, hint: { a: 1 } }],
  ['with nothing between them', 51_175, { min: { a: 2 }, max: { a: 2 }, hint: { a: 1 } }],
];

describe('min and max of a find', () => {
  let server: TestServer;
  let pairs: Collection;

  beforeAll(async () => {
    server = await openTestServer();
    pairs = server.database().collection('pairs');
    await pairs.insertMany(PAIRS.map((pair, _id) => ({ _id: _id as never, ...pair })));
    const keys: IndexSpecification[] = [{ a: 1 }, { a: 1, b: -1 }, { a: -1, b: -1 }];
    for (const key of keys) await pairs.createIndex(key);
  });
  afterAll(() => server.close());

  it.each(FOUND)('of the index %j leave between %j: %j', async (hint, limits, found) => {
    const documents = await pairs.find({}, { hint, ...limits }).toArray();
    expect(documents.map(({ _id }) => Number(_id)).toSorted((left, right) => left - right)).toEqual(found);
  });

  it('leave what the filter takes, in the order that is asked for', async () => {
    const options = { hint: { a: 1 }, min: { a: 2 } };
    const documents = await pairs
      .find({ b: { $gte: 2 } }, options)
      .sort({ a: -1, b: 1 })
      .toArray();
    expect(documents.map(({ _id }) => Number(_id))).toEqual([7, 8, 4, 5]);
  });

  it.each(REFUSED)('are refused %s, with code %i', async (_what, code, options) => {
    expect(await codeOf(pairs.find({}, options).toArray())).toBe(code);
  });
});
