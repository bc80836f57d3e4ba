import * as fc from 'fast-check';
import {
  Decimal128,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  type Collection,
  type Document,
  type IndexSpecification,
} from 'mongodb';
import { openTestServer, type TestServer } from '../test-server.ts';

const scalar = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -3, max: 6 }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom<unknown>(1.5, Number.NaN, -0, Long.fromNumber(2), Decimal128.fromString('3')),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom<unknown>(
      '',
      'a',
      'ab',
      'abc',
      'b',
      'a\0b',
      'x'.repeat(3_000),
      `${'x'.repeat(3_000)}y`,
    ),
  },
  { weight: 3, arbitrary: fc.constantFrom<unknown>(null, true, false, new Date(0), new Date(5_000)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<unknown>(new ObjectId('0'.repeat(24)), new MinKey(), new MaxKey(), /^a/),
  },
);
const value = fc.oneof(
  { weight: 6, arbitrary: scalar },
  { weight: 2, arbitrary: fc.array(scalar, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.array(fc.array(scalar, { maxLength: 2 }), { maxLength: 2 }) },
  { weight: 1, arbitrary: fc.record({ c: scalar }, { requiredKeys: [] }) },
  {
    weight: 1,
    arbitrary: fc.array(fc.record({ c: scalar, d: scalar }, { requiredKeys: [] }), { maxLength: 2 }),
  },
);
const PATHS = ['a', 'b', 'a.c', 'a.d'];
const document = fc.record({ a: value, b: value, e: scalar }, { requiredKeys: [] });

const comparison = fc.oneof(
  fc.record({ operator: fc.constantFrom('$eq', '$gt', '$gte', '$lt', '$lte', '$ne'), operand: value }),
  fc.record({ operator: fc.constantFrom('$in', '$nin'), operand: fc.array(value, { maxLength: 4 }) }),
  fc.record({ operator: fc.constant('$exists'), operand: fc.boolean() }),
  fc.record({ operator: fc.constant('$regex'), operand: fc.constantFrom('^a', '^ab', 'b$', '^x+') }),
  fc.record({
    operator: fc.constant('$type'),
    operand: fc.constantFrom('number', 'string', 'null', 'array'),
  }),
  fc.record({ operator: fc.constant('$size'), operand: fc.constantFrom(0, 1, 2) }),
  fc.record({
    operator: fc.constant('$elemMatch'),
    operand: fc.constantFrom<Document>({ $gt: 1, $lt: 4 }, { c: 2 }, { c: { $gt: 0 }, d: 1 }),
  }),
);
const onPath = fc
  .tuple(fc.constantFrom(...PATHS), fc.array(comparison, { minLength: 1, maxLength: 2 }))
  .map(([path, comparisons]): Document => ({
    [path]: Object.fromEntries(comparisons.map(({ operator, operand }) => [operator, operand])),
  }));
const filter: fc.Arbitrary<Document> = fc.oneof(
  { weight: 3, arbitrary: onPath },
  {
    weight: 3,
    arbitrary: fc.array(onPath, { minLength: 2, maxLength: 3 }).map(($and): Document => ({ $and })),
  },
  {
    weight: 2,
    arbitrary: fc.array(onPath, { minLength: 2, maxLength: 3 }).map(($or): Document => ({ $or })),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(onPath, onPath).map(([one, other]): Document => ({ $nor: [one], $and: [other] })),
  },
  { weight: 1, arbitrary: fc.constant({}) },
);
const sort = fc.oneof(
  fc.constant(undefined),
  fc.uniqueArray(fc.tuple(fc.constantFrom(...PATHS), fc.constantFrom(1, -1)), {
    selector: ([path]) => path,
    minLength: 1,
    maxLength: 2,
  }),
);
const query = fc.record({ filter, sort, limit: fc.constantFrom(0, 3), skip: fc.constantFrom(0, 2) });

const INDEXES: { key: IndexSpecification; options?: Document }[] = [
  { key: { a: 1 } },
  { key: { a: -1 } },
  { key: { b: 1, a: 1 } },
  { key: { a: 1, b: -1 } },
  { key: { a: 1, _id: 1 } },
  { key: { b: -1, a: 1, _id: -1 } },
  { key: { 'a.c': 1 } },
  { key: { 'a.c': 1, 'a.d': 1 } },
  { key: { b: 1 }, options: { sparse: true } },
  { key: { a: 1, e: 1 }, options: { partialFilterExpression: { a: { $gt: 0 } } } },
  { key: { b: 1, e: 1 }, options: { partialFilterExpression: { b: { $exists: true } } } },
];

describe('the planner', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await openTestServer();
  });
  afterAll(() => server.close());

  it('gives the same answer with any indexes as without', async () => {
    let round = 0;
    let refused = 0;
    const database = server.database();
    await fc.assert(
      fc.asyncProperty(
        fc.array(document, { minLength: 5, maxLength: 30 }),
        fc.uniqueArray(fc.constantFrom(...INDEXES), { minLength: 1, maxLength: 4 }),
        fc.array(query, { minLength: 10, maxLength: 10 }),
        async (documents, indexes, queries) => {
          round += 1;
          const plain = database.collection(`plain${round}`);
          const indexed = database.collection(`indexed${round}`);
          const numbered = documents.map((each, _id) => ({ _id: _id as never, ...each }));
          for (const { key, options } of indexes) {
            // What an index refuses (two arrays side by side) is left out of both.
            await indexed.createIndex(key, options);
          }
          for (const each of numbered) {
            const stored = await indexed.insertOne(each).then(
              () => true,
              () => false,
            );
            if (stored) await plain.insertOne(each);
          }
          for (const each of queries) {
            const expected = await answer(plain, each);
            if (typeof expected === 'number') refused += 1;
            expect(await answer(indexed, each)).toEqual(expected);
          }
          await Promise.all([plain.drop().catch(() => false), indexed.drop().catch(() => false)]);
        },
      ),
      { numRuns: Number(process.env.PLANNER_RUNS ?? 40) },
    );
    // Most queries have to be such as MongoDB answers, or the property says little.
    expect(refused).toBeLessThan(round * 3);
  }, 280_000);
});

interface Asked {
  filter: Document;
  sort: [string, number][] | undefined;
  limit: number;
  skip: number;
}

/** Ids, in order where one is asked for, or the code of a refusal. */
async function answer(
  collection: Collection,
  { filter: demanded, sort: order, limit: most, skip: past }: Asked,
): Promise<unknown> {
  const found = collection.find(demanded);
  // Only with an order that no two documents share does a limit leave the same ones.
  const total = order && new Map([...order, ['_id', 1]]);
  // oxlint-disable-next-line unicorn/no-array-sort -- a cursor is no array
  if (total) found.sort(total as never);
  if (total) found.skip(past).limit(most);
  try {
    const ids = (await found.project({ _id: 1 }).toArray()).map(({ _id }) => Number(_id));
    return order ? ids : ids.toSorted((left, right) => left - right);
  } catch (error) {
    return (error as { code?: number }).code;
  }
}
