import {
  bigintToDecimal,
  decimalToDouble,
  digitCount,
  infinite,
  NOT_A_NUMBER,
  ZERO,
  type Decimal,
} from '../../bson/decimal.ts';
import { throughBinary128 } from './binary128.ts';
import { divideDecimals, isZero, multiplyDecimals, negateDecimal, padded, rounded } from './decimal-math.ts';

/** Fixed point: all numbers here are multiples of 10^-PLACES, which leaves 34 digits right. */
const PLACES = 60;
const ONE = 10n ** BigInt(PLACES);
const LARGEST_POWER = 15_000;

function fixed({ negative, coefficient, exponent }: Decimal): bigint {
  const shift = exponent + PLACES;
  const size = shift >= 0 ? coefficient * 10n ** BigInt(shift) : coefficient / 10n ** BigInt(-shift);
  return negative ? -size : size;
}

function fromFixed(value: bigint, exponent = 0): Decimal {
  const size = value < 0n ? -value : value;
  return { kind: 'finite', negative: value < 0n, coefficient: size, exponent: exponent - PLACES };
}

/** Natural logarithm of a number from 1 to 10. */
function fixedLogarithm(value: bigint): bigint {
  // ln x = 2 artanh((x - 1) / (x + 1))
  const ratio = ((value - ONE) * ONE) / (value + ONE);
  const square = (ratio * ratio) / ONE;
  let term = ratio;
  let sum = 0n;
  for (let odd = 1n; term !== 0n; odd += 2n) {
    sum += term / odd;
    term = (term * square) / ONE;
  }
  return sum * 2n;
}

const LN_10 = fixedLogarithm(10n * ONE);

function logarithmFixed({ coefficient, exponent }: Decimal): bigint {
  const digits = digitCount(coefficient);
  const mantissa = (coefficient * ONE) / 10n ** BigInt(digits - 1);
  return fixedLogarithm(mantissa) + LN_10 * BigInt(exponent + digits - 1);
}

/** Natural logarithm of a number greater than zero. */
export function naturalLogarithm(value: Decimal): Decimal {
  return value.kind === 'finite' ? throughBinary128(exactLogarithm(throughBinary128(value))) : value;
}

/** The same of a finite number, with more than 34 digits. */
export function exactLogarithm(value: Decimal): Decimal {
  const natural = logarithmFixed(value);
  return natural === 0n ? ZERO : fromFixed(natural);
}

/** Logarithm to base ten; whole for a power of ten. */
export function decimalLogarithm(value: Decimal): Decimal {
  if (value.kind !== 'finite') return value;
  const digits = value.coefficient.toString();
  if (/^10*$/.test(digits)) return bigintToDecimal(BigInt(value.exponent + digits.length - 1));
  return throughBinary128(fromFixed((logarithmFixed(throughBinary128(value)) * ONE) / LN_10));
}

/** Logarithm to a base that is greater than zero and not one. */
export function logarithm(value: Decimal, base: Decimal): Decimal {
  if (value.kind !== 'finite' || base.kind !== 'finite') return NOT_A_NUMBER;
  if (isTen(base)) return decimalLogarithm(value);
  return divideDecimals(rounded(naturalLogarithm(value)), rounded(naturalLogarithm(base)));
}

function isTen(value: Decimal): boolean {
  return value.coefficient === 10n ** BigInt(Math.max(0, 1 - value.exponent)) && value.exponent <= 1;
}

/** e to the power of a number. */
export function exponential(value: Decimal): Decimal {
  if (value.kind === 'nan') return value;
  if (value.kind === 'infinite') return value.negative ? ZERO : value;
  if (isZero(value)) return bigintToDecimal(1n);
  return throughBinary128(exactExponential(throughBinary128(value)));
}

/** The same of a number that is finite and not zero, with more than 34 digits. */
export function exactExponential(value: Decimal): Decimal {
  const wanted = fixed(value);
  if (wanted > BigInt(LARGEST_POWER) * ONE) return infinite(false);
  if (wanted < -BigInt(LARGEST_POWER) * ONE) return ZERO;
  // e^x = 10^n e^(x - n ln 10)
  const tens = wanted / LN_10;
  const rest = (wanted - tens * LN_10) / 1024n;
  let term = ONE;
  let sum = 0n;
  for (let count = 1n; term !== 0n; count += 1n) {
    sum += term;
    term = (term * rest) / ONE / count;
  }
  for (let turn = 0; turn < 10; turn += 1) sum = (sum * sum) / ONE;
  return fromFixed(sum, Number(tens));
}

/** A base (which is not zero, or the exponent is not negative) to the power of an exponent, with all 34 digits. */
export function power(base: Decimal, exponent: Decimal): Decimal {
  return padded(rounded(unpaddedPower(base, exponent)));
}

function unpaddedPower(base: Decimal, exponent: Decimal): Decimal {
  if (isZero(exponent)) return bigintToDecimal(1n);
  if (exponent.kind !== 'finite' || base.kind !== 'finite') return powerBeyond(base, exponent);
  const whole = wholeOf(exponent);
  if (whole !== undefined && whole >= -10_000n && whole <= 10_000n) return wholePower(base, whole);
  if (isZero(base)) return ZERO;
  if (base.negative && whole === undefined) return NOT_A_NUMBER;
  const wanted = fromFixed((logarithmFixed(base) * fixed(exponent)) / ONE);
  const size = isZero(wanted) ? bigintToDecimal(1n) : throughBinary128(exactExponential(wanted));
  return base.negative && whole !== undefined && whole % 2n !== 0n ? negateDecimal(size) : size;
}

/** Where the base or the exponent is infinite or no number, as IEEE 754 has it. */
function powerBeyond(base: Decimal, exponent: Decimal): Decimal {
  const isOne = base.kind === 'finite' && !base.negative && decimalToDouble(base) === 1;
  if (isOne) return bigintToDecimal(1n);
  const result = decimalToDouble(base) ** decimalToDouble(exponent);
  if (Number.isNaN(result)) return NOT_A_NUMBER;
  return result === 0 ? ZERO : infinite(result < 0);
}

function wholeOf({ negative, coefficient, exponent }: Decimal): bigint | undefined {
  if (exponent > 10) return undefined;
  const scale = 10n ** BigInt(Math.abs(exponent));
  if (exponent < 0 && coefficient % scale !== 0n) return undefined;
  const size = exponent < 0 ? coefficient / scale : coefficient * scale;
  return negative ? -size : size;
}

function wholePower(base: Decimal, exponent: bigint): Decimal {
  let result: Decimal = { ...ZERO, coefficient: 1n };
  let square = base;
  for (let rest = exponent < 0n ? -exponent : exponent; rest > 0n; rest /= 2n) {
    if (rest % 2n === 1n) result = shortened(multiplyDecimals(result, square));
    square = shortened(multiplyDecimals(square, square));
  }
  return exponent < 0n ? divideDecimals({ ...ZERO, coefficient: 1n }, result) : result;
}

/** Keeps twice the digits that are wanted. */
function shortened(value: Decimal): Decimal {
  const excess = digitCount(value.coefficient) - 80;
  if (excess <= 0) return value;
  return {
    ...value,
    coefficient: value.coefficient / 10n ** BigInt(excess),
    exponent: value.exponent + excess,
  };
}

/** Square root of a number that is not negative. */
export function squareRoot(value: Decimal): Decimal {
  if (value.kind !== 'finite' || isZero(value)) return value;
  let exponent = value.exponent - 80;
  let coefficient = value.coefficient * 10n ** 80n;
  if (exponent % 2 !== 0) {
    exponent -= 1;
    coefficient *= 10n;
  }
  let root = 10n ** BigInt(Math.ceil(digitCount(coefficient) / 2));
  for (;;) {
    const next = (root + coefficient / root) / 2n;
    if (next >= root) break;
    root = next;
  }
  const ideal = Math.floor(value.exponent / 2);
  let scale = exponent / 2;
  while (scale < ideal && root % 10n === 0n) {
    root /= 10n;
    scale += 1;
  }
  return { kind: 'finite', negative: false, coefficient: root, exponent: scale };
}
