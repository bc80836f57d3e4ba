import { TYPE_RANK } from '../../bson/compare.ts';
import { elementKey } from '../../bson/keys.ts';
import { PLAIN, readKeyValue } from '../../bson/key-values.ts';
import type { IndexPlan } from '../../planner/plan.ts';
import type { Interval } from '../../query/conditions.ts';
import { afterPrefix } from '../../storage/keyspace.ts';
import { BSON_TYPE, type RawField } from '../../storage/raw-fields.ts';
import type { ReplyDocument } from '../../wire/reply.ts';

/** One end of an interval. */
interface End {
  text: string;
  inclusive: boolean;
  /** Undefined where it is no value that a field can have. */
  value?: RawField;
}

const NO_BYTES = Buffer.alloc(0);
const LEAST: End = { ...closed('MinKey'), value: { type: BSON_TYPE.minKey, bytes: NO_BYTES } };
const GREATEST: End = { ...closed('MaxKey'), value: { type: BSON_TYPE.maxKey, bytes: NO_BYTES } };
const UNDEFINED_RANK = TYPE_RANK[BSON_TYPE.undefined]!;
const REGEX_RANK = TYPE_RANK[BSON_TYPE.regex]!;
const STRING_RANK = TYPE_RANK[BSON_TYPE.string]!;

/** Where the values of a type begin and end; a string's come before documents. */
const TYPE_ENDS: ReadonlyMap<number, readonly [least: End, greatest: End]> = new Map([
  [TYPE_RANK[BSON_TYPE.double]!, ends('-inf.0', 'inf.0')],
  [STRING_RANK, [closed('""'), { text: '{}', inclusive: false }]],
  [TYPE_RANK[BSON_TYPE.boolean]!, ends('false', 'true')],
  [TYPE_RANK[BSON_TYPE.date]!, ends(dateText(-(2n ** 63n)), dateText(2n ** 63n - 1n))],
  [TYPE_RANK[BSON_TYPE.objectId]!, ends(`ObjectId('${'0'.repeat(24)}')`, `ObjectId('${'f'.repeat(24)}')`)],
]);

/** What a plan reads of each field of its index, in its direction; undefined where there are no words for it. */
export function indexBounds({ index, bounds, reverse }: IndexPlan): ReplyDocument | undefined {
  if (!bounds) return undefined;
  const told: Record<string, string[]> = {};
  for (const [position, { path, descending }] of index.definition.fields.entries()) {
    const texts: string[] = [];
    for (const interval of bounds.intervals[position] ?? [WHOLE]) {
      const [from, to] = endsOf(interval, descending !== reverse);
      if (!from || !to) return undefined;
      texts.push(`${from.inclusive ? '[' : '('}${from.text}, ${to.text}${to.inclusive ? ']' : ')'}`);
    }
    told[path] = descending === reverse ? texts : texts.toReversed();
  }
  return told;
}

/** The two ends of the one range that is counted; undefined where they are no values. */
export function countBounds({ index, bounds }: IndexPlan): ReplyDocument | undefined {
  const startKey: Record<string, RawField> = {};
  const endKey: Record<string, RawField> = {};
  let startKeyInclusive = true;
  let endKeyInclusive = true;
  for (const [position, { path, descending }] of index.definition.fields.entries()) {
    const [interval = WHOLE, ...others] = bounds?.intervals[position] ?? [];
    const [from, to] = endsOf(interval, descending);
    if (others.length > 0 || !from?.value || !to?.value) return undefined;
    startKey[path] = from.value;
    endKey[path] = to.value;
    startKeyInclusive &&= from.inclusive;
    endKeyInclusive &&= to.inclusive;
  }
  return { startKey, startKeyInclusive, endKey, endKeyInclusive };
}

const WHOLE: Interval = { low: Buffer.from([0]), high: Buffer.from([255]), point: false };

/** @param backward the greatest comes first */
function endsOf({ low, high, point }: Interval, backward: boolean): [End | undefined, End | undefined] {
  const least = lowEnd(low);
  const greatest = point ? least : highEnd(high);
  return backward ? [greatest, least] : [least, greatest];
}

function lowEnd(key: Buffer): End | undefined {
  const [rank] = key;
  if (key.length === 1) {
    if (rank === 0) return LEAST;
    return rank === UNDEFINED_RANK ? closed('undefined') : (TYPE_ENDS.get(rank!)?.[0] ?? valueEnd(key, true));
  }
  return valueEnd(key, true) ?? valueEnd(before(key), false) ?? prefixEnd(key, true) ?? patternEnd(key);
}

function highEnd(key: Buffer): End | undefined {
  if (key.length === 1) return key[0] === 255 ? GREATEST : TYPE_ENDS.get(key[0]! - 1)?.[1];
  return valueEnd(key, false) ?? valueEnd(before(key), true) ?? prefixEnd(key, false);
}

/** The key that ends where this one begins. */
function before(key: Buffer): Buffer {
  const bytes = Buffer.from(key);
  bytes[bytes.length - 1]! -= 1;
  return afterPrefix(bytes).equals(key) ? bytes : key;
}

function valueEnd(key: Buffer, inclusive: boolean): End | undefined {
  try {
    const value = readKeyValue(key, 0, PLAIN);
    const isWhole = elementKey(value.bytes, { ...value, start: 0, end: value.bytes.length }).equals(key);
    const text = isWhole ? textOf(value) : undefined;
    return text === undefined ? undefined : { text, inclusive, value };
  } catch {
    return undefined;
  }
}

function patternEnd(key: Buffer): End | undefined {
  if (key[0] !== REGEX_RANK) return undefined;
  const [source, options] = key.utf8Slice(1).split('\0');
  return closed(`/${source}/${options}`);
}

/** Texts with a beginning: their keys are not ended. */
function prefixEnd(key: Buffer, inclusive: boolean): End | undefined {
  if (key[0] !== STRING_RANK || key.includes(0)) return undefined;
  return { text: `"${key.utf8Slice(1)}"`, inclusive };
}

function textOf({ type, bytes }: RawField): string | undefined {
  switch (type) {
    case BSON_TYPE.int32:
      return numberText(bytes.readInt32LE());
    case BSON_TYPE.double:
      return numberText(bytes.readDoubleLE());
    case BSON_TYPE.string:
      return `"${bytes.utf8Slice(4, bytes.length - 1)}"`;
    case BSON_TYPE.boolean:
      return String(bytes[0] === 1);
    case BSON_TYPE.date:
      return dateText(bytes.readBigInt64LE());
    case BSON_TYPE.objectId:
      return `ObjectId('${bytes.toString('hex')}')`;
    case BSON_TYPE.null:
      return 'null';
    case BSON_TYPE.minKey:
      return 'MinKey';
    case BSON_TYPE.maxKey:
      return 'MaxKey';
    default:
      return undefined;
  }
}

function numberText(number: number): string {
  if (Number.isNaN(number)) return 'nan.0';
  if (!Number.isFinite(number)) return number < 0 ? '-inf.0' : 'inf.0';
  return Number.isSafeInteger(number) ? `${number}.0` : String(number);
}

function dateText(milliseconds: bigint): string {
  return `new Date(${milliseconds})`;
}

function closed(text: string): End {
  return { text, inclusive: true };
}

function ends(least: string, greatest: string): [End, End] {
  return [closed(least), closed(greatest)];
}
