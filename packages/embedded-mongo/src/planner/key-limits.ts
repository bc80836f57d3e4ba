import { fail } from '../bson/command-error.ts';
import type { Collation } from '../query/collation.ts';
import type { Index } from '../storage/indexing.ts';
import { CUT_BYTES, fieldKey } from '../storage/indexing.ts';
import { afterPrefix, slotBytes } from '../storage/keyspace.ts';
import { BSON_TYPE, EMPTY_DOCUMENT, rawFields, type RawField } from '../storage/raw-fields.ts';
import type { KeyRange } from './bounds.ts';
import type { Hint } from './hint.ts';

/** `min` and `max` of a find: keys of the index that the hint names. */
export interface KeyLimits {
  min?: Buffer | undefined;
  max?: Buffer | undefined;
}

/**
 * What `min` (included) and `max` (left out) leave of an index.
 * @returns undefined without either
 * @throws CommandError 51173 without a hint, 291 for the hint of a scan, 51176 when the two name other fields, 51174
 *   when the index has others, 51175 when there is nothing between them, 238 where long keys are not in order
 */
export function readKeyLimits(
  hint: Hint | undefined,
  limits: KeyLimits,
  collation: Collation | undefined,
): KeyRange | undefined {
  const min = keyOf(limits.min);
  const max = keyOf(limits.max);
  if (!min && !max) return undefined;
  if (!hint) fail(51_173, 'When using min()/max() a hint of which index to use must be provided');
  if (hint.kind === 'natural') fail(291, 'min() and max() need an index, and the hint is $natural');
  if (min && max && namesOf(min) !== namesOf(max)) {
    fail(51_176, 'min() and max() must have the same field names');
  }
  const { index } = hint;
  if (namesOf(min ?? max!) !== index.definition.fields.map(({ path }) => path).join('\0')) {
    fail(51_174, 'The index chosen is not compatible with min/max');
  }
  if (collation && [...(min ?? []), ...(max ?? [])].some(([, { type }]) => type === BSON_TYPE.string)) {
    fail(51_174, 'The index chosen is not compatible with min/max: it has no collation');
  }
  const whole = slotBytes(index.slot);
  const from = min ? encode(index, min) : whole;
  const to = max ? encode(index, max) : afterPrefix(whole);
  if (Buffer.compare(from, to) >= 0) fail(51_175, 'The value provided for min() does not come before max()');
  return { from, to };
}

type Key = [path: string, field: RawField][];

function keyOf(document: Buffer | undefined): Key | undefined {
  return document && document.length > EMPTY_DOCUMENT.length ? [...rawFields(document)] : undefined;
}

function namesOf(key: Key): string {
  return key.map(([path]) => path).join('\0');
}

function encode(index: Index, key: Key): Buffer {
  const parts = key.map(([, { type, bytes }], position) =>
    fieldKey(bytes, { type, start: 0, end: bytes.length }, index.definition.fields[position]!),
  );
  const encoded = Buffer.concat([slotBytes(index.slot), ...parts]);
  if (index.truncated || encoded.length > CUT_BYTES) {
    fail(
      238,
      'min() and max() of an index with keys as long as these are not supported here: use $gte and $lt',
    );
  }
  return encoded;
}
