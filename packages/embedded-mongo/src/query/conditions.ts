import { TYPE_RANK } from '../bson/compare.ts';
import { elementKey, NULL_KEY } from '../bson/keys.ts';
import { isNaNNumeric, readNumeric } from '../bson/numeric.ts';
import { isNumericType } from '../bson/value.ts';
import { afterPrefix } from '../storage/keyspace.ts';
import { BSON_TYPE, elementAt, type Element, type RawField } from '../storage/raw-fields.ts';

/**
 * A range of keys as `bson/keys.ts` makes them for an ascending index: `low <= key < high` by their bytes,
 * whatever follows the key. Keys here are whole; where an index cuts long ones, its bounds are to be cut too.
 */
export interface Interval {
  low: Buffer;
  high: Buffer;
  /** It holds one value only, so that the keys in it are in the order of what follows. */
  point: boolean;
}

/**
 * Something that every matching document fulfils: in an index on the path, at least one of its keys lies in
 * one of the intervals. (One of them: where a path leads through arrays, two conditions may be fulfilled by
 * different elements, and their intervals must not be intersected.)
 */
export interface Condition {
  path: string;
  /** In ascending order, none overlapping another. */
  intervals: readonly Interval[];
  /** A document that has nothing at the path may match: a sparse index does not serve. */
  missing: boolean;
  /** The intervals say all that the operator says of a value: for the index's own filter (see `implies`). */
  exact: boolean;
  /** It is about the value as a whole, which may be an array: an index tells only where no array is in the way. */
  whole?: boolean;
}

export type Comparison = '$eq' | '$gt' | '$gte' | '$lt' | '$lte';

const ALL: Interval = { low: Buffer.from([0]), high: Buffer.from([255]), point: false };
const UNDEFINED_RANK = TYPE_RANK[BSON_TYPE.undefined]!;

/** The condition of a comparison; undefined where an index says nothing about it. */
export function comparisonCondition(
  path: string,
  comparison: Comparison,
  operand: RawField,
  collated: boolean,
): Condition | undefined {
  const element = wholeOf(operand);
  if (collated && dependsOnStrings(operand.type)) return undefined;
  if (operand.type === BSON_TYPE.null) {
    const strict = comparison === '$gt' || comparison === '$lt';
    return { path, intervals: strict ? [] : nullIntervals(), missing: !strict, exact: false };
  }
  if (comparison === '$eq') return equality(path, operand);
  if (!isOrderable(operand)) return undefined;
  const intervals = rangeIntervals(comparison, operand.type, elementKey(operand.bytes, element));
  return { path, intervals, missing: false, exact: true };
}

/**
 * The condition of a comparison as expressions make it: with values of all types, what is missing being the least,
 * and with an array as one value.
 */
export function wholeComparison(
  path: string,
  comparison: Exclude<Comparison, '$eq'>,
  operand: RawField,
  collated: boolean,
): Condition | undefined {
  if ((collated && dependsOnStrings(operand.type)) || !isOrderable(operand)) return undefined;
  const key = elementKey(operand.bytes, wholeOf(operand));
  const isLess = comparison === '$lt' || comparison === '$lte';
  const bound = comparison === '$gt' || comparison === '$lte' ? afterPrefix(key) : key;
  const interval = isLess ? { ...ALL, high: bound } : { ...ALL, low: bound };
  const isBelowArrays = TYPE_RANK[operand.type]! < TYPE_RANK[BSON_TYPE.array]!;
  return { path, intervals: [interval], missing: isLess, exact: false, whole: isLess !== isBelowArrays };
}

/** The condition of what no document fulfils. */
export function neverCondition(path: string): Condition {
  return { path, intervals: [], missing: false, exact: false };
}

export function isNeverFulfilled({ intervals, missing }: Condition): boolean {
  return intervals.length === 0 && !missing;
}

/** Several conditions on one path of which one is enough; undefined when one of them is. */
export function anyOf(path: string, conditions: readonly (Condition | undefined)[]): Condition | undefined {
  const intervals: Interval[] = [];
  let missing = false;
  let exact = true;
  for (const condition of conditions) {
    if (!condition) return undefined;
    intervals.push(...condition.intervals);
    missing ||= condition.missing;
    exact &&= condition.exact;
  }
  return { path, intervals: merge(intervals), missing, exact };
}

/** Conditions on one path that one and the same value fulfils, as in `$elemMatch`. */
export function intersection(first: Condition, others: readonly Condition[]): Condition {
  const intervals = others.map((other) => other.intervals).reduce(intersect, first.intervals);
  return { path: first.path, intervals, missing: false, exact: false };
}

/** What is in both. As the intervals of either are in order, one walk along them meets every pair that overlaps. */
export function intersect(left: readonly Interval[], right: readonly Interval[]): readonly Interval[] {
  const both: Interval[] = [];
  for (let l = 0, r = 0; l < left.length && r < right.length;) {
    const a = left[l]!;
    const b = right[r]!;
    const low = Buffer.compare(a.low, b.low) < 0 ? b.low : a.low;
    const leftEndsFirst = Buffer.compare(a.high, b.high) < 0;
    const high = leftEndsFirst ? a.high : b.high;
    both.push(...notEmpty({ low, high, point: a.point || b.point }));
    if (leftEndsFirst) l += 1;
    else r += 1;
  }
  return both;
}

/** Texts that begin with a prefix, all when it is empty, and the pattern itself, which matches as a value. */
export function prefixCondition(path: string, prefix: string, pattern: RawField): Condition {
  const low = Buffer.concat([Buffer.from([TYPE_RANK[BSON_TYPE.string]!]), Buffer.from(prefix)]);
  const itself = pointOf(elementKey(pattern.bytes, wholeOf(pattern)));
  const intervals = [{ low, high: afterPrefix(low), point: false }, itself];
  return { path, intervals, missing: false, exact: false };
}

/** Types of which there is one value. */
const SINGLE: ReadonlySet<number> = new Set([
  BSON_TYPE.undefined,
  BSON_TYPE.null,
  BSON_TYPE.minKey,
  BSON_TYPE.maxKey,
]);

/** The condition of values of some types; undefined for arrays, which are not indexed as such. */
export function typesCondition(path: string, types: ReadonlySet<number>): Condition | undefined {
  if (types.has(BSON_TYPE.array)) return undefined;
  const intervals = [...types].map((type): Interval => {
    const rank = TYPE_RANK[type]!;
    // What is not a number stands right before the numbers.
    const low = Buffer.from([isNumericType(type) ? rank - 1 : rank]);
    return { low, high: Buffer.from([rank + 1]), point: SINGLE.has(type) };
  });
  return { path, intervals: merge(intervals), missing: false, exact: false };
}

export function existsCondition(path: string): Condition {
  return { path, intervals: [ALL], missing: false, exact: true };
}

/**
 * Is everything that fulfils the first conditions in an index whose filter makes these demands?
 * @param demands all of what the index's filter demands, each of them exact
 */
export function implies(conditions: readonly Condition[], demands: readonly Condition[]): boolean {
  return demands.every((demand) =>
    conditions.some(
      (condition) =>
        condition.path === demand.path &&
        !condition.missing &&
        !condition.whole &&
        condition.intervals.every((inner) => demand.intervals.some((outer) => contains(outer, inner))),
    ),
  );
}

function contains(outer: Interval, inner: Interval): boolean {
  return Buffer.compare(outer.low, inner.low) <= 0 && Buffer.compare(inner.high, outer.high) <= 0;
}

function equality(path: string, operand: RawField): Condition {
  const element = wholeOf(operand);
  const point = pointOf(elementKey(operand.bytes, element));
  if (operand.type !== BSON_TYPE.array) return { path, intervals: [point], missing: false, exact: true };
  // The elements of an array are indexed, not the array, unless it stands in another one.
  const intervals = merge([point, pointOf(firstKey(operand.bytes))]);
  return { path, intervals, missing: false, exact: false };
}

function firstKey(array: Buffer): Buffer {
  // An empty array is indexed as undefined (see `storage/index-tuples.ts`).
  return array.length === 5 ? Buffer.from([UNDEFINED_RANK]) : elementKey(array, elementAt(array, 4)[0]);
}

function nullIntervals(): Interval[] {
  return [pointOf(Buffer.from([UNDEFINED_RANK])), pointOf(NULL_KEY)];
}

function pointOf(key: Buffer): Interval {
  return { low: key, high: afterPrefix(key), point: true };
}

function rangeIntervals(comparison: Comparison, type: number, key: Buffer): Interval[] {
  const rank = TYPE_RANK[type]!;
  const least = Buffer.from([rank]);
  const after = Buffer.from([rank + 1]);
  switch (comparison) {
    case '$gt':
      return notEmpty({ low: afterPrefix(key), high: after, point: false });
    case '$gte':
      return notEmpty({ low: key, high: after, point: false });
    case '$lt':
      return notEmpty({ low: least, high: key, point: false });
    default:
      return notEmpty({ low: least, high: afterPrefix(key), point: false });
  }
}

function notEmpty(interval: Interval): Interval[] {
  return Buffer.compare(interval.low, interval.high) < 0 ? [interval] : [];
}

/** Sorted and without overlap. */
function merge(intervals: Interval[]): Interval[] {
  const sorted = intervals.toSorted((a, b) => Buffer.compare(a.low, b.low));
  const merged: Interval[] = [];
  for (const interval of sorted) {
    const last = merged.at(-1);
    if (!last || Buffer.compare(interval.low, last.high) >= 0) merged.push(interval);
    else if (Buffer.compare(interval.high, last.high) > 0) {
      merged[merged.length - 1] = { low: last.low, high: interval.high, point: false };
    }
  }
  return merged;
}

/** Types whose ranges are what lies between two keys. Arrays compare with arrays only, and are indexed apart. */
function isOrderable(operand: RawField): boolean {
  switch (operand.type) {
    case BSON_TYPE.array:
    case BSON_TYPE.minKey:
    case BSON_TYPE.maxKey:
    case BSON_TYPE.regex:
    case BSON_TYPE.undefined:
      return false;
    default:
      return !isNaNField(operand);
  }
}

function isNaNField({ type, bytes }: RawField): boolean {
  return isNumericType(type) && isNaNNumeric(readNumeric(bytes, { type, start: 0, end: bytes.length })!);
}

function dependsOnStrings(type: number): boolean {
  switch (type) {
    case BSON_TYPE.string:
    case BSON_TYPE.symbol:
    case BSON_TYPE.document:
    case BSON_TYPE.array:
      return true;
    default:
      return false;
  }
}

function wholeOf({ type, bytes }: RawField): Element {
  return { type, start: 0, end: bytes.length };
}
