import { Decimal128 } from 'bson';
import { fail } from '../../bson/command-error.ts';
import { decimalOf, doubleToDecimal, packDecimal, type Decimal } from '../../bson/decimal.ts';
import { doubleValue, isInt32, typeName, type Value } from '../../bson/value.ts';
import { binary, numeric, operands, ranged } from './arguments.ts';
import { asDate, instantOfValue } from './date-value.ts';
import {
  addDecimals,
  divideDecimals,
  isZero,
  multiplyDecimals,
  negateDecimal,
  quantize,
  remainder,
  toDecimal,
  type Rounding,
} from './decimal-math.ts';
import { folded, type Operator } from './expression.ts';
import {
  intOrLong,
  isDouble,
  isLong,
  isNullish,
  isNumber,
  LEAST_LONG,
  toDouble,
  toLong,
  wholeNumber,
  type NumberValue,
} from './numbers.ts';
import { Total } from './total.ts';

const add: Operator = (argument, compiler) => {
  const list = operands(argument, compiler);
  return folded(list, (row) => {
    const total = new Total();
    let hasDate = false;
    for (const { evaluate } of list) {
      const value = evaluate(row);
      if (isNumber(value)) {
        total.add(value);
        continue;
      }
      if (isNullish(value)) return null;
      const instant = typeName(value) === 'date' ? instantOfValue(value) : undefined;
      if (instant === undefined) {
        return fail(16_554, `$add only supports numeric or date types, not ${typeName(value)}`);
      }
      if (hasDate) fail(16_612, 'only one date allowed in an $add expression');
      hasDate = true;
      total.add(BigInt(instant));
    }
    return hasDate ? dateOf(total) : total.value();
  });
};

function dateOf(total: Total): Value {
  const whole =
    total.whole() ?? toLong(total.isDecimal ? packDecimal(total.decimal()) : doubleValue(total.double()));
  if (!isLong(whole)) fail(15, 'date overflow in $add');
  return asDate(Number(whole));
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
    if (isNumber(right)) return asDate(Number(from - toLong(right)));
    return fail(16_613, `can't $subtract ${typeName(right)} from Date`);
  }
  return fail(16_556, `can't $subtract ${typeName(right)} from ${typeName(left)}`);
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

const multiply: Operator = (argument, compiler) => {
  const list = operands(argument, compiler);
  return folded(list, (row) => {
    let product: NumberValue = 1;
    for (const { evaluate } of list) {
      const value = evaluate(row);
      if (isNullish(value)) return null;
      if (!isNumber(value))
        return fail(16_555, `$multiply only supports numeric types, not ${typeName(value)}`);
      product = multiplyNumbers(product, value);
    }
    return product;
  });
};

function multiplyNumbers(left: NumberValue, right: NumberValue): NumberValue {
  if (left instanceof Decimal128 || right instanceof Decimal128) {
    return packDecimal(multiplyDecimals(toDecimal(left), toDecimal(right)));
  }
  if (isDouble(left) || isDouble(right)) return doubleValue(toDouble(left) * toDouble(right));
  if (typeof left === 'number' && typeof right === 'number' && Number.isSafeInteger(left * right)) {
    return intOrBig(left * right);
  }
  const product = toLong(left) * toLong(right);
  if (!isLong(product)) return doubleValue(toDouble(left) * toDouble(right));
  return typeof left === 'bigint' || typeof right === 'bigint' ? product : intOrLong(product);
}

function divide(left: Value, right: Value): Value {
  if (isNumber(left) && isNumber(right)) {
    if (left instanceof Decimal128 || right instanceof Decimal128) {
      const divisor = toDecimal(right);
      if (isZero(divisor)) fail(16_608, "can't $divide by zero");
      return packDecimal(divideDecimals(toDecimal(left), divisor));
    }
    const divisor = toDouble(right);
    if (divisor === 0) fail(16_608, "can't $divide by zero");
    return doubleValue(toDouble(left) / divisor);
  }
  if (isNullish(left) || isNullish(right)) return null;
  return fail(16_609, `$divide only supports numeric types, not ${typeName(left)} and ${typeName(right)}`);
}

function mod(left: Value, right: Value): Value {
  if (isNumber(left) && isNumber(right)) return modNumbers(left, right);
  if (isNullish(left) || isNullish(right)) return null;
  return fail(16_611, `$mod only supports numeric types, not ${typeName(left)} and ${typeName(right)}`);
}

function modNumbers(left: NumberValue, right: NumberValue): Value {
  const isDecimal = left instanceof Decimal128 || right instanceof Decimal128;
  if (isDecimal ? isZero(toDecimal(right)) : toDouble(right) === 0) fail(16_610, "can't $mod by zero");
  if (isDecimal) return packDecimal(remainder(toDecimal(left), toDecimal(right)));
  if (isDouble(left) || (isDouble(right) && wholeNumber(right) === undefined)) {
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
  return value.kind === 'infinite' ? value : quantize(value, exponent, rounding);
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
  const places = wholeNumber(value);
  if (places === undefined) return fail(51_082, `precision argument to  ${name} must be a integral value`);
  if (places < -20n || places > 100n) {
    fail(51_083, `cannot apply ${name} with precision value ${places} value must be in [-20, 100]`);
  }
  return Number(places);
}

function roundDouble(value: number, places: number, rounding: Rounding): Value {
  if (!Number.isFinite(value)) return value;
  const rounded = quantize(doubleToDecimal(value, 34), -places, rounding);
  return rounded.kind === 'finite' ? doubleValue(toDouble(packDecimal(rounded))) : Number.NaN;
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
