import { BSON_TYPE, elementAt, type Element } from '../storage/raw-fields.ts';
import { compareNumeric, exactDecimal, readNumeric, toDouble, type Numeric } from './numeric.ts';
import { DIGITS, digitCount } from './decimal.ts';
import { TYPE_RANK } from './compare.ts';
import type { Value } from './value.ts';
import { encodeField } from './writer.ts';

/*
 * A key begins with the rank of its type. What follows never is the beginning of another key of that type, so
 * that keys can stand one after another, also with all their bytes inverted.
 *
 *   number    29 NaN | 30 double, made ascending, then what the double leaves out (see `number`)
 *   string    UTF-8 with 0 written as 0 255, then 0 1
 *   document  for every field its type's rank, its name, 0, its value; then 0
 *   array     its values, then 0
 *   binary    length, then subtype and bytes
 */

/** The key of a null, and of what is missing. */
export const NULL_KEY: Buffer = Buffer.from([TYPE_RANK[BSON_TYPE.null]!]);

const NOT_A_NUMBER = 29;
/** Exponents are written as numbers that are not negative. */
const EXPONENT_BIAS = 8_192;
const COEFFICIENT_BYTES = 15;

let buffer = Buffer.allocUnsafe(1 << 12);
let length = 0;

/** Bytes whose order is MongoDB's order of the elements they are made from; equal values have equal keys. */
export function elementKey(bytes: Buffer, element: Element): Buffer {
  length = 0;
  writeKey(bytes, element);
  const key = Buffer.allocUnsafe(length);
  buffer.copy(key, 0, 0, length);
  return key;
}

/**
 * The keys of several elements one after another, behind a prefix; that of null for those that are missing.
 * @param isInverted whose keys have all their bits turned, so that they go downwards
 */
export function elementKeys(
  prefix: Buffer,
  bytes: Buffer,
  elements: readonly (Element | undefined)[],
  isInverted: readonly boolean[],
): Buffer {
  length = 0;
  copy(prefix, 0, prefix.length);
  for (let position = 0; position < isInverted.length; position += 1) {
    const start = length;
    const element = elements[position];
    if (element) writeKey(bytes, element);
    else copy(NULL_KEY, 0, NULL_KEY.length);
    if (isInverted[position]) for (let index = start; index < length; index += 1) buffer[index]! ^= 0xff;
  }
  const key = Buffer.allocUnsafe(length);
  buffer.copy(key, 0, 0, length);
  return key;
}

/** As `elementKey`; a missing value has the key of null. */
export function valueKey(value: Value): Buffer {
  if (value === undefined) return NULL_KEY;
  const { type, bytes } = encodeField(value);
  return elementKey(bytes, { type, start: 0, end: bytes.length });
}

function writeKey(bytes: Buffer, element: Element): void {
  const { type, start, end } = element;
  if (TYPE_RANK[type] === TYPE_RANK[BSON_TYPE.int32]) return number(readNumeric(bytes, element)!);
  byte(TYPE_RANK[type]!);
  switch (type) {
    case BSON_TYPE.string:
    case BSON_TYPE.symbol:
    case BSON_TYPE.javascript:
      return text(bytes, start + 4, end - 1);
    case BSON_TYPE.document:
    case BSON_TYPE.array:
      return container(bytes, element);
    case BSON_TYPE.date:
    case BSON_TYPE.timestamp:
      return integer(bytes, start, type === BSON_TYPE.date);
    case BSON_TYPE.binary:
    case BSON_TYPE.dbPointer:
      reserve(4);
      length = buffer.writeUInt32BE(end - start, length);
      return copy(bytes, start + 4, end);
    case BSON_TYPE.javascriptWithScope: {
      const codeEnd = start + 8 + bytes.readInt32LE(start + 4);
      text(bytes, start + 8, codeEnd - 1);
      return container(bytes, { type: BSON_TYPE.document, start: codeEnd, end });
    }
    default:
      return copy(bytes, start, end);
  }
}

/**
 * The double next to zero from the number, and then 0 when that is all of it, or else 1 and the number to 34
 * digits. Bytes of a negative number are inverted.
 */
function number(value: Numeric): void {
  let double = toDouble(value);
  if (Number.isNaN(double)) return byte(NOT_A_NUMBER);
  const exact = typeof value === 'number' ? 0 : compareNumeric(value, double);
  if (!Number.isFinite(double) && exact !== 0) double = Math.sign(double) * Number.MAX_VALUE;
  else if (exact !== 0 && double !== 0 && exact > 0 === double < 0) double = towardsZero(double);
  byte(TYPE_RANK[BSON_TYPE.int32]!);
  const start = length;
  reserve(11 + COEFFICIENT_BYTES);
  const negative = double < 0 || (double === 0 && exact < 0);
  length = buffer.writeDoubleBE(Math.abs(double), length);
  byte(exact === 0 ? 0 : 1);
  if (exact !== 0) {
    const { coefficient, exponent } = exactDecimal(value);
    const missing = DIGITS - digitCount(coefficient);
    length = buffer.writeUInt16BE(exponent - missing + EXPONENT_BIAS, length);
    const digits = (coefficient * 10n ** BigInt(missing)).toString(16).padStart(COEFFICIENT_BYTES * 2, '0');
    length += buffer.hexWrite(digits, length);
  }
  // Sizes take 63 bits; the first tells the sign.
  if (negative) for (let index = start; index < length; index += 1) buffer[index]! ^= 0xff;
  buffer[start]! ^= 0x80;
}

function towardsZero(double: number): number {
  const scratch = Buffer.allocUnsafe(8);
  scratch.writeDoubleBE(double);
  scratch.writeBigUInt64BE(scratch.readBigUInt64BE() - 1n);
  return scratch.readDoubleBE();
}

function text(bytes: Buffer, start: number, end: number): void {
  const zero = bytes.indexOf(0, start);
  if (zero < 0 || zero >= end) copy(bytes, start, end);
  else {
    reserve((end - start) * 2);
    for (let index = start; index < end; index += 1) {
      byte(bytes[index]!);
      if (bytes[index] === 0) byte(255);
    }
  }
  byte(0);
  byte(1);
}

function container(bytes: Buffer, { type, start, end }: Element): void {
  for (let position = start + 4; position < end - 1;) {
    const [element, after] = elementAt(bytes, position);
    if (type === BSON_TYPE.document) {
      byte(TYPE_RANK[element.type]!);
      copy(bytes, position + 1, element.start);
    }
    writeKey(bytes, element);
    position = after;
  }
  byte(0);
}

function integer(bytes: Buffer, start: number, signed: boolean): void {
  reserve(8);
  for (let index = 0; index < 8; index += 1) buffer[length + index] = bytes[start + 7 - index]!;
  if (signed) buffer[length]! ^= 0x80;
  length += 8;
}

function byte(value: number): void {
  reserve(1);
  buffer[length] = value;
  length += 1;
}

function copy(bytes: Buffer, start: number, end: number): void {
  reserve(end - start);
  length += bytes.copy(buffer, length, start, end);
}

function reserve(more: number): void {
  if (length + more <= buffer.length) return;
  const larger = Buffer.allocUnsafe(Math.max(buffer.length * 2, length + more));
  buffer.copy(larger, 0, 0, length);
  buffer = larger;
}
