import { Decimal128 } from 'bson';
import { BSON_TYPE, type Element } from '../storage/raw-fields.ts';
import { decimalOf, decimalToDouble, digitCount, infinite, readDecimal, type Decimal } from './decimal.ts';
import { Double, type Value } from './value.ts';

/** A number of any BSON type: int32 and double as number, int64 as bigint. */
export type Numeric = number | bigint | Decimal;

/** The number that an element is; undefined when it is none. */
export function readNumeric(bytes: Buffer, { type, start }: Element): Numeric | undefined {
  switch (type) {
    case BSON_TYPE.int32:
      return bytes.readInt32LE(start);
    case BSON_TYPE.double:
      return bytes.readDoubleLE(start);
    case BSON_TYPE.int64:
      return bytes.readBigInt64LE(start);
    case BSON_TYPE.decimal128:
      return readDecimal(bytes, start);
    default:
      return undefined;
  }
}

/** The number that a value is; undefined when it is none. */
export function numericOf(value: Value): Numeric | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  if (value instanceof Double) return value.value;
  return value instanceof Decimal128 ? decimalOf(value) : undefined;
}

/** The nearest double. */
export function toDouble(value: Numeric): number {
  if (typeof value === 'number') return value;
  return typeof value === 'bigint' ? Number(value) : decimalToDouble(value);
}

/** The whole number it is; undefined when it has a fraction or is not finite. */
export function toInteger(value: Numeric): bigint | undefined {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : undefined;
  if (value.kind !== 'finite') return undefined;
  const { coefficient, exponent, negative } = value;
  // Anything this large is of no use as an integer, and slow to spell out.
  if (exponent > 40) return coefficient === 0n ? 0n : undefined;
  const power = 10n ** BigInt(Math.abs(exponent));
  if (exponent < 0 && coefficient % power !== 0n) return undefined;
  const size = exponent < 0 ? coefficient / power : coefficient * power;
  return negative ? -size : size;
}

export function isNaNNumeric(value: Numeric): boolean {
  return typeof value === 'number' ? Number.isNaN(value) : typeof value === 'object' && value.kind === 'nan';
}

/** Exact order of numbers of any types; NaN is less than all, and equal to itself. */
export function compareNumeric(a: Numeric, b: Numeric): number {
  if (typeof a !== 'object' && typeof b !== 'object') {
    if (a < b) return -1;
    if (a > b) return 1;
    // eslint-disable-next-line eqeqeq -- a bigint and a number of the same size are equal here
    if (a == b) return 0;
    return Number(isNaNNumeric(b)) - Number(isNaNNumeric(a));
  }
  const nanFirst = Number(isNaNNumeric(b)) - Number(isNaNNumeric(a));
  if (nanFirst !== 0 || isNaNNumeric(a)) return nanFirst;
  const nearA = toDouble(a);
  const nearB = toDouble(b);
  if (nearA !== nearB) return nearA < nearB ? -1 : 1;
  return compareExact(exactDecimal(a), exactDecimal(b));
}

/** A number with as many digits as it takes. */
export function exactDecimal(value: Numeric): Decimal {
  if (typeof value === 'object') return value;
  if (typeof value === 'number' && !Number.isFinite(value)) return infinite(value < 0);
  if (typeof value === 'bigint' || Number.isInteger(value)) {
    const whole = BigInt(value);
    return { kind: 'finite', negative: whole < 0n, coefficient: whole < 0n ? -whole : whole, exponent: 0 };
  }
  let scaled = Math.abs(value);
  let halvings = 0;
  // Multiplying by two is exact.
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    halvings += 1;
  }
  const coefficient = BigInt(scaled) * 5n ** BigInt(halvings);
  return { kind: 'finite', negative: value < 0, coefficient, exponent: -halvings };
}

/** Order of two numbers that have the same nearest double. */
function compareExact(a: Decimal, b: Decimal): number {
  if (a.kind === 'infinite' || b.kind === 'infinite') {
    if (a.kind === b.kind) return 0;
    const larger = a.kind === 'infinite' ? 1 : -1;
    return a.negative ? -larger : larger;
  }
  if (a.coefficient === 0n || b.coefficient === 0n || a.negative !== b.negative) {
    return Math.sign(signOf(a) - signOf(b));
  }
  const size = compareSize(a, b);
  return a.negative ? 0 - size : size;
}

function signOf({ coefficient, negative }: Decimal): number {
  if (coefficient === 0n) return 0;
  return negative ? -1 : 1;
}

function compareSize(a: Decimal, b: Decimal): number {
  const magnitude = digitCount(a.coefficient) + a.exponent - digitCount(b.coefficient) - b.exponent;
  if (magnitude !== 0) return Math.sign(magnitude);
  const exponent = Math.min(a.exponent, b.exponent);
  const sizeA = a.coefficient * 10n ** BigInt(a.exponent - exponent);
  const sizeB = b.coefficient * 10n ** BigInt(b.exponent - exponent);
  if (sizeA === sizeB) return 0;
  return sizeA < sizeB ? -1 : 1;
}
