import { Decimal128, deserialize, Double, Int32, Long, Timestamp } from 'bson';
import * as fc from 'fast-check';
import { anyValue, raw, smallDocument } from '../bson/arbitrary.ts';
import { compileFilter } from '../query/filter.ts';
import { compile, type Options } from './compile-for-tests.ts';

function apply(document: object, update: object, options: Options = {}): Buffer {
  const bytes = raw({ _id: 1, ...document });
  const details = { position: undefined };
  if (options.filter) compileFilter(raw(options.filter)).matches(bytes, details);
  return compile(update, options).apply(bytes, details);
}

/** A document without its `_id`, an update, what becomes of it. */
type Case = [document: object, update: object, result: object, options?: Options];

const decimal = (text: string): Decimal128 => Decimal128.fromString(text);

const CASES: Case[] = [
  // $set: new fields come last, in the order of their names
  [{ a: 1 }, { $set: { c: 2, b: 3, a: 4 } }, { a: 4, b: 3, c: 2 }],
  [{}, { $set: { 'a.b.c': 1 } }, { a: { b: { c: 1 } } }],
  [{}, { $set: { 'a.10': 1, 'a.9': 2 } }, { a: { 9: 2, 10: 1 } }],
  [{ a: [0] }, { $set: { 'a.3': 9 } }, { a: [0, null, null, 9] }],
  [{ a: [{ b: 1 }] }, { $set: { 'a.0.b': 2, 'a.1.c': 3 } }, { a: [{ b: 2 }, { c: 3 }] }],
  [{ a: null }, { $set: { a: [] } }, { a: [] }],
  [{ a: 1 }, { $set: {} }, { a: 1 }],
  [{ a: 1 }, { $setOnInsert: { b: 1 } }, { a: 1 }],
  // $unset leaves a hole in an array
  [{ a: 1, b: 2 }, { $unset: { a: '', c: '', 'b.x': '' } }, { b: 2 }],
  [{ a: 1 }, { $setOnInsert: { 'a.b': 1 }, $rename: { x: 'y' } }, { a: 1 }],
  [{}, { $set: { 'a.$b': 1 } }, { a: { $b: 1 } }],
  [{ $a: { b: 1 } }, { $set: { '$a.b': 2 } }, { $a: { b: 2 } }],
  [{ $a: 1 }, { $unset: { $a: 1 } }, {}],
  [{ a: [1, 2] }, { $unset: { 'a.0': 1 } }, { a: [null, 2] }],
  // $inc and $mul: int32 grows to int64; double and decimal win
  [{ a: 1 }, { $inc: { a: 2, b: 3 } }, { a: 3, b: 3 }],
  [{ a: 2_147_483_647 }, { $inc: { a: 1 } }, { a: Long.fromNumber(2_147_483_648) }],
  [{ a: Long.fromInt(1) }, { $inc: { a: 1 } }, { a: Long.fromInt(2) }],
  [{ a: 1 }, { $inc: { a: 0.5 } }, { a: 1.5 }],
  [{ a: new Double(1) }, { $inc: { a: 1 } }, { a: new Double(2) }],
  [{ a: decimal('0.1') }, { $inc: { a: decimal('0.2') } }, { a: decimal('0.3') }],
  [{ a: decimal('1.10') }, { $inc: { a: 1 } }, { a: decimal('2.10') }],
  [
    { a: decimal('9999999999999999999999999999999999') },
    { $inc: { a: 1 } },
    { a: decimal('1.000000000000000000000000000000000E+34') },
  ],
  [{ a: 1.5 }, { $inc: { a: decimal('1') } }, { a: decimal('2.50000000000000') }],
  [{ a: 3 }, { $mul: { a: 2, b: Long.fromInt(5) } }, { a: 6, b: Long.fromInt(0) }],
  [{ a: decimal('1.50') }, { $mul: { a: decimal('2.0') } }, { a: decimal('3.000') }],
  [{ a: 100_000 }, { $mul: { a: 100_000 } }, { a: Long.fromNumber(10_000_000_000) }],
  // $min and $max go by MongoDB's order of types
  [
    { a: 5, b: 5, c: 5 },
    { $min: { a: 3, b: 7, d: 1 }, $max: { c: 'x' } },
    { a: 3, b: 5, c: 'x', d: 1 },
  ],
  // $bit
  [{ a: 13 }, { $bit: { a: { and: 10, or: 1 }, b: { xor: 5 } } }, { a: 9, b: 5 }],
  [{ a: 1 }, { $bit: { a: { or: Long.fromInt(2) } } }, { a: Long.fromInt(3) }],
  // $rename
  [{ a: 1, b: 2 }, { $rename: { a: 'c.d', x: 'y' } }, { b: 2, c: { d: 1 } }],
  [{ a: 1, b: 2 }, { $rename: { a: 'b' } }, { b: 1 }],
  // $push
  [{}, { $push: { a: 1 } }, { a: [1] }],
  [{ a: [1] }, { $push: { a: [2, 3] } }, { a: [1, [2, 3]] }],
  [{ a: [1] }, { $push: { a: { $each: [2, 3] } } }, { a: [1, 2, 3] }],
  [{ a: [1, 2] }, { $push: { a: { $each: [9], $position: 1 } } }, { a: [1, 9, 2] }],
  [{ a: [1, 2] }, { $push: { a: { $each: [9], $position: -1 } } }, { a: [1, 9, 2] }],
  [{ a: [1, 2] }, { $push: { a: { $each: [9], $position: -9 } } }, { a: [9, 1, 2] }],
  [{ a: [3, 1] }, { $push: { a: { $each: [2], $sort: -1, $slice: 2 } } }, { a: [3, 2] }],
  [{ a: [1, 2, 3] }, { $push: { a: { $each: [], $slice: -2 } } }, { a: [2, 3] }],
  [
    { a: [{ x: 2 }] },
    { $push: { a: { $each: [{ x: 1 }, {}], $sort: { x: 1 } } } },
    { a: [{}, { x: 1 }, { x: 2 }] },
  ],
  // $addToSet
  [{ a: [1] }, { $addToSet: { a: { $each: [new Double(1), 2, 2] } } }, { a: [1, 2] }],
  [{}, { $addToSet: { a: [1] } }, { a: [[1]] }],
  [{}, { $addToSet: { a: { $each: [] } } }, { a: [] }],
  // $pop, $pull, $pullAll
  [{ a: [1, 2, 3], b: [] }, { $pop: { a: -1, b: 1, c: 1 } }, { a: [2, 3], b: [] }],
  [{ a: [1, 2, 3, 1] }, { $pull: { a: 1 } }, { a: [2, 3] }],
  [{ a: [1, 5, [7], 'x'] }, { $pull: { a: { $gt: 4 } } }, { a: [1, 'x'] }],
  [{ a: [{ x: 1, y: 2 }, { x: 2 }, 1] }, { $pull: { a: { x: 1 } } }, { a: [{ x: 2 }, 1] }],
  [{ a: [{ x: 1 }, { x: 2 }] }, { $pull: { a: { $or: [{ x: 2 }] } } }, { a: [{ x: 1 }] }],
  [{ a: [1, [1], 2] }, { $pullAll: { a: [1, 2] } }, { a: [[1]] }],
  // Positions
  [
    { a: [{ b: 1 }, { b: 2 }] },
    { $set: { 'a.$.b': 9 } },
    { a: [{ b: 1 }, { b: 9 }] },
    { filter: { 'a.b': 2 } },
  ],
  [{ a: [1, 2] }, { $inc: { 'a.$': 5 } }, { a: [1, 7] }, { filter: { a: { $gt: 1 } } }],
  [{ a: [1, 2] }, { $inc: { 'a.$[]': 5 } }, { a: [6, 7] }],
  [
    { a: [{ b: [1, 5] }, { b: [9] }] },
    { $set: { 'a.$[].b.$[x]': 0 } },
    { a: [{ b: [1, 0] }, { b: [0] }] },
    { arrayFilters: [{ x: { $gt: 1 } }] },
  ],
  [
    { a: [{ b: 1, c: 1 }, { b: 2 }] },
    { $set: { 'a.$[x].c': 2, 'a.$[y].d': 3 } },
    {
      a: [
        { b: 1, c: 2, d: 3 },
        { b: 2, d: 3 },
      ],
    },
    { arrayFilters: [{ 'x.b': 1 }, { 'y.b': { $lt: 5 } }] },
  ],
  // Replacement keeps the _id, and pipelines see the whole document
  [{ a: 1 }, { b: 2 }, { b: 2 }],
  [{ a: 1 }, {}, {}],
  [{ a: 1 }, { b: 2, _id: new Double(1) }, { _id: new Double(1), b: 2 }],
  [{ a: 1 }, [{ $set: { b: { $add: ['$a', 1] } } }, { $unset: 'a' }], { b: 2 }],
];

describe('an update', () => {
  it.each(CASES)('of %j by %j', (document, update, result, options = {}) => {
    const updated = apply(document, update, options);
    expect(deserialize(updated, { promoteValues: false })).toEqual(
      deserialize(raw({ _id: 1, ...result }), { promoteValues: false }),
    );
    expect(updated.equals(raw({ _id: 1, ...result }))).toBe(true);
  });

  it.each<[document: object, update: object, code: number, options?: Options]>([
    [{}, { $foo: { a: 1 } }, 9],
    [{}, { $set: 'x' }, 9],
    [{}, { $set: { a: 1 }, b: 1 }, 9],
    [{}, { a: 1, $set: { b: 1 } }, 52],
    [{}, { $set: { '': 1 } }, 56],
    [{}, { $set: { 'a.': 1 } }, 56],
    [{}, { $set: { ['.'.repeat(256)]: 1 } }, 10_396_001],
    [{}, { $rename: { a: `b${'.b'.repeat(256)}` } }, 10_396_001],
    [{}, { $set: { $b: 1 } }, 52],
    [{}, { $set: { $id: 1 } }, 55],
    [{}, { $set: { $: 1 } }, 2],
    [{}, { $set: { 'a.$.b.$': 1 } }, 2],
    [{}, { $set: { a: 1, 'a.b': 2 } }, 40],
    [{}, { $set: { a: 1 }, $inc: { a: 1 } }, 40],
    [{}, { $rename: { a: 'b' }, $set: { a: 1 } }, 40],
    [{}, { $set: { 'a.$[]': 1, 'a.0': 1 } }, 40],
    [{}, { $set: { _id: 2 } }, 66],
    [{}, { $unset: { _id: 1 } }, 66],
    [{}, { _id: 2, a: 1 }, 66],
    [{}, [{ $set: { _id: 2 } }], 66],
    [{ a: 5 }, { $set: { 'a.b': 1 } }, 28],
    [{ a: [] }, { $set: { 'a.b': 1 } }, 28],
    [{ a: null }, { $push: { 'a.b': 1 } }, 28],
    [{ a: 'x' }, { $inc: { a: 1 } }, 14],
    [{}, { $inc: { a: 'x' } }, 14],
    [{ a: Long.MAX_VALUE }, { $inc: { a: 1 } }, 2],
    [{ a: 1.5 }, { $bit: { a: { or: 1 } } }, 2],
    [{}, { $bit: { a: { not: 1 } } }, 2],
    [{}, { $bit: { a: { or: 1.5 } } }, 2],
    [{ a: 1 }, { $push: { a: 1 } }, 2],
    [{}, { $push: { a: { $each: 1 } } }, 2],
    [{}, { $push: { a: { $each: [], $foo: 1 } } }, 2],
    [{}, { $push: { a: { $each: [], $slice: 'x' } } }, 2],
    [{}, { $push: { a: { $each: [], $sort: 2 } } }, 2],
    [{ a: 1 }, { $addToSet: { a: 1 } }, 2],
    [{}, { $addToSet: { a: { $each: 1 } } }, 14],
    [{ a: 1 }, { $pop: { a: 1 } }, 14],
    [{}, { $pop: { a: 2 } }, 9],
    [{ a: 1 }, { $pull: { a: 1 } }, 2],
    [{}, { $pullAll: { a: 1 } }, 2],
    [{}, { $rename: { a: 1 } }, 2],
    [{}, { $rename: { a: 'a' } }, 2],
    [{}, { $rename: { a: 'a.b' } }, 2],
    [{ a: 1 }, { $rename: { a: 'b\0c' } }, 2],
    [{ a: [{ b: 1 }] }, { $rename: { 'a.0.b': 'c' } }, 2],
    [{ a: 1, b: [] }, { $rename: { a: 'b.0' } }, 2],
    [{}, { $currentDate: { a: 'x' } }, 2],
    [{ a: [1] }, { $set: { 'a.$': 1 } }, 2],
    [{}, { $set: { 'a.$[]': 1 } }, 2],
    [{ a: 1 }, { $set: { 'a.$[]': 1 } }, 2],
    [{ a: [1] }, { $set: { 'a.$[x]': 1 } }, 2],
    [{ a: [1] }, { $set: { 'a.$[x]': 1 } }, 9, { arrayFilters: [{ x: 1 }, { y: 1 }] }],
    [{ a: [1] }, { $set: { 'a.$[x]': 1 } }, 9, { arrayFilters: [{ x: 1 }, { x: 2 }] }],
    [{ a: [1] }, { $set: { 'a.$[x]': 1 } }, 9, { arrayFilters: [{ x: 1, y: 1 }] }],
    [{ a: [1] }, { $set: { 'a.$[X]': 1 } }, 2, { arrayFilters: [{ X: 1 }] }],
    [{ a: [1] }, { $set: { 'a.$[x]': 1 } }, 5_626_500, { arrayFilters: [{ x: { $near: [1, 2] } }] }],
    [{ a: [1] }, { $set: { 'a.$[x]': 1, 'a.$[]': 2 } }, 40, { arrayFilters: [{ x: 1 }] }],
    [{ a: 5 }, { $pop: { 'a.b': 1 } }, 28],
    [{ a: [] }, { $pull: { 'a.b': 1 } }, 28],
    [{ a: 5 }, { $rename: { 'a.b': 'c' } }, 28],
    [{ a: [1] }, { $pull: { a: { $not: { $eq: 1 } } } }, 2],
    [{ a: [1] }, { $pull: { a: { $expr: { $eq: [1, 1] } } } }, 224],
    [{}, { a: 1 }, 9, { multi: true }],
    [{ a: [] }, { $set: { 'a.2000000': 1 } }, 34],
  ])('of %j by %j is refused with code %d', (document, update, code, options = {}) => {
    expect(() => apply(document, update, options)).toThrow(expect.objectContaining({ code }));
  });

  it('says where two filters of elements meet', () => {
    const update = { $set: { 'a.$[i].b.$[k].c': 1, 'a.$[j].b.$[k].c': 2 } };
    const arrayFilters = [{ 'i.x': 0 }, { 'j.x': 0 }, { 'k.y': 0 }];
    expect(() => apply({ a: [{ x: 0, b: [{ y: 0 }] }] }, update, { arrayFilters })).toThrow(
      "Update created a conflict at 'a.0.b.$[k].c'",
    );
  });

  it.each([
    [{ a: 1 }, { $set: { a: 1 } }],
    [{ a: 1 }, { $inc: { a: 0 } }],
    [{ a: [1] }, { $addToSet: { a: 1 }, $pull: { b: 2 }, $unset: { c: 1 } }],
    [{ a: [1] }, { $push: { a: { $each: [] } } }],
    [{ a: 5 }, { $max: { a: new Double(5) } }],
    [{ a: 1 }, { a: 1 }],
    [{ a: [{ b: 1 }] }, { $set: { 'a.$[].b': 1 } }],
  ])('of %j by %j gives back the same buffer', (document, update) => {
    const bytes = raw({ _id: 1, ...document });
    expect(compile(update).apply(bytes)).toBe(bytes);
  });

  it('may not make a document of more than 16 MB', () => {
    const half = 'x'.repeat(9_000_000);
    expect(() => apply({ a: half }, { $set: { b: half } })).toThrow(
      expect.objectContaining({ code: 17_419 }),
    );
  });

  it('writes the time as a date or as a timestamp', () => {
    const result = deserialize(apply({}, { $currentDate: { a: true, b: { $type: 'timestamp' } } }));
    expect(result['a']).toBeInstanceOf(Date);
    expect(result['b']).toBeInstanceOf(Timestamp);
    expect(Math.abs(Date.now() - (result['a'] as Date).getTime())).toBeLessThan(60_000);
  });

  it('takes back what it did, and touches nothing else', () => {
    fc.assert(
      fc.property(smallDocument, anyValue, (document, value) => {
        const before = raw({ _id: 1, ...document });
        const after = compile({ $set: { 'new.field': value } }).apply(before);
        expect(
          compile({ $unset: { new: 1 } })
            .apply(after)
            .equals(before),
        ).toBe(true);
        const pushed = compile({ $push: { list: value } }).apply(before);
        expect(
          compile({ $pop: { list: 1 } })
            .apply(pushed)
            .equals(raw({ _id: 1, ...document, list: [] })),
        ).toBe(true);
        const renamed = compile({ $rename: { 'new.field': 'new.name' } }).apply(after);
        expect(renamed.equals(compile({ $set: { 'new.name': value } }).apply(before))).toBe(true);
      }),
    );
  });

  it('adds and takes away the same number without a trace', () => {
    const numbers = fc.oneof(
      fc.integer({ min: -1_000, max: 1_000 }).map((value) => new Int32(value)),
      fc.bigInt({ min: -(2n ** 60n), max: 2n ** 60n }).map((value) => Long.fromBigInt(value)),
    );
    fc.assert(
      fc.property(numbers, fc.integer({ min: -1_000, max: 1_000 }), (start, step) => {
        const before = raw({ _id: 1, a: start });
        const after = compile({ $inc: { a: 0 - step } }).apply(compile({ $inc: { a: step } }).apply(before));
        expect(after.equals(before)).toBe(true);
      }),
    );
  });
});
