import { fail } from '../../bson/command-error.ts';
import { compareValues } from '../../bson/compare.ts';
import { typeName, type Value } from '../../bson/value.ts';
import type { Working } from '../scope.ts';
import { between, binary, compileNamed, exactly, named, operands, ranged, unary } from './arguments.ts';
import { computed, folded, joined, type Expression, type Operator } from './expression.ts';
import { isNullish, isNumber, toDouble, wholeInt, wholeNumber } from './numbers.ts';
import { indexArgument } from './text-search.ts';

function arrayElemAt(array: Value, index: Value, name: string): Value {
  if (isNullish(array) || isNullish(index)) return null;
  if (!Array.isArray(array)) {
    return fail(28_689, `${name}'s first argument must be an array, but is ${typeName(array)}`);
  }
  if (!isNumber(index)) {
    return fail(28_690, `${name}'s second argument must be a numeric value, but is ${typeName(index)}`);
  }
  const whole = wholeInt(index);
  if (whole === undefined) {
    return fail(
      28_691,
      `${name}'s second argument must be representable as a 32-bit integer: ${toDouble(index)}`,
    );
  }
  return array.at(whole);
}

/** `$first` and `$last` of an array. */
function elementAt(index: 0 | -1): Operator {
  return unary((array, name) => arrayElemAt(array, index, name));
}

/** More items than fit into a document. */
const LONGEST_ARRAY = 1_000_000 * 8;

const concatArrays: Operator = (argument, compiler) =>
  itemsOfAll(joined(operands(argument, compiler), itemsOfAll));

function itemsOfAll(list: readonly Expression[]): Expression {
  return folded(list, (row) => {
    const arrays: Value[][] = [];
    let length = 0;
    for (const { evaluate } of list) {
      const value = evaluate(row);
      if (isNullish(value)) return null;
      if (!Array.isArray(value)) {
        return fail(28_664, `$concatArrays only supports arrays, not ${typeName(value)}`);
      }
      length += value.length;
      arrays.push(value);
    }
    if (length > LONGEST_ARRAY) fail(146, '$concatArrays would use too much memory and cannot spill to disk');
    return arrays.length === 1 ? arrays[0] : ([] as Value[]).concat(...arrays);
  });
}

const isIn: Operator = (argument, compiler, name) => {
  const [wanted, array] = exactly(2, argument, compiler, name) as [Expression, Expression];
  const { collation } = compiler.scope.request;
  return folded([wanted, array], (row) => {
    const values = array.evaluate(row);
    if (!Array.isArray(values)) {
      return fail(40_081, `$in requires an array as a second argument, found: ${typeName(values)}`);
    }
    const value = wanted.evaluate(row);
    return values.some((item) => compareValues(item, value, collation) === 0);
  });
};

const indexOfArray: Operator = (argument, compiler, name) => {
  const list = between(2, 4, argument, compiler, name);
  const { collation } = compiler.scope.request;
  return folded(list, (row) => {
    const [array, wanted, from, to] = list.map(({ evaluate }) => evaluate(row));
    if (isNullish(array)) return null;
    if (!Array.isArray(array)) {
      return fail(40_090, `$indexOfArray requires an array as a first argument, found: ${typeName(array)}`);
    }
    const start = list.length > 2 ? indexArgument(from, name, 'starting index') : 0;
    const end =
      list.length > 3 ? Math.min(array.length, indexArgument(to, name, 'ending index')) : array.length;
    for (let index = start; index < end; index += 1) {
      if (compareValues(array[index], wanted, collation) === 0) return index;
    }
    return -1;
  });
};

function slice(values: Value[]): Value {
  const [array, second, third] = values;
  if (isNullish(array) || isNullish(second)) return null;
  if (!Array.isArray(array)) {
    return fail(28_724, `First argument to $slice must be an array, but is of type: ${typeName(array)}`);
  }
  const first = sliceNumber(second, 'Second', 28_725, 28_726);
  if (values.length === 2) return first < 0 ? array.slice(first) : array.slice(0, first);
  if (isNullish(third)) return null;
  const count = sliceNumber(third, 'Third', 28_727, 28_728);
  if (count <= 0) fail(28_729, `Third argument to $slice must be positive: ${count}`);
  const start = first < 0 ? Math.max(0, array.length + first) : first;
  return array.slice(start, start + count);
}

function sliceNumber(value: Value, which: string, typeCode: number, wholeCode: number): number {
  if (!isNumber(value)) {
    return fail(
      typeCode,
      `${which} argument to $slice must be a numeric value, but is of type: ${typeName(value)}`,
    );
  }
  return (
    wholeInt(value) ??
    fail(
      wholeCode,
      `${which} argument to $slice can't be represented as a 32-bit integer: ${toDouble(value)}`,
    )
  );
}

function size(value: Value): Value {
  if (Array.isArray(value)) return value.length;
  return fail(17_124, `The argument to $size must be an array, but was of type: ${typeName(value)}`);
}

function reverseArray(value: Value): Value {
  if (isNullish(value)) return null;
  if (Array.isArray(value)) return value.toReversed();
  return fail(34_435, `The argument to $reverseArray must be an array, but was of type: ${typeName(value)}`);
}

const range: Operator = (argument, compiler, name) => {
  const { operation } = compiler.scope.request;
  return ranged(2, 3, (values) => numbersOf(values, operation))(argument, compiler, name);
};

function numbersOf(values: Value[], operation: Working | undefined): Value {
  const start = rangeNumber(values[0], 'starting', 34_443, 34_444);
  const end = rangeNumber(values[1], 'ending', 34_445, 34_446);
  const step = values.length > 2 ? rangeNumber(values[2], 'step', 34_447, 34_448) : 1;
  if (step === 0) fail(34_449, '$range requires a non-zero step value');
  if ((end - start) / step > LONGEST_ARRAY) {
    fail(146, '$range would use too much memory and cannot spill to disk');
  }
  const numbers: Value[] = [];
  for (let current = start; step > 0 ? current < end : current > end; current += step) {
    operation?.work();
    numbers.push(current);
  }
  return numbers;
}

function rangeNumber(value: Value, which: string, typeCode: number, wholeCode: number): number {
  if (!isNumber(value)) {
    return fail(
      typeCode,
      `$range requires a numeric ${which} value, found value of type: ${typeName(value)}`,
    );
  }
  return (
    wholeInt(value) ??
    fail(wholeCode, `$range requires a ${which} value that can be represented as a 32-bit integer`)
  );
}

const zip: Operator = (argument, compiler, name) => {
  const codes = { notAnObject: 34_460, unknown: 34_464 };
  const values = named(argument, name, ['inputs', 'defaults', 'useLongestLength'], codes, {});
  const listOf = (value: Value, what: string, code: number): Expression[] => {
    if (value === undefined) return [];
    if (!Array.isArray(value))
      fail(code, `${what} must be an array of expressions, found ${typeName(value)}`);
    return value.map((item) => compiler.compile(item));
  };
  const inputs = listOf(values.inputs, 'inputs', 34_461);
  const defaults = listOf(values.defaults, 'defaults', 34_462);
  const longest = values.useLongestLength ?? false;
  if (typeof longest !== 'boolean') {
    fail(34_463, `useLongestLength must be a bool, found ${typeName(longest)}`);
  }
  if (inputs.length === 0) fail(34_465, '$zip requires at least one input array');
  if (!longest && defaults.length > 0)
    fail(34_466, 'cannot specify defaults unless useLongestLength is true');
  if (defaults.length > 0 && defaults.length !== inputs.length) {
    fail(34_467, 'defaults and inputs must have the same length');
  }
  const { operation } = compiler.scope.request;
  return computed((row) => {
    const arrays: Value[][] = [];
    for (const { evaluate } of inputs) {
      const value = evaluate(row);
      if (isNullish(value)) return null;
      if (!Array.isArray(value)) return fail(34_468, '$zip found a non-array expression in input');
      arrays.push(value);
    }
    const lengths = arrays.map(({ length }) => length);
    const length = longest ? Math.max(...lengths) : Math.min(...lengths);
    const fallbacks = arrays.map((_, index) => defaults[index]?.evaluate(row) ?? null);
    return Array.from({ length }, (_, position) => {
      operation?.work();
      return arrays.map((array, index) => (position < array.length ? array[position] : fallbacks[index]));
    });
  });
};

const FIRST_N = { notAnObject: 5_787_801, unknown: 5_787_901 };

/** `$firstN`, `$lastN`, `$minN` and `$maxN` of an array. */
function someOf(
  pick: (array: Value[], count: number, compare: (a: Value, b: Value) => number) => Value[],
): Operator {
  return (argument, compiler, name) => {
    const values = named(argument, name, ['input', 'n'], FIRST_N, { n: 5_787_906, input: 5_787_907 });
    const { input, n } = compileNamed(values, compiler);
    const { collation } = compiler.scope.request;
    return folded([input, n], (row) => {
      const count = countOf(n!.evaluate(row));
      const array = input!.evaluate(row);
      if (!Array.isArray(array)) return fail(5_788_200, 'Input must be an array');
      return pick(array, count, (a, b) => compareValues(a, b, collation));
    });
  };
}

/** How many `$firstN` and its kin are to take. @throws CommandError 5787902, 5787903, 5787908 */
export function countOf(value: Value): number {
  if (!isNumber(value))
    return fail(5_787_902, `Value for 'n' must be of integral type, but found ${typeName(value)}`);
  const count = wholeNumber(value);
  if (count === undefined)
    return fail(5_787_903, `Value for 'n' must be of integral type, but found ${toDouble(value)}`);
  if (count <= 0n) return fail(5_787_908, `'n' must be greater than 0, found ${count}`);
  return Number(count);
}

const present = (array: Value[]): Value[] => array.filter((value) => !isNullish(value));

export const ARRAY: Readonly<Record<string, Operator>> = {
  $arrayElemAt: binary(arrayElemAt),
  $first: elementAt(0),
  $last: elementAt(-1),
  $concatArrays: concatArrays,
  $in: isIn,
  $indexOfArray: indexOfArray,
  $isArray: unary((value) => Array.isArray(value)),
  $range: range,
  $reverseArray: unary(reverseArray),
  $size: unary(size),
  $slice: ranged(2, 3, slice),
  $zip: zip,
  $firstN: someOf((array, count) => array.slice(0, count)),
  $lastN: someOf((array, count) => array.slice(-count)),
  $minN: someOf((array, count, compare) => present(array).toSorted(compare).slice(0, count)),
  $maxN: someOf((array, count, compare) =>
    present(array)
      .toSorted((a, b) => compare(b, a))
      .slice(0, count),
  ),
};
