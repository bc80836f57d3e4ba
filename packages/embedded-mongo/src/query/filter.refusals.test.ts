import { BSONRegExp } from 'bson';
import { raw } from '../bson/arbitrary.ts';
import { CommandError } from '../bson/command-error.ts';
import { compileFilter } from './filter.ts';

const pcre = (source: string, options = ''): BSONRegExp => new BSONRegExp(source, options);

const REFUSED: [filter: object, code: number][] = [
  [{ a: { $foo: 1 } }, 2],
  [{ a: { $gt: 1, b: 2 } }, 2],
  [{ $foo: 1 }, 2],
  [{ $and: [] }, 2],
  [{ $and: {} }, 2],
  [{ $or: [1] }, 2],
  [{ a: { $in: 1 } }, 2],
  [{ a: { $in: [{ $gt: 1 }] } }, 2],
  [{ a: { $nin: {} } }, 2],
  [{ a: { $ne: pcre('x') } }, 2],
  [{ a: { $gt: pcre('x') } }, 2],
  [{ a: { $not: 1 } }, 2],
  [{ a: { $not: {} } }, 2],
  [{ a: { $options: 'i' } }, 2],
  [{ a: { $regex: 1 } }, 2],
  [{ a: { $regex: pcre('x', 'i'), $options: 'i' } }, 51_075],
  [{ a: { $regex: pcre('x', 'i'), $options: '' } }, 51_075],
  [{ a: { $options: 's', $regex: pcre('x', 'i') } }, 51_074],
  [{ a: { $regex: 'x', $options: 'g' } }, 51_108],
  [{ a: { $regex: 'x', $options: 'i\0' } }, 51_108],
  [{ a: { $regex: 'x\0' } }, 2],
  [{ a: { $regex: '(' } }, 51_091],
  [{ a: { $regex: '(*COMMIT)xy' } }, 51_091],
  [{ a: { $all: 1 } }, 2],
  [{ a: { $all: [{ $gt: 1 }] } }, 2],
  [{ a: { $elemMatch: 1 } }, 2],
  [{ a: { $elemMatch: { $expr: true } } }, 2],
  [{ a: { $size: 'x' } }, 2],
  [{ a: { $size: -1 } }, 2],
  [{ a: { $type: 'text' } }, 2],
  [{ a: { $type: 0 } }, 2],
  [{ a: { $type: [] } }, 9],
  [{ a: { $type: true } }, 14],
  [{ a: { $mod: [0, 1] } }, 2],
  [{ a: { $mod: [1] } }, 2],
  [{ a: { $mod: [1, 2, 3] } }, 2],
  [{ a: { $mod: [Number.NaN, 1] } }, 2],
  [{ a: { $bitsAllSet: -1 } }, 9],
  [{ a: { $bitsAllSet: [-1] } }, 2],
  [{ $alwaysTrue: 2 }, 9],
  [{ $text: { $search: 'x' } }, 27],
  [{ $where: 'true' }, 238],
  [{ a: { $near: [0, 0] } }, 238],
  [{ $expr: { $foo: 1 } }, 168],
  [{ $jsonSchema: 1 }, 14],
  [{ $jsonSchema: { foo: 1 } }, 9],
  [{ $jsonSchema: { type: 'integer' } }, 9],
  [{ $jsonSchema: { type: 'string', bsonType: 'string' } }, 9],
  [{ $jsonSchema: { required: [] } }, 9],
  [{ $jsonSchema: { minLength: 'x' } }, 14],
  [{ $jsonSchema: { exclusiveMinimum: true } }, 9],
];

describe('a filter is refused', () => {
  it.each(REFUSED)('%j with code %d', (filter, code) => {
    expect(() => compileFilter(raw(filter))).toThrow(CommandError);
    expect(() => compileFilter(raw(filter))).toThrow(expect.objectContaining({ code }));
  });

  it('when its parts are nested more than a hundred deep', () => {
    let filter: object = { a: 1 };
    for (let depth = 0; depth < 110; depth += 1) filter = { $and: [filter] };
    expect(() => compileFilter(raw(filter))).toThrow(expect.objectContaining({ code: 2 }));
  });
});
