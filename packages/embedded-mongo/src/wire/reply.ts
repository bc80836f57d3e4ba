import { writeInt64, writeSafeInteger } from '../bson/write-int64.ts';
import { writeText } from '../bson/write-text.ts';
import { BSON_TYPE, type RawField } from '../storage/raw-fields.ts';

/**
 * A value in a reply. Numbers are written as int32 where they fit, else as double; bigints as int64; a Buffer
 * is a document that is already BSON, and goes out as it is.
 */
export type ReplyValue =
  | string
  | number
  | boolean
  | bigint
  | null
  | Date
  | Buffer
  | RawField
  | readonly ReplyValue[]
  | ReplyDocument;

export interface ReplyDocument {
  readonly [name: string]: ReplyValue | undefined;
}

const FIRST_BYTES = 512;
/** A type, a position in an array and what ends it. */
const ELEMENT_BYTES = 9;

/**
 * Writes a reply as BSON; fields that are undefined are left out.
 * @param endings documents whose fields follow, so that nobody has to put them together first
 */
export function encodeReply(document: ReplyDocument, ...endings: readonly ReplyDocument[]): Buffer {
  const writer = new Writer();
  writer.document(document, endings);
  return writer.bytes();
}

class Writer {
  #buffer = Buffer.allocUnsafe(FIRST_BYTES);
  #length = 0;

  bytes(): Buffer {
    return this.#buffer.subarray(0, this.#length);
  }

  document(fields: ReplyDocument, endings: readonly ReplyDocument[] = []): void {
    const start = this.#open();
    this.#fields(fields);
    for (const ending of endings) this.#fields(ending);
    this.#close(start);
  }

  #fields(fields: ReplyDocument): void {
    for (const name of Object.keys(fields)) {
      const value = fields[name];
      if (value !== undefined) this.#field(name, value);
    }
  }

  #array(values: readonly ReplyValue[]): void {
    const start = this.#open();
    this.#reserve(rawBytes(values));
    for (let index = 0; index < values.length; index += 1) this.#field(String(index), values[index]!);
    this.#close(start);
  }

  #field(name: string, value: ReplyValue): void {
    const type = typeOf(value);
    this.#reserve(name.length * 3 + 18);
    this.#buffer[this.#length] = type;
    this.#length += 1;
    this.#length += writeText(this.#buffer, name, this.#length);
    this.#buffer[this.#length] = 0;
    this.#length += 1;
    this.#value(type, value);
  }

  #value(type: number, value: ReplyValue): void {
    if (Buffer.isBuffer(value)) this.#raw(value);
    else if (Array.isArray(value)) this.#array(value as readonly ReplyValue[]);
    else if (typeof value === 'string') this.#string(value);
    else if (typeof value === 'number') this.#number(type, value);
    else if (typeof value === 'boolean') this.#length = this.#buffer.writeUInt8(value ? 1 : 0, this.#length);
    else if (typeof value === 'bigint') this.#length = writeInt64(this.#buffer, value, this.#length);
    else if (value instanceof Date)
      this.#length = writeSafeInteger(this.#buffer, value.getTime(), this.#length);
    else if (isRaw(value)) this.#raw(value.bytes);
    else if (value !== null) this.document(value as ReplyDocument);
  }

  #raw(bytes: Buffer): void {
    this.#reserve(bytes.length + 1);
    this.#length += bytes.copy(this.#buffer, this.#length);
  }

  #number(type: number, value: number): void {
    this.#length =
      type === BSON_TYPE.int32
        ? this.#buffer.writeInt32LE(value, this.#length)
        : this.#buffer.writeDoubleLE(value, this.#length);
  }

  #string(value: string): void {
    this.#reserve(value.length * 3 + 5);
    const written = writeText(this.#buffer, value, this.#length + 4);
    this.#buffer.writeInt32LE(written + 1, this.#length);
    this.#length += 4 + written;
    this.#buffer[this.#length] = 0;
    this.#length += 1;
  }

  #open(): number {
    this.#reserve(5);
    const start = this.#length;
    this.#length += 4;
    return start;
  }

  #close(start: number): void {
    this.#reserve(1);
    this.#buffer[this.#length] = 0;
    this.#length += 1;
    this.#buffer.writeInt32LE(this.#length - start, start);
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#buffer.length * 2, this.#length + more));
    this.#buffer.copy(larger, 0, 0, this.#length);
    this.#buffer = larger;
  }
}

/** About what a list of documents takes: room for all of a batch is made once. */
function rawBytes(values: readonly ReplyValue[]): number {
  let bytes = 0;
  for (const value of values) if (Buffer.isBuffer(value)) bytes += value.length + ELEMENT_BYTES;
  return bytes;
}

function isRaw(value: object | null): value is RawField {
  return value !== null && 'bytes' in value && Buffer.isBuffer(value.bytes);
}

function typeOf(value: ReplyValue): number {
  switch (typeof value) {
    case 'string':
      return BSON_TYPE.string;
    case 'boolean':
      return BSON_TYPE.boolean;
    case 'bigint':
      return BSON_TYPE.int64;
    case 'number':
      return Number.isInteger(value) && Math.abs(value) < 2 ** 31 ? BSON_TYPE.int32 : BSON_TYPE.double;
    default:
      return typeOfObject(value);
  }
}

function typeOfObject(value: object | null): number {
  if (value === null) return BSON_TYPE.null;
  if (Buffer.isBuffer(value)) return BSON_TYPE.document;
  if (Array.isArray(value)) return BSON_TYPE.array;
  if (value instanceof Date) return BSON_TYPE.date;
  return isRaw(value) ? value.type : BSON_TYPE.document;
}
