import { Decimal128 } from 'bson';

/**
 * IEEE 754-2008 decimal128 taken apart: (-1)^negative × coefficient × 10^exponent, or what is not a number.
 */
export interface Decimal {
  kind: 'finite' | 'infinite' | 'nan';
  negative: boolean;
  coefficient: bigint;
  exponent: number;
}

export const DIGITS = 34;
const BIAS = 6_176;
const LEAST_EXPONENT = -BIAS;
const GREATEST_EXPONENT = 6_111;
const OVERFLOW = 10n ** BigInt(DIGITS);
const COEFFICIENT_BITS = 113n;
const LOW_64 = (1n << 64n) - 1n;

export const NOT_A_NUMBER: Decimal = { kind: 'nan', negative: false, coefficient: 0n, exponent: 0 };
export const ZERO: Decimal = { kind: 'finite', negative: false, coefficient: 0n, exponent: 0 };

export function infinite(negative: boolean): Decimal {
  return { kind: 'infinite', negative, coefficient: 0n, exponent: 0 };
}

/** Reads the sixteen little-endian bytes of a decimal128. */
export function readDecimal(bytes: Buffer, start: number): Decimal {
  const high = bytes.readBigUInt64LE(start + 8);
  const negative = high >> 63n === 1n;
  const combination = Number((high >> 58n) & 31n);
  if (combination === 31) return NOT_A_NUMBER;
  if (combination === 30) return infinite(negative);
  if (combination >= 24) {
    // The other layout can only hold coefficients that are too large, which count as zero.
    return { kind: 'finite', negative, coefficient: 0n, exponent: Number((high >> 47n) & 0x3fffn) - BIAS };
  }
  const coefficient = ((high & 0x1_ffff_ffff_ffffn) << 64n) | bytes.readBigUInt64LE(start);
  const exponent = Number((high >> 49n) & 0x3fffn) - BIAS;
  return { kind: 'finite', negative, coefficient: coefficient < OVERFLOW ? coefficient : 0n, exponent };
}

export function decimalOf(value: Decimal128): Decimal {
  const { bytes } = value;
  return readDecimal(Buffer.from(bytes.buffer, bytes.byteOffset, 16), 0);
}

/** Rounds to 34 digits, half to even, and to what the exponent can say. */
export function packDecimal(value: Decimal): Decimal128 {
  const bytes = Buffer.alloc(16);
  const sign = value.negative ? 1n << 63n : 0n;
  if (value.kind !== 'finite') {
    bytes.writeBigUInt64LE(value.kind === 'nan' ? 31n << 58n : sign | (30n << 58n), 8);
    return new Decimal128(bytes);
  }
  let { coefficient, exponent } = value;
  const excess = Math.max(digitCount(coefficient) - DIGITS, LEAST_EXPONENT - exponent);
  if (excess > 0) {
    coefficient = divideHalfEven(coefficient, 10n ** BigInt(excess));
    exponent += excess;
    if (coefficient === OVERFLOW) {
      coefficient /= 10n;
      exponent += 1;
    }
  }
  if (exponent > GREATEST_EXPONENT) {
    const missing = exponent - GREATEST_EXPONENT;
    if (coefficient === 0n) exponent = GREATEST_EXPONENT;
    else if (digitCount(coefficient) + missing > DIGITS) return packDecimal(infinite(value.negative));
    else {
      coefficient *= 10n ** BigInt(missing);
      exponent = GREATEST_EXPONENT;
    }
  }
  const combined = (BigInt(exponent + BIAS) << COEFFICIENT_BITS) | coefficient;
  bytes.writeBigUInt64LE(combined & LOW_64, 0);
  bytes.writeBigUInt64LE(sign | (combined >> 64n), 8);
  return new Decimal128(bytes);
}

export function digitCount(coefficient: bigint): number {
  return coefficient.toString().length;
}

/** Quotient of two numbers that are not negative, rounded half to even. */
export function divideHalfEven(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  const twice = (dividend % divisor) * 2n;
  const up = twice > divisor || (twice === divisor && quotient % 2n === 1n);
  return up ? quotient + 1n : quotient;
}

/** The nearest double. */
export function decimalToDouble(value: Decimal): number {
  if (value.kind === 'nan') return Number.NaN;
  const size =
    value.kind === 'infinite' ? Number.POSITIVE_INFINITY : Number(`${value.coefficient}e${value.exponent}`);
  return value.negative ? -size : size;
}

/** A double as a decimal, as MongoDB converts it: to 15 digits, trailing zeros kept. */
export function doubleToDecimal(value: number, digits = 15): Decimal {
  if (Number.isNaN(value)) return NOT_A_NUMBER;
  const negative = value < 0 || Object.is(value, -0);
  if (!Number.isFinite(value)) return infinite(negative);
  if (value === 0) return { ...ZERO, negative };
  const [mantissa, exponent] = Math.abs(value)
    .toExponential(digits - 1)
    .split('e');
  const coefficient = BigInt(mantissa!.replace('.', ''));
  return { kind: 'finite', negative, coefficient, exponent: Number(exponent) - digits + 1 };
}

export function bigintToDecimal(value: bigint): Decimal {
  return { kind: 'finite', negative: value < 0n, coefficient: value < 0n ? -value : value, exponent: 0 };
}
