import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  DBRef,
  Decimal128,
  deserialize,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson';
import { BSON_TYPE, elementAt, findElement, type Element, type RawField } from '../storage/raw-fields.ts';

/** A double that would pass for an int32 if it were a plain number: `new Double(1)` is 1.0. */
export class Double {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

/** A date that JavaScript's `Date` cannot hold. */
export class FarDate {
  readonly milliseconds: bigint;

  constructor(milliseconds: bigint) {
    this.milliseconds = milliseconds;
  }
}

/** BSON's deprecated type 6, which is neither null nor missing. */
export const UNDEFINED = Symbol('BSON undefined');

/** An embedded document: ordered, and safe with names like `__proto__` and `1`. */
export type ValueMap = Map<string, Value>;

/**
 * A decoded BSON value. `undefined` is a missing field. A number that is an int32 is an int32, any other is a
 * double; a `bigint` is an int64.
 */
export type Value =
  | undefined
  | null
  | boolean
  | string
  | number
  | bigint
  | Double
  | Decimal128
  | Date
  | FarDate
  | Value[]
  | ValueMap
  | ObjectId
  | Binary
  | Timestamp
  | BSONRegExp
  | BSONSymbol
  | MinKey
  | MaxKey
  | Code
  | DBRef
  | typeof UNDEFINED;

const MAX_DATE = 8_640_000_000_000_000;
const MIN_KEY = new MinKey();
const MAX_KEY = new MaxKey();

/** Whether a plain number stands for an int32. */
export function isInt32(value: number): boolean {
  return (value | 0) === value && !Object.is(value, -0);
}

/** A double as a value: wrapped where it could be taken for an int32. */
export function doubleValue(value: number): number | Double {
  return isInt32(value) ? new Double(value) : value;
}

export function dateValue(milliseconds: bigint): Date | FarDate {
  const number = Number(milliseconds);
  return Math.abs(number) <= MAX_DATE ? new Date(number) : new FarDate(milliseconds);
}

/** Of two halves, for making a bigint of every date takes longer than all else about it. */
function decodeDate(bytes: Buffer, start: number): Date | FarDate {
  const milliseconds = bytes.readInt32LE(start + 4) * 0x1_0000_0000 + bytes.readUInt32LE(start);
  return Math.abs(milliseconds) <= MAX_DATE
    ? new Date(milliseconds)
    : new FarDate(bytes.readBigInt64LE(start));
}

/** The text of an element that is a string, a symbol or JavaScript. */
export function readString(bytes: Buffer, { start, end }: Element): string {
  return bytes.utf8Slice(start + 4, end - 1);
}

/** @param bytes a document that has been validated */
export function decodeDocument(bytes: Buffer): ValueMap {
  return decodeMap(bytes, 0, bytes.length);
}

/** A raw field, decoded. */
export function decodeField(field: RawField): Value {
  return decodeElement(field.bytes, { type: field.type, start: 0, end: field.bytes.length });
}

export function decodeElement(bytes: Buffer, element: Element): Value {
  const { type, start, end } = element;
  switch (type) {
    case BSON_TYPE.double:
      return doubleValue(bytes.readDoubleLE(start));
    case BSON_TYPE.string:
      return bytes.utf8Slice(start + 4, end - 1);
    case BSON_TYPE.document:
      return decodeMap(bytes, start, end);
    case BSON_TYPE.array:
      return decodeArray(bytes, start, end);
    case BSON_TYPE.undefined:
      return UNDEFINED;
    case BSON_TYPE.objectId:
      return new ObjectId(bytes.subarray(start, end));
    case BSON_TYPE.boolean:
      return bytes[start] === 1;
    case BSON_TYPE.date:
      return decodeDate(bytes, start);
    case BSON_TYPE.null:
      return null;
    case BSON_TYPE.int32:
      return bytes.readInt32LE(start);
    case BSON_TYPE.int64:
      return bytes.readBigInt64LE(start);
    default:
      return decodeRare(bytes, element);
  }
}

function decodeRare(bytes: Buffer, element: Element): Value {
  const { type, start, end } = element;
  switch (type) {
    case BSON_TYPE.binary:
      return new Binary(Buffer.from(bytes.subarray(start + 5, end)), bytes[start + 4]);
    case BSON_TYPE.regex: {
      const patternEnd = bytes.indexOf(0, start);
      const regex = new BSONRegExp(bytes.utf8Slice(start, patternEnd));
      // The class refuses options that a stored value may well have.
      regex.options = bytes.utf8Slice(patternEnd + 1, end - 1);
      return regex;
    }
    case BSON_TYPE.dbPointer:
      return new DBRef(bytes.utf8Slice(start + 4, end - 13), new ObjectId(bytes.subarray(end - 12, end)));
    case BSON_TYPE.javascript:
      return new Code(readString(bytes, element));
    case BSON_TYPE.symbol:
      return new BSONSymbol(readString(bytes, element));
    case BSON_TYPE.javascriptWithScope: {
      const codeEnd = start + 8 + bytes.readInt32LE(start + 4);
      const scope = deserialize(bytes.subarray(codeEnd, end), { promoteValues: false, bsonRegExp: true });
      return new Code(bytes.utf8Slice(start + 8, codeEnd - 1), scope);
    }
    case BSON_TYPE.timestamp:
      return new Timestamp(bytes.readBigUInt64LE(start));
    case BSON_TYPE.decimal128:
      return new Decimal128(Buffer.from(bytes.subarray(start, end)));
    case BSON_TYPE.minKey:
      return MIN_KEY;
    case BSON_TYPE.maxKey:
      return MAX_KEY;
    default:
      throw new RangeError(`there is no BSON type ${type}`);
  }
}

function decodeMap(bytes: Buffer, start: number, end: number): ValueMap {
  const map: ValueMap = new Map();
  for (let position = start + 4; position < end - 1;) {
    const [element, after] = elementAt(bytes, position);
    map.set(bytes.utf8Slice(position + 1, element.start - 1), decodeElement(bytes, element));
    position = after;
  }
  return map;
}

function decodeArray(bytes: Buffer, start: number, end: number): Value[] {
  const values: Value[] = [];
  for (let position = start + 4; position < end - 1;) {
    const [element, after] = elementAt(bytes, position);
    values.push(decodeElement(bytes, element));
    position = after;
  }
  return values;
}

/** The whole of a document as an element, to start reading paths from. */
export function rootElement(document: Buffer): Element {
  return { type: BSON_TYPE.document, start: 0, end: document.length };
}

/** A top-level field, decoded; `undefined` when it is missing. */
export function valueOf(document: Buffer, name: Buffer): Value {
  const element = findElement(document, rootElement(document), name);
  return element && decodeElement(document, element);
}

/** The BSON type of a value, 0 for a missing one. */
export function typeOf(value: Value): number {
  switch (typeof value) {
    case 'undefined':
      return 0;
    case 'boolean':
      return BSON_TYPE.boolean;
    case 'string':
      return BSON_TYPE.string;
    case 'number':
      return isInt32(value) ? BSON_TYPE.int32 : BSON_TYPE.double;
    case 'bigint':
      return BSON_TYPE.int64;
    case 'symbol':
      return BSON_TYPE.undefined;
    default:
      return value === null ? BSON_TYPE.null : typeOfObject(value);
  }
}

function typeOfObject(value: object): number {
  if (value instanceof Map) return BSON_TYPE.document;
  if (Array.isArray(value)) return BSON_TYPE.array;
  if (value instanceof Double) return BSON_TYPE.double;
  if (value instanceof Date || value instanceof FarDate) return BSON_TYPE.date;
  if (value instanceof ObjectId) return BSON_TYPE.objectId;
  if (value instanceof Decimal128) return BSON_TYPE.decimal128;
  if (value instanceof Binary) return BSON_TYPE.binary;
  if (value instanceof Timestamp) return BSON_TYPE.timestamp;
  if (value instanceof BSONRegExp) return BSON_TYPE.regex;
  if (value instanceof Code) return value.scope ? BSON_TYPE.javascriptWithScope : BSON_TYPE.javascript;
  if (value instanceof BSONSymbol) return BSON_TYPE.symbol;
  if (value instanceof DBRef) return BSON_TYPE.dbPointer;
  if (value instanceof MinKey) return BSON_TYPE.minKey;
  if (value instanceof MaxKey) return BSON_TYPE.maxKey;
  throw new TypeError('not a BSON value');
}

/** MongoDB's names of the types, as `$type` takes and answers them. */
export const TYPE_NAMES: ReadonlyMap<number, string> = new Map<number, string>([
  [0, 'missing'],
  [BSON_TYPE.double, 'double'],
  [BSON_TYPE.string, 'string'],
  [BSON_TYPE.document, 'object'],
  [BSON_TYPE.array, 'array'],
  [BSON_TYPE.binary, 'binData'],
  [BSON_TYPE.undefined, 'undefined'],
  [BSON_TYPE.objectId, 'objectId'],
  [BSON_TYPE.boolean, 'bool'],
  [BSON_TYPE.date, 'date'],
  [BSON_TYPE.null, 'null'],
  [BSON_TYPE.regex, 'regex'],
  [BSON_TYPE.dbPointer, 'dbPointer'],
  [BSON_TYPE.javascript, 'javascript'],
  [BSON_TYPE.symbol, 'symbol'],
  [BSON_TYPE.javascriptWithScope, 'javascriptWithScope'],
  [BSON_TYPE.int32, 'int'],
  [BSON_TYPE.timestamp, 'timestamp'],
  [BSON_TYPE.int64, 'long'],
  [BSON_TYPE.decimal128, 'decimal'],
  [BSON_TYPE.minKey, 'minKey'],
  [BSON_TYPE.maxKey, 'maxKey'],
]);

export function nameOfType(type: number): string {
  return TYPE_NAMES.get(type) ?? 'unknown';
}

export function typeName(value: Value): string {
  return nameOfType(typeOf(value));
}

export function isNumericType(type: number): boolean {
  return (
    type === BSON_TYPE.int32 ||
    type === BSON_TYPE.double ||
    type === BSON_TYPE.int64 ||
    type === BSON_TYPE.decimal128
  );
}
