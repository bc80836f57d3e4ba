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
}

/** Reads what a plan says. For each thing that it looked at and that does not match it gives nothing. */
export function* walk(
  view: View,
  collection: Collection,
  plan: Plan,
  how: Walk = {},
): Generator<Found | undefined, void, void> {
  const { counters, filter } = how;
  if (plan.kind === 'scan') {
    const { reverse } = plan;
    for (const { key, value } of scan(view, ...slotRange(collection.slot), { ...how, reverse })) {
      if (counters) counters.documents += 1;
      yield !filter || filter.matches(value) ? { recordId: recordIdAtEnd(key), document: value } : undefined;
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
      seen?.add(recordId);
      const told = covers || tells ? documentOfEntry(index, entry) : undefined;
      if (told && tells && !tells.matches(told)) {
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
      yield !filter || filter.matches(document) ? { recordId, document } : undefined;
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

export interface Selection extends Pick<Walk, 'counters' | 'wanted'> {
  /** How many of the first that match are left out. */
  skip?: number;
}

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
  let toSkip = skip;
  let size = wanted > 0 ? Math.min(wanted, FIRST_CHUNK) : FIRST_CHUNK;
  const how = { counters, wanted, filter, moment: () => pacer.operation };
  for (const found of walk(view, collection, plan, how)) {
    const turn = pacer.step();
    if (turn) {
      await turn;
      assertStillThere(collection, plan);
    }
    if (!found) continue;
    if (toSkip > 0) {
      toSkip -= 1;
      continue;
    }
    chunk.push(found);
    bytes += found.document.length;
    const isFull = chunk.length >= size || bytes >= CHUNK_BYTES;
    if (!isFull && chunk.length < (pacer.wanted ?? Number.POSITIVE_INFINITY)) continue;
    yield chunk;
    assertStillThere(collection, plan);
    chunk = [];
    bytes = 0;
    size = CHUNK;
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
