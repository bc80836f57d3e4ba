import { raw } from '../../bson/arbitrary.ts';
import { compileFilter } from '../filter.ts';

const CASES: [what: string, schema: object, document: object, matches: boolean][] = [
  ['an enum whatever the order of fields', { enum: [{ x: 1, y: [2] }] }, { y: [2], x: 1 }, true],
  ['no field more than an enum has', { enum: [{ x: 1 }] }, { x: 1, y: 2 }, false],
  ['null by an enum', { properties: { a: { enum: [null] } } }, { a: null }, true],
  [
    'one number twice in unique items',
    { properties: { a: { uniqueItems: true } } },
    { a: [1, { b: 1 }, 1] },
    false,
  ],
  [
    'unique items whatever the order of their fields',
    { properties: { a: { uniqueItems: true } } },
    {
      a: [
        { x: 1, y: 2 },
        { y: 2, x: 1 },
      ],
    },
    false,
  ],
  [
    'unique items whose elements stand in another order',
    { properties: { a: { uniqueItems: true } } },
    {
      a: [
        [1, 2],
        [2, 1],
      ],
    },
    true,
  ],
];

describe('a schema', () => {
  it.each(CASES)('tells %s', (_what, schema, document, matches) => {
    expect(compileFilter(raw({ $jsonSchema: schema })).matches(raw(document))).toBe(matches);
  });

  it.each<[schema: object, code: number]>([
    [{ type: ['string', 'string'] }, 9],
    [{ bsonType: ['int', 'int'] }, 9],
    [{ bsonType: [] }, 9],
    [{ bsonType: ['int', 2] }, 14],
    [{ type: 3 }, 14],
    [{ required: ['a\0'] }, 9_867_600],
    [{ format: 'date' }, 9],
    [{ dependencies: { a: 1 } }, 14],
    [{ nonsense: 1 }, 9],
    [{ properties: { a: { encrypt: {} } } }, 238],
    [
      {
        enum: [
          { x: 1, y: 1 },
          { y: 1, x: 1 },
        ],
      },
      9,
    ],
  ])('%j is refused with code %d', (schema, code) => {
    expect(() => compileFilter(raw({ $jsonSchema: schema }))).toThrow(expect.objectContaining({ code }));
  });
});
