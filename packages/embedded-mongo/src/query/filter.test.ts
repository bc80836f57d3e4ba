import { Binary, BSONRegExp, Decimal128, Double, Long, MaxKey, MinKey } from 'bson';
import { raw } from '../bson/arbitrary.ts';
import { compileFilter } from './filter.ts';

/** What it shows, a filter, documents that it matches, documents that it does not. */
type Case = [shows: string, filter: object, matching: object[], others: object[]];

const pcre = (source: string, options = ''): BSONRegExp => new BSONRegExp(source, options);
const decimal = (text: string): Decimal128 => Decimal128.fromString(text);

const CASES: Case[] = [
  // Equality
  ['all documents', {}, [{}, { a: 1 }], []],
  [
    'numbers of every type are one',
    { a: 1 },
    [{ a: new Double(1) }, { a: Long.fromInt(1) }, { a: decimal('1.0') }],
    [{ a: '1' }, { a: true }],
  ],
  ['a double is not the decimal that it is written as', { a: 0.1 }, [{ a: 0.1 }], [{ a: decimal('0.1') }]],
  [
    'large int64 are told apart',
    { a: Long.fromString('9007199254740993') },
    [{ a: decimal('9007199254740993') }],
    [{ a: 9007199254740992 }],
  ],
  ['an element is enough', { a: 2 }, [{ a: [1, 2] }], [{ a: [[2]] }, { a: [] }]],
  [
    'a whole array, or an element that is it',
    { a: [1, 2] },
    [{ a: [1, 2] }, { a: [[1, 2], 3] }],
    [{ a: [2, 1] }, { a: [1, 2, 3] }],
  ],
  [
    'a document with the same fields in the same order',
    { a: { b: 1, c: 2 } },
    [{ a: { b: 1, c: 2 } }],
    [{ a: { c: 2, b: 1 } }, { a: { b: 1 } }],
  ],
  ['NaN is equal to itself', { a: Number.NaN }, [{ a: Number.NaN }, { a: decimal('NaN') }], [{ a: 0 }]],
  [
    'a DBRef is a value',
    { a: { $ref: 'c', $id: 1 } },
    [{ a: { $ref: 'c', $id: 1 } }],
    [{ a: { $ref: 'c', $id: 2 } }],
  ],
  // Null and missing
  [
    'null is missing too',
    { a: null },
    [{}, { a: null }, { a: [1, null] }],
    [{ a: [] }, { a: [[]] }, { a: 0 }],
  ],
  [
    'null behind a path',
    { 'a.b': null },
    [{}, { a: 4 }, { a: {} }, { a: [{}, { b: 1 }] }],
    [{ a: [] }, { a: [1] }, { a: [[]] }, { a: { b: 1 } }],
  ],
  ['not null', { a: { $ne: null } }, [{ a: 1 }, { a: [] }, { a: [[]] }], [{}, { a: null }, { a: [null] }]],
  [
    'not null behind a path',
    { 'a.b': { $ne: null } },
    [{ a: { b: 1 } }, { a: [] }, { a: [null] }],
    [{}, { a: 1 }, { a: [{ b: 1 }, {}] }],
  ],
  [
    'null or missing in a list',
    { a: { $in: [null, 5] } },
    [{}, { a: 5 }, { a: null }],
    [{ a: 1 }, { a: [] }],
  ],
  ['at least null is null', { a: { $gte: null } }, [{}, { a: null }], [{ a: 1 }]],
  ['nothing is more than null', { a: { $gt: null } }, [], [{}, { a: null }, { a: 1 }]],
  ['exists', { a: { $exists: true } }, [{ a: null }, { a: [] }], [{}]],
  ['does not exist', { 'a.b': { $exists: false } }, [{}, { a: [] }, { a: 1 }], [{ a: [{ b: 1 }] }]],
  // Ranges
  [
    'only the same type is compared',
    { a: { $gt: 5 } },
    [{ a: 6 }, { a: Long.fromInt(6) }, { a: [1, 6] }],
    [{ a: 5 }, { a: 'x' }, { a: true }, {}],
  ],
  [
    'different elements may fulfil two bounds',
    { a: { $gt: 5, $lt: 3 } },
    [{ a: [1, 9] }],
    [{ a: [4] }, { a: 9 }],
  ],
  ['NaN is neither less nor more', { a: { $lt: 5 } }, [{ a: 4 }], [{ a: Number.NaN }]],
  ['at most NaN is NaN', { a: { $lte: Number.NaN } }, [{ a: Number.NaN }], [{ a: 1 }]],
  [
    'everything is more than MinKey',
    { a: { $gt: new MinKey() } },
    [{ a: 1 }, { a: 'x' }, {}, { a: null }],
    [{ a: new MinKey() }],
  ],
  ['everything is less than MaxKey', { a: { $lt: new MaxKey() } }, [{ a: 1 }, {}], [{ a: new MaxKey() }]],
  [
    'arrays compare with arrays',
    { a: { $gte: [2] } },
    [{ a: [2] }, { a: [3, 0] }, { a: [[5]] }],
    [{ a: [1, 9] }, { a: 3 }],
  ],
  ['strings compare by their bytes', { a: { $lt: 'a' } }, [{ a: 'Z' }, { a: '' }], [{ a: 'å' }, { a: 'a' }]],
  // Paths
  [
    'by position',
    { 'a.1': 5 },
    [{ a: [0, 5] }, { a: { 1: 5 } }, { a: [{ 1: 5 }] }],
    [{ a: [5, 0] }, { a: [0, [5]] }],
  ],
  [
    'through documents in an array',
    { 'a.b': 1 },
    [{ a: [{ b: 2 }, { b: 1 }] }, { a: [{ b: [1] }] }],
    [{ a: [[{ b: 1 }]] }],
  ],
  [
    'by position, then by name',
    { 'a.0.b': 1 },
    [{ a: [{ b: 1 }] }, { a: [[{ b: 1 }]] }],
    [{ a: [{ b: 2 }, { b: 1 }] }],
  ],
  ['a name with no dot in it', { '': 1 }, [{ '': 1 }], [{ a: 1 }]],
  // Logic
  ['all of', { $and: [{ a: 1 }, { b: 1 }] }, [{ a: 1, b: 1 }], [{ a: 1 }]],
  ['one of', { $or: [{ a: 1 }, { b: 1 }] }, [{ b: 1 }], [{ c: 1 }]],
  ['none of', { $nor: [{ a: 1 }, { b: 1 }] }, [{}, { a: 2 }], [{ a: 1 }]],
  [
    'not also where it is missing',
    { a: { $not: { $gt: 5 } } },
    [{}, { a: 5 }, { a: 'x' }],
    [{ a: 6 }, { a: [1, 6] }],
  ],
  ['an expression', { $expr: { $gt: ['$a', '$b'] } }, [{ a: 2, b: 1 }], [{ a: 1, b: 1 }]],
  ['a comment says nothing', { $comment: 'x', a: { $eq: 1, $comment: 'y' } }, [{ a: 1 }], [{}]],
  ['never', { $alwaysFalse: 1 }, [], [{}]],
  // Lists
  ['regular expressions in a list', { a: { $in: [pcre('^x'), 1] } }, [{ a: 'xy' }, { a: 1 }], [{ a: 'yx' }]],
  [
    'many values in a list',
    { a: { $in: [1, 2, 3, 4, 5, 'six', { b: 1 }] } },
    [{ a: decimal('5') }, { a: ['six'] }, { a: { b: 1 } }],
    [{ a: 6 }, {}],
  ],
  ['no value is in an empty list', { a: { $in: [] } }, [], [{}, { a: 1 }]],
  ['none of a list', { a: { $nin: [1, null] } }, [{ a: 2 }, { a: [] }], [{}, { a: [1] }]],
  // Arrays
  ['all values', { a: { $all: [1, 2] } }, [{ a: [2, 3, 1] }], [{ a: [1] }, { a: 1 }]],
  ['all of one value', { a: { $all: [1] } }, [{ a: 1 }, { a: [1] }], [{ a: 2 }]],
  ['all of none', { a: { $all: [] } }, [], [{ a: [] }, {}]],
  [
    'all with elements that match',
    { a: { $all: [{ $elemMatch: { b: 1 } }, { $elemMatch: { b: 2 } }] } },
    [{ a: [{ b: 1 }, { b: 2 }] }],
    [{ a: [{ b: 1 }] }],
  ],
  [
    'one element within both bounds',
    { a: { $elemMatch: { $gt: 1, $lt: 3 } } },
    [{ a: [0, 2] }],
    [{ a: [0, 4] }, { a: 2 }, { a: [[2]] }],
  ],
  [
    'one element with both fields',
    { a: { $elemMatch: { b: 1, c: 2 } } },
    [{ a: [{ b: 1, c: 2 }] }],
    [{ a: [{ b: 1 }, { c: 2 }] }],
  ],
  [
    'an element without a field',
    { a: { $elemMatch: { b: null } } },
    [{ a: [{}] }, { a: [[]] }],
    [{ a: [1] }, { a: [] }],
  ],
  ['an element that is not', { a: { $elemMatch: { $ne: 1 } } }, [{ a: [1, 2] }], [{ a: [1] }, { a: [] }]],
  [
    'elements of elements',
    { a: { $elemMatch: { $elemMatch: { $gt: 1 } } } },
    [{ a: [[0, 2]] }],
    [{ a: [2] }],
  ],
  ['size', { a: { $size: 2 } }, [{ a: [1, [2, 3]] }], [{ a: [1] }, { a: 'ab' }, { a: [[1, 2]] }]],
  // Types
  [
    'a type by name or code',
    { a: { $type: ['string', 16] } },
    [{ a: 'x' }, { a: 1 }, { a: [1.5, 1] }],
    [{ a: 1.5 }, {}],
  ],
  ['any number', { a: { $type: 'number' } }, [{ a: 1 }, { a: 1.5 }, { a: decimal('1') }], [{ a: '1' }]],
  ['an array itself, or in an array', { a: { $type: 'array' } }, [{ a: [] }, { a: [[]] }], [{ a: 1 }]],
  // Numbers
  [
    'remainders of what is cut off',
    { a: { $mod: [4, 1] } },
    [{ a: 5 }, { a: 5.9 }, { a: Long.fromInt(-3).neg().add(2) }],
    [{ a: -3 }, { a: 'x' }, { a: Number.NaN }],
  ],
  [
    'bits by mask',
    { a: { $bitsAllSet: 6 } },
    [{ a: 7 }, { a: 6.0 }, { a: -1 }],
    [{ a: 4 }, { a: 6.5 }, { a: '6' }],
  ],
  ['bits by position', { a: { $bitsAnyClear: [0, 63] } }, [{ a: 1 }, { a: 0 }], [{ a: -1 }]],
  [
    'bits of binary data',
    { a: { $bitsAllClear: [1] } },
    [{ a: new Binary(Buffer.from([1])) }],
    [{ a: new Binary(Buffer.from([2])) }],
  ],
  // Regular expressions
  [
    'a pattern in a text',
    { a: pcre('b') },
    [{ a: 'abc' }, { a: ['x', 'b'] }, { a: pcre('b') }],
    [{ a: 'B' }, { a: 1 }, {}],
  ],
  ['without case', { a: { $regex: 'B', $options: 'i' } }, [{ a: 'abc' }], []],
  ['over lines', { a: pcre('^b$', 'm') }, [{ a: 'a\nb\nc' }], [{ a: 'abc' }]],
  ['the end before a line feed', { a: pcre('b$') }, [{ a: 'b\n' }, { a: 'b' }], [{ a: 'b\nc' }]],
  ['a dot that takes line feeds', { a: pcre('a.b', 's') }, [{ a: 'a\nb' }], []],
  ['space and comments left out', { a: pcre('a b # c', 'x') }, [{ a: 'ab' }], [{ a: 'a b' }]],
  ['options at the beginning', { a: pcre('(?i)B') }, [{ a: 'b' }], []],
  ['classes by name', { a: pcre('^[[:alpha:]]+$') }, [{ a: 'ab' }], [{ a: 'a1' }]],
  ['not a pattern', { a: { $not: pcre('^a') } }, [{ a: 'b' }, {}, { a: 1 }], [{ a: 'ab' }]],
  // Schemas
  [
    'a schema',
    { $jsonSchema: { required: ['a'], properties: { a: { bsonType: 'int', minimum: 3 } } } },
    [{ a: 3 }],
    [{}, { a: 2 }, { a: 3.5 }],
  ],
  [
    'no other properties',
    { $jsonSchema: { properties: { a: {} }, patternProperties: { '^x': {} }, additionalProperties: false } },
    [{ a: 1, xy: 1 }],
    [{ b: 1 }],
  ],
  [
    'items',
    { $jsonSchema: { properties: { a: { items: [{ type: 'string' }], additionalItems: false } } } },
    [{ a: ['x'] }, { a: 1 }],
    [{ a: [1] }, { a: ['x', 1] }],
  ],
  [
    'distinct items',
    { $jsonSchema: { properties: { a: { uniqueItems: true } } } },
    [{ a: [1, 2] }],
    [{ a: [1, new Double(1)] }],
  ],
  [
    'one schema of several',
    { $jsonSchema: { oneOf: [{ required: ['a'] }, { required: ['b'] }] } },
    [{ a: 1 }],
    [{}, { a: 1, b: 1 }],
  ],
  [
    'lengths in characters',
    { $jsonSchema: { properties: { a: { maxLength: 1 } } } },
    [{ a: '\u{1f600}' }, { a: 5 }],
    [{ a: 'ab' }],
  ],
];

describe('a filter matches', () => {
  describe.each(CASES)('%s', (_shows, filter, matching, others) => {
    const { matches } = compileFilter(raw(filter));
    if (matching.length > 0) {
      it.each(matching.map((document) => [document]))('%j', (document) => {
        expect(matches(raw(document))).toBe(true);
      });
    }
    if (others.length > 0) {
      it.each(others.map((document) => [document]))('but not %j', (document) => {
        expect(matches(raw(document))).toBe(false);
      });
    }
  });
});

describe('the position of a match', () => {
  it.each([
    [{ a: 3 }, { a: [1, 3] }, 1],
    [{ 'a.b': 3 }, { a: [{ b: [1] }, { b: [0, 3] }] }, 1],
    [{ a: { $elemMatch: { b: 1 } } }, { a: [0, { b: 1 }] }, 1],
    [{ a: 3, b: 5 }, { a: [3], b: [4, 5] }, 1],
    [{ a: [1] }, { a: [1] }, undefined],
    [{ $or: [{ a: 3 }] }, { a: [1, 3] }, 1],
    [{ $nor: [{ a: 3 }] }, { a: [1] }, undefined],
  ])('of %j in %j is %p', (filter, document, position) => {
    const details = { position: undefined as number | undefined };
    expect(compileFilter(raw(filter)).matches(raw(document), details)).toBe(true);
    expect(details.position).toBe(position);
  });
});
