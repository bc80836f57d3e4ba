import { CommandError } from '../bson/command-error.ts';
import type { ReplyValue } from '../wire/reply.ts';
import type { Index } from './indexing.ts';
import { BSON_TYPE, rawFields, type RawField } from './raw-fields.ts';

/** The refusal of a document whose key a unique index already has, with `keyPattern` and `keyValue`. */
export function duplicateKey(namespace: string, index: Index, document: Buffer, key: Buffer): CommandError {
  const { name, fields, key: keyPattern } = index.definition;
  const tuple = index.tupleOfKey(document, key);
  const keyValue: Record<string, ReplyValue> = {};
  const shown: string[] = [];
  for (const [position, { path }] of fields.entries()) {
    const element = tuple[position];
    const field: RawField = element
      ? { type: element.type, bytes: document.subarray(element.start, element.end) }
      : { type: BSON_TYPE.null, bytes: document.subarray(0, 0) };
    keyValue[path] = field;
    shown.push(`${path}: ${show(field)}`);
  }
  return new CommandError(
    11000,
    `E11000 duplicate key error collection: ${namespace} index: ${name} dup key: { ${shown.join(', ')} }`,
    { keyPattern, keyValue },
  );
}

/** A value as MongoDB writes it in messages. */
function show({ type, bytes }: RawField): string {
  switch (type) {
    case BSON_TYPE.string:
    case BSON_TYPE.symbol:
      return JSON.stringify(bytes.utf8Slice(4, bytes.length - 1));
    case BSON_TYPE.int32:
      return String(bytes.readInt32LE(0));
    case BSON_TYPE.int64:
      return String(bytes.readBigInt64LE(0));
    case BSON_TYPE.double:
      return showDouble(bytes.readDoubleLE(0));
    case BSON_TYPE.boolean:
      return String(bytes[0] === 1);
    case BSON_TYPE.null:
      return 'null';
    case BSON_TYPE.undefined:
      return 'undefined';
    case BSON_TYPE.objectId:
      return `ObjectId('${bytes.toString('hex')}')`;
    case BSON_TYPE.date:
      return `new Date(${bytes.readBigInt64LE(0)})`;
    case BSON_TYPE.document:
      return `{ ${[...rawFields(bytes)].map(([name, field]) => `${name}: ${show(field)}`).join(', ')} }`;
    case BSON_TYPE.array:
      return `[ ${[...rawFields(bytes)].map(([, field]) => show(field)).join(', ')} ]`;
    case BSON_TYPE.binary:
      return `BinData(${bytes[4]}, ${bytes.toString('hex', 5).toUpperCase()})`;
    default:
      return `BSON type ${type}`;
  }
}

function showDouble(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e15 ? `${value}.0` : String(value);
}
