import type { Filter } from '../query/filter.ts';
import type { Collection } from '../storage/collection.ts';
import { documentOfEntry, firstFieldOf } from '../storage/entry-document.ts';
import { afterKey, afterPrefix, recordKey } from '../storage/keyspace.ts';
import type { Entry, View } from '../storage/view.ts';
import type { KeyRange } from './bounds.ts';
import { find, planOf, type Query } from './find.ts';
import { countUse } from './index-uses.ts';
import type { IndexPlan, Plan } from './plan.ts';
import { assertStillThere, type Counters, type Found, type Pacer } from './walk.ts';

/** A plan that goes from one value of a field to the next. */
export interface DistinctPlan extends IndexPlan {
  leaps: true;
}

/** How the values of a path are found: with leaps where an index on it has all that is read. */
export function planDistinct(collection: Collection, query: Query, path: string): Plan | DistinctPlan {
  const plan = planOf(collection, query);
  if (plan.kind === 'index') return leadsWith(plan, query, path) ? { ...plan, leaps: true } : plan;
  if (plan.kind === 'union' || query.filter || query.hint) return plan;
  for (const index of collection.indexes) {
    const { hidden, sparse } = index.definition;
    if (index.building || hidden || sparse || index.partial) continue;
    const whole = planOf(collection, { ...query, hint: { kind: 'index', index } });
    if (whole.kind === 'index' && leadsWith(whole, query, path)) return { ...whole, leaps: true };
  }
  return plan;
}

function leadsWith({ index, covers, keys }: IndexPlan, { collated }: Query, path: string): boolean {
  return covers && !keys && !collated && index.definition.fields[0]!.path === path;
}

export function isLeaping(plan: Plan): plan is DistinctPlan {
  return 'leaps' in plan;
}

const FIRST_CHUNK = 4;
const LARGEST_CHUNK = 256;

/**
 * Of the documents of a find at least one for each value that a path has in them.
 * @throws CommandError as `find`
 */
export async function* findDistinct(
  view: View,
  collection: Collection,
  query: Query,
  path: string,
  pacer: Pacer,
  counters?: Counters,
): AsyncGenerator<Found[], void, void> {
  const plan = planDistinct(collection, query, path);
  if (!isLeaping(plan)) {
    yield* find(view, collection, query, pacer, counters);
    return;
  }
  if (!counters) countUse(plan);
  for (const range of plan.ranges) {
    for (const found of leap(view, collection, plan, query.filter, range, counters)) {
      if (found.length > 0) yield found;
      const turn = pacer.step();
      if (turn) await turn;
      assertStillThere(collection, plan);
    }
  }
}

function* leap(
  view: View,
  collection: Collection,
  plan: DistinctPlan,
  filter: Filter | undefined,
  { from, to }: KeyRange,
  counters: Counters | undefined,
): Generator<Found[], void, void> {
  let low = from;
  let size = FIRST_CHUNK;
  for (;;) {
    const chunk = view.range(low, to, size, false);
    if (chunk.length === 0) return;
    const found: Found[] = [];
    for (const entry of chunk) {
      if (Buffer.compare(entry.key, low) < 0) continue;
      const looked = lookAt(entry, view, collection, plan, filter, counters);
      if (looked.found) found.push(looked.found);
      low = looked.next;
    }
    yield found;
    // Few values in many entries: a leap is better than reading on.
    size = found.length * 2 > chunk.length ? Math.min(size * 4, LARGEST_CHUNK) : FIRST_CHUNK;
  }
}

/** @returns the document of an entry, if it matches, and where to go on */
function lookAt(
  entry: Entry,
  view: View,
  collection: Collection,
  { index }: DistinctPlan,
  filter: Filter | undefined,
  counters: Counters | undefined,
): { found?: Found; next: Buffer } {
  const recordId = index.recordIdOf(entry);
  const told = documentOfEntry(index, entry);
  const document = told ?? view.get(recordKey(collection.slot, recordId));
  if (counters) {
    counters.keys += 1;
    if (!told) counters.documents += 1;
  }
  const next = afterKey(entry.key);
  if (!document || (filter && !filter.matches(document))) return { next };
  const field = firstFieldOf(index, entry);
  return { found: { recordId, document }, next: field ? afterPrefix(field) : next };
}
