import * as fc from 'fast-check';
import { raw, smallDocument } from '../bson/arbitrary.ts';
import { compareValues } from '../bson/compare.ts';
import { elementKey, NULL_KEY } from '../bson/keys.ts';
import { decodeDocument, typeName, type Value } from '../bson/value.ts';
import { indexTuples } from '../storage/index-tuples.ts';
import { indexDefinition } from '../storage/index-definition.ts';
import { implies, type Condition } from './conditions.ts';
import { compileFilter } from './filter.ts';

type Document = Record<string, unknown>;

const scalars = fc.constantFrom<unknown>(0, 1, 2, 1.5, 'a', 'ab', null, true);
const operands = fc.oneof(
  scalars,
  fc.array(scalars, { maxLength: 2 }),
  fc.constantFrom({}, { a: 1 }, { b: 'a' }),
);
const paths = fc.constantFrom('a', 'b', 'a.b', 'a.a', 'b.c', 'a.b.c', 'a.0', 'a.1.b');
const comparisons = fc.constantFrom('$eq', '$gt', '$gte', '$lt', '$lte', '$ne');

const operators = fc.letrec<{ operators: Document }>((tie) => ({
  operators: fc.oneof(
    { maxDepth: 2 },
    { weight: 5, arbitrary: fc.tuple(comparisons, operands).map(([name, operand]) => ({ [name]: operand })) },
    { weight: 1, arbitrary: fc.array(operands, { maxLength: 6 }).map((values) => ({ $in: values })) },
    { weight: 1, arbitrary: fc.boolean().map((exists) => ({ $exists: exists })) },
    { weight: 1, arbitrary: tie('operators').map((inner) => ({ $not: inner })) },
    { weight: 1, arbitrary: tie('operators').map((inner) => ({ $elemMatch: inner })) },
    { weight: 1, arbitrary: fc.nat(2).map((size) => ({ $size: size })) },
  ),
})).operators;

const filters = fc.letrec<{ filter: Document }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 2 },
    { weight: 4, arbitrary: fc.tuple(paths, operators).map(([path, inner]) => ({ [path]: inner })) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          fc.constantFrom('$and', '$or', '$nor'),
          fc.array(tie('filter'), { minLength: 1, maxLength: 3 }),
        )
        .map(([name, parts]) => ({ [name]: parts })),
    },
  ),
})).filter;

/** All values that a path leads to, as the manual says it; undefined for a missing one. */
function valuesAt(value: Value, parts: readonly string[]): Value[] {
  const [part, ...rest] = parts;
  if (!(value instanceof Map)) return [undefined];
  const field = value.get(part!);
  if (rest.length === 0) return [field];
  return Array.isArray(field) ? valuesInArray(field, rest) : valuesAt(field, rest);
}

function valuesInArray(array: Value[], parts: readonly string[]): Value[] {
  const [part, ...rest] = parts;
  return array.flatMap((item, index) => {
    const found = item instanceof Map ? valuesAt(item, parts) : [];
    if (String(index) !== part) return found;
    if (rest.length === 0) return [...found, new Positioned(item) as unknown as Value];
    if (item instanceof Map) return [...found, ...valuesAt(item, rest)];
    return Array.isArray(item) ? [...found, ...valuesInArray(item, rest)] : found;
  });
}

/** A value that was named by its position: an array there is not looked into. */
class Positioned {
  readonly value: Value;

  constructor(value: Value) {
    this.value = value;
  }
}

function spread(found: Value): Value[] {
  if (found instanceof Positioned) return [found.value];
  return Array.isArray(found) ? [...found, found] : [found];
}

function whole(found: Value): Value {
  return found instanceof Positioned ? found.value : found;
}

function compares(name: string, value: Value, operand: Value): boolean {
  if (operand === null && (value === null || value === undefined)) return name !== '$gt' && name !== '$lt';
  if (value === undefined || bracket(value) !== bracket(operand)) return false;
  const order = compareValues(value, operand);
  return { $eq: order === 0, $gt: order > 0, $gte: order >= 0, $lt: order < 0, $lte: order <= 0 }[name]!;
}

function bracket(value: Value): string {
  const name = typeName(value);
  return name === 'int' || name === 'double' ? 'number' : name;
}

/** @param values what the operators are about: found by a path, or one element of an array */
function passes(found: Value[], spreads: boolean, [name, operand]: [string, Value]): boolean {
  const values = spreads ? found.flatMap(spread) : found;
  switch (name) {
    case '$ne':
      return !passes(found, spreads, ['$eq', operand]);
    case '$in':
      return (operand as Value[]).some((each) => passes(found, spreads, ['$eq', each]));
    case '$exists':
      return found.some((value) => whole(value) !== undefined) === operand;
    case '$not':
      return !allPass(found, spreads, operand as Map<string, Value>);
    case '$size':
      return found.map(whole).some((value) => Array.isArray(value) && value.length === operand);
    case '$elemMatch':
      return found
        .map(whole)
        .some(
          (value) =>
            Array.isArray(value) &&
            value.some((item) => allPass([item], false, operand as Map<string, Value>)),
        );
    default:
      return values.some((value) => compares(name, value, operand));
  }
}

function allPass(found: Value[], spreads: boolean, inner: Map<string, Value>): boolean {
  return [...inner].every((operator) => passes(found, spreads, operator));
}

function oracle(document: Map<string, Value>, filter: Map<string, Value>): boolean {
  return [...filter].every(([name, value]) => {
    const parts = value as Map<string, Value>[];
    if (name === '$and') return parts.every((part) => oracle(document, part));
    if (name === '$or') return parts.some((part) => oracle(document, part));
    if (name === '$nor') return !parts.some((part) => oracle(document, part));
    return allPass(valuesAt(document, name.split('.')), true, value as unknown as Map<string, Value>);
  });
}

const RUNS = Number(process.env.FILTER_RUNS ?? 3_000);

describe('a filter', () => {
  it('matches what a naive reading of the manual matches', () => {
    fc.assert(
      fc.property(smallDocument, filters, (document, filter) => {
        const bytes = raw(document);
        const matches = compileFilter(raw(filter)).matches(bytes);
        expect(matches).toBe(oracle(decodeDocument(bytes), decodeDocument(raw(filter))));
      }),
      { numRuns: RUNS },
    );
  });

  it('demands of an index only what every matching document has in it', () => {
    fc.assert(
      fc.property(smallDocument, filters, (document, filter) => {
        const { matches, conditions } = compileFilter(raw(filter));
        fc.pre(matches(raw(document)));
        expect(conditions.filter((condition) => !inIndex(raw(document), condition))).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  it.each([
    { a: { $elemMatch: { $elemMatch: { $gt: 0 } } } },
    { a: { $elemMatch: { $elemMatch: { b: 1 } } } },
    { a: { $elemMatch: { $all: [{ $elemMatch: { $gt: 0 } }] } } },
  ])('demands nothing of an index for arrays inside arrays: %j', (filter) => {
    expect(compileFilter(raw(filter)).conditions).toEqual([]);
  });

  it('is about fewer documents than another when its conditions imply that one’s', () => {
    const simple = fc.oneof(
      fc.tuple(comparisons, fc.nat(3)).map(([name, operand]) => ({ [name]: operand })),
      fc.constantFrom<Document>(
        { $exists: true },
        { $in: [1, 2] },
        { $eq: null },
        { $elemMatch: { $gt: 0, $lt: 2 } },
      ),
    );
    const documents = fc.oneof(fc.nat(3), fc.array(fc.nat(3), { maxLength: 3 })).map((a) => ({ a }));
    fc.assert(
      fc.property(fc.oneof(documents, smallDocument), simple, simple, (document, inner, outer) => {
        const narrow = compileFilter(raw({ a: inner }));
        const wide = compileFilter(raw({ a: outer }));
        const implied = wide.complete && implies(narrow.conditions, wide.conditions);
        expect(implied && narrow.matches(raw(document)) && !wide.matches(raw(document))).toBe(false);
      }),
      { numRuns: RUNS },
    );
  });

  it('implies itself, and a wider range', () => {
    const { conditions } = compileFilter(raw({ a: { $gt: 5, $lt: 9 }, b: 1 }));
    expect(implies(conditions, conditions)).toBe(true);
    expect(implies(conditions, compileFilter(raw({ a: { $gte: 5 } })).conditions)).toBe(true);
    expect(implies(conditions, compileFilter(raw({ b: { $exists: true } })).conditions)).toBe(true);
    expect(implies(conditions, compileFilter(raw({ a: { $gt: 6 } })).conditions)).toBe(false);
    expect(implies(conditions, compileFilter(raw({ c: 1 })).conditions)).toBe(false);
  });
});

function inIndex(document: Buffer, { path, intervals, missing }: Condition): boolean {
  const { fields } = indexDefinition(raw({ v: 2, key: { [path]: 1 }, name: 'x' }));
  const { tuples, present } = indexTuples(document, fields);
  if (!present) return missing && intervals.some(({ low, high }) => within(NULL_KEY, low, high));
  return tuples.some(([element]) => {
    const key = element ? elementKey(document, element) : NULL_KEY;
    return intervals.some(({ low, high }) => within(key, low, high));
  });
}

function within(key: Buffer, low: Buffer, high: Buffer): boolean {
  return Buffer.compare(low, key) <= 0 && Buffer.compare(key, high) < 0;
}
