import { CommandError } from '../bson/command-error.ts';
import type { Sorter } from './sorter.ts';
import type { Found, Pacer } from './walk.ts';

/** What a sort may keep in memory, as in MongoDB. */
const MAX_SORT_BYTES = 100 * 1024 * 1024;
const CHUNK = 256;

/**
 * Sorts in memory; equal documents keep their order.
 * @param top how many of the first are wanted; 0 for all
 * @throws CommandError 292 when more than 100 MB would have to be kept
 */
export async function* sortFound(
  source: AsyncIterable<Found[]>,
  sorter: Sorter,
  top: number,
  pacer: Pacer,
): AsyncGenerator<Found[], void, void> {
  let kept: Found[] = [];
  let bytes = 0;
  const compare = (left: Found, right: Found): number => sorter.compare(left.document, right.document);
  for await (const chunk of source) {
    for (const found of chunk) {
      bytes += found.document.length + 64;
      kept.push(found);
    }
    if (top > 0 && kept.length >= 2 * top + CHUNK) {
      kept = kept.toSorted(compare).slice(0, top);
      bytes = kept.reduce((sum, { document }) => sum + document.length + 64, 0);
    }
    if (bytes > MAX_SORT_BYTES) {
      throw new CommandError(
        292,
        `Sort exceeded memory limit of ${MAX_SORT_BYTES} bytes: sort by an index, or give a limit`,
      );
    }
    const turn = pacer.step();
    if (turn) await turn;
  }
  kept = kept.toSorted(compare);
  if (top > 0) kept = kept.slice(0, top);
  for (let start = 0; start < kept.length; start += CHUNK) yield kept.slice(start, start + CHUNK);
}
