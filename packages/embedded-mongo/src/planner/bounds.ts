import { intersect, type Condition, type Interval } from '../query/conditions.ts';
import type { IndexField } from '../storage/index-definition.ts';
import { CUT_BYTES, inverted, shorten, type Index } from '../storage/indexing.ts';
import { afterPrefix, slotBytes } from '../storage/keyspace.ts';

/** Keys from `from` up to but without `to`. */
export interface KeyRange {
  from: Buffer;
  to: Buffer;
}

/** What the conditions of a query leave of an index. */
export interface Bounds {
  /** In the index's order, none overlapping another. Made only when asked for, as most indexes are not chosen. */
  ranges: () => KeyRange[];
  /** When every field is bound to single values: the beginning of the keys, without records. */
  points: Buffer[] | undefined;
  /** Number of leading fields that are bound to one value each. */
  fixed: number;
  /** Number of leading fields that are bound to single values. */
  pointed: number;
  /** Number of leading fields with any bounds. */
  used: number;
  /** Where the values of those fields are, in ascending order. */
  intervals: readonly (readonly Interval[])[];
}

/** Beyond this many separate ranges the fields that follow are not used. */
const MAX_RANGES = 2_000;

/** The ranges of an index in which everything lies that fulfils the conditions. */
export function boundsOf(index: Index, conditions: readonly Condition[]): Bounds {
  const { fields } = index.definition;
  let prefixes: Buffer[] = [slotBytes(index.slot)];
  let fixed = 0;
  const bound: (readonly Interval[])[] = [];
  for (const [position, field] of fields.entries()) {
    const before = prefixes;
    const intervals = intervalsFor(index, position, conditions);
    const pointed = position;
    if (!intervals) {
      const ranges = (): KeyRange[] => before.map(wholePrefix);
      return { ranges, points: undefined, fixed, pointed, used: position, intervals: bound };
    }
    bound.push(intervals);
    const onlyPoints = intervals.every(({ point }) => point);
    const tooMany = prefixes.length * intervals.length > MAX_RANGES;
    if (!onlyPoints || tooMany) {
      const ranges = (): KeyRange[] =>
        tooMany && position > 0 ? before.map(wholePrefix) : rangesOf(before, field, intervals);
      return { ranges, points: undefined, fixed, pointed, used: position + 1, intervals: bound };
    }
    if (intervals.length === 1 && fixed === position) fixed = position + 1;
    prefixes = before.flatMap((prefix) =>
      inOrder(field, intervals).map(({ low }) =>
        Buffer.concat([prefix, field.descending ? inverted(low) : low]),
      ),
    );
  }
  const points = prefixes;
  const { length } = fields;
  return {
    ranges: () => points.map(wholePrefix),
    points,
    fixed,
    pointed: length,
    used: length,
    intervals: bound,
  };
}

/** The keys that hold the points of a unique index. */
export function exactKeys({ points }: Bounds): Buffer[] | undefined {
  return points?.map(shorten);
}

function intervalsFor(
  index: Index,
  position: number,
  conditions: readonly Condition[],
): readonly Interval[] | undefined {
  const { fields } = index.definition;
  const field = fields[position]!;
  // With arrays, two fields below one path may be fulfilled by different elements, which have keys of their own.
  if (index.multikey && sharesRoot(fields, position)) return undefined;
  const own = conditions.filter(({ path, whole }) => path === field.path && !(whole && index.multikey));
  if (own.length === 0) return undefined;
  if (index.multikey) return narrowest(own);
  return own.map(({ intervals }) => intervals).reduce(intersect);
}

function sharesRoot(fields: readonly IndexField[], position: number): boolean {
  const root = fields[position]!.parts[0]!.text;
  return fields.slice(0, position).some(({ parts }) => parts[0]!.text === root);
}

/** Where a document has several keys, one of them fulfils one condition: only one may be used. */
function narrowest(conditions: readonly Condition[]): readonly Interval[] {
  const points = conditions.filter(({ intervals }) => intervals.every(({ point }) => point));
  const candidates = points.length > 0 ? points : conditions;
  return candidates.reduce((best, other) =>
    points.length > 0 && other.intervals.length < best.intervals.length ? other : best,
  ).intervals;
}

function inOrder({ descending }: IndexField, intervals: readonly Interval[]): readonly Interval[] {
  return descending ? intervals.toReversed() : intervals;
}

function rangesOf(prefixes: Buffer[], field: IndexField, intervals: readonly Interval[]): KeyRange[] {
  return prefixes.flatMap((prefix) =>
    inOrder(field, intervals).map(({ low, high }) =>
      field.descending
        ? range(Buffer.concat([prefix, afterInverted(high)]), Buffer.concat([prefix, afterInverted(low)]))
        : range(Buffer.concat([prefix, low]), Buffer.concat([prefix, high])),
    ),
  );
}

/** The end of all keys that, inverted, begin with these bytes. */
function afterInverted(bytes: Buffer): Buffer {
  const turned = inverted(bytes);
  // Nothing begins with more than 255, and everything after a 0 that is inverted is below the field's end.
  return turned.every((byte) => byte === 255)
    ? Buffer.concat([turned, Buffer.from([255])])
    : afterPrefix(turned);
}

function wholePrefix(prefix: Buffer): KeyRange {
  return range(prefix, afterPrefix(prefix));
}

/** Keys beyond a length are cut, so their bounds are, too; that only ever makes a range wider. */
function range(from: Buffer, to: Buffer): KeyRange {
  return {
    from: from.length > CUT_BYTES ? from.subarray(0, CUT_BYTES) : from,
    to: to.length > CUT_BYTES ? afterPrefix(to.subarray(0, CUT_BYTES)) : to,
  };
}
