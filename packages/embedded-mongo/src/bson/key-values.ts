import { BSON_TYPE, type Element, type RawField } from '../storage/raw-fields.ts';
import { TYPE_RANK } from './compare.ts';

/*
 * Reads values back from the keys that `keys.ts` makes of them. A key does not tell all: 1, 1.0 and Long(1) have the
 * same. What it leaves out stands in a note of one byte beside it, and values that a byte does not tell are not read.
 */

/** A value that the key alone tells. */
export const PLAIN = 0;

const RANK = {
  null: TYPE_RANK[BSON_TYPE.null]!,
  notANumber: 29,
  number: TYPE_RANK[BSON_TYPE.int32]!,
  string: TYPE_RANK[BSON_TYPE.string]!,
  objectId: TYPE_RANK[BSON_TYPE.objectId]!,
  boolean: TYPE_RANK[BSON_TYPE.boolean]!,
  date: TYPE_RANK[BSON_TYPE.date]!,
  timestamp: TYPE_RANK[BSON_TYPE.timestamp]!,
  minKey: TYPE_RANK[BSON_TYPE.minKey]!,
  maxKey: TYPE_RANK[BSON_TYPE.maxKey]!,
} as const;

const TOLD_BY_KEY: ReadonlySet<number> = new Set([
  BSON_TYPE.int32,
  BSON_TYPE.string,
  BSON_TYPE.objectId,
  BSON_TYPE.boolean,
  BSON_TYPE.date,
  BSON_TYPE.timestamp,
  BSON_TYPE.null,
  BSON_TYPE.minKey,
  BSON_TYPE.maxKey,
]);

const NAN_BYTES = Buffer.alloc(8);
NAN_BYTES.writeDoubleLE(Number.NaN);

/** What has to be noted of a value beside its key; undefined where the key cannot be read back. */
export function noteOf(bytes: Buffer, { type, start, end }: Element): number | undefined {
  if (TOLD_BY_KEY.has(type)) return PLAIN;
  if (type === BSON_TYPE.double) {
    const double = bytes.readDoubleLE(start);
    if (Object.is(double, -0)) return undefined;
    // A NaN has many forms, and its key knows one.
    if (Number.isNaN(double)) return bytes.subarray(start, end).equals(NAN_BYTES) ? PLAIN : undefined;
    return isInt32(double) ? BSON_TYPE.double : PLAIN;
  }
  if (type === BSON_TYPE.int64) {
    return Number.isSafeInteger(Number(bytes.readBigInt64LE(start))) ? BSON_TYPE.int64 : undefined;
  }
  return undefined;
}

function isInt32(number: number): boolean {
  return (number | 0) === number;
}

/** A value and where its key ends. */
export interface ValueInKey extends RawField {
  after: number;
}

/**
 * The value whose ascending key begins at a position.
 * @param note as `noteOf` gave it
 */
export function readKeyValue(key: Buffer, start: number, note: number): ValueInKey {
  const from = start + 1;
  switch (key[start]) {
    case RANK.number:
      return readNumber(key, from, note);
    case RANK.string:
      return readText(key, from);
    case RANK.objectId:
      return copied(BSON_TYPE.objectId, key, from, 12);
    case RANK.boolean:
      return copied(BSON_TYPE.boolean, key, from, 1);
    case RANK.date:
      return readInteger(BSON_TYPE.date, key, from);
    case RANK.timestamp:
      return readInteger(BSON_TYPE.timestamp, key, from);
    case RANK.null:
      return copied(BSON_TYPE.null, key, from, 0);
    case RANK.minKey:
      return copied(BSON_TYPE.minKey, key, from, 0);
    case RANK.maxKey:
      return copied(BSON_TYPE.maxKey, key, from, 0);
    case RANK.notANumber:
      return { type: BSON_TYPE.double, bytes: NAN_BYTES, after: from };
    default:
      throw new Error(`a key that begins with ${key[start]} cannot be read back`);
  }
}

function copied(type: number, key: Buffer, start: number, length: number): ValueInKey {
  return { type, bytes: Buffer.from(key.subarray(start, start + length)), after: start + length };
}

/** A double, and one byte that says that it is all of the number. */
function readNumber(key: Buffer, start: number, note: number): ValueInKey {
  const scratch = Buffer.allocUnsafe(8);
  const negative = key[start]! < 0x80;
  for (let index = 0; index < 8; index += 1) scratch[index] = key[start + index]! ^ (negative ? 0xff : 0);
  scratch[0]! &= 0x7f;
  const size = scratch.readDoubleBE();
  const number = negative ? -size : size;
  const after = start + 9;
  if (note === BSON_TYPE.int64) {
    scratch.writeBigInt64LE(BigInt(number));
    return { type: BSON_TYPE.int64, bytes: scratch, after };
  }
  if (note === PLAIN && isInt32(number)) {
    const bytes = Buffer.allocUnsafe(4);
    bytes.writeInt32LE(number);
    return { type: BSON_TYPE.int32, bytes, after };
  }
  scratch.writeDoubleLE(number);
  return { type: BSON_TYPE.double, bytes: scratch, after };
}

/** 8 bytes, the first of them first; the sign of a date is turned. */
function readInteger(type: number, key: Buffer, start: number): ValueInKey {
  const bytes = Buffer.allocUnsafe(8);
  for (let index = 0; index < 8; index += 1) bytes[7 - index] = key[start + index]!;
  if (type === BSON_TYPE.date) bytes[7]! ^= 0x80;
  return { type, bytes, after: start + 8 };
}

/** UTF-8 in which 0 is written as 0 255, up to 0 1. */
function readText(key: Buffer, start: number): ValueInKey {
  let zeros = 0;
  let end = key.indexOf(0, start);
  while (key[end + 1] === 255) {
    zeros += 1;
    end = key.indexOf(0, end + 2);
  }
  const length = end - start - zeros;
  const bytes = Buffer.allocUnsafe(length + 5);
  bytes.writeInt32LE(length + 1, 0);
  if (zeros === 0) bytes.set(key.subarray(start, end), 4);
  else copyWithZeros(bytes, key, start, end);
  bytes[length + 4] = 0;
  return { type: BSON_TYPE.string, bytes, after: end + 2 };
}

function copyWithZeros(target: Buffer, key: Buffer, start: number, end: number): void {
  let written = 4;
  for (let position = start; position < end; position += 1) {
    target[written] = key[position]!;
    written += 1;
    if (key[position] === 0) position += 1;
  }
}
