import { calculateObjectSize, deserialize, ObjectId } from 'bson';
import { raw } from '../bson/arbitrary.ts';
import { compile } from './compile-for-tests.ts';

describe('the document of an upsert', () => {
  it.each<[filter: object, update: object, document: object]>([
    [{ _id: 1, a: 2 }, { $set: { b: 3 } }, { _id: 1, a: 2, b: 3 }],
    [
      { a: 2, _id: 1 },
      { $setOnInsert: { b: 3 }, $inc: { c: 1 } },
      { _id: 1, a: 2, b: 3, c: 1 },
    ],
    [{ _id: 1, 'a.b': 2, c: { $gt: 5 } }, { $set: { d: 1 } }, { _id: 1, a: { b: 2 }, d: 1 }],
    [{ $and: [{ _id: 1 }, { a: { $eq: 2 } }] }, { $set: { d: 1 } }, { _id: 1, a: 2, d: 1 }],
    [
      { _id: 1, a: { $in: [2] }, b: { $in: [1, 2] }, c: { $all: [3] }, e: { $in: [4, 4] } },
      { $set: { d: 1 } },
      { _id: 1, a: 2, c: 3, e: 4, d: 1 },
    ],
    [{ $or: [{ _id: 1 }] }, { $set: { d: 1 } }, { _id: 1, d: 1 }],
    [{ _id: 1, a: 2 }, { b: 3 }, { _id: 1, b: 3 }],
    [{ a: 2 }, { b: 3, _id: 1 }, { _id: 1, b: 3 }],
    [{ _id: 1, a: 2 }, [{ $set: { b: '$a' } }], { _id: 1, a: 2, b: 2 }],
    [{ b: 2, _id: 1, a: 3 }, { $set: { c: 1 } }, { _id: 1, a: 3, b: 2, c: 1 }],
    [{ $or: [{ _id: 1 }, { _id: 1 }] }, { $set: { a: 1 } }, { _id: 1, a: 1 }],
    [{ _id: 1, a: 1, 'a.b': 2 }, { c: 1 }, { _id: 1, c: 1 }],
    [{ _id: 1 }, { $set: { $a: 1 } }, { _id: 1, $a: 1 }],
  ])('with the filter %j and the update %j is %j', (filter, update, document) => {
    expect(JSON.stringify(deserialize(compile(update).insertion(raw(filter))))).toBe(
      JSON.stringify(document),
    );
  });

  it('gets a new _id when it has none', () => {
    const { _id, ...others } = deserialize(compile({ $set: { a: 1 } }).insertion(raw({ b: 2 })));
    expect(_id).toBeInstanceOf(ObjectId);
    expect(others).toEqual({ b: 2, a: 1 });
  });

  it.each<[filter: object, update: object, code: number]>([
    [{ _id: 1 }, { $set: { _id: 2 } }, 66],
    [{ _id: 1 }, { _id: 2 }, 66],
    [{ '_id.a': 1 }, { b: 2 }, 111],
    [{ a: { $all: [1, 2] } }, { $set: { b: 1 } }, 54],
    [{ $and: [{ a: 1 }, { a: 2 }] }, { $set: { b: 1 } }, 54],
    [{ a: { b: 1 }, 'a.c': 2 }, { $set: { b: 1 } }, 54],
    [{ _id: [1] }, { $set: { b: 1 } }, 53],
    [{ a: 1 }, { $set: { 'a.b': 1 } }, 28],
  ])('with the filter %j and the update %j is refused with code %d', (filter, update, code) => {
    expect(() => compile(update).insertion(raw(filter))).toThrow(expect.objectContaining({ code }));
  });

  it('is no larger than a document may be', () => {
    const update = { $set: { a: 'x'.repeat(16_777_216) } };
    expect(calculateObjectSize(update)).toBeGreaterThan(16_777_216);
    expect(() => compile(update).insertion(raw({ _id: 1 }))).toThrow(
      expect.objectContaining({ code: 17_419 }),
    );
  });
});
