import { raw } from '../bson/arbitrary.ts';
import { BSON_TYPE } from '../storage/raw-fields.ts';
import { compileFilter } from './filter.ts';

/** A document whose field `a` is undefined, which the driver does not send: null with another type. */
function undefinedField(): Buffer {
  const document = raw({ a: null });
  document[4] = BSON_TYPE.undefined;
  return document;
}

describe('BSON’s undefined', () => {
  it.each([
    [{ a: null }, false],
    [{ a: { $in: [null, 1] } }, false],
    [{ a: { $in: [null, 1, 2, 3, 4, 5] } }, false],
    [{ a: { $gte: null } }, false],
    [{ a: { $ne: null } }, true],
    [{ a: { $exists: true } }, true],
    [{ a: { $type: 'undefined' } }, true],
    [{ 'a.b': null }, true],
  ])('is matched by %j: %j', (filter, matches) => {
    expect(compileFilter(raw(filter)).matches(undefinedField())).toBe(matches);
  });
});

describe('an empty name', () => {
  it.each([
    [{ '': 1 }, { '': 1 }, true],
    [{ 'x.': 3 }, { x: { '': [3] } }, true],
    [{ 'x.': 3 }, { x: [3] }, true],
    [{ 'x.': 3 }, { x: [{ '': 3 }] }, false],
    [{ 'x..': 3 }, { x: [{ '': [3] }] }, true],
    [{ 'x..y': 3 }, { x: { '': { y: 3 } } }, true],
    [{ 'x.': { $elemMatch: { '': 3 } } }, { x: [{ '': 3 }] }, true],
  ])('lets %j match %j: %j', (filter, document, matches) => {
    expect(compileFilter(raw(filter)).matches(raw(document))).toBe(matches);
  });
});
