import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  DBRef,
  Decimal128,
  ObjectId,
  serialize,
  Timestamp,
} from 'bson';
import { BSON_TYPE, type RawField } from '../storage/raw-fields.ts';
import { fail } from './command-error.ts';
import { Double, FarDate, typeOf, type Value, type ValueMap } from './value.ts';
import { writeInt64, writeSafeInteger } from './write-int64.ts';
import { writeText } from './write-text.ts';

const FIRST_BYTES = 256;
/** MongoDB writes no more, not even on the way to another value. */
const MOST_BYTES = 64 * 1024 * 1024;
/** MongoDB's limit of documents within documents, arrays counted. */
const DEEPEST = 200;

/** Writes BSON front to back: decoded values, and raw ones as they are. */
export class BsonWriter {
  #buffer = Buffer.allocUnsafe(FIRST_BYTES);
  #length = 0;
  #depth = 0;

  get length(): number {
    return this.#length;
  }

  /** What has been written. It shares the writer's memory: do not go on writing. */
  bytes(): Buffer {
    return this.#buffer.subarray(0, this.#length);
  }

  /** Begins a document or an array; its value is what `close` needs. */
  open(): number {
    this.#depth += 1;
    if (this.#depth > DEEPEST) {
      fail(
        15,
        `cannot convert document to BSON because it exceeds the limit of ${DEEPEST} levels of nesting`,
      );
    }
    this.#reserve(5);
    const start = this.#length;
    this.#length += 4;
    return start;
  }

  close(start: number): void {
    this.#depth -= 1;
    this.#reserve(1);
    this.#buffer[this.#length] = 0;
    this.#length += 1;
    this.#buffer.writeInt32LE(this.#length - start, start);
  }

  /** The type and the name of an element, whose value must follow. */
  header(type: number, name: string): void {
    this.#reserve(name.length * 3 + 2);
    this.#buffer[this.#length] = type;
    this.#length += 1;
    this.#length += writeText(this.#buffer, name, this.#length);
    this.#buffer[this.#length] = 0;
    this.#length += 1;
  }

  raw(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#buffer.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  rawField(name: string, field: RawField): void {
    this.header(field.type, name);
    this.raw(field.bytes);
  }

  /** A field; nothing when its value is missing. */
  field(name: string, value: Value): void {
    if (value === undefined) return;
    const type = typeOf(value);
    this.header(type, name);
    this.value(type, value);
  }

  document(map: ValueMap): void {
    const start = this.open();
    for (const [name, value] of map) this.field(name, value);
    this.close(start);
  }

  /** The value alone, without type and name. */
  value(type: number, value: Value): void {
    switch (typeof value) {
      case 'string':
        return this.#string(value);
      case 'number':
        return type === BSON_TYPE.int32 ? this.#int32(value) : this.#double(value);
      case 'boolean':
        return this.#byte(value ? 1 : 0);
      case 'bigint':
        return this.#int64(value);
      case 'object':
        return value === null ? undefined : this.#object(value);
      default:
        return undefined;
    }
  }

  #object(value: object): void {
    if (value instanceof Map) this.document(value as ValueMap);
    else if (Array.isArray(value)) this.#array(value as Value[]);
    else if (value instanceof Double) this.#double(value.value);
    else if (value instanceof Date) this.#date(value);
    else if (value instanceof FarDate) this.#int64(value.milliseconds);
    else if (value instanceof ObjectId) this.raw(value.id);
    else if (value instanceof Decimal128) this.raw(value.bytes);
    else if (value instanceof Binary) this.#binary(value);
    else if (value instanceof Timestamp) this.#int64(BigInt.asIntN(64, value.toBigInt()));
    else if (value instanceof BSONRegExp) {
      this.#cString(value.pattern);
      this.#cString(value.options);
    } else if (value instanceof Code) this.#code(value);
    else if (value instanceof BSONSymbol) this.#string(value.value);
    else if (value instanceof DBRef) {
      this.#string(value.collection);
      this.raw(value.oid.id);
    }
  }

  #array(values: readonly Value[]): void {
    const start = this.open();
    for (let index = 0; index < values.length; index += 1) {
      // A missing value cannot be an element: MongoDB, too, makes null of it.
      this.field(String(index), values[index] === undefined ? null : values[index]);
    }
    this.close(start);
  }

  #binary(value: Binary): void {
    const bytes = value.value();
    this.#int32(bytes.length);
    this.#byte(value.sub_type);
    this.raw(bytes);
  }

  #code({ code, scope }: Code): void {
    if (!scope) return this.#string(code);
    const start = this.#length;
    this.#int32(0);
    this.#string(code);
    this.raw(serialize(scope, { ignoreUndefined: false }));
    this.#buffer.writeInt32LE(this.#length - start, start);
    return undefined;
  }

  #string(text: string): void {
    this.#reserve(text.length * 3 + 5);
    const written = writeText(this.#buffer, text, this.#length + 4);
    this.#buffer.writeInt32LE(written + 1, this.#length);
    this.#length += written + 4;
    this.#buffer[this.#length] = 0;
    this.#length += 1;
  }

  #cString(text: string): void {
    this.#reserve(text.length * 3 + 1);
    this.#length += writeText(this.#buffer, text, this.#length);
    this.#buffer[this.#length] = 0;
    this.#length += 1;
  }

  #byte(value: number): void {
    this.#reserve(1);
    this.#buffer[this.#length] = value;
    this.#length += 1;
  }

  #int32(value: number): void {
    this.#reserve(4);
    this.#length = this.#buffer.writeInt32LE(value, this.#length);
  }

  #int64(value: bigint): void {
    this.#reserve(8);
    this.#length = writeInt64(this.#buffer, value, this.#length);
  }

  #date(value: Date): void {
    this.#reserve(8);
    this.#length = writeSafeInteger(this.#buffer, value.getTime(), this.#length);
  }

  #double(value: number): void {
    this.#reserve(8);
    this.#length = this.#buffer.writeDoubleLE(value, this.#length);
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#buffer.length) return;
    if (this.#length > MOST_BYTES) {
      fail(13_548, `BufBuilder attempted to grow() to ${this.#length + more} bytes, past the 64MB limit.`);
    }
    const larger = Buffer.allocUnsafe(Math.max(this.#buffer.length * 2, this.#length + more));
    this.#buffer.copy(larger, 0, 0, this.#length);
    this.#buffer = larger;
  }
}

export function encodeDocument(map: ValueMap): Buffer {
  const writer = new BsonWriter();
  writer.document(map);
  return writer.bytes();
}

/** A value as the bytes that stand for it inside a document. It may not be missing. */
export function encodeField(value: Value): RawField {
  const type = typeOf(value);
  const writer = new BsonWriter();
  writer.value(type, value);
  return { type, bytes: writer.bytes() };
}
