import * as fc from 'fast-check';
import type { Document } from 'mongodb';
import { operand, small, tiny } from './arbitrary-documents.ts';

/** Random filters, over the paths of the random documents. */

const TOP = ['a', 'b', 'e'];
const PATHS = [...TOP, 'a.c', 'a.d', 'a.c.d', 'b.c', 'a.0', 'a.1.c', 'u', '_id', 'missing'];
export const path = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...TOP) },
  { weight: 2, arbitrary: fc.constantFrom('a.c', 'a.d') },
  { weight: 2, arbitrary: fc.constantFrom(...PATHS) },
);

export const operators: fc.Arbitrary<Document> = fc.letrec<{ operators: Document; operator: Document }>(
  (tie) => ({
    operators: fc
      .oneof(
        fc.array(tie('operator'), { minLength: 1, maxLength: 1 }),
        fc.array(tie('operator'), { minLength: 2, maxLength: 2 }),
      )
      .map((each): Document => Object.assign({}, ...each) as Document),
    operator: fc.oneof(
      { maxDepth: 2 },
      {
        weight: 8,
        arbitrary: fc
          .tuple(fc.constantFrom('$eq', '$gt', '$gte', '$lt', '$lte', '$ne'), operand)
          .map(([name, each]) => ({ [name]: each })),
      },
      {
        weight: 5,
        arbitrary: fc
          .tuple(fc.constantFrom('$gt', '$gte'), small, fc.constantFrom('$lt', '$lte'), small)
          .map(([above, low, below, high]) => ({ [above]: low, [below]: high })),
      },
      {
        weight: 3,
        arbitrary: fc
          .tuple(
            fc.constantFrom('$in', '$in', '$nin', '$all'),
            fc.array(operand, { minLength: 1, maxLength: 6 }),
          )
          .map(([name, each]) => ({ [name]: each })),
      },
      { weight: 1, arbitrary: fc.boolean().map(($exists) => ({ $exists })) },
      { weight: 1, arbitrary: fc.constantFrom('^a', '^ab', 'b$', '^x+', '^A').map(($regex) => ({ $regex })) },
      { weight: 1, arbitrary: fc.constantFrom('^a', 'B').map(($regex) => ({ $regex, $options: 'i' })) },
      {
        weight: 1,
        arbitrary: fc
          .constantFrom<unknown>('number', 'string', 'null', 'array', 'object', ['int', 'string'])
          .map(($type) => ({ $type })),
      },
      { weight: 1, arbitrary: fc.constantFrom({ $size: 1 }, { $mod: [2, 1] }, { $bitsAllSet: 1 }) },
      { weight: 2, arbitrary: tie('operators').map(($not) => ({ $not })) },
      { weight: 2, arbitrary: tie('operators').map(($elemMatch) => ({ $elemMatch })) },
      {
        weight: 2,
        arbitrary: fc
          .tuple(fc.constantFrom('c', 'd'), tie('operators'))
          .map(([name, each]) => ({ $elemMatch: { [name]: each } })),
      },
    ),
  }),
).operators;

/** It means itself in an expression. */
function isPlain(each: unknown): boolean {
  return typeof each !== 'object' || each instanceof Date;
}

export const filter: fc.Arbitrary<Document> = fc.letrec<{ filter: Document }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3 },
    { weight: 8, arbitrary: fc.tuple(path, operators).map(([name, each]) => ({ [name]: each })) },
    { weight: 2, arbitrary: fc.record({ 'a.c': tiny, 'a.d': tiny }) },
    { weight: 2, arbitrary: fc.record({ a: operators, b: operand, e: operators }, { requiredKeys: ['a'] }) },
    { weight: 3, arbitrary: fc.dictionary(path, operand, { minKeys: 1, maxKeys: 2 }) },
    { weight: 1, arbitrary: fc.constant({}) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          fc.constantFrom('$eq', '$gt', '$gte', '$lt', '$lte'),
          fc.constantFrom('$a', '$b', '$e', '$a.c'),
          operand,
          fc.boolean(),
        )
        .map(([name, field, each, turned]) => {
          const sides = [field, isPlain(each) ? each : { $literal: each }];
          return { $expr: { [name]: turned ? sides.toReversed() : sides } };
        }),
    },
    {
      weight: 4,
      arbitrary: fc
        .tuple(
          fc.constantFrom('$and', '$or', '$or', '$nor'),
          fc.array(tie('filter'), { minLength: 1, maxLength: 2 }),
        )
        .map(([name, parts]) => ({ [name]: parts })),
    },
  ),
})).filter;
