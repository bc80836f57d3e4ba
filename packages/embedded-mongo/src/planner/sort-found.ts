import { CommandError } from '../bson/command-error.ts';
import { Sorter, type Sort } from '../query/sort.ts';
import type { Found, Pacer } from './walk.ts';

/** What a sort may keep in memory, as in MongoDB. */
const MAX_SORT_BYTES = 100 * 1024 * 1024;

export const TOO_LARGE_TO_SORT = 292;

/**
 * Sorts in memory; equal documents keep their order.
 * @param top how many of the first are wanted; 0 for all
 * @throws CommandError 292 when more than 100 MB would have to be kept
 */
export async function* sortFound(
  source: AsyncIterable<Found[]>,
  sort: Sort,
  top: number,
  pacer: Pacer,
): AsyncGenerator<Found[], void, void> {
  const sorter = new Sorter<Found>(sort, top > 0 ? top : undefined);
  let bytes = 0;
  for await (const chunk of source) {
    for (const found of chunk) {
      const dropped = sorter.add(found.document, found);
      bytes += sizeOf(found) - (dropped ? sizeOf(dropped) : 0);
    }
    if (bytes > MAX_SORT_BYTES) {
      throw new CommandError(
        TOO_LARGE_TO_SORT,
        `Sort exceeded memory limit of ${MAX_SORT_BYTES} bytes: sort by an index, or give a limit`,
      );
    }
    const turn = pacer.step();
    if (turn) await turn;
  }
  yield* sorter.sorted(pacer);
}

function sizeOf({ document }: Found): number {
  return document.length + 64;
}
