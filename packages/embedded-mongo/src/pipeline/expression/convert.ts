import { Decimal128, ObjectId, Timestamp } from 'bson';
import { CommandError, fail } from '../../bson/command-error.ts';
import { decimalOf, decimalToDouble, packDecimal } from '../../bson/decimal.ts';
import {
  dateValue,
  Double,
  doubleValue,
  FarDate,
  isInt32,
  nameOfType,
  TYPE_NAMES,
  typeName,
  typeOf,
  type Value,
} from '../../bson/value.ts';
import { BSON_TYPE } from '../../storage/raw-fields.ts';
import { compileNamed, named, operands, unary } from './arguments.ts';
import { dateFromText } from './date-text.ts';
import { instantOfValue } from './date-value.ts';
import { toDecimal } from './decimal-math.ts';
import { folded, type Expression, type Operator } from './expression.ts';
import { formatDate, formatDouble } from './format-value.ts';
import { isDouble, isNullish, isNumber, isTrue, toDouble, toLong, wholeInt } from './numbers.ts';

const CONVERSION_FAILURE = 241;
const GREATEST_INT = 2n ** 31n - 1n;
const LEAST_INT = -(2n ** 31n);
const LONG_LIMIT = 2 ** 63;

function refuse(reason: string): never {
  return fail(CONVERSION_FAILURE, `${reason} in $convert with no onError value`);
}

function unsupported(value: Value, target: number): never {
  return refuse(`Unsupported conversion from ${typeName(value)} to ${nameOfType(target)}`);
}

function toInt(value: Value): Value {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number' && isInt32(value)) return value;
  if (typeof value === 'string') return Number(parseWhole(value, LEAST_INT, GREATEST_INT));
  if (!isNumber(value)) return unsupported(value, BSON_TYPE.int32);
  const whole = wholePart(value);
  if (whole < LEAST_INT || whole > GREATEST_INT) {
    return refuse(`Conversion would overflow target type: ${String(toDouble(value))}`);
  }
  return Number(whole);
}

function toInt64(value: Value): Value {
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (typeof value === 'bigint') return value;
  if (typeof value === 'string') return parseWhole(value, -(2n ** 63n), 2n ** 63n - 1n);
  if (value instanceof Date) return BigInt(value.getTime());
  if (value instanceof FarDate) return value.milliseconds;
  return isNumber(value) ? wholePart(value) : unsupported(value, BSON_TYPE.int64);
}

/** What comes before the decimal point. @throws CommandError 241 when there is no such int64 */
function wholePart(value: number | bigint | Double | Decimal128): bigint {
  const number = toDouble(value);
  if (Number.isNaN(number)) refuse('Attempt to convert NaN value to integer type');
  if (value instanceof Decimal128 ? decimalOf(value).kind === 'infinite' : !Number.isFinite(number)) {
    refuse('Attempt to convert infinity value to integer type');
  }
  const whole = toLong(value);
  const fits =
    typeof value === 'bigint' || (number >= -LONG_LIMIT && (number < LONG_LIMIT || isExact(value, whole)));
  if (!fits) refuse(`Conversion would overflow target type: ${number}`);
  return whole;
}

/** Is a decimal that rounds to 2^63 still an int64? */
function isExact(value: number | Double | Decimal128, whole: bigint): boolean {
  if (!(value instanceof Decimal128)) return false;
  const { coefficient, exponent } = decimalOf(value);
  return exponent <= 0 && coefficient / 10n ** BigInt(-exponent) === whole;
}

function parseWhole(text: string, least: bigint, greatest: bigint): bigint {
  if (text.startsWith('0x')) return refuse(`Illegal hexadecimal input: ${text}`);
  if (!/^[+-]?\d+$/.test(text))
    return refuse(`Failed to parse number '${text}': Did not consume whole string.`);
  const whole = BigInt(text.replace('+', ''));
  return whole < least || whole > greatest ? refuse(`Failed to parse number '${text}': Overflow`) : whole;
}

function toDoubleValue(value: Value): Value {
  if (isDouble(value)) return value;
  if (typeof value === 'boolean') return doubleValue(value ? 1 : 0);
  if (typeof value === 'string') return doubleValue(parseDouble(value));
  if (value instanceof Date) return doubleValue(value.getTime());
  if (value instanceof Decimal128) {
    const number = decimalToDouble(decimalOf(value));
    if (decimalOf(value).kind === 'finite' && !Number.isFinite(number)) {
      return refuse(`Conversion would overflow target type: ${String(value)}`);
    }
    return doubleValue(number);
  }
  return isNumber(value) ? doubleValue(toDouble(value)) : unsupported(value, BSON_TYPE.double);
}

function parseDouble(text: string): number {
  if (text.startsWith('0x')) return refuse(`Illegal hexadecimal input: ${text}`);
  const special = /^([+-]?)(inf|infinity|nan)$/i.exec(text);
  if (special) {
    const size = special[2]!.toLowerCase() === 'nan' ? Number.NaN : Number.POSITIVE_INFINITY;
    return special[1] === '-' ? -size : size;
  }
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) {
    return refuse(`Failed to parse number '${text}': Did not consume whole string.`);
  }
  const number = Number(text);
  return Number.isFinite(number) ? number : refuse(`Failed to parse number '${text}': Out of range`);
}

function toDecimalValue(value: Value): Value {
  if (value instanceof Decimal128) return value;
  if (typeof value === 'boolean') return Decimal128.fromString(value ? '1' : '0');
  if (value instanceof Date) return Decimal128.fromString(String(value.getTime()));
  if (typeof value === 'string') {
    try {
      return Decimal128.fromStringWithRounding(value);
    } catch {
      return refuse(`Failed to parse number '${value}'`);
    }
  }
  return isNumber(value) ? packDecimal(toDecimal(value)) : unsupported(value, BSON_TYPE.decimal128);
}

function toText(value: Value): Value {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number' && isInt32(value)) return String(value);
  if (typeof value === 'number' || value instanceof Double) return formatDouble(value);
  if (typeof value === 'bigint' || value instanceof Decimal128) return String(value);
  if (value instanceof ObjectId) return value.toHexString();
  return value instanceof Date ? formatDate(value) : unsupported(value, BSON_TYPE.string);
}

function toDate(value: Value): Value {
  if (value instanceof Date || value instanceof FarDate) return value;
  if (typeof value === 'string') return dateFromText(value);
  if (typeof value === 'bigint' || isDouble(value) || value instanceof Decimal128)
    return dateValue(wholePart(value));
  if (value instanceof ObjectId || value instanceof Timestamp) return new Date(instantOfValue(value)!);
  return unsupported(value, BSON_TYPE.date);
}

function toObjectId(value: Value): Value {
  if (value instanceof ObjectId) return value;
  if (typeof value !== 'string') return unsupported(value, BSON_TYPE.objectId);
  if (/^[0-9a-f]{24}$/i.test(value)) return ObjectId.createFromHexString(value);
  return refuse(`Failed to parse objectId '${value}'`);
}

type Conversion = (value: Value) => Value;

const CONVERSIONS: ReadonlyMap<number, Conversion> = new Map<number, Conversion>([
  [BSON_TYPE.double, toDoubleValue],
  [BSON_TYPE.string, toText],
  [BSON_TYPE.objectId, toObjectId],
  [BSON_TYPE.boolean, (value) => isTrue(value)],
  [BSON_TYPE.date, toDate],
  [BSON_TYPE.int32, toInt],
  [BSON_TYPE.int64, toInt64],
  [BSON_TYPE.decimal128, toDecimalValue],
]);

const TYPES_BY_NAME = new Map([...TYPE_NAMES].map(([type, name]) => [name, type]));

function targetOf(value: Value): number {
  if (typeof value === 'string') {
    return TYPES_BY_NAME.get(value) ?? fail(2, `Unknown type name: ${value}`);
  }
  if (!isNumber(value)) {
    return fail(9, `$convert's 'to' argument must be a string or number, but is ${typeName(value)}`);
  }
  const type = wholeInt(value);
  if (type === undefined) return fail(9, "In $convert, numeric 'to' argument is not an integer");
  const known = type === -1 ? BSON_TYPE.minKey : type;
  if (!TYPE_NAMES.has(known)) {
    fail(9, `In $convert, numeric value for 'to' does not correspond to a BSON type: ${type}`);
  }
  return known;
}

const convert: Operator = (argument, compiler, name) => {
  const codes = { notAnObject: 9, unknown: 9 };
  const values = named(argument, name, ['input', 'to', 'onError', 'onNull'], codes, { input: 9, to: 9 });
  const { input, to, onError, onNull } = compileNamed(values, compiler);
  return folded([input, to, onError, onNull], (row) => {
    const wanted = to!.evaluate(row);
    const value = input!.evaluate(row);
    const target = isNullish(wanted) ? undefined : targetOf(wanted);
    if (isNullish(value)) return onNull ? onNull.evaluate(row) : null;
    if (target === undefined) return null;
    try {
      return (CONVERSIONS.get(target) ?? ((input_) => unsupported(input_, target)))(value);
    } catch (error) {
      if (onError && error instanceof CommandError && error.code === CONVERSION_FAILURE) {
        return onError.evaluate(row);
      }
      throw error;
    }
  });
};

/** `$toInt` and its kin: `$convert` without a way out. */
function shortcut(target: number): Operator {
  const conversion = CONVERSIONS.get(target)!;
  return (argument, compiler, name) => {
    const list = operands(argument, compiler);
    if (list.length !== 1) fail(50_723, `${name} requires a single argument, got ${list.length}`);
    const [only] = list as [Expression];
    return folded([only], (row) => {
      const value = only.evaluate(row);
      return isNullish(value) ? null : conversion(value);
    });
  };
}

export const CONVERT: Readonly<Record<string, Operator>> = {
  $convert: convert,
  $toDouble: shortcut(BSON_TYPE.double),
  $toString: shortcut(BSON_TYPE.string),
  $toObjectId: shortcut(BSON_TYPE.objectId),
  $toBool: shortcut(BSON_TYPE.boolean),
  $toDate: shortcut(BSON_TYPE.date),
  $toInt: shortcut(BSON_TYPE.int32),
  $toLong: shortcut(BSON_TYPE.int64),
  $toDecimal: shortcut(BSON_TYPE.decimal128),
  $type: unary((value) => nameOfType(typeOf(value))),
  $isNumber: unary((value) => isNumber(value)),
};
