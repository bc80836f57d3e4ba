import { Decimal128 } from 'bson';
import { decimalOf, decimalToDouble } from '../../bson/decimal.ts';
import { Double, isInt32, UNDEFINED, type Value } from '../../bson/value.ts';

export type Numeric = number | bigint | Double | Decimal128;

export const LEAST_LONG = -(2n ** 63n);
export const GREATEST_LONG = 2n ** 63n - 1n;

export function isNullish(value: Value): value is null | undefined | typeof UNDEFINED {
  return value === undefined || value === null || value === UNDEFINED;
}

export function isNumeric(value: Value): value is Numeric {
  return (
    typeof value === 'number' ||
    typeof value === 'bigint' ||
    value instanceof Double ||
    value instanceof Decimal128
  );
}

export function isDouble(value: Value): value is number | Double {
  return value instanceof Double || (typeof value === 'number' && !isInt32(value));
}

/** What MongoDB takes for true: all but false, zero, null and nothing. */
export function isTrue(value: Value): boolean {
  if (typeof value === 'boolean') return value;
  if (isNullish(value)) return false;
  return !isNumeric(value) || toDouble(value) !== 0 || isTinyDecimal(value);
}

/** A decimal that is not zero but too small for a double. */
function isTinyDecimal(value: Numeric): boolean {
  return value instanceof Decimal128 && decimalOf(value).coefficient !== 0n;
}

/** The nearest double. */
export function toDouble(value: Numeric): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  return value instanceof Double ? value.value : decimalToDouble(decimalOf(value));
}

/** As an int64: fractions are cut off, what is too large becomes the largest, NaN becomes 0. */
export function toLong(value: Numeric): bigint {
  if (typeof value === 'bigint') return value;
  if (value instanceof Decimal128) {
    const { kind, negative, coefficient, exponent } = decimalOf(value);
    if (kind !== 'finite') return clampToLong(toDouble(value));
    const scale = 10n ** BigInt(Math.abs(exponent));
    const whole = exponent < 0 ? coefficient / scale : coefficient * scale;
    return clampBigint(negative ? -whole : whole);
  }
  return clampToLong(toDouble(value));
}

function clampToLong(value: number): bigint {
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
  if (typeof value === 'bigint') return value;
  if (!isNumeric(value)) return undefined;
  if (!(value instanceof Decimal128)) {
    const number = toDouble(value);
    if (!Number.isInteger(number)) return undefined;
    const whole = BigInt(number);
    return whole === BigInt.asIntN(64, whole) ? whole : undefined;
  }
  const { kind, negative, coefficient, exponent } = decimalOf(value);
  if (kind !== 'finite') return undefined;
  if (exponent > 19 && coefficient !== 0n) return undefined;
  const scale = 10n ** BigInt(Math.abs(exponent));
  if (exponent < 0 && coefficient % scale !== 0n) return undefined;
  const size = exponent < 0 ? coefficient / scale : coefficient * scale;
  const whole = negative ? -size : size;
  return whole === BigInt.asIntN(64, whole) ? whole : undefined;
}

/** The number when it has no fraction and fits an int32. */
export function wholeInt(value: Value): number | undefined {
  if (typeof value === 'number') return (value | 0) === value ? value | 0 : undefined;
  const whole = wholeNumber(value);
  return whole !== undefined && whole === BigInt.asIntN(32, whole) ? Number(whole) : undefined;
}

/** An int32 where it fits, else an int64. */
export function intOrLong(value: bigint): number | bigint {
  return value === BigInt.asIntN(32, value) ? Number(value) : value;
}
