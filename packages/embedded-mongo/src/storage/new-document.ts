import { ObjectId } from 'bson';
import { CommandError } from '../bson/command-error.ts';
import { REFERENCE_FIELDS } from '../bson/reference-fields.ts';
import { BSON_TYPE, elementAt, findElement, rawFields, type Element } from './raw-fields.ts';

export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;
/** What MongoDB itself puts around a document may take this much more. */
const MAX_INTERNAL_BYTES = MAX_DOCUMENT_BYTES + 16 * 1024;
/** Documents inside documents that may be stored. */
const MAX_STORED_DEPTH = 180;
const ID = Buffer.from('_id');
const ID_HEADER_BYTES = 5;

/**
 * A document as it is stored: with an `_id`, which comes first.
 * @throws CommandError 52 and 53 for an `_id` that none can be, 2 or 10334 when it is too large, 15 when nested too deeply
 */
export function newDocument(document: Buffer): Buffer {
  const root: Element = { type: BSON_TYPE.document, start: 0, end: document.length };
  const id = findElement(document, root, ID);
  if (id) assertId(document, id);
  const stored = id ? withIdFirst(document, id) : withNewId(document);
  assertStorable(stored);
  return stored;
}

/** @throws CommandError 2, 10334 or 15 */
export function assertStorable(document: Buffer): void {
  if (document.length > MAX_INTERNAL_BYTES) {
    throw new CommandError(
      10_334,
      `BSONObj size: ${document.length} is invalid. Size must be between 0 and ${MAX_INTERNAL_BYTES}(16MB)`,
    );
  }
  if (document.length > MAX_DOCUMENT_BYTES) {
    throw new CommandError(
      2,
      `object to insert too large. size in bytes: ${document.length}, max size: ${MAX_DOCUMENT_BYTES}`,
    );
  }
  // Only a long document can be deep: every level takes eight bytes.
  if (document.length > MAX_STORED_DEPTH * 8) assertDepth(document, 0, document.length, 1);
}

/** @throws CommandError 52 or 53 */
export function assertId(document: Buffer, id: Element): void {
  switch (id.type) {
    case BSON_TYPE.array:
      throw new CommandError(53, "The '_id' value cannot be of type array");
    case BSON_TYPE.regex:
      throw new CommandError(53, "The '_id' value cannot be of type regex");
    case BSON_TYPE.undefined:
      throw new CommandError(53, "The '_id' value cannot be of type undefined");
    case BSON_TYPE.document:
      for (const [name] of rawFields(document.subarray(id.start, id.end))) {
        if (name.startsWith('$') && !REFERENCE_FIELDS.has(name)) {
          throw new CommandError(
            52,
            `_id fields may not contain '$'-prefixed fields: ${name} is not valid for storage.`,
          );
        }
      }
      break;
    default:
      break;
  }
}

function withNewId(document: Buffer): Buffer {
  const stored = Buffer.allocUnsafe(document.length + ID_HEADER_BYTES + 12);
  stored.writeInt32LE(stored.length, 0);
  stored[4] = BSON_TYPE.objectId;
  stored.write('_id\0', 5, 'latin1');
  stored.set(new ObjectId().id, 4 + ID_HEADER_BYTES);
  document.copy(stored, 4 + ID_HEADER_BYTES + 12, 4);
  return stored;
}

function withIdFirst(document: Buffer, id: Element): Buffer {
  const start = id.start - ID_HEADER_BYTES;
  if (start === 4) return document;
  return Buffer.concat([
    document.subarray(0, 4),
    document.subarray(start, id.end),
    document.subarray(4, start),
    document.subarray(id.end),
  ]);
}

function assertDepth(bytes: Buffer, start: number, end: number, depth: number): void {
  if (depth > MAX_STORED_DEPTH) {
    throw new CommandError(15, `Document exceeds maximum nested object depth: ${MAX_STORED_DEPTH}`);
  }
  for (let position = start + 4; position < end - 1;) {
    const [element, after] = elementAt(bytes, position);
    if (element.type === BSON_TYPE.document || element.type === BSON_TYPE.array) {
      assertDepth(bytes, element.start, element.end, depth + 1);
    }
    position = after;
  }
}
