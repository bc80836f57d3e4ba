import type { Operation } from '../../session/operation.ts';
import type { Collection } from '../../storage/collection.ts';
import { buildIndex, removeIndexes } from '../../storage/index-build.ts';
import type { IndexDefinition } from '../../storage/index-definition.ts';
import type { Index } from '../../storage/indexing.ts';
import type { CommandContext } from '../command.ts';

/** Collections of which a request makes indexes, and when it will be done. */
const turns = new WeakMap<Collection, Promise<void>>();

/**
 * One request after another: what they want may be the same, and is there when the first is done.
 * @throws CommandError what ends a request that waits
 */
export async function inTurn<Result>(
  collection: Collection,
  operation: Operation,
  work: () => Promise<Result>,
): Promise<Result> {
  for (let other = turns.get(collection); other; other = turns.get(collection)) {
    // oxlint-disable-next-line no-await-in-loop
    await operation.wait(other);
  }
  const working = work();
  const ended = settled(working);
  turns.set(collection, ended);
  try {
    return await working;
  } finally {
    if (turns.get(collection) === ended) turns.delete(collection);
  }
}

async function settled(working: Promise<unknown>): Promise<void> {
  await Promise.allSettled([working]);
}

/** Builds all of them, or none. @throws CommandError as `buildIndex` */
export async function buildIndexes(
  { engine, operation }: CommandContext,
  collection: Collection,
  definitions: readonly IndexDefinition[],
): Promise<void> {
  const built: Index[] = [];
  try {
    for (const definition of definitions) {
      // oxlint-disable-next-line no-await-in-loop
      built.push(await buildIndex(engine.store, collection, definition, operation));
    }
  } catch (error) {
    await removeIndexes(engine.store, collection, built);
    throw error;
  }
}
