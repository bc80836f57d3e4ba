import { Decimal128 } from 'bson';
import { fail } from '../../bson/command-error.ts';
import { decimalOf, packDecimal, type Decimal } from '../../bson/decimal.ts';
import { doubleValue, typeName, type Value } from '../../bson/value.ts';
import { binary, numeric } from './arguments.ts';
import { exponential, logarithm, naturalLogarithm, power, squareRoot } from './decimal-functions.ts';
import { isZero, toDecimal } from './decimal-math.ts';
import type { Operator } from './expression.ts';
import {
  intOrLong,
  isDouble,
  isLong,
  isNullish,
  isNumber,
  toDouble,
  toLong,
  type NumberValue,
} from './numbers.ts';

const TEN = toDecimal(10);

function isPositive(value: Decimal): boolean {
  return value.kind !== 'nan' && !value.negative && !isZero(value);
}

function checkPositive(value: NumberValue, name: string, code: number): void {
  const number = toDouble(value);
  if (value instanceof Decimal128 ? isPositive(decimalOf(value)) || Number.isNaN(number) : !(number <= 0))
    return;
  fail(code, `${name}'s argument must be a positive number, but is ${number}`);
}

function pow(base: Value, exponent: Value): Value {
  if (isNullish(base) || isNullish(exponent)) return null;
  if (!isNumber(base)) return fail(28_762, `$pow's base must be numeric, not ${typeName(base)}`);
  if (!isNumber(exponent)) return fail(28_763, `$pow's exponent must be numeric, not ${typeName(exponent)}`);
  if (toDouble(base) === 0 && toDouble(exponent) < 0) {
    fail(28_764, '$pow cannot take a base of 0 and a negative exponent');
  }
  if (base instanceof Decimal128 || exponent instanceof Decimal128) {
    return packDecimal(power(toDecimal(base), toDecimal(exponent)));
  }
  if (isDouble(base) || isDouble(exponent)) return doubleValue(toDouble(base) ** toDouble(exponent));
  const times = toLong(exponent);
  const isLongResult = typeof base === 'bigint' || typeof exponent === 'bigint';
  const whole = wholePower(toLong(base), times);
  if (whole === undefined || !isLong(whole)) return doubleValue(toDouble(base) ** toDouble(exponent));
  return isLongResult ? whole : intOrLong(whole);
}

/** undefined where it is no int64 for sure. */
function wholePower(base: bigint, exponent: bigint): bigint | undefined {
  if (base === 0n || base === 1n) return exponent === 0n ? 1n : base;
  if (base === -1n) return exponent % 2n === 0n ? 1n : -1n;
  return exponent < 0n || exponent > 63n ? undefined : base ** exponent;
}

function log(value: Value, base: Value): Value {
  if (isNullish(value) || isNullish(base)) return null;
  if (!isNumber(value)) return fail(28_756, `$log's argument must be numeric, not ${typeName(value)}`);
  if (!isNumber(base)) return fail(28_757, `$log's base must be numeric, not ${typeName(base)}`);
  checkPositive(value, '$log', 28_758);
  const baseNumber = toDouble(base);
  if (baseNumber <= 0 || baseNumber === 1) {
    fail(28_759, `$log's base must be a positive number not equal to 1, but is ${baseNumber}`);
  }
  if (value instanceof Decimal128 || base instanceof Decimal128) {
    return packDecimal(logarithm(toDecimal(value), toDecimal(base)));
  }
  return doubleValue(Math.log(toDouble(value)) / Math.log(baseNumber));
}

function sqrt(value: NumberValue): Value {
  const isNegative =
    value instanceof Decimal128
      ? decimalOf(value).negative && !isZero(decimalOf(value))
      : toDouble(value) < 0;
  if (isNegative) fail(28_714, "$sqrt's argument must be greater than or equal to 0");
  if (value instanceof Decimal128) return packDecimal(squareRoot(decimalOf(value)));
  return doubleValue(Math.sqrt(toDouble(value)));
}

export const POWERS: Readonly<Record<string, Operator>> = {
  $pow: binary(pow),
  $sqrt: numeric(sqrt),
  $exp: numeric((value) =>
    value instanceof Decimal128
      ? packDecimal(exponential(decimalOf(value)))
      : doubleValue(Math.exp(toDouble(value))),
  ),
  $log: binary(log),
  $ln: numeric((value) => {
    checkPositive(value, '$ln', 28_766);
    if (value instanceof Decimal128) return packDecimal(naturalLogarithm(decimalOf(value)));
    return doubleValue(Math.log(toDouble(value)));
  }),
  $log10: numeric((value) => {
    checkPositive(value, '$log10', 28_761);
    if (value instanceof Decimal128) return packDecimal(logarithm(decimalOf(value), TEN));
    return doubleValue(Math.log10(toDouble(value)));
  }),
};
