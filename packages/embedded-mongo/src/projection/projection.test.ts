import { deserialize } from 'bson';
import * as fc from 'fast-check';
import { raw, smallDocument } from '../bson/arbitrary.ts';
import { compileFilter } from '../query/filter.ts';
import { compileSort } from '../query/sort.ts';
import { compileProjection } from './projection.ts';

const DOCUMENT = {
  _id: 1,
  a: 1,
  b: { c: 2, d: 3 },
  e: [{ x: 1, y: 2 }, 5, [{ x: 7 }], { y: 3 }],
  n: [1, 2, 3, 4],
};
const { _id, a, b, e, n } = DOCUMENT;

/** A projection, what it shows of the document above, and the filter of the find. */
type Case = [projection: object, shown: object, filter?: object];

const CASES: Case[] = [
  [{}, DOCUMENT],
  [{ a: 1 }, { _id, a }],
  [{ a: true, _id: 0 }, { a }],
  [{ _id: 1 }, { _id }],
  [{ _id: 0 }, { a, b, e, n }],
  [
    { b: 0, e: 0, _id: 1 },
    { _id, a, n },
  ],
  [
    { n: 1, a: 1 },
    { _id, a, n },
  ],
  [{ missing: 1 }, { _id }],
  [{ 'b.c': 1 }, { _id, b: { c: 2 } }],
  [{ b: { c: 1 } }, { _id, b: { c: 2 } }],
  [
    { 'b.c': 0, e: 0, n: 0 },
    { _id, a, b: { d: 3 } },
  ],
  [{ 'a.b': 1 }, { _id }],
  [
    { 'a.b': 0, b: 0, e: 0, n: 0 },
    { _id, a },
  ],
  [{ 'e.x': 1 }, { _id, e: [{ x: 1 }, [{ x: 7 }], {}] }],
  [
    { 'e.y': 0, b: 0, n: 0, a: 0 },
    { _id, e: [{ x: 1 }, 5, [{ x: 7 }], {}] },
  ],
  [{ 'n.x': 1 }, { _id, n: [] }],
  // What is computed inside an array makes a document of its scalars.
  [{ 'e.x': '$a' }, { _id, e: [{ x: 1 }, { x: 1 }, [{ x: 1 }], { x: 1 }] }],
  [
    { 'e.x': '$a', 'e.y': 1 },
    { _id, e: [{ y: 2, x: 1 }, { x: 1 }, [{ x: 1 }], { y: 3, x: 1 }] },
  ],
  // $slice shows all other fields, unless there is a plain one that says otherwise.
  [
    { n: { $slice: 2 }, b: 0, e: 0 },
    { _id, a, n: [1, 2] },
  ],
  [
    { n: { $slice: -1 }, a: 1 },
    { _id, a, n: [4] },
  ],
  [
    { n: { $slice: [1, 2] }, _id: 1 },
    { _id, n: [2, 3] },
  ],
  [
    { n: { $slice: [-3, 2] }, a: 1 },
    { _id, a, n: [2, 3] },
  ],
  [
    { n: { $slice: 0 }, a: 1 },
    { _id, a, n: [] },
  ],
  [
    { a: { $slice: 1 }, b: 1 },
    { _id, a, b },
  ],
  [{ z: { $slice: ['$n', 1] } }, { _id, z: [1] }],
  // $elemMatch shows the first element, after the fields that are included.
  [{ e: { $elemMatch: { y: 3 } } }, { _id, e: [{ y: 3 }] }],
  [
    { e: { $elemMatch: { y: 3 } }, n: 1 },
    { _id, n, e: [{ y: 3 }] },
  ],
  [{ n: { $elemMatch: { $gt: 2 } } }, { _id, n: [3] }],
  [{ n: { $elemMatch: { $gt: 9 } } }, { _id }],
  [{ a: { $elemMatch: { $gt: 0 } } }, { _id }],
  // The position at which the filter matched.
  [{ 'n.$': 1 }, { _id, n: [3] }, { n: { $gt: 2 } }],
  [{ 'e.$': 1 }, { _id, e: [{ y: 3 }] }, { 'e.y': 3 }],
  [{ 'e.$': 1, a: 1 }, { _id, a, e: [{ x: 1, y: 2 }] }, { e: { $elemMatch: { x: 1 } } }],
  [{ 'n.$': 1 }, { _id, n: [2] }, { $or: [{ n: 2 }, { n: 3 }] }],
  [{ 'n.$': 1 }, { _id, n: [4] }, { $and: [{ n: 1 }, { n: 4 }] }],
  [{ 'n.$': 1 }, { _id, n: [4] }, { 'e.y': 3 }],
  [{ 'b.c.$': 1 }, { _id, b: { c: 2 } }, { a: 1 }],
  // $slice goes through one array, and not into an array inside it.
  [
    { e: { x: { $slice: 1 } }, a: 1 },
    { _id, a, e: [{ x: 1 }, [{ x: 7 }], {}] },
  ],
  // Expressions
  [{ z: { $add: ['$a', 1] } }, { _id, z: 2 }],
  [
    { z: '$b.c', a: 1 },
    { _id, a, z: 2 },
  ],
  [
    { a: '$b.c', n: 1 },
    { _id, n, a: 2 },
  ],
  [
    { 'b.z': { $literal: 9 }, 'b.c': 1 },
    { _id, b: { c: 2, z: 9 } },
  ],
  [{ z: '$missing' }, { _id }],
  [{ z: 'text', _id: 0 }, { z: 'text' }],
];

describe('a projection', () => {
  it.each(CASES)('%j shows %j', (projection, shown, filter = {}) => {
    const project = compileProjection(raw(projection), { filter: compileFilter(raw(filter)) });
    const result = deserialize(project(raw(DOCUMENT)));
    expect(JSON.stringify(result)).toBe(JSON.stringify(shown));
  });

  it.each<[projection: object, code: number, filter?: object]>([
    [{ a: 1, b: 0 }, 31_254],
    [{ b: 0, a: 1 }, 31_253],
    [{ a: {} }, 51_270],
    [{ a: { $foo: 1 } }, 31_325],
    [{ a: 1, 'a.b': 1 }, 31_249],
    [{ 'a.b': 1, a: 1 }, 31_250],
    [{ a: 0, b: { $add: [1, 1] } }, 31_252],
    [{ a: 0, b: 'x' }, 31_310],
    [{ a: { $slice: 'x' } }, 31_273],
    [{ a: { $slice: [1] } }, 31_272],
    [{ a: { $slice: [1, 'x'] } }, 31_258],
    [{ a: { $slice: [1, 0] } }, 31_259],
    [{ a: { $elemMatch: 1 } }, 31_274],
    [{ 'a.b': { $elemMatch: { c: 1 } } }, 31_275],
    [{ a: { $elemMatch: { $expr: true } } }, 224],
    [{ a: { $elemMatch: { $jsonSchema: {} } } }, 224],
    [{ 'a.$': 'x' }, 31_308, { a: 1 }],
    [{ 'a.$': { $slice: 1 } }, 31_271, { a: 1 }],
    [{ '.$': 1 }, 5_392_900, { a: 1 }],
    [{ a: { $meta: 'nonsense' } }, 17_308],
    [{ a: { $meta: 'sortKey' } }, 2],
    [{ a: { $meta: 'recordId' } }, 238],
    [{ 'a.$': 0 }, 31_395, { a: 1 }],
    [{ $: 1 }, 16_410],
    [{ '$.a': 1 }, 16_410],
    [{ 'a.$.b': 1 }, 31_394, { a: 1 }],
    [{ 'a.$': 1, 'b.$': 1 }, 31_276, { a: 1, b: 1 }],
    [{ 'a.$': 1, b: { $elemMatch: { c: 1 } } }, 31_255, { a: 1 }],
    [{ a: { $meta: 'textScore' } }, 40_218],
    [{ a: { $meta: 'searchScoreDetails' } }, 40_218],
    [{ '': 1 }, 40_352],
    [{ a: { $ref: 0 }, b: 1 }, 31_253],
    [{ 'a.': 1 }, 40_353],
    [{ 'a.$b': 1 }, 16_410],
  ])('%j is refused with code %d', (projection, code, filter = {}) => {
    const options = { filter: compileFilter(raw(filter)) };
    expect(() => compileProjection(raw(projection), options)).toThrow(expect.objectContaining({ code }));
  });

  it('cuts the arrays in documents of an array, but not of an array inside it', () => {
    const project = compileProjection(raw({ 'a.b': { $slice: [1, 1] } }));
    const document = { a: [{ b: [1, 2, 3] }, [{ b: [1, 2, 3] }], { b: [[1], [2, 3]] }, 5] };
    expect(deserialize(project(raw(document)))).toEqual({
      a: [{ b: [2] }, [{ b: [1, 2, 3] }], { b: [[2, 3]] }, 5],
    });
  });

  it('shows what the find is sorted by, beside all other fields', () => {
    const { valuesOf } = compileSort(raw({ n: -1, missing: 1 }));
    const project = compileProjection(raw({ key: { $meta: 'sortKey' } }), { sortKey: valuesOf });
    expect(deserialize(project(raw({ n: [1, 3] })))).toEqual({ n: [1, 3], key: [3, null] });
  });

  it.each([{ $or: [{ a: 1 }, { b: 5 }] }, { $nor: [{ a: 9 }] }, { a: { $not: { $gt: 9 } } }])(
    'of a position fails where the filter %j has none',
    (filter) => {
      const project = compileProjection(raw({ 'a.$': 1 }), { filter: compileFilter(raw(filter)) });
      expect(() => project(raw({ a: [1, 2], b: 5 }))).toThrow(expect.objectContaining({ code: 51_246 }));
    },
  );

  it('of a position fails where the filter found none', () => {
    const project = compileProjection(raw({ 'a.$': 1 }), { filter: compileFilter(raw({ b: 1 })) });
    expect(() => project(raw({ a: [1], b: 1 }))).toThrow(expect.objectContaining({ code: 51_246 }));
  });

  it('that includes fields and one that excludes them share a document between them', () => {
    const including = compileProjection(raw({ a: 1, _id: 0 }));
    const excluding = compileProjection(raw({ a: 0 }));
    fc.assert(
      fc.property(smallDocument, (document) => {
        const bytes = raw(document);
        expect({ ...deserialize(including(bytes)), ...deserialize(excluding(bytes)) }).toEqual(
          deserialize(bytes),
        );
      }),
    );
  });
});
