import { Decimal128 } from 'bson';
import { fail } from '../../bson/command-error.ts';
import { decimalOf, doubleToDecimal, packDecimal, type Decimal } from '../../bson/decimal.ts';
import { dateValue, doubleValue, isInt32, typeName, type Value } from '../../bson/value.ts';
import { binary, numeric, operands, ranged } from './arguments.ts';
import { instantOfValue } from './date-value.ts';
import {
  addDecimals,
  divideDecimals,
  isZero,
  negateDecimal,
  padded,
  quantize,
  remainder,
  toDecimal,
  type Rounding,
} from './decimal-math.ts';
import { folded, joined, type Expression, type Operator } from './expression.ts';
import { LeftToRight, nearestLong, PRODUCT, SUM } from './left-to-right.ts';
import {
  intOrLong,
  isDouble,
  isLong,
  isNullish,
  isNumber,
  LEAST_LONG,
  toDouble,
  toLong,
  wholeInt,
  wholeNumber,
  type NumberValue,
} from './numbers.ts';

/** MongoDB's general codes, which it gives for arithmetic since 6.1. */
const BAD_VALUE = 2;
const TYPE_MISMATCH = 14;
const OVERFLOW = 15;

const add: Operator = (argument, compiler) => sumOf(joined(operands(argument, compiler), sumOf, 'leading'));

function sumOf(list: readonly Expression[]): Expression {
  return folded(list, (row) => {
    let sum = new LeftToRight(SUM);
    let instant: bigint | undefined;
    for (const { evaluate } of list) {
      const value = evaluate(row);
      if (isNumber(value)) {
        if (instant === undefined) sum.take(value);
        else instant = movedBy(instant, value);
        continue;
      }
      if (isNullish(value)) return null;
      if (typeName(value) !== 'date') {
        return fail(TYPE_MISMATCH, `$add only supports numeric or date types, not ${typeName(value)}`);
      }
      if (instant !== undefined) fail(16_612, 'only one date allowed in an $add expression');
      instant = movedBy(BigInt(instantOfValue(value)!), sum.value());
      sum = new LeftToRight(SUM);
    }
    return instant === undefined ? sum.value() : dateValue(instant);
  });
}

/** An instant so many milliseconds later; a fraction is rounded. */
function movedBy(instant: bigint, milliseconds: NumberValue, sign: 1n | -1n = 1n): bigint {
  const whole = nearestLong(milliseconds);
  const moved = whole === undefined ? undefined : instant + sign * whole;
  return moved !== undefined && isLong(moved) ? moved : fail(OVERFLOW, 'date overflow');
}

function subtract(left: Value, right: Value): Value {
  if (typeof left === 'number' && typeof right === 'number' && !isDouble(left) && !isDouble(right)) {
    return intOrBig(left - right);
  }
  if (isNumber(left) && isNumber(right)) return subtractNumbers(left, right);
  if (isNullish(left) || isNullish(right)) return null;
  if (typeName(left) === 'date') {
    const from = BigInt(instantOfValue(left)!);
    if (typeName(right) === 'date') return from - BigInt(instantOfValue(right)!);
    if (isNumber(right)) return dateValue(movedBy(from, right, -1n));
    return fail(TYPE_MISMATCH, `can't $subtract ${typeName(right)} from Date`);
  }
  return fail(TYPE_MISMATCH, `can't $subtract ${typeName(right)} from ${typeName(left)}`);
}

/** A whole number that a double holds exactly; a negative zero becomes zero. */
function intOrBig(value: number): number | bigint {
  return isInt32(value + 0) ? value + 0 : BigInt(value);
}

function subtractNumbers(left: NumberValue, right: NumberValue): Value {
  if (left instanceof Decimal128 || right instanceof Decimal128) {
    return packDecimal(addDecimals(toDecimal(left), negateDecimal(toDecimal(right))));
  }
  if (isDouble(left) || isDouble(right)) return doubleValue(toDouble(left) - toDouble(right));
  const difference = toLong(left) - toLong(right);
  return isLong(difference) ? difference : doubleValue(Number(difference));
}

const multiply: Operator = (argument, compiler) =>
  productOf(joined(operands(argument, compiler), productOf, 'leading'));

function productOf(list: readonly Expression[]): Expression {
  return folded(list, (row) => {
    const product = new LeftToRight(PRODUCT);
    for (const { evaluate } of list) {
      const value = evaluate(row);
      if (isNullish(value)) return null;
      if (!isNumber(value))
        return fail(TYPE_MISMATCH, `$multiply only supports numeric types, not ${typeName(value)}`);
      product.take(value);
    }
    return product.value();
  });
}

function divide(left: Value, right: Value): Value {
  if (isNumber(left) && isNumber(right)) {
    if (left instanceof Decimal128 || right instanceof Decimal128) {
      const divisor = toDecimal(right);
      if (isZero(divisor)) fail(BAD_VALUE, "can't $divide by zero");
      return packDecimal(divideDecimals(toDecimal(left), divisor));
    }
    const divisor = toDouble(right);
    if (divisor === 0) fail(BAD_VALUE, "can't $divide by zero");
    return doubleValue(toDouble(left) / divisor);
  }
  if (isNullish(left) || isNullish(right)) return null;
  return fail(
    TYPE_MISMATCH,
    `$divide only supports numeric types, not ${typeName(left)} and ${typeName(right)}`,
  );
}

function mod(left: Value, right: Value): Value {
  if (isNumber(left) && isNumber(right)) return modNumbers(left, right);
  if (isNullish(left) || isNullish(right)) return null;
  return fail(16_611, `$mod only supports numeric types, not ${typeName(left)} and ${typeName(right)}`);
}

function modNumbers(left: NumberValue, right: NumberValue): Value {
  if (left instanceof Decimal128 || right instanceof Decimal128) {
    const divisor = toDecimal(right);
    if (isZero(divisor)) fail(5_733_415, "can't $mod by zero");
    return packDecimal(remainder(toDecimal(left), divisor));
  }
  if (toDouble(right) === 0) fail(16_610, "can't $mod by zero");
  // A double that is a whole int32 divides an integer as one.
  if (isDouble(left) || (isDouble(right) && wholeInt(right) === undefined)) {
    return doubleValue(toDouble(left) % toDouble(right));
  }
  const rest = toLong(left) % toLong(right);
  return typeof left === 'bigint' || typeof right === 'bigint' ? rest : Number(rest);
}

function abs(value: NumberValue): Value {
  if (value instanceof Decimal128) return packDecimal({ ...decimalOf(value), negative: false });
  if (isDouble(value)) return doubleValue(Math.abs(toDouble(value)));
  if (value === LEAST_LONG) fail(28_680, "can't take $abs of long long min");
  const long = toLong(value);
  const size = long < 0n ? -long : long;
  return typeof value === 'bigint' ? size : intOrLong(size);
}

/** `$ceil` and `$floor`. */
function towards(rounding: Rounding, apply: (value: number) => number): Operator {
  return numeric((value) => {
    if (value instanceof Decimal128) return packDecimal(quantizeFinite(decimalOf(value), 0, rounding));
    return isDouble(value) ? doubleValue(apply(toDouble(value))) : value;
  });
}

function quantizeFinite(value: Decimal, exponent: number, rounding: Rounding): Decimal {
  if (value.kind === 'infinite') return value;
  const multiple = quantize(value, exponent, rounding);
  // More places than there are digits for round nothing away.
  return multiple.kind === 'nan' ? padded(value) : multiple;
}

/** `$round` and `$trunc` to a number of places after (or before) the decimal point. */
function toPlaces(rounding: Rounding): Operator {
  return ranged(1, 2, (values, name) => {
    const [value, precision] = values;
    if (isNullish(value)) return null;
    if (!isNumber(value)) return fail(51_081, `${name} only supports numeric types, not ${typeName(value)}`);
    if (values.length > 1 && isNullish(precision)) return null;
    const places = values.length > 1 ? placesOf(precision, name) : 0;
    if (value instanceof Decimal128) return packDecimal(quantizeFinite(decimalOf(value), -places, rounding));
    if (isDouble(value)) return roundDouble(toDouble(value), places, rounding);
    if (places >= 0) return value;
    const { negative, coefficient, exponent } = quantize(toDecimal(value), -places, rounding);
    const size = coefficient * 10n ** BigInt(exponent);
    const whole = negative ? -size : size;
    if (!isLong(whole))
      fail(
        51_080,
        `invalid conversion from Decimal128 result in ${name} resulting from arguments: [${String(value)}, ${places}]`,
      );
    return typeof value === 'bigint' ? whole : intOrLong(whole);
  });
}

function placesOf(value: Value, name: string): number {
  if (!isNumber(value)) fail(16_004, `can't convert from BSON type ${typeName(value)} to long`);
  const places = wholeNumber(value);
  if (places === undefined) return fail(51_082, `precision argument to  ${name} must be a integral value`);
  if (places < -20n || places > 100n) {
    fail(51_083, `cannot apply ${name} with precision value ${places} value must be in [-20, 100]`);
  }
  return Number(places);
}

function roundDouble(value: number, places: number, rounding: Rounding): Value {
  if (!Number.isFinite(value)) return value;
  const near = roundedPlainly(value, places, rounding);
  if (near !== undefined) return doubleValue(near);
  return doubleValue(toDouble(packDecimal(quantizeFinite(doubleToDecimal(value, 34), -places, rounding))));
}

/** Without decimals, for a number that is far enough from where rounding turns; undefined for any other. */
function roundedPlainly(value: number, places: number, rounding: Rounding): number | undefined {
  if (places < 0 || places > 22) return undefined;
  // Up to 10^22 a power of ten is exact in a double, and so the division below gives the nearest double.
  const scale = 10 ** places;
  const scaled = value * scale;
  if (Math.abs(scaled) > 1e12) return undefined;
  const part = Math.abs(scaled) % 1;
  const margin = places === 0 ? 0 : 0.001;
  if (rounding === 'half even') {
    if (part === 0.5 && places === 0) return Math.round(value / 2) * 2;
    return Math.abs(part - 0.5) < margin ? undefined : Math.round(scaled) / scale;
  }
  return part < margin || part > 1 - margin ? undefined : Math.trunc(scaled) / scale;
}

export const ARITHMETIC: Readonly<Record<string, Operator>> = {
  $add: add,
  $subtract: binary(subtract),
  $multiply: multiply,
  $divide: binary(divide),
  $mod: binary(mod),
  $abs: numeric(abs),
  $ceil: towards('up', Math.ceil),
  $floor: towards('down', Math.floor),
  $round: toPlaces('half even'),
  $trunc: toPlaces('towards zero'),
};
