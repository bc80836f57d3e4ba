import type { Collection } from './collection.ts';
import type { IndexDefinition } from './index-definition.ts';
import { recordIdAtEnd, recordKey, slotRange } from './keyspace.ts';
import { indexRecord } from './records.ts';
import type { Store } from './store.ts';
import { scan } from './view.ts';

/** One commit of a build lasts about this long, so that others get their turn. */
const SLICE_MS = 8;

/**
 * Builds an index beside running reads and writes: writes keep it up to date from the first moment, queries
 * use it from the last. When a document cannot be in it, it is dropped again.
 * @param check called between two commits; may throw to give up
 * @throws CommandError 11000, 171; whatever `check` throws
 */
export async function buildIndex(
  store: Store,
  collection: Collection,
  definition: IndexDefinition,
  check: () => void,
): Promise<void> {
  const index = await store.write((_view, commit) => store.addIndex(commit, collection, definition));
  if (!index.building) return;
  try {
    let next: number | undefined = 1;
    while (next !== undefined) {
      check();
      const from: number = next;
      next = await store.write((view) => {
        const end = performance.now() + SLICE_MS;
        const [, to] = slotRange(collection.slot);
        for (const { key, value } of scan(view, recordKey(collection.slot, from), to)) {
          const recordId = recordIdAtEnd(key);
          // A refusal may leave what this slice has done: the index is dropped then.
          if (performance.now() > end && recordId > from) return recordId;
          indexRecord(view, collection, index, recordId, value);
        }
        return undefined;
      });
    }
    await store.write((_view, commit) => store.finishIndex(commit, collection, index));
  } catch (error) {
    if (!collection.dropped && collection.indexes.includes(index)) {
      await store.write((_view, commit) => store.dropIndex(commit, collection, index));
    }
    throw error;
  }
}
