import { fail } from '../../bson/command-error.ts';
import { compareValues } from '../../bson/compare.ts';
import { typeName, type Value } from '../../bson/value.ts';
import type { Cell } from '../scope.ts';
import { named } from './arguments.ts';
import { computed, folded, type Operator } from './expression.ts';
import { isNullish, isNumber, isTrue, wholeInt } from './numbers.ts';
import { checkVariableName } from './variables.ts';

/** The name that an element goes by: `as`, or `this`. */
function elementName(as: Value, isGiven: boolean): string {
  if (!isGiven) return 'this';
  const name = typeof as === 'string' ? as : '';
  checkVariableName(name);
  return name;
}

const map: Operator = (argument, compiler, name) => {
  const codes = { notAnObject: 16_878, unknown: 16_879 };
  const parts = named(argument, name, ['input', 'as', 'in'], codes, { input: 16_880, in: 16_882 });
  const input = compiler.compile(parts.input);
  const cell: Cell = { value: undefined };
  const variable = elementName(parts.as, Object.hasOwn(parts, 'as'));
  const body = compiler.with(new Map([[variable, cell]])).compile(parts.in);
  const { operation } = compiler.scope.request;
  return computed((row) => {
    const array = input.evaluate(row);
    if (isNullish(array)) return null;
    if (!Array.isArray(array)) return fail(16_883, `input to $map must be an array not ${typeName(array)}`);
    return array.map((item) => {
      operation?.work();
      cell.value = item;
      const value = body.evaluate(row);
      return value === undefined ? null : value;
    });
  });
};

const filter: Operator = (argument, compiler, name) => {
  const codes = { notAnObject: 28_646, unknown: 28_647 };
  const parts = named(argument, name, ['input', 'as', 'cond', 'limit'], codes, {
    input: 28_648,
    cond: 28_650,
  });
  const input = compiler.compile(parts.input);
  const cell: Cell = { value: undefined };
  const variable = elementName(parts.as, Object.hasOwn(parts, 'as'));
  const test = compiler.with(new Map([[variable, cell]])).compile(parts.cond);
  const { operation } = compiler.scope.request;
  const limit = Object.hasOwn(parts, 'limit') ? compiler.compile(parts.limit) : undefined;
  return computed((row) => {
    const array = input.evaluate(row);
    if (isNullish(array)) return null;
    if (!Array.isArray(array))
      return fail(28_651, `input to $filter must be an array not ${typeName(array)}`);
    if (array.length === 0) return array;
    const most = filterLimit(limit?.evaluate(row));
    const kept: Value[] = [];
    for (const item of array) {
      if (kept.length >= most) break;
      operation?.work();
      cell.value = item;
      if (isTrue(test.evaluate(row))) kept.push(item);
    }
    return kept;
  });
};

function filterLimit(value: Value): number {
  if (isNullish(value)) return Number.POSITIVE_INFINITY;
  const limit = wholeInt(value);
  if (limit === undefined) fail(327_391, '$filter: limit must be represented as a 32-bit integral value');
  if (limit < 1) fail(327_392, `$filter: limit must be greater than 0. Got: ${limit}`);
  return limit;
}

const reduce: Operator = (argument, compiler, name) => {
  const codes = { notAnObject: 40_075, unknown: 40_076 };
  const parts = named(argument, name, ['input', 'initialValue', 'in'], codes, {
    input: 40_077,
    initialValue: 40_078,
    in: 40_079,
  });
  const input = compiler.compile(parts.input);
  const initial = compiler.compile(parts.initialValue);
  const item: Cell = { value: undefined };
  const total: Cell = { value: undefined };
  const cells = new Map([
    ['this', item],
    ['value', total],
  ]);
  const body = compiler.with(cells).compile(parts.in);
  const { operation } = compiler.scope.request;
  return computed((row) => {
    const array = input.evaluate(row);
    if (isNullish(array)) return null;
    if (!Array.isArray(array)) {
      return fail(40_080, `$reduce requires that 'input' be an array, found: ${typeName(array)}`);
    }
    let value = initial.evaluate(row);
    for (const element of array) {
      operation?.work();
      item.value = element;
      total.value = value;
      value = body.evaluate(row);
    }
    return value;
  });
};

type Comparison = (a: Value, b: Value) => number;

const sortArray: Operator = (argument, compiler, name) => {
  const codes = { notAnObject: 2_942_500, unknown: 2_942_501 };
  const parts = named(argument, name, ['input', 'sortBy'], codes, { input: 2_942_502, sortBy: 2_942_503 });
  const input = compiler.compile(parts.input);
  const { collation, operation } = compiler.scope.request;
  const compare = arrayOrder(parts.sortBy, (a, b) => {
    operation?.work();
    return compareValues(a, b, collation);
  });
  return folded([input], (row) => {
    const array = input.evaluate(row);
    if (isNullish(array)) return null;
    if (!Array.isArray(array)) {
      return fail(
        2_942_504,
        `The input argument to $sortArray must be an array, but was of type: ${typeName(array)}`,
      );
    }
    return array.toSorted((a, b) => compare(a, b));
  });
};

/** By whole values (`1` or `-1`) or by fields of documents. @throws CommandError 2942505, 2942506, 2942507 */
function arrayOrder(sortBy: Value, compare: Comparison): Comparison {
  if (sortBy instanceof Map) return orderOfFields(sortBy, compare);
  if (!isNumber(sortBy)) return fail(2_942_507, `$sortArray: sortBy must be 1, -1 or a document of fields`);
  const direction = wholeInt(sortBy);
  if (direction !== 1 && direction !== -1) {
    return fail(2_942_506, 'The $sort element value must be either 1 or -1');
  }
  return direction === 1 ? compare : (a, b) => compare(b, a);
}

function orderOfFields(fields: ReadonlyMap<string, Value>, compare: Comparison): Comparison {
  if (fields.size === 0) fail(2_942_505, 'The sort pattern is empty when it should be a set of fields.');
  const keys = [...fields].map(([path, value]) => {
    const sign = wholeInt(value);
    const names = path.split('.');
    if ((sign !== 1 && sign !== -1) || names.includes('')) {
      return fail(
        2_942_505,
        `The sort element value must be either 1 or -1, and its path complete: '${path}'`,
      );
    }
    return { names, sign };
  });
  return (a, b) => {
    for (const { names, sign } of keys) {
      const order = compare(valueAtExactly(a, names), valueAtExactly(b, names));
      if (order !== 0) return order * sign;
    }
    return 0;
  };
}

/** The one value at a path, for which a position in an array is a name; null when there is none. */
function valueAtExactly(value: Value, names: readonly string[]): Value {
  let current = value;
  for (const name of names) {
    if (current instanceof Map) current = current.get(name);
    else if (Array.isArray(current) && /^\d+$/.test(name) && current !== value)
      current = current[Number(name)];
    else return null;
  }
  return current === undefined ? null : current;
}

export const ARRAY_EACH: Readonly<Record<string, Operator>> = {
  $map: map,
  $filter: filter,
  $reduce: reduce,
  $sortArray: sortArray,
};
