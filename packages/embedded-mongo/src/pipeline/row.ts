import { BsonWriter } from '../bson/writer.ts';
import { decodeDocument, decodeElement, rootElement, type Value, type ValueMap } from '../bson/value.ts';
import { elementAt, EMPTY_DOCUMENT, findElement, type Element } from '../storage/raw-fields.ts';

/** A name of a field, in UTF-8 too, for finding it in raw BSON. */
export interface FieldName {
  text: string;
  bytes: Buffer;
}

export function fieldName(text: string): FieldName {
  return { text, bytes: Buffer.from(text) };
}

type Changes = ReadonlyMap<string, Value>;

/**
 * What passes from stage to stage: a raw document with changes laid over its top-level fields. A stored
 * document is all bytes, a computed one is all changes, and one to which `$addFields`, `$unwind` or `$lookup`
 * did something shares its bytes with what it came from. Nothing is decoded before it is read.
 *
 * A changed field keeps its place, a new one comes last, and one changed to `undefined` is gone. Rows do not
 * change.
 */
export class Row {
  /** The raw document beneath the changes. */
  readonly base: Buffer;
  readonly changes: Changes | undefined;

  constructor(base: Buffer, changes?: Changes) {
    this.base = base;
    this.changes = changes;
  }

  /** A row of computed fields. */
  static of(fields: Changes): Row {
    return new Row(EMPTY_DOCUMENT, fields);
  }

  /** A top-level field; undefined when it is missing. */
  get(name: FieldName): Value {
    if (this.changes?.has(name.text)) return this.changes.get(name.text);
    const element = findElement(this.base, rootElement(this.base), name.bytes);
    return element && decodeElement(this.base, element);
  }

  /** Where a top-level field lies in the base, if it lies there unchanged. */
  element(name: FieldName): Element | undefined {
    if (this.changes?.has(name.text)) return undefined;
    return findElement(this.base, rootElement(this.base), name.bytes);
  }

  /** This row with other changes on top. */
  with(changes: Changes): Row {
    if (!this.changes) return new Row(this.base, changes);
    const merged = new Map(this.changes);
    for (const [name, value] of changes) merged.set(name, value);
    return new Row(this.base, merged);
  }

  /** This row with only these of its top-level fields, in the order in which it has them. */
  pick(names: readonly FieldName[]): Row {
    const base = pickFields(this.base, names);
    if (!this.changes) return new Row(base);
    const changes = new Map<string, Value>();
    const texts = new Set(names.map(({ text }) => text));
    for (const [name, value] of this.changes) if (texts.has(name)) changes.set(name, value);
    return new Row(base, changes);
  }

  /** All fields, decoded. The map is the caller's own. */
  toMap(): ValueMap {
    const fields = decodeDocument(this.base);
    if (!this.changes) return fields;
    for (const [name, value] of this.changes) fields.set(name, value);
    for (const [name, value] of this.changes) if (value === undefined) fields.delete(name);
    return fields;
  }

  /** The row as a document. */
  toBytes(): Buffer {
    if (!this.changes) return this.base;
    const writer = new BsonWriter();
    const start = writer.open();
    const written = this.#writeBase(writer, this.changes);
    for (const [name, value] of this.changes) if (!written?.has(name)) writer.field(name, value);
    writer.close(start);
    return writer.bytes();
  }

  /** Copies what did not change and encodes what did; the names of the latter. */
  #writeBase(writer: BsonWriter, changes: Changes): Set<string> | undefined {
    if (this.base.length === EMPTY_DOCUMENT.length) return undefined;
    const written = new Set<string>();
    for (let position = 4; position < this.base.length - 1;) {
      const [element, after] = elementAt(this.base, position);
      const name = this.base.utf8Slice(position + 1, element.start - 1);
      if (changes.has(name)) {
        written.add(name);
        writer.field(name, changes.get(name));
      } else {
        writer.raw(this.base.subarray(position, after));
      }
      position = after;
    }
    return written;
  }
}

/** A row without fields, for expressions that read none. */
export const EMPTY_ROW = new Row(EMPTY_DOCUMENT);

/** A document with some of a document's fields, as they lie there. */
function pickFields(document: Buffer, names: readonly FieldName[]): Buffer {
  if (document.length === EMPTY_DOCUMENT.length) return document;
  const root = rootElement(document);
  const ranges: Array<[start: number, end: number]> = [];
  let length = EMPTY_DOCUMENT.length;
  for (const { bytes } of names) {
    const element = findElement(document, root, bytes);
    if (!element) continue;
    // A type byte, the name and its terminator come before the value.
    const start = element.start - bytes.length - 2;
    ranges.push([start, element.end]);
    length += element.end - start;
  }
  ranges.sort(([left], [right]) => left - right);
  const picked = Buffer.allocUnsafe(length);
  let position = picked.writeInt32LE(length, 0);
  for (const [start, end] of ranges) position += document.copy(picked, position, start, end);
  picked[position] = 0;
  return picked;
}
