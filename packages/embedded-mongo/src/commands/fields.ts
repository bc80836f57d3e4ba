import { CommandError } from '../bson/command-error.ts';
import { decimalToDouble, readDecimal } from '../bson/decimal.ts';
import { nameOfType } from '../bson/value.ts';
import { BSON_TYPE, elementAt, rawFields, type Element, type RawField } from '../storage/raw-fields.ts';

/** What a field of a command may hold, and how its handler gets it. */
interface Kinds {
  string: string;
  /** Any number without a fraction, as a JavaScript number. */
  integer: number;
  /** Any number, its fraction left out: MongoDB's "safe long", where what is no number at all is 0. */
  truncated: number;
  /** A time limit: whatever is wrong with it is a bad value. */
  milliseconds: number;
  /** A boolean; numbers count as in MongoDB's "safe bool". */
  boolean: boolean;
  /** A boolean and no number: MongoDB's "bool" and "optional bool". */
  strictBoolean: boolean;
  /** Raw BSON. */
  document: Buffer;
  /** An array of documents or a document sequence, each raw BSON. */
  documents: Buffer[];
  /** Anything, raw. */
  value: RawField;
  /** Accepted and without effect here. */
  ignored: undefined;
}

/** A field's kind; with an exclamation mark it is required. */
export type FieldKind = keyof Kinds | `${Exclude<keyof Kinds, 'ignored'>}!`;
export type FieldList = Readonly<Record<string, FieldKind>>;

/** The fields of a command as its handler gets them. */
export type Fields<List extends FieldList> = {
  -readonly [
    Name in keyof List as List[Name] extends `${string}!` ? Name : never
  ]: List[Name] extends `${infer Kind extends keyof Kinds}!` ? Kinds[Kind] : never;
} & {
  -readonly [
    Name in keyof List as List[Name] extends `${string}!` ? never : Name
  ]?: List[Name] extends keyof Kinds ? Kinds[List[Name]] : never;
};

/** Fields that every command takes. */
export const COMMON_FIELDS = {
  $db: 'string',
  lsid: 'document',
  txnNumber: 'integer',
  autocommit: 'strictBoolean',
  startTransaction: 'strictBoolean',
  stmtId: 'integer',
  stmtIds: 'value',
  comment: 'ignored',
  maxTimeMS: 'milliseconds',
  readConcern: 'document',
  writeConcern: 'document',
  $clusterTime: 'document',
  $readPreference: 'document',
  $audit: 'ignored',
  apiVersion: 'string',
  apiStrict: 'strictBoolean',
  apiDeprecationErrors: 'strictBoolean',
} as const satisfies FieldList;

export type CommonFields = Fields<typeof COMMON_FIELDS>;

/** The fields of a command that takes any, without those that every command has. */
export function openFields(command: string, fields: object): [name: string, field: RawField][] {
  const entries = Object.entries(fields) as [string, RawField][];
  return entries.filter(([name]) => name !== command && !Object.hasOwn(COMMON_FIELDS, name));
}

/** A list of fields made ready: every request of a command comes with the same one. */
interface Reading {
  kinds: ReadonlyMap<string, keyof Kinds>;
  required: readonly string[];
}

const readings = new WeakMap<FieldList, Reading>();

function readingOf(list: FieldList): Reading {
  let reading = readings.get(list);
  if (!reading) {
    const entries = Object.entries(list);
    reading = {
      kinds: new Map(entries.map(([name, kind]) => [name, kind.replace('!', '') as keyof Kinds])),
      required: entries.filter(([, kind]) => kind.endsWith('!')).map(([name]) => name),
    };
    readings.set(list, reading);
  }
  return reading;
}

/**
 * Reads a document by a list of its fields.
 * @param owner the command's name, for messages
 * @param document one that has been validated
 * @throws CommandError 40415 for a field that is not listed, 40413 for one given twice, 40414 for a required
 *   one that is missing, 14 for one of another type, 9 for a number that is none, 2 for
 *   a time limit that is none.
 */
export function readFields<List extends FieldList>(
  owner: string,
  document: Buffer,
  list: List,
): Fields<List> {
  const found = readGiven(owner, document, list);
  assertRequired(owner, found, list);
  return found;
}

/** @throws CommandError 40414 for a required field that is missing */
export function assertRequired(
  owner: string,
  found: Readonly<Record<string, unknown>>,
  list: FieldList,
): void {
  for (const name of readingOf(list).required) {
    if (found[name] === undefined) {
      throw new CommandError(40414, `BSON field '${owner}.${name}' is missing but a required field`);
    }
  }
}

interface Given {
  /** The documents that came beside the body. */
  sequences?: ReadonlyMap<string, Buffer[]> | undefined;
  /** Fields that are not listed are taken, raw. */
  open?: boolean | undefined;
}

/** As `readFields`, but what is required may be missing. */
export function readGiven<List extends FieldList>(
  owner: string,
  document: Buffer,
  list: List,
  { sequences, open = false }: Given = {},
): Fields<List> {
  const { kinds } = readingOf(list);
  // An object of the ordinary kind, for it is read far faster than one without prototype; the list vouches for the names.
  const found = (open ? Object.create(null) : {}) as Record<string, unknown>;
  const seen = new Set<string>();
  const once = (name: string): keyof Kinds => {
    const kind = kinds.get(name) ?? (open ? 'value' : undefined);
    if (kind === undefined) {
      throw new CommandError(40415, `BSON field '${owner}.${name}' is an unknown field.`);
    }
    if (seen.has(name)) throw new CommandError(40413, `BSON field '${owner}.${name}' is a duplicate field`);
    seen.add(name);
    return kind;
  };
  for (let position = 4; position < document.length - 1;) {
    const [element, after] = elementAt(document, position);
    const name = document.utf8Slice(position + 1, element.start - 1);
    const value = readField(owner, name, once(name), document, element);
    if (value !== undefined) found[name] = value;
    position = after;
  }
  for (const [name, documents] of sequences ?? []) {
    once(name);
    found[name] = documents;
  }
  return found as Fields<List>;
}

function readField(
  owner: string,
  name: string,
  kind: keyof Kinds,
  document: Buffer,
  { type, start, end }: Element,
): unknown {
  // MongoDB takes a null for an optional field as if it were not there.
  const isNull = type === BSON_TYPE.null || type === BSON_TYPE.undefined;
  if (kind === 'ignored' || (isNull && kind !== 'value')) return undefined;
  if (kind === 'string' && type === BSON_TYPE.string) return document.utf8Slice(start + 4, end - 1);
  const field = { type, bytes: document.subarray(start, end) };
  switch (kind) {
    case 'value':
      return field;
    case 'integer':
      if (isNumber(field)) return integerOf(owner, name, field);
      break;
    case 'truncated':
      if (isNumber(field)) return truncated(numberOf(field));
      break;
    case 'milliseconds':
      return millisecondsOf(name, field);
    case 'boolean':
    case 'strictBoolean':
      if (type === BSON_TYPE.boolean) return field.bytes[0] === 1;
      if (kind === 'boolean' && isNumber(field)) return numberOf(field) !== 0;
      break;
    case 'document':
      if (type === BSON_TYPE.document) return field.bytes;
      break;
    case 'documents':
      if (type === BSON_TYPE.array) return arrayOfDocuments(`${owner}.${name}`, field.bytes);
      break;
    default:
      break;
  }
  throw wrongType(`${owner}.${name}`, type, EXPECTED[kind]);
}

const EXPECTED: Record<Exclude<keyof Kinds, 'value' | 'ignored' | 'milliseconds'>, string> = {
  string: 'string',
  integer: 'long',
  truncated: 'long',
  boolean: 'bool',
  strictBoolean: 'bool',
  document: 'object',
  documents: 'array',
};

function arrayOfDocuments(path: string, bytes: Buffer): Buffer[] {
  const documents: Buffer[] = [];
  for (const [index, field] of rawFields(bytes)) {
    if (field.type !== BSON_TYPE.document) throw wrongType(`${path}.${index}`, field.type, 'object');
    documents.push(field.bytes);
  }
  return documents;
}

export function wrongType(path: string, type: number, expected: string): CommandError {
  return new CommandError(
    14,
    `BSON field '${path}' is the wrong type '${nameOfType(type)}', expected type '${expected}'`,
  );
}

export function isNumber({ type }: RawField): boolean {
  return (
    type === BSON_TYPE.double ||
    type === BSON_TYPE.int32 ||
    type === BSON_TYPE.int64 ||
    type === BSON_TYPE.decimal128
  );
}

/** The nearest double of a number of any type. */
export function numberOf({ type, bytes }: RawField): number {
  if (type === BSON_TYPE.double) return bytes.readDoubleLE(0);
  if (type === BSON_TYPE.int32) return bytes.readInt32LE(0);
  if (type === BSON_TYPE.int64) return Number(bytes.readBigInt64LE(0));
  return type === BSON_TYPE.decimal128 ? decimalToDouble(readDecimal(bytes, 0)) : Number.NaN;
}

/** What is neither false nor 0 is true. */
export function isTruthy(field: RawField): boolean {
  if (field.type === BSON_TYPE.boolean) return field.bytes[0] === 1;
  return !isNumber(field) || numberOf(field) !== 0;
}

const MOST = 2 ** 63;

function truncated(number: number): number {
  return Number.isNaN(number) ? 0 : Math.max(-MOST, Math.min(Math.trunc(number), MOST));
}

function millisecondsOf(name: string, field: RawField): number {
  if (!isNumber(field)) throw new CommandError(2, `${name} must be a number`);
  const number = numberOf(field);
  if (Number.isInteger(number)) return number;
  throw new CommandError(2, `${name} has non-integral value`);
}

function integerOf(owner: string, name: string, field: RawField): number {
  const number = numberOf(field);
  if (Number.isInteger(number)) return number;
  throw new CommandError(9, `BSON field '${owner}.${name}' must be a whole number, and is ${number}`);
}

export function textOf(field: RawField): string {
  return field.bytes.utf8Slice(4, field.bytes.length - 1);
}
