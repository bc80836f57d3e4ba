import { decodeField, type Value } from '../bson/value.ts';
import { BsonWriter } from '../bson/writer.ts';
import { BSON_TYPE, elementAt, type RawField } from '../storage/raw-fields.ts';

/**
 * A document that is being changed. Only what an update goes through is opened; all else stays raw, and is
 * written as it was.
 */
export type Node = RawField | DocumentNode | ArrayNode;

export class DocumentNode {
  readonly type = BSON_TYPE.document;
  readonly fields = new Map<string, Node>();
}

export class ArrayNode {
  readonly type = BSON_TYPE.array;
  readonly items: Node[] = [];
}

export const NULL_NODE: Node = { type: BSON_TYPE.null, bytes: Buffer.alloc(0) };

/** Opens a raw document. */
export function openDocument(bytes: Buffer): DocumentNode {
  const node = new DocumentNode();
  for (let position = 4; position < bytes.length - 1;) {
    const [{ type, start, end }, after] = elementAt(bytes, position);
    node.fields.set(bytes.utf8Slice(position + 1, start - 1), { type, bytes: bytes.subarray(start, end) });
    position = after;
  }
  return node;
}

/** Opens a raw array. */
export function openArray(bytes: Buffer): ArrayNode {
  const node = new ArrayNode();
  for (let position = 4; position < bytes.length - 1;) {
    const [{ type, start, end }, after] = elementAt(bytes, position);
    node.items.push({ type, bytes: bytes.subarray(start, end) });
    position = after;
  }
  return node;
}

/** The node with its fields or items at hand; itself when it has none. */
export function opened(node: Node): Node {
  if (!isRaw(node)) return node;
  if (node.type === BSON_TYPE.document) return openDocument(node.bytes);
  return node.type === BSON_TYPE.array ? openArray(node.bytes) : node;
}

/** The items of an array, to be changed by the caller. */
export function itemsOf(node: Node): Node[] {
  return node instanceof ArrayNode ? [...node.items] : openArray((node as RawField).bytes).items;
}

export function arrayOf(items: readonly Node[]): ArrayNode {
  const node = new ArrayNode();
  for (const item of items) node.items.push(item);
  return node;
}

export function isRaw(node: Node): node is RawField {
  return 'bytes' in node;
}

/** The node as bytes, of which comparing and matching know more. */
export function rawOf(node: Node): RawField {
  if (isRaw(node)) return node;
  const writer = new BsonWriter();
  writeContainer(writer, node);
  return { type: node.type, bytes: writer.bytes() };
}

export function valueOfNode(node: Node): Value {
  return decodeField(rawOf(node));
}

export function encodeNode(node: DocumentNode): Buffer {
  return rawOf(node).bytes;
}

/** The same type and the same bytes. */
export function sameNode(a: Node, b: Node): boolean {
  const rawA = rawOf(a);
  const rawB = rawOf(b);
  return rawA.type === rawB.type && rawA.bytes.equals(rawB.bytes);
}

function writeContainer(writer: BsonWriter, node: DocumentNode | ArrayNode): void {
  const start = writer.open();
  if (node instanceof DocumentNode) for (const [name, field] of node.fields) writeNode(writer, name, field);
  else node.items.forEach((item, index) => writeNode(writer, String(index), item));
  writer.close(start);
}

function writeNode(writer: BsonWriter, name: string, node: Node): void {
  if (isRaw(node)) return writer.rawField(name, node);
  writer.header(node.type, name);
  return writeContainer(writer, node);
}
