import { BsonWriter } from '../bson/writer.ts';
import { decodeDocument, decodeElement, rootElement, type Value, type ValueMap } from '../bson/value.ts';
import { EMPTY_DOCUMENT, findElement, type Element } from '../storage/raw-fields.ts';

/** A name of a field, in UTF-8 too, for finding it in raw BSON. */
export interface FieldName {
  text: string;
  bytes: Buffer;
}

const fieldNames = new Map<string, FieldName>();

export function fieldName(text: string): FieldName {
  let name = fieldNames.get(text);
  if (!name) {
    name = { text, bytes: Buffer.from(text) };
    if (fieldNames.size > 10_000) fieldNames.clear();
    fieldNames.set(text, name);
  }
  return name;
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

  /** The row as a document: what did not change is copied as it lies, and only changes are encoded. */
  toBytes(): Buffer {
    if (!this.changes) return this.base;
    const present = this.#changesInBase(this.changes);
    const writer = new BsonWriter();
    const start = writer.open();
    let position = 4;
    for (const { name, from, to } of present) {
      if (from > position) writer.raw(this.base.subarray(position, from));
      writer.field(name, this.changes.get(name));
      position = to;
    }
    const end = this.base.length - 1;
    if (end > position) writer.raw(this.base.subarray(position, end));
    for (const [name, value] of this.changes) {
      if (present.length === 0 || !present.some((change) => change.name === name)) writer.field(name, value);
    }
    writer.close(start);
    return writer.bytes();
  }

  /** Those changed fields that the base has, as they lie in it. */
  #changesInBase(changes: Changes): Array<{ name: string; from: number; to: number }> {
    const present: Array<{ name: string; from: number; to: number }> = [];
    if (this.base.length === EMPTY_DOCUMENT.length) return present;
    const root = rootElement(this.base);
    for (const name of changes.keys()) {
      const { bytes } = fieldName(name);
      const element = findElement(this.base, root, bytes);
      if (element) present.push({ name, from: startOf(element, bytes), to: element.end });
    }
    return present.length < 2 ? present : present.toSorted((left, right) => left.from - right.from);
  }
}

/** A row without fields, for expressions that read none. */
export const EMPTY_ROW = new Row(EMPTY_DOCUMENT);

/** Where an element begins: a type byte, the name and its terminator come before the value. */
function startOf(element: Element, name: Buffer): number {
  return element.start - name.length - 2;
}

/** A document with some of a document's fields, as they lie there. */
function pickFields(document: Buffer, names: readonly FieldName[]): Buffer {
  if (document.length === EMPTY_DOCUMENT.length) return document;
  const root = rootElement(document);
  const ranges: Array<[start: number, end: number]> = [];
  let length = EMPTY_DOCUMENT.length;
  for (const { bytes } of names) {
    const element = findElement(document, root, bytes);
    if (!element) continue;
    const start = startOf(element, bytes);
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
