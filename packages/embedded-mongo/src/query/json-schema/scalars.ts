import { fail } from '../../bson/command-error.ts';
import { doubleToDecimal, type Decimal } from '../../bson/decimal.ts';
import { compareNumeric, exactDecimal, isNaNNumeric, readNumeric, type Numeric } from '../../bson/numeric.ts';
import { isNumericType, readString } from '../../bson/value.ts';
import { BSON_TYPE, type RawField } from '../../storage/raw-fields.ts';
import { wholeOf } from '../comparison.ts';
import { compileRegex } from '../regex.ts';
import { readTypes } from '../type-set.ts';
import {
  arrayOf,
  booleanOf,
  countOf,
  ofType,
  stringOf,
  stringsOf,
  unorderedKey,
  wrongType,
  type Keywords,
  type SchemaTest,
} from './keywords.ts';

const JSON_TYPES: ReadonlyMap<string, (type: number) => boolean> = new Map([
  ['array', (type: number) => type === BSON_TYPE.array],
  ['boolean', (type: number) => type === BSON_TYPE.boolean],
  ['null', (type: number) => type === BSON_TYPE.null],
  ['number', isNumericType],
  ['object', (type: number) => type === BSON_TYPE.document],
  ['string', (type: number) => type === BSON_TYPE.string],
]);

export function bsonType(field: RawField): SchemaTest {
  if (field.type !== BSON_TYPE.string && field.type !== BSON_TYPE.array) {
    return wrongType('bsonType', 'either a string or an array of strings', field);
  }
  if (field.type === BSON_TYPE.array) stringsOf('bsonType', field);
  const types = readTypes(field, 'bsonType');
  return (_bytes, { type }) => types.has(type);
}

export function jsonType(field: RawField): SchemaTest {
  const names = field.type === BSON_TYPE.array ? stringsOf('type', field) : [stringOf('type', field)];
  const tests = names.map((name) => {
    if (name === 'integer') fail(9, "$jsonSchema type 'integer' is not currently supported.");
    return JSON_TYPES.get(name) ?? fail(2, `Unknown type name alias: ${name}`);
  });
  return (_bytes, { type }) => tests.some((test) => test(type));
}

/** One of the given values. */
export function oneOfValues(field: RawField): SchemaTest {
  const values = arrayOf('enum', field);
  if (values.length === 0) fail(9, "$jsonSchema keyword 'enum' cannot be an empty array");
  const keys = new Set(values.map((value) => unorderedKey(value.bytes, wholeOf(value))));
  if (keys.size < values.length) fail(9, "$jsonSchema keyword 'enum' array cannot contain duplicate values");
  return (bytes, element) => keys.has(unorderedKey(bytes, element));
}

/** `minimum` or `maximum`, with its `exclusive…`. */
export function bound(keyword: 'minimum' | 'maximum', keywords: Keywords): SchemaTest | undefined {
  const exclusiveKeyword = keyword === 'minimum' ? 'exclusiveMinimum' : 'exclusiveMaximum';
  const limitField = keywords.get(keyword);
  const exclusiveField = keywords.get(exclusiveKeyword);
  const exclusive = exclusiveField !== undefined && booleanOf(exclusiveKeyword, exclusiveField);
  if (!limitField) {
    if (exclusiveField)
      fail(9, `$jsonSchema keyword '${keyword}' must be a present if ${exclusiveKeyword} is present`);
    return undefined;
  }
  const limit =
    readNumeric(limitField.bytes, wholeOf(limitField)) ?? wrongType(keyword, 'a number', limitField);
  const sign = keyword === 'minimum' ? 1 : -1;
  return (bytes, element) => {
    const number = readNumeric(bytes, element);
    if (number === undefined) return true;
    if (isNaNNumeric(number) || isNaNNumeric(limit))
      return isNaNNumeric(number) && isNaNNumeric(limit) && !exclusive;
    const order = sign * compareNumeric(number, limit);
    return exclusive ? order > 0 : order >= 0;
  };
}

export function multipleOf(field: RawField): SchemaTest {
  const divisor = readNumeric(field.bytes, wholeOf(field)) ?? wrongType('multipleOf', 'a number', field);
  if (!(compareNumeric(divisor, 0) > 0))
    fail(9, "$jsonSchema keyword 'multipleOf' must have a positive value");
  return (bytes, element) => {
    const number = readNumeric(bytes, element);
    return number === undefined || isMultiple(number, divisor);
  };
}

function isMultiple(number: Numeric, divisor: Numeric): boolean {
  const a = decimalFor(number);
  const b = decimalFor(divisor);
  if (a.kind !== 'finite' || b.kind !== 'finite') return false;
  const exponent = Math.min(a.exponent, b.exponent);
  const left = a.coefficient * 10n ** BigInt(a.exponent - exponent);
  const right = b.coefficient * 10n ** BigInt(b.exponent - exponent);
  return left % right === 0n;
}

/** A double to 15 digits, so that 0.3 is three times 0.1. */
function decimalFor(number: Numeric): Decimal {
  return typeof number === 'number' && !Number.isInteger(number)
    ? doubleToDecimal(number)
    : exactDecimal(number);
}

export function minLength(field: RawField): SchemaTest {
  const least = countOf('minLength', field);
  return ofType(BSON_TYPE.string, (bytes, element) => countCharacters(readString(bytes, element)) >= least);
}

export function maxLength(field: RawField): SchemaTest {
  const most = countOf('maxLength', field);
  return ofType(BSON_TYPE.string, (bytes, element) => countCharacters(readString(bytes, element)) <= most);
}

/** Code points, not UTF-16 units. */
function countCharacters(text: string): number {
  return text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0);
}

export function pattern(field: RawField): SchemaTest {
  const regex = compileRegex({ source: stringOf('pattern', field), options: '' });
  return ofType(BSON_TYPE.string, (bytes, element) => regex.test(readString(bytes, element)));
}
