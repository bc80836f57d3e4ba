import { Decimal128 } from 'bson';
import { fail } from '../../bson/command-error.ts';
import { decimalOf, decimalToDouble, packDecimal, type Decimal } from '../../bson/decimal.ts';
import { doubleValue, typeName, type Value } from '../../bson/value.ts';
import { binary, numeric } from './arguments.ts';
import {
  decimalLogarithm,
  exponential,
  logarithm,
  naturalLogarithm,
  power,
  squareRoot,
} from './decimal-functions.ts';
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

function isPositive(value: Decimal): boolean {
  return value.kind !== 'nan' && !value.negative && !isZero(value);
}

/** @throws CommandError with the code, unless the number is positive or not a number at all */
function checkPositive(number: number, name: string, code: number): void {
  if (number <= 0) fail(code, `${name}'s argument must be a positive number, but is ${number}`);
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
  if (value instanceof Decimal128 || base instanceof Decimal128) {
    const [argument, radix] = [toDecimal(value), toDecimal(base)];
    const isOne = radix.kind === 'finite' && decimalToDouble(radix) === 1;
    if (isPositive(argument) && isPositive(radix) && !isOne) return packDecimal(logarithm(argument, radix));
  }
  const [number, baseNumber] = [toDouble(value), toDouble(base)];
  checkPositive(number, '$log', 28_758);
  if (baseNumber <= 0 || baseNumber === 1) {
    fail(28_759, `$log's base must be a positive number not equal to 1, but is ${baseNumber}`);
  }
  return doubleValue(Math.log(number) / Math.log(baseNumber));
}

/** `$ln` and `$log10`; what is not positive, decimal or not, goes on as a double. */
function logarithmOf(
  decimal: (value: Decimal) => Decimal,
  double: (value: number) => number,
  code: number,
): Operator {
  return numeric((value, name) => {
    if (value instanceof Decimal128 && isPositive(decimalOf(value)))
      return packDecimal(decimal(decimalOf(value)));
    const number = toDouble(value);
    checkPositive(number, name, code);
    return doubleValue(double(number));
  });
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
  $ln: logarithmOf(naturalLogarithm, Math.log, 28_766),
  $log10: logarithmOf(decimalLogarithm, Math.log10, 28_761),
};
