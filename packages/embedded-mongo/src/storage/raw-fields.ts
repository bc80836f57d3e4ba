// Whoever takes this package in source needs its word on Buffer too.
// oxlint-disable-next-line typescript/triple-slash-reference
/// <reference path="../bson/buffer-methods.d.ts" />

/** Raw BSON, read in place: what is only passed on or looked at in one field is never decoded. */

export const BSON_TYPE = {
  double: 1,
  string: 2,
  document: 3,
  array: 4,
  binary: 5,
  undefined: 6,
  objectId: 7,
  boolean: 8,
  date: 9,
  null: 10,
  regex: 11,
  dbPointer: 12,
  javascript: 13,
  symbol: 14,
  javascriptWithScope: 15,
  int32: 16,
  timestamp: 17,
  int64: 18,
  decimal128: 19,
  minKey: 255,
  maxKey: 127,
} as const;

export const EMPTY_DOCUMENT = Buffer.from([5, 0, 0, 0, 0]);

/** One element of a document: its type and the bytes of its value. */
export interface RawField {
  type: number;
  bytes: Buffer;
}

/** BSON whose lengths do not add up. */
export class MalformedBson extends Error {
  override name = 'MalformedBson';
}

/** The elements of a document in their order, checking that every length stays inside. */
export function* rawFields(document: Buffer): Generator<[name: string, field: RawField]> {
  const end = document.length - 1;
  if (end < 4 || document.readInt32LE(0) !== document.length || document[end] !== 0) {
    throw new MalformedBson('a document lies about its length');
  }
  let position = 4;
  while (position < end) {
    const type = document[position]!;
    const nameEnd = document.indexOf(0, position + 1);
    if (nameEnd < 0 || nameEnd >= end) throw new MalformedBson('a field name does not end');
    const start = nameEnd + 1;
    const length = valueLength(document, type, start, end);
    if (start + length > end) throw new MalformedBson('a value reaches beyond its document');
    const name = document.utf8Slice(position + 1, nameEnd);
    yield [name, { type, bytes: document.subarray(start, start + length) }];
    position = start + length;
  }
  if (position !== end) throw new MalformedBson('a document does not end where it says');
}

/** Where an element's value lies inside a buffer. */
export interface Element {
  type: number;
  start: number;
  end: number;
}

/** The element whose type byte is at this position, and the position after it. */
export function elementAt(bytes: Buffer, position: number): [element: Element, after: number] {
  let start = position + 1;
  while (bytes[start] !== 0) start += 1;
  start += 1;
  const type = bytes[position]!;
  const end = start + valueLength(bytes, type, start, bytes.length);
  return [{ type, start, end }, end];
}

/**
 * A field of a document (or an element of an array) that has been validated.
 * @param name in UTF-8
 */
export function findElement(bytes: Buffer, container: Element, name: Buffer): Element | undefined {
  const last = container.end - 1;
  for (let position = container.start + 4; position < last;) {
    const type = bytes[position]!;
    let start = position + 1;
    let matched = 0;
    while (matched < name.length && bytes[start + matched] === name[matched]) matched += 1;
    const found = matched === name.length && bytes[start + matched] === 0;
    start += matched;
    while (bytes[start] !== 0) start += 1;
    start += 1;
    const end = start + valueLength(bytes, type, start, last);
    if (found) return { type, start, end };
    position = end;
  }
  return undefined;
}

function valueLength(document: Buffer, type: number, start: number, end: number): number {
  switch (type) {
    case BSON_TYPE.double:
    case BSON_TYPE.date:
    case BSON_TYPE.timestamp:
    case BSON_TYPE.int64:
      return 8;
    case BSON_TYPE.int32:
      return 4;
    case BSON_TYPE.boolean:
      return 1;
    case BSON_TYPE.objectId:
      return 12;
    case BSON_TYPE.decimal128:
      return 16;
    case BSON_TYPE.null:
    case BSON_TYPE.undefined:
    case BSON_TYPE.minKey:
    case BSON_TYPE.maxKey:
      return 0;
    case BSON_TYPE.string:
    case BSON_TYPE.javascript:
    case BSON_TYPE.symbol:
      return 4 + sizeAt(document, start, end, 1);
    case BSON_TYPE.binary:
      return 5 + sizeAt(document, start, end, 0);
    case BSON_TYPE.dbPointer:
      return 4 + sizeAt(document, start, end, 1) + 12;
    case BSON_TYPE.document:
    case BSON_TYPE.array:
    case BSON_TYPE.javascriptWithScope:
      return sizeAt(document, start, end, 5);
    case BSON_TYPE.regex: {
      const patternEnd = document.indexOf(0, start);
      const optionsEnd = patternEnd < 0 ? -1 : document.indexOf(0, patternEnd + 1);
      if (optionsEnd < 0) throw new MalformedBson('a regular expression does not end');
      return optionsEnd + 1 - start;
    }
    default:
      throw new MalformedBson(`there is no BSON type ${type}`);
  }
}

function sizeAt(document: Buffer, start: number, end: number, least: number): number {
  if (start + 4 > end) throw new MalformedBson('a value is cut short');
  const size = document.readInt32LE(start);
  if (size < least) throw new MalformedBson(`a value claims ${size} bytes`);
  return size;
}
