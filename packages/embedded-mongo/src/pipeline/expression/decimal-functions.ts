import { digitCount, infinite, NOT_A_NUMBER, ZERO, type Decimal } from '../../bson/decimal.ts';
import { divideDecimals, isZero, multiplyDecimals } from './decimal-math.ts';

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
  return value.kind === 'finite' ? fromFixed(logarithmFixed(value)) : value;
}

/** Logarithm to a base that is greater than zero and not one. */
export function logarithm(value: Decimal, base: Decimal): Decimal {
  if (value.kind !== 'finite' || base.kind !== 'finite') return NOT_A_NUMBER;
  return exactly(fromFixed((logarithmFixed(value) * ONE) / logarithmFixed(base)));
}

/** Takes away what the last places have of rounding, so that the logarithm of 100 to 10 is 2. */
function exactly(value: Decimal): Decimal {
  const unit = 10n ** 20n;
  const rounded = ((value.coefficient + unit / 2n) / unit) * unit;
  let { exponent } = value;
  let coefficient = rounded;
  while (exponent < 0 && coefficient !== 0n && coefficient % 10n === 0n) {
    coefficient /= 10n;
    exponent += 1;
  }
  return coefficient === 0n ? ZERO : { ...value, coefficient, exponent };
}

/** e to the power of a number. */
export function exponential(value: Decimal): Decimal {
  if (value.kind === 'nan') return value;
  if (value.kind === 'infinite') return value.negative ? ZERO : value;
  if (isZero(value)) return { ...ZERO, coefficient: 1n };
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
  return exactly(fromFixed(sum, Number(tens)));
}

/** A base (which is not zero, or the exponent is not negative) to the power of an exponent. */
export function power(base: Decimal, exponent: Decimal): Decimal {
  if (exponent.kind !== 'finite' || base.kind !== 'finite') return NOT_A_NUMBER;
  const whole = wholeOf(exponent);
  if (whole !== undefined && whole >= -10_000n && whole <= 10_000n) return wholePower(base, whole);
  if (base.negative) return NOT_A_NUMBER;
  if (isZero(base)) return ZERO;
  return exponential(fromFixed((logarithmFixed(base) * fixed(exponent)) / ONE));
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
