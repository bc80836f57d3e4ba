import * as fc from 'fast-check';
import {
  Binary,
  Decimal128,
  Double,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
  type Document,
  type IndexSpecification,
} from 'mongodb';

/** Random documents, indexes and requests for the property that an index never changes an answer. */

const TEXTS = [
  '',
  'a',
  'A',
  'ab',
  'abc',
  'Abc',
  'b',
  'å',
  'a\0b',
  'x'.repeat(3_000),
  `${'x'.repeat(3_000)}y`,
];
const DECIMALS = ['3', '3.0', '1.5', 'NaN', '0.1', '-Infinity'];
const NUMBERS: unknown[] = [
  1.5,
  Number.NaN,
  -0,
  new Double(2),
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  9_007_199_254_740_992,
  Long.fromString('9007199254740993'),
  Long.fromNumber(2),
  ...DECIMALS.map((each) => Decimal128.fromString(each)),
];
const SIMPLE: unknown[] = [null, true, false, new Date(0), new Date(5_000)];
const RARE: unknown[] = [
  new ObjectId('0'.repeat(24)),
  new MinKey(),
  new MaxKey(),
  /^a/,
  /^a/i,
  new Binary(Buffer.from('a')),
  new Timestamp({ t: 1, i: 1 }),
  new Timestamp({ t: 1, i: 2 }),
];
const scalar = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -3, max: 6 }) },
  { weight: 2, arbitrary: fc.constantFrom(...NUMBERS) },
  { weight: 3, arbitrary: fc.constantFrom<unknown>(...TEXTS) },
  { weight: 3, arbitrary: fc.constantFrom(...SIMPLE) },
  { weight: 1, arbitrary: fc.constantFrom(...RARE) },
);
const inner = fc.record({ c: scalar, d: scalar, 0: scalar }, { requiredKeys: [] });
const nested = fc.record(
  { c: fc.oneof(scalar, fc.array(scalar, { maxLength: 2 }), inner), d: scalar },
  { requiredKeys: [] },
);
const nothing = fc.constant(null);
const flat = fc.record({ c: scalar, d: scalar }, { requiredKeys: [] });
const small = fc.integer({ min: -1, max: 5 });
const value = fc.oneof(
  { weight: 6, arbitrary: scalar },
  { weight: 3, arbitrary: fc.array(small, { minLength: 1, maxLength: 3 }) },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 3 }) },
  {
    weight: 1,
    arbitrary: fc.array(fc.oneof(scalar, fc.array(scalar, { maxLength: 2 })), { maxLength: 2 }),
  },
  {
    weight: 2,
    arbitrary: fc.array(fc.record({ c: small, d: small }, { requiredKeys: [] }), { maxLength: 3 }),
  },
  { weight: 2, arbitrary: nested },
  { weight: 2, arbitrary: fc.array(fc.oneof(nested, scalar), { maxLength: 3 }) },
);
/** What filters compare with: mostly what documents have. */
const operand = fc.oneof(
  { weight: 5, arbitrary: small },
  { weight: 2, arbitrary: scalar },
  { weight: 1, arbitrary: value },
  { weight: 1, arbitrary: nothing },
);
const TOP = ['a', 'b', 'e'];
const PATHS = [...TOP, 'a.c', 'a.d', 'a.c.d', 'b.c', 'a.0', 'a.1.c', 'u', '_id', 'missing'];
const path = fc.oneof(fc.constantFrom(...TOP), fc.constantFrom(...PATHS));

/** With arrays, most indexes have several keys of a document; without, they give orders. */
const contents = fc.oneof(
  fc.constant({ a: value, b: value, e: operand }),
  fc.constant({ a: fc.oneof(scalar, flat), b: scalar, e: scalar }),
  fc.constant({ a: fc.oneof(small, nothing), b: fc.oneof(small, value), e: fc.oneof(small, nothing) }),
);

export const documents = contents
  .chain((fields) => fc.array(fc.record(fields, { requiredKeys: [] }), { minLength: 5, maxLength: 30 }))
  .map((made) =>
    made.map((each, _id): Document => {
      const turned = (_id * 7) % 31;
      return { _id, ...each, u: made.length % 2 === 1 && _id % 5 === 4 ? [turned, turned + 0.5] : turned };
    }),
  );

const operators: fc.Arbitrary<Document> = fc.letrec<{ operators: Document; operator: Document }>((tie) => ({
  operators: fc
    .oneof(
      fc.array(tie('operator'), { minLength: 1, maxLength: 1 }),
      fc.array(tie('operator'), { minLength: 2, maxLength: 2 }),
    )
    .map((each): Document => Object.assign({}, ...each) as Document),
  operator: fc.oneof(
    { maxDepth: 2 },
    {
      weight: 8,
      arbitrary: fc
        .tuple(fc.constantFrom('$eq', '$gt', '$gte', '$lt', '$lte', '$ne'), operand)
        .map(([name, each]) => ({ [name]: each })),
    },
    {
      weight: 5,
      arbitrary: fc
        .tuple(fc.constantFrom('$gt', '$gte'), small, fc.constantFrom('$lt', '$lte'), small)
        .map(([above, low, below, high]) => ({ [above]: low, [below]: high })),
    },
    {
      weight: 3,
      arbitrary: fc
        .tuple(
          fc.constantFrom('$in', '$in', '$nin', '$all'),
          fc.array(operand, { minLength: 1, maxLength: 6 }),
        )
        .map(([name, each]) => ({ [name]: each })),
    },
    { weight: 1, arbitrary: fc.boolean().map(($exists) => ({ $exists })) },
    { weight: 1, arbitrary: fc.constantFrom('^a', '^ab', 'b$', '^x+', '^A').map(($regex) => ({ $regex })) },
    { weight: 1, arbitrary: fc.constantFrom('^a', 'B').map(($regex) => ({ $regex, $options: 'i' })) },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom<unknown>('number', 'string', 'null', 'array', 'object', ['int', 'string'])
        .map(($type) => ({ $type })),
    },
    { weight: 1, arbitrary: fc.constantFrom({ $size: 1 }, { $mod: [2, 1] }, { $bitsAllSet: 1 }) },
    { weight: 2, arbitrary: tie('operators').map(($not) => ({ $not })) },
    { weight: 2, arbitrary: tie('operators').map(($elemMatch) => ({ $elemMatch })) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom('c', 'd'), tie('operators'))
        .map(([name, each]) => ({ $elemMatch: { [name]: each } })),
    },
  ),
})).operators;

const filter: fc.Arbitrary<Document> = fc.letrec<{ filter: Document }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3 },
    { weight: 8, arbitrary: fc.tuple(path, operators).map(([name, each]) => ({ [name]: each })) },
    { weight: 3, arbitrary: fc.dictionary(path, operand, { minKeys: 1, maxKeys: 2 }) },
    { weight: 1, arbitrary: fc.constantFrom<Document>({}, { $expr: { $gt: ['$a', 1] } }) },
    {
      weight: 4,
      arbitrary: fc
        .tuple(
          fc.constantFrom('$and', '$or', '$or', '$nor'),
          fc.array(tie('filter'), { minLength: 1, maxLength: 2 }),
        )
        .map(([name, parts]) => ({ [name]: parts })),
    },
  ),
})).filter;

const orders = fc.uniqueArray(fc.tuple(path, fc.constantFrom(1, -1)), {
  selector: ([name]) => name,
  minLength: 1,
  maxLength: 3,
});
const PROJECTIONS: (Document | undefined)[] = [
  undefined,
  { a: 1 },
  { a: 1, b: 1, _id: 0 },
  { 'a.c': 1 },
  { a: 0 },
  { e: 1, n: { $add: [1, 1] } },
];

const KINDS = ['find', 'find', 'find', 'count', 'distinct', 'updateMany', 'updateOne', 'deleteOne'];
const COLLATIONS = [undefined, undefined, undefined, { locale: 'sv', strength: 2 }];

/** One request; what it asks for is the same whatever plan answers it. */
export const request = fc.record({
  kind: fc.constantFrom(...KINDS),
  filter,
  order: fc.oneof(fc.constant(undefined), orders),
  skip: fc.constantFrom(0, 2),
  limit: fc.constantFrom(0, 3),
  projection: fc.constantFrom(...PROJECTIONS),
  collation: fc.constantFrom(...COLLATIONS),
  path,
  scalar,
});
export type Request = typeof request extends fc.Arbitrary<infer Made> ? Made : never;

export interface TestIndex {
  key: IndexSpecification;
  options?: Document;
}

const INDEXES: TestIndex[] = [
  { key: { a: 1 } },
  { key: { a: -1 } },
  { key: { b: 1, a: 1 } },
  { key: { a: 1, b: -1 } },
  { key: { a: 1, _id: 1 } },
  { key: { b: -1, a: 1, _id: -1 } },
  { key: { 'a.c': 1 } },
  { key: { 'a.c': 1, 'a.d': 1 } },
  { key: { 'a.c': -1, e: 1 } },
  { key: { 'a.c.d': 1 } },
  { key: { e: 1, a: 1 } },
  { key: { e: -1, b: 1 } },
  { key: { 'b.c': 1, e: -1, a: 1 } },
  { key: { 'a.0': 1 } },
  { key: { u: 1 }, options: { unique: true } },
  { key: { e: 1, _id: 1 }, options: { unique: true } },
  { key: { a: 1, u: 1 }, options: { unique: true, sparse: true } },
  { key: { b: 1 }, options: { sparse: true } },
  { key: { e: 1, 'a.c': 1 }, options: { sparse: true } },
  { key: { e: 1 }, options: { hidden: true } },
  { key: { a: 1, e: 1 }, options: { partialFilterExpression: { a: { $gt: 0 } } } },
  { key: { b: 1, e: 1 }, options: { partialFilterExpression: { b: { $exists: true } } } },
  { key: { e: -1 }, options: { partialFilterExpression: { a: { $lte: 'b' }, b: { $exists: true } } } },
  { key: { b: -1 }, options: { partialFilterExpression: { e: { $in: [1, null, 'a'] } } } },
  { key: { e: 1 }, options: { name: 'or', partialFilterExpression: { $or: [{ e: 1 }, { e: { $gt: 3 } }] } } },
  { key: { a: 1 }, options: { name: 'type', partialFilterExpression: { a: { $type: 'string' } } } },
  { key: { b: 1 }, options: { name: 'null', partialFilterExpression: { b: null } } },
];

export const indexes = fc.uniqueArray(fc.constantFrom(...INDEXES), {
  selector: ({ key, options }) => JSON.stringify([key, options?.name]),
  minLength: 1,
  maxLength: 5,
});
