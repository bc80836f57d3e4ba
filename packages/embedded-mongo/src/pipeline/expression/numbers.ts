import { Decimal128 } from 'bson';
import { decimalOf } from '../../bson/decimal.ts';
import { numericOf, toDouble as doubleOf, toInteger } from '../../bson/numeric.ts';
import { Double, isInt32, UNDEFINED, type Value } from '../../bson/value.ts';

/** A value that is a number of any type. */
export type NumberValue = number | bigint | Double | Decimal128;

export const LEAST_LONG = -(2n ** 63n);
export const GREATEST_LONG = 2n ** 63n - 1n;

export function isNullish(value: Value): value is null | undefined | typeof UNDEFINED {
  return value === undefined || value === null || value === UNDEFINED;
}

export function isNumber(value: Value): value is NumberValue {
  return numericOf(value) !== undefined;
}

export function isDouble(value: Value): value is number | Double {
  return value instanceof Double || (typeof value === 'number' && !isInt32(value));
}

/** What MongoDB takes for true: all but false, zero, null and nothing. */
export function isTrue(value: Value): boolean {
  if (typeof value === 'boolean') return value;
  if (isNullish(value)) return false;
  if (value instanceof Decimal128) {
    const { kind, coefficient } = decimalOf(value);
    return kind !== 'finite' || coefficient !== 0n;
  }
  return !isNumber(value) || toDouble(value) !== 0;
}

/** The nearest double. */
export function toDouble(value: NumberValue): number {
  return typeof value === 'number' ? value : doubleOf(numericOf(value)!);
}

/** As an int64: fractions are cut off, what is too large becomes the largest, NaN becomes 0. */
export function toLong(value: NumberValue): bigint {
  if (typeof value === 'bigint') return value;
  if (!(value instanceof Decimal128)) return clampDouble(toDouble(value));
  const { kind, negative, coefficient, exponent } = decimalOf(value);
  if (kind !== 'finite' || exponent > 20) return clampDouble(toDouble(value));
  const scale = 10n ** BigInt(Math.abs(exponent));
  const whole = exponent < 0 ? coefficient / scale : coefficient * scale;
  return clampBigint(negative ? -whole : whole);
}

function clampDouble(value: number): bigint {
  if (Number.isNaN(value)) return 0n;
  if (!Number.isFinite(value)) return value < 0 ? LEAST_LONG : GREATEST_LONG;
  return clampBigint(BigInt(Math.trunc(value)));
}

function clampBigint(value: bigint): bigint {
  if (value < LEAST_LONG) return LEAST_LONG;
  return value > GREATEST_LONG ? GREATEST_LONG : value;
}

/** The number when it has no fraction and fits an int64. */
export function wholeNumber(value: Value): bigint | undefined {
  const numeric = numericOf(value);
  const whole = numeric === undefined ? undefined : toInteger(numeric);
  return whole !== undefined && isLong(whole) ? whole : undefined;
}

/** The number when it has no fraction and fits an int32. */
export function wholeInt(value: Value): number | undefined {
  if (typeof value === 'number') return (value | 0) === value ? value | 0 : undefined;
  const whole = wholeNumber(value);
  return whole !== undefined && whole === BigInt.asIntN(32, whole) ? Number(whole) : undefined;
}

export function isLong(value: bigint): boolean {
  return value === BigInt.asIntN(64, value);
}

/** An int32 where it fits, else an int64. */
export function intOrLong(value: bigint): number | bigint {
  return value === BigInt.asIntN(32, value) ? Number(value) : value;
}
