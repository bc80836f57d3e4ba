import { CommandError } from '../bson/command-error.ts';
import type { Filter } from '../query/filter.ts';
import type { Collection } from '../storage/collection.ts';
import type { View } from '../storage/view.ts';
import { countUse } from './index-uses.ts';
import { choosePlan, otherPlans, planInOrder, type Plan, type PlanQuery } from './plan.ts';
import { sortFound, TOO_LARGE_TO_SORT } from './sort-found.ts';
import type { Sorter } from './sorter.ts';
import { select, walk, type Counters, type Found, type Pacer } from './walk.ts';

/** A find made ready: what matches, in which order, and how much of it. */
export interface Query {
  filter: Filter | undefined;
  /** The branches of every `$or` that the filter demands. */
  alternatives: PlanQuery['alternatives'];
  sort: Sorter | undefined;
  skip: number;
  /** 0 for no limit. */
  limit: number;
  hint: PlanQuery['hint'];
  collated: boolean;
  /** The paths that the query and whoever asks it read of a document; undefined for all of it. */
  reads: PlanQuery['reads'];
}

export function planOf(collection: Collection, query: Query): Plan {
  return choosePlan(collection, forPlanner(query));
}

/** The plans that were not chosen. */
export function otherPlansOf(collection: Collection, query: Query, chosen: Plan): Plan[] {
  return otherPlans(collection, forPlanner(query), chosen);
}

function forPlanner({ filter, alternatives, sort, hint, collated, limit, skip, reads }: Query): PlanQuery {
  return {
    filter,
    alternatives,
    sort: sort?.order,
    hint,
    collated,
    limited: limit > 0,
    skips: skip > 0,
    reads,
  };
}

/**
 * The documents of a find in chunks, giving way to others.
 * @param counters what it looks at is counted: it is to be explained, and is no use of an index
 * @throws CommandError as `select`, 292 for a sort that is too large
 */
export async function* find(
  view: View,
  collection: Collection,
  query: Query,
  pacer: Pacer,
  counters?: Counters,
): AsyncGenerator<Found[], void, void> {
  const plan = planOf(collection, query);
  const { filter, sort, skip, limit } = query;
  const wanted = limit > 0 ? skip + limit : 0;
  if (!counters) countUse(plan);
  let ordered: Plan | undefined = plan;
  if (sort?.sort && !plan.sorted) {
    try {
      const found = select(view, collection, plan, filter, forAll(pacer), { counters });
      yield* limited(sortFound(found, sort.sort, wanted, pacer), skip, limit);
      return;
    } catch (error) {
      // Nothing was shown yet: an index may have the order, though another one seemed better.
      ordered = isTooLarge(error) ? planInOrder(collection, forPlanner(query)) : undefined;
      if (!ordered) throw error;
    }
  }
  yield* limited(select(view, collection, ordered, filter, pacer, { counters, wanted, skip }), 0, limit);
}

/** Gives way as the other does, and reads on to the end. */
export function forAll(pacer: Pacer): Pacer {
  return { step: () => pacer.step() };
}

function isTooLarge(error: unknown): boolean {
  return error instanceof CommandError && error.code === TOO_LARGE_TO_SORT;
}

async function* limited(
  found: AsyncIterable<Found[]>,
  skip: number,
  limit: number,
): AsyncGenerator<Found[], void, void> {
  let toSkip = skip;
  let left = limit > 0 ? limit : Number.POSITIVE_INFINITY;
  for await (const chunk of found) {
    const from = Math.min(toSkip, chunk.length);
    toSkip -= from;
    const part = from === 0 && chunk.length <= left ? chunk : chunk.slice(from, from + left);
    left -= part.length;
    if (part.length > 0) yield part;
    if (left <= 0) return;
  }
}

/** Keys that are looked up without giving way to others. */
const MOST_KEYS = 100;

/**
 * The documents of a find that names them by the keys of a unique index: at once, as most requests are such.
 * @returns undefined when the find is another one
 */
export function findByKeys(view: View, collection: Collection, query: Query): Found[] | undefined {
  const plan = planOf(collection, query);
  if (plan.kind !== 'index' || !plan.keys || plan.keys.length > MOST_KEYS) return undefined;
  if (query.sort && !plan.sorted && plan.keys.length > 1) return undefined;
  const { filter, skip, limit } = query;
  countUse(plan);
  const found: Found[] = [];
  for (const each of walk(view, collection, plan, { filter })) if (each) found.push(each);
  return found.slice(skip, limit > 0 ? skip + limit : undefined);
}

/** Looking at more documents than this is no longer done inside a commit. */
const SEARCH_LIMIT = 500;

/**
 * The first document of a find, at once: for writes, inside a commit.
 * @returns 'later' when that would take too long
 */
export function findFirst(
  view: View,
  collection: Collection,
  query: Query,
  bounded: boolean,
): Found | undefined | 'later' {
  const plan = planOf(collection, query);
  const { filter, sort } = query;
  let looked = 0;
  let best: Found | undefined;
  countUse(plan);
  for (const found of walk(view, collection, plan, { wanted: 1, filter })) {
    looked += 1;
    if (bounded && looked > SEARCH_LIMIT) return 'later';
    if (!found) continue;
    if (!sort || plan.sorted) return found;
    if (!best || sort.compare(found.document, best.document) < 0) best = found;
  }
  return best;
}

/**
 * All documents of a find up to its limit, in any order, at once.
 * @returns 'later' when that would take too long
 */
export function findAll(view: View, collection: Collection, query: Query): Found[] | 'later' {
  const all: Found[] = [];
  let looked = 0;
  const plan = planOf(collection, query);
  countUse(plan);
  for (const found of walk(view, collection, plan, { filter: query.filter })) {
    if (!found) {
      looked += 1;
      if (looked > SEARCH_LIMIT) return 'later';
      continue;
    }
    all.push(found);
    if (all.length === query.limit) break;
    if (all.length > SEARCH_LIMIT) return 'later';
  }
  return all;
}
