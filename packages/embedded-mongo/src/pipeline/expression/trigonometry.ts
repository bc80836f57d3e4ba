import { Decimal128 } from 'bson';
import { fail } from '../../bson/command-error.ts';
import { doubleValue, typeName, type Value } from '../../bson/value.ts';
import { binary, numeric } from './arguments.ts';
import type { Operator } from './expression.ts';
import { isNullish, isNumber, toDouble, type NumberValue } from './numbers.ts';

/** Where a function is defined, and the code for what lies outside. */
interface Domain {
  code: number;
  includes(value: number): boolean;
  text: string;
}

const FINITE: Domain = {
  code: 50_989,
  includes: (value) => Math.abs(value) !== Number.POSITIVE_INFINITY,
  text: '(-inf,inf)',
};
const UNIT: Domain = { code: 50_989, includes: (value) => !(Math.abs(value) > 1), text: '[-1,1]' };
const FROM_ONE: Domain = { code: 50_989, includes: (value) => !(value < 1), text: '[1,inf]' };

function trigonometric(apply: (value: number) => number, domain?: Domain): Operator {
  return numeric((value, name) => {
    const number = asDouble(value, name);
    if (domain && !domain.includes(number)) {
      fail(domain.code, `cannot apply ${name} to ${number}, value must be in ${domain.text}`);
    }
    return doubleValue(apply(number));
  });
}

/** A decimal's 34 digits are not to be had here, and fewer would be a wrong answer. */
function asDouble(value: NumberValue, name: string): number {
  if (value instanceof Decimal128) {
    fail(238, `${name} of a decimal is not supported by this server. Use $toDouble.`);
  }
  return toDouble(value);
}

function atan2(y: Value, x: Value, name: string): Value {
  if (isNullish(y) || isNullish(x)) return null;
  if (!isNumber(y)) return fail(51_044, `${name} only supports numeric types, not ${typeName(y)}`);
  if (!isNumber(x)) return fail(51_045, `${name} only supports numeric types, not ${typeName(x)}`);
  return doubleValue(Math.atan2(asDouble(y, name), asDouble(x, name)));
}

export const TRIGONOMETRY: Readonly<Record<string, Operator>> = {
  $sin: trigonometric(Math.sin, FINITE),
  $cos: trigonometric(Math.cos, FINITE),
  $tan: trigonometric(Math.tan, FINITE),
  $asin: trigonometric(Math.asin, UNIT),
  $acos: trigonometric(Math.acos, UNIT),
  $atan: trigonometric(Math.atan),
  $atan2: binary(atan2),
  $sinh: trigonometric(Math.sinh),
  $cosh: trigonometric(Math.cosh),
  $tanh: trigonometric(Math.tanh),
  $asinh: trigonometric(Math.asinh),
  $acosh: trigonometric(Math.acosh, FROM_ONE),
  $atanh: trigonometric(Math.atanh, UNIT),
  $degreesToRadians: trigonometric((value) => value * (Math.PI / 180)),
  $radiansToDegrees: trigonometric((value) => value * (180 / Math.PI)),
};
