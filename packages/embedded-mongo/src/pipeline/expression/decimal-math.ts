import { Decimal128 } from 'bson';
import {
  bigintToDecimal,
  decimalOf,
  digitCount,
  DIGITS,
  divideHalfEven,
  doubleToDecimal,
  infinite,
  NOT_A_NUMBER,
  packDecimal,
  type Decimal,
} from '../../bson/decimal.ts';
import { Double } from '../../bson/value.ts';
import { isDouble, type NumberValue } from './numbers.ts';

/** Any number as a decimal; a double to 15 digits, as MongoDB takes it. */
export function toDecimal(value: NumberValue): Decimal {
  if (value instanceof Decimal128) return decimalOf(value);
  if (typeof value === 'bigint') return bigintToDecimal(value);
  if (isDouble(value)) return doubleToDecimal(value instanceof Double ? value.value : value);
  return bigintToDecimal(BigInt(value));
}

export function isZero({ kind, coefficient }: Decimal): boolean {
  return kind === 'finite' && coefficient === 0n;
}

function signed({ negative, coefficient }: Decimal): bigint {
  return negative ? -coefficient : coefficient;
}

function finite(value: bigint, exponent: number): Decimal {
  return { kind: 'finite', negative: value < 0n, coefficient: value < 0n ? -value : value, exponent };
}

/** Exact as long as the exponents are near each other; the result is not yet rounded to 34 digits. */
export function addDecimals(a: Decimal, b: Decimal): Decimal {
  if (a.kind === 'nan' || b.kind === 'nan') return NOT_A_NUMBER;
  if (a.kind === 'infinite' || b.kind === 'infinite') {
    if (a.kind === b.kind && a.negative !== b.negative) return NOT_A_NUMBER;
    return a.kind === 'infinite' ? a : b;
  }
  const exponent = Math.min(a.exponent, b.exponent);
  const align = (value: Decimal): bigint => signed(value) * 10n ** BigInt(value.exponent - exponent);
  const sum = finite(align(a) + align(b), exponent);
  return sum.coefficient === 0n && a.negative && b.negative ? { ...sum, negative: true } : sum;
}

export function negateDecimal(value: Decimal): Decimal {
  return value.kind === 'nan' ? value : { ...value, negative: !value.negative };
}

export function multiplyDecimals(a: Decimal, b: Decimal): Decimal {
  const negative = a.negative !== b.negative;
  if (a.kind === 'nan' || b.kind === 'nan') return NOT_A_NUMBER;
  if (a.kind === 'infinite' || b.kind === 'infinite') {
    return isZero(a) || isZero(b) ? NOT_A_NUMBER : infinite(negative);
  }
  return {
    kind: 'finite',
    negative,
    coefficient: a.coefficient * b.coefficient,
    exponent: a.exponent + b.exponent,
  };
}

/** Rounded to 34 digits; without the zeros that division would append. The divisor is not zero. */
export function divideDecimals(a: Decimal, b: Decimal): Decimal {
  const negative = a.negative !== b.negative;
  if (a.kind === 'nan' || b.kind === 'nan') return NOT_A_NUMBER;
  if (a.kind === 'infinite') return b.kind === 'infinite' ? NOT_A_NUMBER : infinite(negative);
  if (b.kind === 'infinite') return { kind: 'finite', negative, coefficient: 0n, exponent: -6_176 };
  const ideal = a.exponent - b.exponent;
  const scale = Math.max(0, DIGITS + 2 + digitCount(b.coefficient) - digitCount(a.coefficient));
  const dividend = a.coefficient * 10n ** BigInt(scale);
  let coefficient = dividend / b.coefficient;
  let exponent = ideal - scale;
  if (dividend % b.coefficient !== 0n) {
    // A digit that is never zero or five keeps the rounding that follows right.
    coefficient = coefficient * 10n + 1n;
    return { kind: 'finite', negative, coefficient, exponent: exponent - 1 };
  }
  while (exponent < ideal && coefficient % 10n === 0n) {
    coefficient /= 10n;
    exponent += 1;
  }
  return { kind: 'finite', negative, coefficient, exponent };
}

/** The remainder, with the sign of the dividend. */
export function remainder(a: Decimal, b: Decimal): Decimal {
  if (a.kind !== 'finite' || b.kind === 'nan') return NOT_A_NUMBER;
  if (b.kind === 'infinite') return a;
  const exponent = Math.min(a.exponent, b.exponent);
  const left = a.coefficient * 10n ** BigInt(a.exponent - exponent);
  const right = b.coefficient * 10n ** BigInt(b.exponent - exponent);
  return { kind: 'finite', negative: a.negative, coefficient: left % right, exponent };
}

/** What is left after 34 digits. */
export function rounded(value: Decimal): Decimal {
  return decimalOf(packDecimal(value));
}

/** With as many zeros at its end as 34 digits have room for. */
export function padded(value: Decimal): Decimal {
  const missing =
    value.kind === 'finite' && value.coefficient !== 0n ? DIGITS - digitCount(value.coefficient) : 0;
  if (missing <= 0) return value;
  return {
    ...value,
    coefficient: value.coefficient * 10n ** BigInt(missing),
    exponent: value.exponent - missing,
  };
}

export type Rounding = 'half even' | 'towards zero' | 'up' | 'down';

/** The nearest multiple of 10^exponent; not a number when that takes more than 34 digits. */
export function quantize(value: Decimal, exponent: number, rounding: Rounding): Decimal {
  if (value.kind !== 'finite') return value.kind === 'nan' ? value : NOT_A_NUMBER;
  const shift = exponent - value.exponent;
  const { negative } = value;
  if (shift <= 0) {
    if (digitCount(value.coefficient) - shift > DIGITS && value.coefficient !== 0n) return NOT_A_NUMBER;
    const coefficient = value.coefficient * 10n ** BigInt(-shift);
    return { kind: 'finite', negative, coefficient, exponent };
  }
  const divisor = 10n ** BigInt(shift);
  let coefficient = value.coefficient / divisor;
  const away = (rounding === 'up' && !negative) || (rounding === 'down' && negative);
  if (rounding === 'half even') coefficient = divideHalfEven(value.coefficient, divisor);
  else if (away && value.coefficient % divisor !== 0n) coefficient += 1n;
  return { kind: 'finite', negative, coefficient, exponent };
}
