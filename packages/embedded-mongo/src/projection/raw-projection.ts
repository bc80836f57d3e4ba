import { BsonWriter } from '../bson/writer.ts';
import { BSON_TYPE, elementAt, type Element } from '../storage/raw-fields.ts';
import { rootElement } from '../bson/value.ts';

/** Fields by name: the whole of one, or fields inside it. */
export type FieldTree = ReadonlyMap<string, FieldTree | true>;

/** Copies what a tree names; of arrays the documents in them, of scalars nothing. */
export function include(document: Buffer, tree: FieldTree): Buffer {
  const writer = new BsonWriter();
  includeFields(writer, document, rootElement(document), tree);
  return writer.bytes();
}

/** Copies all but what a tree names. */
export function exclude(document: Buffer, tree: FieldTree): Buffer {
  const writer = new BsonWriter();
  excludeFields(writer, document, rootElement(document), tree);
  return writer.bytes();
}

function includeFields(writer: BsonWriter, bytes: Buffer, container: Element, tree: FieldTree): void {
  const start = writer.open();
  for (let position = container.start + 4; position < container.end - 1;) {
    const [element, after] = elementAt(bytes, position);
    const name = bytes.utf8Slice(position + 1, element.start - 1);
    const inside = tree.get(name);
    if (inside === true) writer.raw(bytes.subarray(position, after));
    else if (inside) includeInside(writer, name, bytes, element, inside);
    position = after;
  }
  writer.close(start);
}

/** @returns whether anything was written */
function includeInside(
  writer: BsonWriter,
  name: string,
  bytes: Buffer,
  element: Element,
  tree: FieldTree,
): boolean {
  if (element.type === BSON_TYPE.document) {
    writer.header(element.type, name);
    includeFields(writer, bytes, element, tree);
    return true;
  }
  if (element.type !== BSON_TYPE.array) return false;
  writer.header(element.type, name);
  const start = writer.open();
  let index = 0;
  for (let position = element.start + 4; position < element.end - 1;) {
    const [item, after] = elementAt(bytes, position);
    if (includeInside(writer, String(index), bytes, item, tree)) index += 1;
    position = after;
  }
  writer.close(start);
  return true;
}

function excludeFields(writer: BsonWriter, bytes: Buffer, container: Element, tree: FieldTree): void {
  const start = writer.open();
  for (let position = container.start + 4; position < container.end - 1;) {
    const [element, after] = elementAt(bytes, position);
    const name = bytes.utf8Slice(position + 1, element.start - 1);
    const inside = tree.get(name);
    if (inside === undefined) writer.raw(bytes.subarray(position, after));
    else if (inside !== true) excludeInside(writer, name, bytes, element, inside);
    position = after;
  }
  writer.close(start);
}

function excludeInside(
  writer: BsonWriter,
  name: string,
  bytes: Buffer,
  element: Element,
  tree: FieldTree,
): void {
  writer.header(element.type, name);
  if (element.type === BSON_TYPE.document) excludeFields(writer, bytes, element, tree);
  else if (element.type === BSON_TYPE.array) {
    const start = writer.open();
    let index = 0;
    for (let position = element.start + 4; position < element.end - 1; index += 1) {
      const [item, after] = elementAt(bytes, position);
      excludeInside(writer, String(index), bytes, item, tree);
      position = after;
    }
    writer.close(start);
  } else writer.raw(bytes.subarray(element.start, element.end));
}
