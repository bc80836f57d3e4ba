import { fail } from '../bson/command-error.ts';
import { elementHashKey, type HashKey } from '../bson/hash-keys.ts';
import { BSON_TYPE, rawFields, type Element, type RawField } from '../storage/raw-fields.ts';
import { compileComparison, wholeOf, type Test } from './comparison.ts';
import { anyOf, comparisonCondition, type Condition } from './conditions.ts';
import { isOperatorDocument, onPath, type FilterContext, type Matcher } from './matcher.ts';
import { patternCondition, patternOf, patternTest } from './pattern.ts';

/** Fewer values are compared one by one. */
const LEAST_FOR_SET = 5;

/** `$in`: one of the values is equal, or one of the regular expressions matches. */
export function compileIn(path: string, name: string, operand: RawField, context: FilterContext): Matcher {
  if (operand.type !== BSON_TYPE.array) fail(2, `${name} needs an array`);
  const tests: Test[] = [];
  const values: RawField[] = [];
  const conditions: (Condition | undefined)[] = [];
  for (const [, value] of rawFields(operand.bytes)) {
    if (value.type === BSON_TYPE.regex) {
      tests.push(patternTest(patternOf(value)));
      conditions.push(patternCondition(path, patternOf(value), context));
    } else {
      if (isOperatorDocument(value)) fail(2, `cannot nest $ under ${name}`);
      if (value.type === BSON_TYPE.undefined) fail(2, 'InMatchExpression equality cannot be undefined');
      values.push(value);
      conditions.push(comparisonCondition(path, '$eq', value, context.collation !== undefined));
    }
  }
  context.demands?.add(anyOf(path, conditions));
  tests.push(...valueTests(values, context));
  const [only] = tests;
  const test: Test =
    tests.length === 1 ? only! : (bytes, element) => tests.some((each) => each(bytes, element));
  return onPath(path, test, context);
}

function valueTests(values: readonly RawField[], { collation }: FilterContext): Test[] {
  if (values.length < LEAST_FOR_SET || (collation && values.some(isContainer))) {
    return values.map((value) => compileComparison('$eq', value, collation));
  }
  const keys = new Set<HashKey>();
  for (const value of values) keys.add(elementHashKey(value.bytes, wholeOf(value), collation?.textKey));
  // Null is equal to missing.
  const hasNull = keys.has(null);
  return [
    (bytes: Buffer, element: Element | undefined): boolean =>
      element ? keys.has(elementHashKey(bytes, element, collation?.textKey)) : hasNull,
  ];
}

function isContainer({ type }: RawField): boolean {
  return type === BSON_TYPE.document || type === BSON_TYPE.array;
}
