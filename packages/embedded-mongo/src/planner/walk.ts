import { CommandError } from '../bson/command-error.ts';
import type { Filter } from '../query/filter.ts';
import type { Collection } from '../storage/collection.ts';
import { documentOfEntry } from '../storage/entry-document.ts';
import { recordIdAtEnd, recordKey, slotRange } from '../storage/keyspace.ts';
import { scan, type Entry, type RangeReading, type View } from '../storage/view.ts';
import type { IndexPlan, Plan } from './plan.ts';

/** A stored document and where it is. */
export interface Found {
  recordId: number;
  /** Where the plan covers the query: what the query reads of it. */
  document: Buffer;
}

/** Counts what a plan has looked at. */
export interface Counters {
  keys: number;
  documents: number;
}

/** How a plan is walked. */
export interface Walk {
  counters?: Counters | undefined;
  /** How many documents will do, 0 for all: no more than that is read ahead to begin with. */
  wanted?: number;
  moment?: RangeReading['moment'];
  /** What is not to be given. Where an entry tells that it does not match, its document is not read. */
  filter?: Filter | undefined;
  /** How many of the first that match are not to be given: their documents are not read where an entry tells that they match. */
  skip?: number;
}

/** Reads what a plan says. For each thing that it looked at and that is not to be given it gives nothing. */
export function* walk(
  view: View,
  collection: Collection,
  plan: Plan,
  how: Walk = {},
): Generator<Found | undefined, void, void> {
  const { counters, filter } = how;
  let toSkip = how.skip ?? 0;
  const isGiven = (matches: boolean): boolean => {
    if (!matches || toSkip === 0) return matches;
    toSkip -= 1;
    return false;
  };
  if (plan.kind === 'scan') {
    const { reverse } = plan;
    for (const { key, value } of scan(view, ...slotRange(collection.slot), { ...how, reverse })) {
      if (counters) counters.documents += 1;
      const found = isGiven(!filter || filter.matches(value));
      yield found ? { recordId: recordIdAtEnd(key), document: value } : undefined;
    }
    return;
  }
  const plans = plan.kind === 'union' ? plan.plans : [plan];
  const seen = plan.kind === 'union' || plan.repeats ? new Set<number>() : undefined;
  for (const each of plans) {
    const { index, covers, tells } = each;
    for (const entry of entries(view, each, how)) {
      const recordId = index.recordIdOf(entry);
      if (seen?.has(recordId)) continue;
      const told = covers || tells ? documentOfEntry(index, entry) : undefined;
      // It may match another branch.
      if (told && tells && !tells.matches(told)) {
        yield undefined;
        continue;
      }
      seen?.add(recordId);
      // What matches one branch of several need not match the whole.
      const isSure = !filter || (told !== undefined && tells === filter);
      if (isSure && toSkip > 0) {
        toSkip -= 1;
        yield undefined;
        continue;
      }
      let document = covers ? told : undefined;
      if (!document) {
        document = view.get(recordKey(collection.slot, recordId));
        // Since its entry was read another request may have removed it.
        if (!document) continue;
        if (counters) counters.documents += 1;
      }
      yield isGiven(!filter || filter.matches(document)) ? { recordId, document } : undefined;
    }
  }
}

function* entries(view: View, { keys, ranges, reverse }: IndexPlan, how: Walk): Generator<Entry, void, void> {
  const { counters } = how;
  if (keys) {
    for (const key of keys) {
      const value = view.get(key);
      if (counters) counters.keys += 1;
      if (value) yield { key, value };
    }
    return;
  }
  for (const [position, { from, to }] of ranges.entries()) {
    for (const entry of scan(view, from, to, { ...how, reverse })) {
      if (counters) counters.keys += 1;
      yield entry;
    }
    const next = ranges[position + 1];
    if (counters && next && endsAtKey(view, reverse ? [next.to, from] : [to, next.from])) counters.keys += 1;
  }
}

/** Does a range end because there is a key after it? Then that was looked at, too. */
function endsAtKey(view: View, [from, to]: [from: Buffer, to: Buffer]): boolean {
  return Buffer.compare(from, to) < 0 && view.range(from, to, 1, false).length > 0;
}

/** Who reads: lets others have their turn now and then. */
export interface Pacer {
  step(): Promise<void> | undefined;
  /** The request that is reading, where one after the other does: each is given what there is in its own time. */
  readonly operation?: unknown;
  /** How many documents that request is still to be given; all when it does not say. */
  readonly wanted?: number;
}

const CHUNK = 256;
/** A chunk of large documents ends earlier. */
const CHUNK_BYTES = 4 * 1024 * 1024;
const FIRST_CHUNK = 32;

export type Selection = Pick<Walk, 'counters' | 'wanted' | 'skip'>;

/**
 * Reads what matches, in chunks, giving way to other requests.
 * @throws CommandError 175 when the collection or the index is dropped meanwhile; whatever `pacer` throws
 */
export async function* select(
  view: View,
  collection: Collection,
  plan: Plan,
  filter: Filter | undefined,
  pacer: Pacer,
  { counters, wanted = 0, skip = 0 }: Selection = {},
): AsyncGenerator<Found[], void, void> {
  let chunk: Found[] = [];
  let bytes = 0;
  let left = wanted > 0 ? wanted - skip : Number.POSITIVE_INFINITY;
  let size = Math.min(left, FIRST_CHUNK);
  const how = { counters, wanted, filter, skip, moment: () => pacer.operation };
  for (const found of walk(view, collection, plan, how)) {
    const turn = pacer.step();
    if (turn) {
      await turn;
      assertStillThere(collection, plan);
    }
    if (!found) continue;
    chunk.push(found);
    bytes += found.document.length;
    const isFull = chunk.length >= size || bytes >= CHUNK_BYTES;
    if (!isFull && chunk.length < (pacer.wanted ?? Number.POSITIVE_INFINITY)) continue;
    yield chunk;
    left -= chunk.length;
    if (left <= 0) return;
    assertStillThere(collection, plan);
    chunk = [];
    bytes = 0;
    size = Math.min(left, CHUNK);
  }
  if (chunk.length > 0) yield chunk;
}

/** @throws CommandError 175 when the collection, or an index that the plan reads, is dropped */
export function assertStillThere(collection: Collection, plan: Plan): void {
  if (collection.dropped) throw new CommandError(175, 'collection dropped. query plan killed');
  const plans = plan.kind === 'union' ? plan.plans : plan.kind === 'index' ? [plan] : [];
  for (const { index } of plans) {
    if (!collection.indexes.includes(index)) {
      throw new CommandError(175, `index '${index.definition.name}' dropped. query plan killed`);
    }
  }
}
