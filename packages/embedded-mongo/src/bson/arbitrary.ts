import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  Double,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  serialize,
  Timestamp,
} from 'bson';
import * as fc from 'fast-check';

/** For tests: any BSON value, as the official driver has it, with numbers that lie close together. */

const decimals = [
  '0',
  '-0',
  '1',
  '1.0',
  '0.1',
  '-0.1',
  '1E+6000',
  '-1E+6000',
  '1E-6000',
  '-1E-6000',
  'NaN',
  'Infinity',
  '-Infinity',
  '9007199254740993',
  '9007199254740993.5',
  '9223372036854775807',
  '9223372036854775808',
  '1.7976931348623157E+308',
  '0.1000000000000000055511151231257827',
];

const edges = [
  0,
  -0,
  1,
  -1,
  0.1,
  -0.1,
  0.5,
  2 ** 31,
  2 ** 53,
  2 ** 63,
  5e-324,
  -5e-324,
  Number.MAX_VALUE,
  Number.NaN,
  Infinity,
  -Infinity,
];

export const anyNumber: fc.Arbitrary<unknown> = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(...edges).map((value) => new Double(value)),
  fc.double().map((value) => new Double(value)),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value) => Long.fromBigInt(value)),
  fc
    .constantFrom(0n, 1n, 2n ** 53n + 1n, 2n ** 63n - 1n, -(2n ** 63n))
    .map((value) => Long.fromBigInt(value)),
  fc.constantFrom(...decimals).map((value) => Decimal128.fromString(value)),
);

export const anyText = fc.oneof(
  fc.constantFrom('', 'a', 'a\0', 'ab', 'b', 'å', '\u{1f600}', '\uffff'),
  fc.string(),
);

const scalars = fc.oneof(
  { weight: 4, arbitrary: anyNumber },
  { weight: 3, arbitrary: anyText },
  fc.constantFrom(null, true, false, new MinKey(), new MaxKey()),
  fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }).map((value) => new Date(Number(value))),
  fc.constantFrom('000000000000000000000000', '65f000000000000000000001').map((hex) => new ObjectId(hex)),
  fc
    .uint8Array({ maxLength: 4 })
    .chain((bytes) => fc.constantFrom(0, 4).map((type) => new Binary(bytes, type))),
  fc.tuple(fc.nat(3), fc.nat(3)).map(([t, i]) => new Timestamp({ t, i })),
  fc
    .constantFrom('a', 'ab')
    .chain((source) => fc.constantFrom('', 'i').map((flags) => new BSONRegExp(source, flags))),
  fc.constantFrom(new BSONSymbol('a'), new Code('a'), new Code('a', { b: 1 })),
);

const names = fc.constantFrom('a', 'b', 'c', '0', '1');

export const anyValue: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 5, arbitrary: scalars },
    { weight: 1, arbitrary: fc.array(tie('value'), { maxLength: 3 }) },
    { weight: 1, arbitrary: fc.dictionary(names, tie('value'), { maxKeys: 3 }) },
  ),
})).value;

/** A document of few fields and few values, so that much of it is equal. */
export const smallDocument: fc.Arbitrary<Record<string, unknown>> = fc.letrec<{
  value: unknown;
  document: Record<string, unknown>;
}>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    {
      weight: 6,
      arbitrary: fc.constantFrom<unknown>(0, 1, 2, 3, new Double(1.5), 'a', 'ab', 'b', null, true),
    },
    { weight: 2, arbitrary: fc.array(tie('value'), { maxLength: 3 }) },
    { weight: 2, arbitrary: tie('document') },
  ),
  document: fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value'), { maxKeys: 3 }),
})).document;

/** Raw BSON of a document as the driver has it. */
export function raw(document: object): Buffer {
  return Buffer.from(serialize(document, { ignoreUndefined: false }));
}
