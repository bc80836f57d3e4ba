import { deserialize, type Document } from 'bson';
import { raw } from '../../../bson/arbitrary.ts';
import { encodeReply } from '../../../wire/reply.ts';
import { compileWhyInvalid } from './why-invalid.ts';

function whyInvalid(validator: Document, document: Document): Document {
  const details = compileWhyInvalid(raw(validator))(raw(document));
  return deserialize(encodeReply(details));
}

const FAILED = 'comparison failed';

const LEAVES: [validator: Document, document: Document, operatorName: string, details: Document][] = [
  [{ a: { $gt: 5 } }, { a: 1 }, '$gt', { reason: FAILED, consideredValue: 1 }],
  [{ a: 5 }, { a: 1 }, '$eq', { reason: FAILED, consideredValue: 1 }],
  [{ a: 5 }, { b: 1 }, '$eq', { reason: 'field was missing' }],
  [{ a: 5 }, { a: [1, 2] }, '$eq', { reason: FAILED, consideredValues: [1, 2] }],
  [{ a: 5 }, { a: [1] }, '$eq', { reason: FAILED, consideredValue: 1 }],
  [{ a: 5 }, { a: [] }, '$eq', { reason: FAILED, consideredValue: [] }],
  [{ 'a.b': 5 }, { a: [{ b: 1 }, { b: 2 }] }, '$eq', { reason: FAILED, consideredValues: [1, 2] }],
  [{ a: { $ne: 1 } }, { a: 1 }, '$ne', { reason: 'comparison succeeded', consideredValue: 1 }],
  [{ a: { $in: [5] } }, { a: 1 }, '$in', { reason: 'no matching value found in array', consideredValue: 1 }],
  [{ a: { $nin: [1] } }, { a: 1 }, '$nin', { reason: 'matching value found in array', consideredValue: 1 }],
  [{ a: { $exists: true } }, {}, '$exists', { reason: 'path does not exist' }],
  [{ a: { $exists: false } }, { a: 1 }, '$exists', { reason: 'path does exist' }],
  [
    { a: { $type: 'string' } },
    { a: 1 },
    '$type',
    { reason: 'type did not match', consideredValue: 1, consideredType: 'int' },
  ],
  [
    { a: { $type: 'date' } },
    { a: [1, 'x'] },
    '$type',
    { reason: 'type did not match', consideredValues: [1, 'x'], consideredTypes: ['int', 'string'] },
  ],
  [
    { a: { $regex: '^x', $options: 'i' } },
    { a: 'y' },
    '$regex',
    { reason: 'regular expression did not match', consideredValue: 'y' },
  ],
  [
    { a: { $regex: '^x' } },
    { a: 1 },
    '$regex',
    {
      reason: 'type did not match',
      consideredValue: 1,
      consideredType: 'int',
      expectedTypes: ['regex', 'string', 'symbol'],
    },
  ],
  [
    { a: { $size: 1 } },
    { a: [1, 2] },
    '$size',
    { reason: 'array length was not equal to given size', consideredValue: [1, 2] },
  ],
  [
    { a: { $elemMatch: { b: 1 } } },
    { a: 1 },
    '$elemMatch',
    { reason: 'type did not match', consideredValue: 1, consideredType: 'int', expectedType: 'array' },
  ],
  [
    { $expr: { $gt: ['$a', 2] } },
    { a: 1 },
    '$expr',
    { reason: 'expression did not match', expressionResult: false },
  ],
];

/** Schemas of the field `a`, and what of its value they do not take. */
const SCHEMAS: [schema: Document, value: unknown, details: Document[]][] = [
  [
    { minimum: 5, exclusiveMinimum: true },
    5,
    [
      {
        operatorName: 'minimum',
        specifiedAs: { minimum: 5, exclusiveMinimum: true },
        reason: FAILED,
        consideredValue: 5,
      },
    ],
  ],
  [
    { bsonType: 'string', minLength: 3 },
    1,
    [
      {
        operatorName: 'bsonType',
        specifiedAs: { bsonType: 'string' },
        reason: 'type did not match',
        consideredValue: 1,
        consideredType: 'int',
      },
    ],
  ],
  [
    { uniqueItems: true, items: { enum: [1] } },
    [1, 2, 2],
    [
      {
        operatorName: 'uniqueItems',
        specifiedAs: { uniqueItems: true },
        reason: 'found a duplicate item',
        consideredValue: [1, 2, 2],
        duplicatedValue: 2,
      },
      {
        operatorName: 'items',
        reason: 'At least one item did not match the sub-schema',
        itemIndex: 1,
        details: [
          {
            operatorName: 'enum',
            specifiedAs: { enum: [1] },
            reason: 'value was not found in enum',
            consideredValue: 2,
          },
        ],
      },
    ],
  ],
  [
    { items: [{}], additionalItems: false },
    [1, 2],
    [
      {
        operatorName: 'additionalItems',
        specifiedAs: { additionalItems: false },
        additionalItems: [2],
      },
    ],
  ],
  [
    { properties: { b: {} }, additionalProperties: false, required: ['b', 'd'] },
    { b: 1, c: 1 },
    [
      {
        operatorName: 'additionalProperties',
        specifiedAs: { additionalProperties: false },
        additionalProperties: ['c'],
      },
      { operatorName: 'required', specifiedAs: { required: ['b', 'd'] }, missingProperties: ['d'] },
    ],
  ],
  [
    { dependencies: { b: ['c'] }, minProperties: 2 },
    { b: 1 },
    [
      {
        operatorName: 'minProperties',
        specifiedAs: { minProperties: 2 },
        reason: 'specified number of properties was not satisfied',
        numberOfProperties: 1,
      },
      {
        operatorName: 'dependencies',
        failingDependencies: [{ conditionalProperty: 'b', missingProperties: ['c'] }],
      },
    ],
  ],
  [
    { oneOf: [{ minimum: 0 }, { minimum: 1 }], not: { maximum: 5 } },
    2,
    [
      {
        operatorName: 'oneOf',
        reason: 'more than one subschema matched',
        matchingSchemaIndexes: [0, 1],
      },
      { operatorName: 'not', reason: 'child expression matched' },
    ],
  ],
  [
    { anyOf: [{ enum: [1] }, { patternProperties: { '^b': { enum: [1] } } }] },
    { b: 2 },
    [
      {
        operatorName: 'anyOf',
        schemasNotSatisfied: [
          {
            index: 0,
            details: [
              {
                operatorName: 'enum',
                specifiedAs: { enum: [1] },
                reason: 'value was not found in enum',
                consideredValue: { b: 2 },
              },
            ],
          },
          {
            index: 1,
            details: [
              {
                operatorName: 'patternProperties',
                details: [
                  {
                    propertyName: 'b',
                    regexMatched: '^b',
                    details: [
                      {
                        operatorName: 'enum',
                        specifiedAs: { enum: [1] },
                        reason: 'value was not found in enum',
                        consideredValue: 2,
                      },
                    ],
                  },
                ],
              },
            ],
          },
        ],
      },
    ],
  ],
];

describe('the details of a document that is not valid', () => {
  it.each(LEAVES)('tell by %j of %j that %s failed', (validator, document, operatorName, details) => {
    expect(whyInvalid(validator, document)).toEqual({ operatorName, specifiedAs: validator, ...details });
  });

  it('tell each clause that is not fulfilled, of several fields too', () => {
    const validator = { $or: [{ a: 1 }, { a: 1, b: 2, c: { $lt: 3 } }] };
    const a = { operatorName: '$eq', specifiedAs: { a: 1 }, reason: FAILED, consideredValue: 2 };
    const c = { operatorName: '$lt', specifiedAs: { c: { $lt: 3 } }, reason: FAILED, consideredValue: 3 };
    const clausesNotSatisfied = [
      { index: 0, details: a },
      { index: 2, details: c },
    ];
    expect(whyInvalid(validator, { a: 2, b: 2, c: 3 })).toEqual({
      operatorName: '$or',
      clausesNotSatisfied: [
        { index: 0, details: a },
        { index: 1, details: { operatorName: '$and', clausesNotSatisfied } },
      ],
    });
  });

  it('tell what should not have matched', () => {
    const details = {
      operatorName: '$gt',
      specifiedAs: { a: { $gt: 1 } },
      reason: 'comparison succeeded',
      consideredValue: 2,
    };
    expect(whyInvalid({ $nor: [{ b: 1 }, { a: { $gt: 1 } }] }, { a: 2 })).toEqual({
      operatorName: '$nor',
      clausesSatisfied: [{ index: 1, details }],
    });
    expect(whyInvalid({ a: { $not: { $gt: 1 } } }, { a: 2 })).toEqual({ operatorName: '$not', details });
    expect(whyInvalid({ $nor: [{ $jsonSchema: { required: ['a'] } }] }, { a: 2 })).toMatchObject({
      clausesSatisfied: [{ index: 0, details: { operatorName: '$jsonSchema', reason: 'schema matched' } }],
    });
  });

  it.each(SCHEMAS)('tell of the schema %j what %j does not fulfil', (schema, value, details) => {
    const described = { ...schema, description: 'must be right' };
    expect(whyInvalid({ $jsonSchema: { title: 'T', properties: { a: described } } }, { a: value })).toEqual({
      operatorName: '$jsonSchema',
      title: 'T',
      schemaRulesNotSatisfied: [
        {
          operatorName: 'properties',
          propertiesNotSatisfied: [{ propertyName: 'a', description: 'must be right', details }],
        },
      ],
    });
  });
});
