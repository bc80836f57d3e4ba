import { Binary, Decimal128, ObjectId, Timestamp } from 'bson';
import { CommandError, fail } from '../../bson/command-error.ts';
import {
  dateValue,
  Double,
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
import { CONVERSION_FAILURE, refuse, unsupported } from './conversion-failure.ts';
import { binaryText, formatOf, toBinary, type BinaryFormat } from './convert-binary.ts';
import { toDecimalValue, toDoubleValue, toInt, toInt64, wholePart } from './convert-number.ts';
import { dateFromText } from './date-text.ts';
import { instantOfValue } from './date-value.ts';
import { folded, type Expression, type Operator } from './expression.ts';
import { formatDate, formatDouble } from './format-value.ts';
import { isDouble, isNullish, isNumber, isTrue, wholeInt } from './numbers.ts';

function toText(value: Value, { format }: Target): Value {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number' && isInt32(value)) return String(value);
  if (typeof value === 'number' || value instanceof Double) return formatDouble(value);
  if (typeof value === 'bigint' || value instanceof Decimal128) return String(value);
  if (value instanceof ObjectId) return value.toHexString();
  if (value instanceof Binary) return binaryText(value, format);
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

/** What a value is to become. */
interface Target {
  type: number;
  /** Of binary data. */
  subtype?: Value;
  format?: BinaryFormat | undefined;
}

type Conversion = (value: Value, target: Target) => Value;

const CONVERSIONS: ReadonlyMap<number, Conversion> = new Map<number, Conversion>([
  [BSON_TYPE.double, toDoubleValue],
  [BSON_TYPE.string, toText],
  [BSON_TYPE.objectId, toObjectId],
  [BSON_TYPE.boolean, (value) => isTrue(value)],
  [BSON_TYPE.date, toDate],
  [BSON_TYPE.binary, (value, { subtype, format }) => toBinary(value, subtype, format)],
  [BSON_TYPE.int32, toInt],
  [BSON_TYPE.int64, toInt64],
  [BSON_TYPE.decimal128, toDecimalValue],
]);

const TYPES_BY_NAME = new Map([...TYPE_NAMES].map(([type, name]) => [name, type]));

function typeOfTarget(value: Value): number {
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

/** A type, or `{type, subtype}`. */
function targetOf(value: Value): Target {
  if (!(value instanceof Map)) return { type: typeOfTarget(value), subtype: 0 };
  for (const name of value.keys()) {
    if (name !== 'type' && name !== 'subtype') fail(9, `$convert found an unknown field in 'to': ${name}`);
  }
  if (!value.has('type')) fail(9, "Missing 'type' parameter to $convert");
  return { type: typeOfTarget(value.get('type')), subtype: value.has('subtype') ? value.get('subtype') : 0 };
}

const convert: Operator = (argument, compiler, name) => {
  const codes = { notAnObject: 9, unknown: 9 };
  const allowed = ['input', 'to', 'format', 'onError', 'onNull'] as const;
  const values = named(argument, name, allowed, codes, { input: 9, to: 9 });
  const { input, to, format, onError, onNull } = compileNamed(values, compiler);
  return folded([input, to, format, onError, onNull], (row) => {
    const wanted = to!.evaluate(row);
    const value = input!.evaluate(row);
    const target = isNullish(wanted) ? undefined : targetOf(wanted);
    if (isNullish(value)) return onNull ? onNull.evaluate(row) : null;
    if (target === undefined) return null;
    target.format = formatOf(format?.evaluate(row));
    try {
      return converted(value, target);
    } catch (error) {
      if (onError && error instanceof CommandError && error.code === CONVERSION_FAILURE) {
        return onError.evaluate(row);
      }
      throw error;
    }
  });
};

function converted(value: Value, target: Target): Value {
  const conversion = CONVERSIONS.get(target.type);
  return conversion ? conversion(value, target) : unsupported(value, target.type);
}

/** `$toInt` and its kin: `$convert` without a way out. */
function shortcut(target: Target): Operator {
  return (argument, compiler, name) => {
    const list = operands(argument, compiler);
    if (list.length !== 1) fail(50_723, `${name} requires a single argument, got ${list.length}`);
    const [only] = list as [Expression];
    return folded([only], (row) => {
      const value = only.evaluate(row);
      return isNullish(value) ? null : converted(value, target);
    });
  };
}

export const CONVERT: Readonly<Record<string, Operator>> = {
  $convert: convert,
  $toDouble: shortcut({ type: BSON_TYPE.double }),
  $toString: shortcut({ type: BSON_TYPE.string, format: 'auto' }),
  $toObjectId: shortcut({ type: BSON_TYPE.objectId }),
  $toBool: shortcut({ type: BSON_TYPE.boolean }),
  $toDate: shortcut({ type: BSON_TYPE.date }),
  $toInt: shortcut({ type: BSON_TYPE.int32 }),
  $toLong: shortcut({ type: BSON_TYPE.int64 }),
  $toDecimal: shortcut({ type: BSON_TYPE.decimal128 }),
  $toUUID: shortcut({ type: BSON_TYPE.binary, subtype: 4, format: 'uuid' }),
  $type: unary((value) => nameOfType(typeOf(value))),
  $isNumber: unary((value) => isNumber(value)),
};
