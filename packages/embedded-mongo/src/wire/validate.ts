import { CommandError } from '../bson/command-error.ts';
import { BSON_TYPE, MalformedBson, elementAt } from '../storage/raw-fields.ts';

/** Documents inside documents that a message may have. */
const MAX_DEPTH = 200;

/**
 * Makes sure that a document from a client can be read in place by code that trusts its lengths.
 * @throws MalformedBson when a length, a name or a type is wrong; CommandError 15 when it is nested too deeply.
 */
export function validateDocument(bytes: Buffer): void {
  validateRange(bytes, 0, bytes.length, 1);
}

function validateRange(bytes: Buffer, start: number, end: number, depth: number): void {
  if (depth > MAX_DEPTH)
    throw new CommandError(15, `BSONObj exceeds maximum nested object depth: ${MAX_DEPTH}`);
  const last = end - 1;
  if (end - start < 5 || bytes.readInt32LE(start) !== end - start || bytes[last] !== 0) {
    throw new MalformedBson('a document lies about its length');
  }
  let position = start + 4;
  while (position < last) {
    const [element, after] = elementAt(bytes, position);
    if (after > last || element.start > last) throw new MalformedBson('a value reaches beyond its document');
    validateValue(bytes, element.type, element.start, after, depth);
    position = after;
  }
}

function validateValue(bytes: Buffer, type: number, start: number, end: number, depth: number): void {
  switch (type) {
    case BSON_TYPE.string:
    case BSON_TYPE.javascript:
    case BSON_TYPE.symbol:
      if (bytes[end - 1] !== 0) throw new MalformedBson('a string does not end');
      break;
    case BSON_TYPE.boolean:
      if (bytes[start]! > 1) throw new MalformedBson('a boolean is neither true nor false');
      break;
    case BSON_TYPE.document:
    case BSON_TYPE.array:
      validateRange(bytes, start, end, depth + 1);
      break;
    case BSON_TYPE.javascriptWithScope: {
      const code = end - start < 14 ? -1 : bytes.readInt32LE(start + 4);
      if (code < 1 || start + 8 + code + 5 > end) throw new MalformedBson('code with scope is cut short');
      validateRange(bytes, start + 8 + code, end, depth + 1);
      break;
    }
    default:
      break;
  }
}
