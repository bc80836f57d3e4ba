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
} from 'mongodb';

/** Random documents for the property that an index never changes an answer. */

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
export const scalar = fc.oneof(
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
export const nothing = fc.constant(null);
const flat = fc.record({ c: scalar, d: scalar }, { requiredKeys: [] });
export const small = fc.integer({ min: -1, max: 5 });
export const value = fc.oneof(
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
export const operand = fc.oneof(
  { weight: 5, arbitrary: small },
  { weight: 2, arbitrary: scalar },
  { weight: 1, arbitrary: value },
  { weight: 1, arbitrary: nothing },
);
const several = fc.array(small, { minLength: 1, maxLength: 3 });
export const tiny = fc.nat(2);
const pairs = fc.array(fc.record({ c: tiny, d: tiny }), { minLength: 1, maxLength: 3 });
/** With arrays, most indexes have several keys of a document; without, they give orders. */
const contents = fc.oneof(
  fc.constant({ a: value, b: value, e: operand }),
  fc.constant({ a: fc.oneof(scalar, flat), b: scalar, e: scalar }),
  fc.constant({ a: pairs, b: small, e: small }),
  fc.constant({ a: several, b: fc.oneof(small, several), e: small }),
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
