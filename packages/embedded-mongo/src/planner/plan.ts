import { isNeverFulfilled, type Condition } from '../query/conditions.ts';
import type { Filter } from '../query/filter.ts';
import type { Collection } from '../storage/collection.ts';
import type { Index } from '../storage/indexing.ts';
import { boundsOf, exactKeys, type Bounds, type KeyRange } from './bounds.ts';
import type { Hint, IndexHint } from './hint.ts';
import { holdsAll } from './partial-index.ts';
import { servesSort, type SortOrder } from './sort-order.ts';

/** Reads the whole collection, in the order of insertion or against it. */
export interface ScanPlan {
  kind: 'scan';
  reverse: boolean;
  sorted: boolean;
}

/** Reads ranges of an index; every document that matches is in them, others may be, too. */
export interface IndexPlan {
  kind: 'index';
  index: Index;
  /** What the conditions leave of the index; undefined where a part of it is named instead. */
  bounds: Bounds | undefined;
  ranges: KeyRange[];
  /** Instead of ranges: the keys of a unique index that can match. */
  keys: Buffer[] | undefined;
  reverse: boolean;
  /** The documents come in the order that the query asks for. */
  sorted: boolean;
  /** A document can come more than once, from several of its keys. */
  repeats: boolean;
  /** The index has all that the query reads of a document. */
  covers: boolean;
  /** What is tried with what the index has, before a document is read; undefined where that is of no use. */
  tells: Filter | undefined;
}

/** Reads what any of the plans reads, without repetition: for `$or`. Without plans it reads nothing. */
export interface UnionPlan {
  kind: 'union';
  plans: IndexPlan[];
  sorted: false;
}

export type Plan = ScanPlan | IndexPlan | UnionPlan;

export interface PlanQuery {
  filter: Filter | undefined;
  alternatives: () => Iterable<readonly Filter[]>;
  sort: SortOrder | undefined;
  hint: Hint | undefined;
  /** Strings are compared in a way that no index knows. */
  collated: boolean;
  limited: boolean;
  skips: boolean;
  /** The paths that are read of a document; undefined for all of it. */
  reads: readonly string[] | undefined;
}

/** An index as it would serve; the plan is made of the best one only. */
interface Candidate {
  index: Index;
  bounds: Bounds;
  order: ReturnType<typeof servesSort>;
  score: number;
}

const POINT_SCORE = 10;
const RANGE_SCORE = 5;
const SORT_SCORE = 3;
const LIMITED_SORT_SCORE = 4;
/** These decide only between indexes that are as good otherwise. */
const COVER_SCORE = 2;
const SMALL_SCORE = 1;
const UNIQUE_SCORE = 100;

/**
 * Chooses how to read what a query asks for. The plan never changes the answer: what is read is matched
 * against the filter again, and sorted unless the index does it.
 */
export function choosePlan(collection: Collection, query: PlanQuery): Plan {
  const { hint, sort, filter } = query;
  if (filter?.conditions.some(isNeverFulfilled)) return { kind: 'union', plans: [], sorted: false };
  if (hint?.kind === 'natural') return { kind: 'scan', reverse: hint.reverse, sorted: false };
  if (hint) return hinted(hint, query);
  const best = bestCandidate(collection, query);
  if (best && best.score >= RANGE_SCORE) return planWith(best, query);
  const union = unionPlan(collection, query);
  if (union) return union;
  if (best) return planWith(best, query);
  return { kind: 'scan', reverse: sort?.natural === -1, sorted: sort?.natural !== undefined };
}

/** The plan that reads in the order that is asked for, however much it reads; undefined when no index has it. */
export function planInOrder(collection: Collection, query: PlanQuery): IndexPlan | undefined {
  const best = query.hint ? undefined : bestCandidate(collection, query, ({ order }) => order !== undefined);
  return best && planWith(best, query);
}

/** The plans with other indexes that the conditions bind, too, or that have the order; those that come closest first. */
export function otherPlans(collection: Collection, query: PlanQuery, chosen: Plan): IndexPlan[] {
  if (query.hint || chosen.kind !== 'index') return [];
  const conditions = query.filter?.conditions ?? [];
  return collection.indexes
    .filter((index) => index !== chosen.index && mayServe(index, conditions))
    .map((index) => candidateFor(index, conditions, query))
    .filter(({ bounds, order }) => bounds.used > 0 || (order !== undefined && !chosen.sorted))
    .toSorted((left, right) => right.score - left.score)
    .map((candidate) => planWith(candidate, query));
}

function bestCandidate(
  collection: Collection,
  query: PlanQuery,
  serves: (candidate: Candidate) => boolean = ({ score }) => score > 0,
): Candidate | undefined {
  const conditions = query.filter?.conditions ?? [];
  let best: Candidate | undefined;
  for (const index of collection.indexes) {
    if (!mayServe(index, conditions)) continue;
    const candidate = candidateFor(index, conditions, query);
    if (serves(candidate) && candidate.score > (best?.score ?? 0)) best = candidate;
  }
  return best;
}

function hinted({ index, range }: IndexHint, query: PlanQuery): IndexPlan {
  const plan = planWith(candidateFor(index, query.filter?.conditions ?? [], query), query);
  if (!range) return plan;
  // The first of a document's keys may lie outside of the range.
  return {
    ...plan,
    bounds: undefined,
    ranges: [range],
    keys: undefined,
    sorted: plan.sorted && !plan.repeats,
  };
}

/** Every branch of an `$or` has to have an index of its own. */
function unionPlan(collection: Collection, query: PlanQuery): UnionPlan | undefined {
  for (const branches of query.alternatives()) {
    const plans: IndexPlan[] = [];
    for (const branch of branches) {
      const plan = choosePlan(collection, { ...query, filter: branch, alternatives: none, sort: undefined });
      if (plan.kind === 'index') plans.push(plan);
      else if (plan.kind === 'union') plans.push(...plan.plans);
      else break;
      if (branch === branches.at(-1)) return { kind: 'union', plans, sorted: false };
    }
  }
  return undefined;
}

const none = (): [] => [];

function mayServe(index: Index, conditions: readonly Condition[]): boolean {
  const { hidden, sparse, fields } = index.definition;
  if (index.building || hidden) return false;
  // In such a path a number may be a position or a name, and the index holds one of the two.
  if (fields.some(({ parts }) => parts.some(({ position }) => position))) return false;
  if (!holdsAll(index, conditions)) return false;
  if (!sparse) return true;
  return conditions.some(
    ({ path, missing, whole }) =>
      !missing && !(whole && index.multikey) && fields.some((field) => field.path === path),
  );
}

function candidateFor(index: Index, conditions: readonly Condition[], query: PlanQuery): Candidate {
  const bounds = boundsOf(index, conditions);
  const order = query.sort && !query.collated ? servesSort(index, bounds, query.sort) : undefined;
  let score = bounds.pointed * POINT_SCORE;
  if (bounds.used > bounds.pointed) score += RANGE_SCORE;
  if (bounds.points) score += index.definition.unique ? UNIQUE_SCORE : SMALL_SCORE;
  if (order) score += query.limited ? LIMITED_SORT_SCORE : SORT_SCORE;
  if (score > 0 && hasAll(index, query.reads)) score += COVER_SCORE;
  return { index, bounds, order, score };
}

function planWith({ index, bounds, order }: Candidate, { reads, filter, skips }: PlanQuery): IndexPlan {
  const keys = index.definition.unique ? exactKeys(bounds) : undefined;
  const ranges = keys ? [] : bounds.ranges();
  const reverse = order === 'backward';
  return {
    kind: 'index',
    index,
    bounds,
    ranges: reverse ? ranges.toReversed() : ranges,
    keys: reverse ? keys?.toReversed() : keys,
    reverse,
    sorted: order !== undefined,
    repeats: index.multikey,
    covers: hasAll(index, reads),
    tells:
      !keys && isOfUse(index, bounds, filter, skips) && hasAll(index, filter?.paths?.()) ? filter : undefined,
  };
}

/** Does trying the filter with entries save documents: says it more than the bounds, or is something left out? */
function isOfUse(index: Index, bounds: Bounds, filter: Filter | undefined, skips: boolean): boolean {
  if (!filter || !index.noted || index.multikey) return false;
  const paths = new Set(filter.conditions.map(({ path }) => path));
  return skips || !filter.complete || paths.size > bounds.used;
}

/** Do the entries of an index tell all that is read? An array has several entries, each of which tells a part. */
function hasAll(index: Index, reads: readonly string[] | undefined): boolean {
  if (!reads || !index.noted || index.multikey) return false;
  const { fields } = index.definition;
  return reads.every((path) =>
    fields.some((field) => field.path === path && field.parts.every(({ position }) => !position)),
  );
}
