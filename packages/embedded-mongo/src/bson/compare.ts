import { BSON_TYPE, elementAt, type Element } from '../storage/raw-fields.ts';
import { compareNumeric, numericOf, readNumeric } from './numeric.ts';
import { typeOf, type Value } from './value.ts';
import { encodeField } from './writer.ts';

/** Order of strings other than that of their bytes. */
export interface StringOrder {
  compare(a: string, b: string): number;
}

/** Where the types stand in MongoDB's order; types with one rank are compared by value. */
export const TYPE_RANK: Uint8Array = rankOfTypes();

function rankOfTypes(): Uint8Array {
  const ranks = new Uint8Array(256);
  const ranked: readonly (readonly [rank: number, ...types: number[]])[] = [
    [1, BSON_TYPE.minKey],
    [5, BSON_TYPE.undefined],
    [10, BSON_TYPE.null],
    [30, BSON_TYPE.int32, BSON_TYPE.double, BSON_TYPE.int64, BSON_TYPE.decimal128],
    [60, BSON_TYPE.string, BSON_TYPE.symbol],
    [70, BSON_TYPE.document],
    [80, BSON_TYPE.array],
    [90, BSON_TYPE.binary],
    [100, BSON_TYPE.objectId],
    [110, BSON_TYPE.boolean],
    [120, BSON_TYPE.date],
    [130, BSON_TYPE.timestamp],
    [140, BSON_TYPE.regex],
    [150, BSON_TYPE.dbPointer],
    [160, BSON_TYPE.javascript],
    [170, BSON_TYPE.javascriptWithScope],
    [240, BSON_TYPE.maxKey],
  ];
  // A missing value (type 0) sorts as undefined does, before null.
  ranks[0] = 5;
  for (const [rank, ...types] of ranked) for (const type of types) ranks[type] = rank;
  return ranks;
}

/** MongoDB's order of any two elements, read in place. */
export function compareElements(
  bytesA: Buffer,
  a: Element,
  bytesB: Buffer,
  b: Element,
  strings?: StringOrder,
): number {
  const rank = TYPE_RANK[a.type]! - TYPE_RANK[b.type]!;
  if (rank !== 0) return rank < 0 ? -1 : 1;
  switch (a.type) {
    case BSON_TYPE.int32:
    case BSON_TYPE.double:
    case BSON_TYPE.int64:
    case BSON_TYPE.decimal128:
      return compareNumeric(readNumeric(bytesA, a)!, readNumeric(bytesB, b)!);
    case BSON_TYPE.string:
    case BSON_TYPE.symbol:
      if (strings) {
        return strings.compare(
          bytesA.utf8Slice(a.start + 4, a.end - 1),
          bytesB.utf8Slice(b.start + 4, b.end - 1),
        );
      }
      return compareBytes(bytesA, a.start + 4, a.end - 1, bytesB, b.start + 4, b.end - 1);
    case BSON_TYPE.document:
    case BSON_TYPE.array:
      return compareContainers(bytesA, a, bytesB, b, strings);
    case BSON_TYPE.date:
      return order(bytesA.readBigInt64LE(a.start), bytesB.readBigInt64LE(b.start));
    case BSON_TYPE.timestamp:
      return order(bytesA.readBigUInt64LE(a.start), bytesB.readBigUInt64LE(b.start));
    case BSON_TYPE.binary:
    case BSON_TYPE.dbPointer:
      return (
        order(a.end - a.start, b.end - b.start) ||
        compareBytes(bytesA, a.start + 4, a.end, bytesB, b.start + 4, b.end)
      );
    case BSON_TYPE.javascript:
      return compareBytes(bytesA, a.start + 4, a.end - 1, bytesB, b.start + 4, b.end - 1);
    case BSON_TYPE.javascriptWithScope:
      return compareScoped(bytesA, a, bytesB, b, strings);
    case BSON_TYPE.objectId:
    case BSON_TYPE.boolean:
    case BSON_TYPE.regex:
      return compareBytes(bytesA, a.start, a.end, bytesB, b.start, b.end);
    default:
      return 0;
  }
}

function order(a: number | bigint, b: number | bigint): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function compareBytes(
  bytesA: Buffer,
  startA: number,
  endA: number,
  bytesB: Buffer,
  startB: number,
  endB: number,
): number {
  return bytesA.compare(bytesB, startB, endB, startA, endA);
}

/** Field by field: type, then name, then value; what ends first is less. */
function compareContainers(
  bytesA: Buffer,
  a: Element,
  bytesB: Buffer,
  b: Element,
  strings?: StringOrder,
): number {
  const named = a.type === BSON_TYPE.document;
  let positionA = a.start + 4;
  let positionB = b.start + 4;
  for (;;) {
    const endedA = positionA >= a.end - 1;
    const endedB = positionB >= b.end - 1;
    if (endedA || endedB) return Number(endedB) - Number(endedA);
    const [elementA, afterA] = elementAt(bytesA, positionA);
    const [elementB, afterB] = elementAt(bytesB, positionB);
    const rank = TYPE_RANK[elementA.type]! - TYPE_RANK[elementB.type]!;
    if (rank !== 0) return rank < 0 ? -1 : 1;
    if (named) {
      const name = compareBytes(
        bytesA,
        positionA + 1,
        elementA.start - 1,
        bytesB,
        positionB + 1,
        elementB.start - 1,
      );
      if (name !== 0) return name;
    }
    const value = compareElements(bytesA, elementA, bytesB, elementB, strings);
    if (value !== 0) return value;
    positionA = afterA;
    positionB = afterB;
  }
}

function compareScoped(
  bytesA: Buffer,
  a: Element,
  bytesB: Buffer,
  b: Element,
  strings?: StringOrder,
): number {
  const codeEndA = a.start + 8 + bytesA.readInt32LE(a.start + 4);
  const codeEndB = b.start + 8 + bytesB.readInt32LE(b.start + 4);
  const code = compareBytes(bytesA, a.start + 8, codeEndA - 1, bytesB, b.start + 8, codeEndB - 1);
  if (code !== 0) return code;
  const type = BSON_TYPE.document;
  return compareContainers(
    bytesA,
    { type, start: codeEndA, end: a.end },
    bytesB,
    { type, start: codeEndB, end: b.end },
    strings,
  );
}

/** MongoDB's order of any two values; a missing one is less than null, and as BSON's undefined. */
export function compareValues(a: Value, b: Value, strings?: StringOrder): number {
  if (typeof a === 'number' && typeof b === 'number') return compareNumeric(a, b);
  if (typeof a === 'string' && typeof b === 'string') return compareStrings(a, b, strings);
  const typeA = typeOf(a);
  const typeB = typeOf(b);
  const rank = TYPE_RANK[typeA]! - TYPE_RANK[typeB]!;
  if (rank !== 0) return rank < 0 ? -1 : 1;
  const numberA = numericOf(a);
  if (numberA !== undefined) return compareNumeric(numberA, numericOf(b)!);
  if (Array.isArray(a)) return compareArrays(a, b as Value[], strings);
  if (a instanceof Map) return compareMaps(a, b as Map<string, Value>, strings);
  if (a instanceof Date && b instanceof Date) return order(a.getTime(), b.getTime());
  if (a === undefined || b === undefined) return 0;
  const rawA = encodeField(a);
  const rawB = encodeField(b);
  return compareElements(rawA.bytes, wholeOf(rawA), rawB.bytes, wholeOf(rawB), strings);
}

function wholeOf({ type, bytes }: { type: number; bytes: Buffer }): Element {
  return { type, start: 0, end: bytes.length };
}

function compareArrays(a: readonly Value[], b: readonly Value[], strings?: StringOrder): number {
  const shared = Math.min(a.length, b.length);
  for (let index = 0; index < shared; index += 1) {
    const result = compareValues(a[index], b[index], strings);
    if (result !== 0) return result;
  }
  return order(a.length, b.length);
}

function compareMaps(
  a: ReadonlyMap<string, Value>,
  b: ReadonlyMap<string, Value>,
  strings?: StringOrder,
): number {
  const fieldsOfB = b.entries();
  for (const [nameA, valueA] of a) {
    const next = fieldsOfB.next();
    if (next.done) return 1;
    const [nameB, valueB] = next.value;
    const rank = TYPE_RANK[typeOf(valueA)]! - TYPE_RANK[typeOf(valueB)]!;
    if (rank !== 0) return rank < 0 ? -1 : 1;
    const result = compareStrings(nameA, nameB) || compareValues(valueA, valueB, strings);
    if (result !== 0) return result;
  }
  return fieldsOfB.next().done ? 0 : -1;
}

/** By the bytes of UTF-8 unless another order is given. */
export function compareStrings(a: string, b: string, strings?: StringOrder): number {
  if (strings) return strings.compare(a, b);
  if (a === b) return 0;
  const shared = Math.min(a.length, b.length);
  for (let index = 0; index < shared; index += 1) {
    const unitA = a.charCodeAt(index);
    const unitB = b.charCodeAt(index);
    if (unitA === unitB) continue;
    // Surrogates stand for what comes after everything else.
    const surrogateA = (unitA & 0xf800) === 0xd800;
    const surrogateB = (unitB & 0xf800) === 0xd800;
    if (surrogateA !== surrogateB) return surrogateA ? 1 : -1;
    return unitA < unitB ? -1 : 1;
  }
  return a.length < b.length ? -1 : 1;
}
