import { CommandError } from '../bson/command-error.ts';
import { wholeTextOf } from '../bson/text.ts';
import { decodeField } from '../bson/value.ts';
import type { ReplyValue } from '../wire/reply.ts';
import type { Index } from './indexing.ts';
import { BSON_TYPE, type RawField } from './raw-fields.ts';

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
    shown.push(`${path}: ${wholeTextOf(decodeField(field))}`);
  }
  return new CommandError(
    11000,
    `E11000 duplicate key error collection: ${namespace} index: ${name} dup key: { ${shown.join(', ')} }`,
    { keyPattern, keyValue },
  );
}
