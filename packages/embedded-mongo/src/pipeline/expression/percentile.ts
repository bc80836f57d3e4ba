import { fail } from '../../bson/command-error.ts';
import { doubleValue, typeName, type Value } from '../../bson/value.ts';
import { EMPTY_ROW } from '../row.ts';
import { named } from './arguments.ts';
import { folded, type Compiler, type Expression, type Operator } from './expression.ts';
import { isNumber, toDouble } from './numbers.ts';

/** What `$percentile` and `$median` are to find, ready to be evaluated. */
interface Quantiles {
  input: Expression;
  shares: number[];
}

const MISSING_FIELD = 40_414;
const UNKNOWN_FIELD = 40_415;

/** @throws CommandError 7429703 or 7436100, 40414, 40415, 7750300 to 7750303, 14 and 2 for the method */
export function quantiles(argument: Value, compiler: Compiler, name: string): Quantiles {
  const isMedian = name === '$median';
  const codes = { notAnObject: isMedian ? 7_436_100 : 7_429_703, unknown: UNKNOWN_FIELD };
  const allowed = isMedian ? (['input', 'method'] as const) : (['input', 'p', 'method'] as const);
  const required = { input: MISSING_FIELD, method: MISSING_FIELD };
  const values: Partial<Record<'input' | 'p' | 'method', Value>> = named(
    argument,
    name,
    allowed,
    codes,
    isMedian ? required : { ...required, p: MISSING_FIELD },
  );
  checkMethod(values.method, name);
  const shares = isMedian ? [0.5] : sharesOf(compiler.compile(values.p));
  return { input: compiler.compile(values.input), shares };
}

function checkMethod(method: Value, name: string): void {
  if (typeof method !== 'string') {
    fail(14, `BSON field '${name}.method' is the wrong type '${typeName(method)}', expected type 'string'`);
  }
  if (method !== 'approximate') {
    fail(2, "Currently only 'approximate' can be used as percentile 'method'.");
  }
}

/** Numbers from 0 to 1. */
function sharesOf(expression: Expression): number[] {
  if (!expression.constant) fail(7_750_300, "The 'p' field must be an array of constant values");
  const list = expression.evaluate(EMPTY_ROW);
  if (!Array.isArray(list) || list.length === 0) {
    return fail(
      7_750_301,
      `The 'p' field must be an array of numbers from [0.0, 1.0], found ${typeName(list)}`,
    );
  }
  return list.map((share) => {
    if (!isNumber(share)) {
      return fail(
        7_750_302,
        `The 'p' field must be an array of numbers from [0.0, 1.0], found ${typeName(share)}`,
      );
    }
    const number = toDouble(share);
    const isShare = number >= 0 && number <= 1;
    return isShare ? number : fail(7_750_303, `'p' must be from [0.0, 1.0], but found ${number}`);
  });
}

/** The numbers at these shares of all numbers, each one that is there; null where there is none. */
export function percentilesOf(values: readonly Value[], shares: readonly number[]): Value[] {
  const numbers = values
    .filter(isNumber)
    .map(toDouble)
    .filter((number) => !Number.isNaN(number))
    .toSorted((a, b) => a - b);
  return shares.map((share) => {
    const rank = Math.max(0, Math.ceil(numbers.length * share) - 1);
    return numbers.length === 0 ? null : doubleValue(numbers[rank]!);
  });
}

const percentile: Operator = (argument, compiler, name) => {
  const { input, shares } = quantiles(argument, compiler, name);
  return folded([input], (row) => {
    const value = input.evaluate(row);
    const found = percentilesOf(Array.isArray(value) ? value : [value], shares);
    return name === '$median' ? found[0] : found;
  });
};

export const PERCENTILE: Readonly<Record<string, Operator>> = {
  $percentile: percentile,
  $median: percentile,
};
