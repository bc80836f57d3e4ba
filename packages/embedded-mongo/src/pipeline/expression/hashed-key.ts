import { createHash, type Hash } from 'node:crypto';
import { Code, Decimal128 } from 'bson';
import { decodeField, typeOf, type Value } from '../../bson/value.ts';
import { encodeField } from '../../bson/writer.ts';
import { BSON_TYPE } from '../../storage/raw-fields.ts';
import { folded, type Operator } from './expression.ts';
import { nearestLong } from './left-to-right.ts';
import { isDouble, isNumber, LEAST_LONG, toDouble, toLong, type NumberValue } from './numbers.ts';

const NUMBER_KIND = 10;

/** The numbers that stand for the types in what is hashed; types with the same one may hash alike. */
const KINDS: ReadonlyMap<number, number> = new Map([
  [BSON_TYPE.minKey, -1],
  [BSON_TYPE.undefined, 0],
  [BSON_TYPE.null, 5],
  [BSON_TYPE.string, 15],
  [BSON_TYPE.symbol, 15],
  [BSON_TYPE.document, 20],
  [BSON_TYPE.array, 25],
  [BSON_TYPE.binary, 30],
  [BSON_TYPE.objectId, 35],
  [BSON_TYPE.boolean, 40],
  [BSON_TYPE.date, 45],
  [BSON_TYPE.timestamp, 47],
  [BSON_TYPE.regex, 50],
  [BSON_TYPE.dbPointer, 55],
  [BSON_TYPE.javascript, 60],
  [BSON_TYPE.javascriptWithScope, 65],
  [BSON_TYPE.maxKey, 127],
]);

const END_OF_DOCUMENT = int32(0);

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}

/** What a hashed index of MongoDB has for a value: the beginning of an MD5 of its parts. */
export function hashedKey(value: Value, seed = 0): bigint {
  const hash = createHash('md5').update(int32(seed));
  add(hash, value === undefined ? null : value, '');
  return hash.digest().readBigInt64LE();
}

/** @param name of the field with its closing null byte; nothing for the value itself */
function add(hash: Hash, value: Value, name: string): void {
  if (isNumber(value)) {
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64LE(wholeOf(value));
    hash.update(int32(NUMBER_KIND)).update(name).update(bytes);
    return;
  }
  const type = typeOf(value);
  hash.update(int32(KINDS.get(type)!)).update(name);
  if (value instanceof Map) addFields(hash, value);
  else if (Array.isArray(value)) addFields(hash, value.entries());
  else if (value instanceof Code && type === BSON_TYPE.javascriptWithScope) addCode(hash, value);
  else hash.update(encodeField(value).bytes);
}

function addFields(hash: Hash, fields: Iterable<readonly [string | number, Value]>): void {
  for (const [name, value] of fields) add(hash, value, `${name}\0`);
  hash.update(END_OF_DOCUMENT);
}

function addCode(hash: Hash, value: Code): void {
  const { bytes } = encodeField(value);
  const end = 8 + bytes.readInt32LE(4);
  hash.update(bytes.subarray(8, end));
  addFields(
    hash,
    decodeField({ type: BSON_TYPE.document, bytes: bytes.subarray(end) }) as Map<string, Value>,
  );
}

/** The int64 that a number hashes as. */
function wholeOf(value: NumberValue): bigint {
  if (value instanceof Decimal128) return nearestLong(value) ?? toLong(value);
  // 2^63 becomes -2^63, as it always has there.
  return isDouble(value) && toDouble(value) === 2 ** 63 ? LEAST_LONG : toLong(value);
}

const toHashedIndexKey: Operator = (argument, compiler) => {
  const operand = compiler.compile(argument);
  return folded([operand], (row) => hashedKey(operand.evaluate(row)));
};

export const HASHED_KEY: Readonly<Record<string, Operator>> = { $toHashedIndexKey: toHashedIndexKey };
