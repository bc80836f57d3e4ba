import { ObjectId } from 'bson';
import { fail } from '../bson/command-error.ts';
import { compareElements } from '../bson/compare.ts';
import { fieldText } from '../bson/text.ts';
import { decodeField, nameOfType, rootElement } from '../bson/value.ts';
import { BsonWriter, encodeField } from '../bson/writer.ts';
import { wholeOf } from '../query/comparison.ts';
import { BSON_TYPE, elementAt, findElement, type RawField } from '../storage/raw-fields.ts';

const ID = Buffer.from('_id');
export const MAX_DOCUMENT_BYTES = 16_777_216;

export function idOf(document: Buffer): RawField | undefined {
  const element = findElement(document, rootElement(document), ID);
  return element && { type: element.type, bytes: document.subarray(element.start, element.end) };
}

/** @throws CommandError 53 for an `_id` that is an array, a regular expression or undefined */
export function checkId({ type }: RawField): void {
  if (type === BSON_TYPE.array || type === BSON_TYPE.regex || type === BSON_TYPE.undefined) {
    fail(53, `The '_id' value cannot be of type ${nameOfType(type)}`);
  }
}

/**
 * @param path what was to be changed: `_id` or something in it
 * @throws CommandError 66 when an `_id` is no longer what it was
 */
export function assertSameId(
  before: RawField | undefined,
  after: RawField | undefined,
  operators: boolean,
): void {
  if (!before) return;
  if (after && compareElements(before.bytes, wholeOf(before), after.bytes, wholeOf(after)) === 0) return;
  if (operators) fail(66, "Performing an update on the path '_id' would modify the immutable field '_id'");
  if (!after)
    fail(66, "After applying the update, the (immutable) field '_id' was found to have been removed");
  fail(
    66,
    "After applying the update, the (immutable) field '_id' was found to have been altered to " +
      fieldText('_id', decodeField(after)),
  );
}

/** @throws CommandError 17419 */
export function assertSize(document: Buffer): Buffer {
  if (document.length > MAX_DOCUMENT_BYTES) {
    fail(17_419, `Resulting document after update is larger than ${MAX_DOCUMENT_BYTES}`);
  }
  return document;
}

/** The document with this `_id` before all other fields. */
export function withIdFirst(document: Buffer, id: RawField): Buffer {
  const writer = new BsonWriter();
  const start = writer.open();
  writer.rawField('_id', id);
  for (let position = 4; position < document.length - 1;) {
    const [element, after] = elementAt(document, position);
    if (!document.subarray(position + 1, element.start - 1).equals(ID))
      writer.raw(document.subarray(position, after));
    position = after;
  }
  writer.close(start);
  return writer.bytes();
}

/** The document as it is stored: its `_id` first, a new one when it has none. @throws CommandError 53 */
export function withId(document: Buffer): Buffer {
  const id = idOf(document) ?? encodeField(new ObjectId());
  checkId(id);
  return hasIdFirst(document) ? document : withIdFirst(document, id);
}

function hasIdFirst(document: Buffer): boolean {
  return document.length > 5 && document.subarray(5, 9).equals(Buffer.from('_id\0'));
}
