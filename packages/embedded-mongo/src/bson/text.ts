import { Binary, BSONRegExp, Decimal128, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import { Double, typeName, type Value } from './value.ts';

/** Longer texts are cut, for they go into messages. */
const MAX_LENGTH = 256;
const UUID_BYTES = 16;

/** A value as MongoDB's messages show it: `{ a: 1, b: "x" }`. */
export function textOf(value: Value): string {
  const text = wholeTextOf(value);
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
}

/** A field as MongoDB's messages show it: `a: 1`. */
export function fieldText(name: string, value: Value): string {
  return `${name}: ${textOf(value)}`;
}

/** As `textOf`, however long. */
export function wholeTextOf(value: Value): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'number':
    case 'bigint':
    case 'boolean':
      return String(value);
    default:
      return value === null ? 'null' : renderObject(value);
  }
}

function renderObject(value: Value): string {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[ ${value.map(wholeTextOf).join(', ')} ]`;
  if (value instanceof Map) {
    const fields = [...value].map(([name, field]) => `${name}: ${wholeTextOf(field)}`);
    return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
  }
  if (value instanceof Double)
    return Number.isInteger(value.value) ? value.value.toFixed(1) : String(value.value);
  if (value instanceof ObjectId) return `ObjectId('${value.toHexString()}')`;
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (value instanceof Decimal128) return value.toString();
  if (value instanceof BSONRegExp) return `/${value.pattern}/${value.options}`;
  if (value instanceof Binary) return binaryText(value);
  if (value instanceof Timestamp) return `Timestamp(${value.t}, ${value.i})`;
  if (value instanceof MinKey) return 'MinKey';
  if (value instanceof MaxKey) return 'MaxKey';
  return value === undefined ? 'EOO' : typeName(value);
}

function binaryText(value: Binary): string {
  const isUuid = value.sub_type === Binary.SUBTYPE_UUID && value.length() === UUID_BYTES;
  if (isUuid) return `UUID("${value.toUUID().toHexString()}")`;
  return `BinData(${value.sub_type}, ${value.toString('hex').toUpperCase()})`;
}
