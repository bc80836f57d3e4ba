import { bigintToDecimal, digitCount, infinite, ZERO, type Decimal } from '../../bson/decimal.ts';
import { throughBinary128 } from './binary128.ts';
import { exactExponential, exactLogarithm, squareRoot } from './decimal-functions.ts';
import { addDecimals, divideDecimals, isZero, multiplyDecimals, negateDecimal } from './decimal-math.ts';

/** A function of a number that is neither infinite nor NaN, and in its domain. */
type DecimalFunction = (value: Decimal) => Decimal;

/** Fixed point: all that follows is in multiples of 10^-PLACES. */
const PLACES = 70;
const ONE = 10n ** BigInt(PLACES);
const UNIT = bigintToDecimal(1n);
const HALF: Decimal = { kind: 'finite', negative: false, coefficient: 5n, exponent: -1 };

/** Below 10^-TINY an odd function is its argument, to 34 digits. */
const TINY = 18;
/** Above this, e^-2x is nothing beside one. */
const FLAT = 100n;

function fixedOf({ negative, coefficient, exponent }: Decimal, places: number): bigint {
  const shift = exponent + places;
  const size = shift >= 0 ? coefficient * 10n ** BigInt(shift) : coefficient / 10n ** BigInt(-shift);
  return negative ? -size : size;
}

function decimalFrom(value: bigint): Decimal {
  const size = value < 0n ? -value : value;
  return { kind: 'finite', negative: value < 0n, coefficient: size, exponent: -PLACES };
}

function times(left: bigint, right: bigint): bigint {
  return (left * right) / ONE;
}

/** sqrt(n) of fixed point */
function root(value: bigint): bigint {
  return fixedOf(squareRoot(decimalFrom(value)), PLACES);
}

/** π with so many places, as Machin found it: 16 arctan(1/5) - 4 arctan(1/239). */
function pi(places: number): bigint {
  const guard = 10n;
  const unit = 10n ** (BigInt(places) + guard);
  const arctangentOfInverse = (divisor: bigint): bigint => {
    let power = unit / divisor;
    let total = 0n;
    for (let step = 1n, sign = 1n; power !== 0n; step += 2n, sign = -sign) {
      total += (sign * power) / step;
      power /= divisor * divisor;
    }
    return total;
  };
  return (16n * arctangentOfInverse(5n) - 4n * arctangentOfInverse(239n)) / 10n ** guard;
}

const PI = pi(PLACES);

/** The angle that is left of any angle when whole turns are taken away. */
function withinTurn(value: Decimal): bigint {
  const places = PLACES + Math.max(0, digitCount(value.coefficient) + value.exponent);
  const turn = 2n * pi(places);
  return (fixedOf(value, places) % turn) / 10n ** BigInt(places - PLACES);
}

/** term + next + …; each term is made of the one before, with the number of the step. */
function series(first: bigint, next: (term: bigint, step: bigint) => bigint): bigint {
  let total = 0n;
  let term = first;
  for (let step = 1n; term !== 0n; step += 1n) {
    total += term;
    term = next(term, step);
  }
  return total;
}

function fixedSine(angle: bigint): bigint {
  const square = times(angle, angle);
  return series(angle, (term, step) => -times(term, square) / (2n * step * (2n * step + 1n)));
}

function fixedCosine(angle: bigint): bigint {
  const square = times(angle, angle);
  return series(ONE, (term, step) => -times(term, square) / (2n * step * (2n * step - 1n)));
}

function fixedArctangent(value: bigint): bigint {
  if (value < 0n) return -fixedArctangent(-value);
  if (value > ONE) return PI / 2n - fixedArctangent((ONE * ONE) / value);
  // arctan x = 2 arctan(x / (1 + sqrt(1 + x²))) makes the number small.
  let small = value;
  for (let turn = 0; turn < 4; turn += 1) small = (small * ONE) / (ONE + root(ONE + times(small, small)));
  const square = times(small, small);
  let power = small;
  let total = 0n;
  for (let divisor = 1n; power !== 0n; divisor += 2n) {
    total += power / divisor;
    power = -times(power, square);
  }
  return total * 16n;
}

function fixedArcsine(value: bigint): bigint {
  const rest = ONE - times(value, value);
  if (rest <= 0n) return value < 0n ? -PI / 2n : PI / 2n;
  return fixedArctangent((value * ONE) / root(rest));
}

function isTiny({ coefficient, exponent }: Decimal): boolean {
  return coefficient === 0n || digitCount(coefficient) + exponent < -TINY;
}

/** An odd function: a tiny number is its own value. */
function odd(apply: DecimalFunction): DecimalFunction {
  return (value) => (isTiny(value) ? value : throughBinary128(apply(throughBinary128(value))));
}

function fixedOdd(
  apply: (value: bigint) => bigint,
  prepare = (value: Decimal) => fixedOf(value, PLACES),
): DecimalFunction {
  return odd((value) => decimalFrom(apply(prepare(value))));
}

const sum = addDecimals;
const difference = (left: Decimal, right: Decimal): Decimal => addDecimals(left, negateDecimal(right));

/** (e^x ± e^-x) / 2 */
function hyperbolic(value: Decimal, combine: typeof sum): Decimal {
  const power = exactExponential(value);
  if (power.kind === 'infinite') return power;
  const inverse = exactExponential(negateDecimal(value));
  return inverse.kind === 'infinite'
    ? combine(ZERO, inverse)
    : multiplyDecimals(HALF, combine(power, inverse));
}

/** A hyperbolic sine that does not lose its digits near zero. */
function hyperbolicSine(value: Decimal): Decimal {
  const number = fixedOf(value, PLACES);
  if (number > ONE || number < -ONE) return hyperbolic(value, difference);
  const square = times(number, number);
  return decimalFrom(series(number, (term, step) => times(term, square) / (2n * step * (2n * step + 1n))));
}

function hyperbolicTangent(value: Decimal): Decimal {
  const whole = fixedOf(value, 0);
  if (whole > FLAT || whole < -FLAT) return value.negative ? negateDecimal(UNIT) : UNIT;
  return divideDecimals(hyperbolicSine(value), hyperbolic(value, sum));
}

/** artanh x = x + x³/3 + x⁵/5 + …, and for larger numbers by the logarithm. */
function inverseHyperbolicTangent(value: Decimal): Decimal {
  const number = fixedOf(value, PLACES);
  if (number * 2n > ONE || number * -2n > ONE) {
    const ratio = divideDecimals(sum(UNIT, value), difference(UNIT, value));
    return multiplyDecimals(HALF, exactLogarithm(ratio));
  }
  const square = times(number, number);
  let power = number;
  let total = 0n;
  for (let step = 1n; power !== 0n; step += 2n) {
    total += power / step;
    power = times(power, square);
  }
  return decimalFrom(total);
}

/** arsinh x = artanh(x / sqrt(1 + x²)), and for larger numbers by the logarithm. */
function inverseHyperbolicSine(value: Decimal): Decimal {
  const size = { ...value, negative: false };
  const hypotenuse = squareRoot(sum(multiplyDecimals(size, size), UNIT));
  const number = fixedOf(size, PLACES);
  const result =
    number < ONE / 2n
      ? inverseHyperbolicTangent(divideDecimals(size, hypotenuse))
      : exactLogarithm(sum(size, hypotenuse));
  return value.negative ? negateDecimal(result) : result;
}

function inverseHyperbolicCosine(value: Decimal): Decimal {
  const rest = difference(multiplyDecimals(value, value), UNIT);
  return exactLogarithm(sum(value, squareRoot(rest)));
}

const ratioOfSides = (angle: bigint): bigint => (fixedSine(angle) * ONE) / fixedCosine(angle);

/** Functions of a finite decimal; infinite ones and NaN are the caller's. */
export const DECIMAL_FUNCTIONS = {
  sin: fixedOdd(fixedSine, withinTurn),
  cos: (value) => throughBinary128(decimalFrom(fixedCosine(withinTurn(throughBinary128(value))))),
  tan: fixedOdd(ratioOfSides, withinTurn),
  asin: fixedOdd(fixedArcsine),
  acos: (value) => throughBinary128(decimalFrom(PI / 2n - fixedArcsine(fixedOf(value, PLACES)))),
  atan: fixedOdd(fixedArctangent),
  sinh: odd(hyperbolicSine),
  cosh: (value) => (isTiny(value) ? UNIT : throughBinary128(hyperbolic(throughBinary128(value), sum))),
  tanh: odd(hyperbolicTangent),
  asinh: odd(inverseHyperbolicSine),
  acosh: (value) => throughBinary128(inverseHyperbolicCosine(throughBinary128(value))),
  atanh: odd((value) => {
    const isEdge = isZero(difference({ ...value, negative: false }, UNIT));
    return isEdge ? infinite(value.negative) : inverseHyperbolicTangent(value);
  }),
} satisfies Record<string, DecimalFunction>;

/** π × numerator / denominator */
export function partOfPi(numerator: bigint, denominator: bigint): Decimal {
  return decimalFrom((PI * numerator) / denominator);
}
