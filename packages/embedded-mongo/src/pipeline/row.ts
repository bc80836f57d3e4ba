import { decodeDocument, decodeElement, encodeDocument, type Value } from '../bson/value.ts';
import { elementAt, findElement, type Element } from '../storage/raw-fields.ts';

/** A document with no fields. */
export const EMPTY_DOCUMENT = Buffer.from([5, 0, 0, 0, 0]);

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
    const element = findElement(this.base, whole(this.base), name.bytes);
    return element && decodeElement(this.base, element);
  }

  /** Where a top-level field lies in the base, if it lies there unchanged. */
  element(name: FieldName): Element | undefined {
    if (this.changes?.has(name.text)) return undefined;
    return findElement(this.base, whole(this.base), name.bytes);
  }

  /** This row with other changes on top. */
  with(changes: Changes): Row {
    return new Row(this.base, this.changes ? new Map([...this.changes, ...changes]) : changes);
  }

  /** All fields, decoded. The map is the caller's own. */
  toMap(): Map<string, Value> {
    const fields = this.base.length > EMPTY_DOCUMENT.length ? decodeDocument(this.base) : new Map();
    for (const [name, value] of this.changes ?? []) fields.set(name, value);
    for (const [name, value] of this.changes ?? []) if (value === undefined) fields.delete(name);
    return fields;
  }

  /** The row as a document. */
  toBytes(): Buffer {
    if (!this.changes) return this.base;
    if (this.base.length === EMPTY_DOCUMENT.length) return encodeDocument(this.toMap());
    return splice(this.base, this.changes);
  }
}

export function whole(document: Buffer): Element {
  return { type: 3, start: 0, end: document.length };
}

/** Copies what did not change and encodes only what did. */
function splice(base: Buffer, changes: Changes): Buffer {
  const present = new Map([...changes].filter(([, value]) => value !== undefined));
  const encoded = encodeDocument(present);
  const replacements = new Map([...elements(encoded)].map(({ name, bytes }) => [name, bytes]));
  const pieces: Buffer[] = [Buffer.alloc(4)];
  for (const { name, bytes } of elements(base)) {
    if (!changes.has(name)) {
      pieces.push(bytes);
      continue;
    }
    const replacement = replacements.get(name);
    if (replacement) pieces.push(replacement);
    replacements.delete(name);
  }
  pieces.push(...replacements.values(), Buffer.from([0]));
  const document = Buffer.concat(pieces);
  document.writeInt32LE(document.length, 0);
  return document;
}

/** The elements of a document, each with its type byte, name and value. */
function* elements(document: Buffer): Generator<{ name: string; bytes: Buffer }> {
  for (let position = 4; position < document.length - 1; ) {
    const [element, after] = elementAt(document, position);
    yield {
      name: document.utf8Slice(position + 1, element.start - 1),
      bytes: document.subarray(position, after),
    };
    position = after;
  }
}
