import { CommandError } from '../bson/command-error.ts';
import type { Collection } from './collection.ts';
import type { Commit } from './commit-queue.ts';
import type { IndexDefinition } from './index-definition.ts';
import type { Index } from './indexing.ts';
import { recordIdAtEnd, recordKey, slotRange } from './keyspace.ts';
import { indexRecord } from './records.ts';
import type { Store } from './store.ts';
import { scan } from './view.ts';

/** One commit of a build lasts about this long, so that others get their turn. */
const SLICE_MS = 8;

/** The request that an index is built for: it may end before the index is there. */
interface Builder {
  /** Called between two commits; may throw to give up. */
  check(): void;
  /** Waits for the end of a transaction that is in the way; may throw to give up. */
  wait(ended: Promise<void>): Promise<void>;
}

/**
 * Builds an index beside running reads and writes: writes keep it up to date from the first moment, queries
 * use it from the last. When a document cannot be in it, it is dropped again.
 * @throws CommandError 11000, 171, 16746, 276 when the collection is dropped meanwhile; whatever the builder throws
 */
export async function buildIndex(
  store: Store,
  collection: Collection,
  definition: IndexDefinition,
  builder: Builder,
): Promise<Index> {
  const index = await store.write(
    (_view, commit) => {
      assertNotDropped(collection);
      return store.addIndex(commit, collection, definition);
    },
    (ended) => builder.wait(ended),
  );
  if (!index.building) return index;
  await fillIndex(store, collection, index, builder, (commit) =>
    store.finishIndex(commit, collection, index),
  );
  return index;
}

/**
 * Builds an index in the same way that takes the place of another, under the same name.
 * @throws CommandError 27 when the other is not there any more; as `buildIndex` does
 */
export async function rebuildIndex(
  store: Store,
  collection: Collection,
  old: Index,
  definition: IndexDefinition,
  builder: Builder,
): Promise<void> {
  const wait = (ended: Promise<void>): Promise<void> => builder.wait(ended);
  const index = await store.write((_view, commit) => {
    assertNotDropped(collection);
    const added = store.addIndex(commit, collection, definition);
    added.building = true;
    store.save(collection);
    return added;
  }, wait);
  await fillIndex(store, collection, index, builder, (commit) => {
    const { indexes } = collection;
    const position = indexes.indexOf(old);
    if (position < 0) throw new CommandError(27, `cannot find index ${definition.name}`);
    store.finishIndex(commit, collection, index);
    indexes.splice(indexes.indexOf(index), 1);
    indexes.splice(position, 0, index);
    store.dropIndex(commit, collection, old);
  });
}

async function fillIndex(
  store: Store,
  collection: Collection,
  index: Index,
  builder: Builder,
  finish: (commit: Commit) => void,
): Promise<void> {
  const wait = (ended: Promise<void>): Promise<void> => builder.wait(ended);
  try {
    let next: number | undefined = 1;
    while (next !== undefined) {
      builder.check();
      const from: number = next;
      next = await store.write((view) => {
        assertNotDropped(collection, index);
        const end = performance.now() + SLICE_MS;
        const [, to] = slotRange(collection.slot);
        for (const { key, value } of scan(view, recordKey(collection.slot, from), to)) {
          const recordId = recordIdAtEnd(key);
          // A refusal may leave what this slice has done: the index is dropped then.
          if (performance.now() > end && recordId > from) return recordId;
          indexRecord(view, collection, index, recordId, value);
        }
        return undefined;
      }, wait);
    }
    await store.write((_view, commit) => {
      assertNotDropped(collection, index);
      finish(commit);
    }, wait);
  } catch (error) {
    await removeIndexes(store, collection, [index]);
    throw error;
  }
}

/** Takes out again those that are still there. */
export async function removeIndexes(
  store: Store,
  collection: Collection,
  indexes: readonly Index[],
): Promise<void> {
  await store.write((_view, commit) => {
    for (const index of indexes) {
      if (isThere(collection, index)) store.dropIndex(commit, collection, index);
    }
  });
}

function isThere({ dropped, indexes }: Collection, index: Index | undefined): boolean {
  return !dropped && (!index || indexes.includes(index));
}

/** Between two commits somebody may drop it. @throws CommandError 276 */
function assertNotDropped(collection: Collection, index?: Index): void {
  if (isThere(collection, index)) return;
  throw new CommandError(276, `the building of an index of ${collection.namespace} ends: it is dropped`);
}
