import { Decimal128 } from 'bson';
import { fail } from '../../bson/command-error.ts';
import { decimalOf, decimalToDouble, packDecimal, ZERO, type Decimal } from '../../bson/decimal.ts';
import { doubleValue, typeName, type Value } from '../../bson/value.ts';
import { binary, numeric } from './arguments.ts';
import {
  addDecimals,
  divideDecimals,
  isZero,
  multiplyDecimals,
  negateDecimal,
  toDecimal,
} from './decimal-math.ts';
import { DECIMAL_FUNCTIONS, partOfPi } from './decimal-trigonometry.ts';
import type { Operator } from './expression.ts';
import { isNullish, isNumber, toDouble } from './numbers.ts';

/** Where a function is defined. */
interface Domain {
  includes(value: number): boolean;
  text: string;
}

const FINITE: Domain = {
  includes: (value) => Math.abs(value) !== Number.POSITIVE_INFINITY,
  text: '(-inf,inf)',
};
const UNIT: Domain = { includes: (value) => !(Math.abs(value) > 1), text: '[-1,1]' };
const FROM_ONE: Domain = { includes: (value) => !(value < 1), text: '[1,inf]' };

/** A function that JavaScript has for doubles and this server for decimals, by the same name. */
function trigonometric(name: keyof typeof DECIMAL_FUNCTIONS, domain?: Domain): Operator {
  return numeric((value, operator) => {
    const number = toDouble(value);
    if (domain && !domain.includes(number)) {
      fail(50_989, `cannot apply ${operator} to ${number}, value must be in ${domain.text}`);
    }
    if (!(value instanceof Decimal128)) return doubleValue(Math[name](number));
    const decimal = decimalOf(value);
    return packDecimal(decimal.kind === 'finite' ? DECIMAL_FUNCTIONS[name](decimal) : limitOf(name, decimal));
  });
}

/** The value of a function for an infinite decimal. */
function limitOf(name: keyof typeof DECIMAL_FUNCTIONS, value: Decimal): Decimal {
  if (value.kind === 'nan') return value;
  if (name === 'atan') return value.negative ? negateDecimal(partOfPi(1n, 2n)) : partOfPi(1n, 2n);
  return toDecimal(Math[name](decimalToDouble(value)));
}

function atan2(y: Value, x: Value, name: string): Value {
  if (isNullish(y) || isNullish(x)) return null;
  if (!isNumber(y)) return fail(51_044, `${name} only supports numeric types, not ${typeName(y)}`);
  if (!isNumber(x)) return fail(51_045, `${name} only supports numeric types, not ${typeName(x)}`);
  if (y instanceof Decimal128 || x instanceof Decimal128) {
    return packDecimal(decimalAngle(toDecimal(y), toDecimal(x)));
  }
  return doubleValue(Math.atan2(toDouble(y), toDouble(x)));
}

/** The angle of a point, from the same quarter of the plane that doubles put it in. */
function decimalAngle(y: Decimal, x: Decimal): Decimal {
  if (y.kind === 'nan' || x.kind === 'nan') return y.kind === 'nan' ? y : x;
  const isUpright = isZero(x) || (y.kind === 'infinite' && x.kind !== 'infinite');
  let angle: Decimal;
  if (isZero(y)) angle = x.negative ? partOfPi(1n, 1n) : ZERO;
  else if (isUpright) angle = partOfPi(1n, 2n);
  else if (y.kind === 'infinite') angle = partOfPi(x.negative ? 3n : 1n, 4n);
  else {
    const slope =
      x.kind === 'infinite' ? ZERO : divideDecimals({ ...y, negative: false }, { ...x, negative: false });
    const sharp = DECIMAL_FUNCTIONS.atan(slope);
    angle = x.negative ? addDecimals(partOfPi(1n, 1n), negateDecimal(sharp)) : sharp;
  }
  return y.negative ? negateDecimal(angle) : angle;
}

/** MongoDB multiplies by these constants of 34 digits. */
const RADIANS_OF_DEGREE = decimalOf(Decimal128.fromString('0.01745329251994329576923690768488613'));
const DEGREES_OF_RADIAN = decimalOf(Decimal128.fromString('57.29577951308232087679815481410517'));

function converted(factor: number, decimalFactor: Decimal): Operator {
  return numeric((value) =>
    value instanceof Decimal128
      ? packDecimal(multiplyDecimals(decimalOf(value), decimalFactor))
      : doubleValue(toDouble(value) * factor),
  );
}

export const TRIGONOMETRY: Readonly<Record<string, Operator>> = {
  $sin: trigonometric('sin', FINITE),
  $cos: trigonometric('cos', FINITE),
  $tan: trigonometric('tan', FINITE),
  $asin: trigonometric('asin', UNIT),
  $acos: trigonometric('acos', UNIT),
  $atan: trigonometric('atan'),
  $atan2: binary(atan2),
  $sinh: trigonometric('sinh'),
  $cosh: trigonometric('cosh'),
  $tanh: trigonometric('tanh'),
  $asinh: trigonometric('asinh'),
  $acosh: trigonometric('acosh', FROM_ONE),
  $atanh: trigonometric('atanh', UNIT),
  $degreesToRadians: converted(Math.PI / 180, RADIANS_OF_DEGREE),
  $radiansToDegrees: converted(180 / Math.PI, DEGREES_OF_RADIAN),
};
