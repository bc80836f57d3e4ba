import type { IndexField } from '../storage/index-definition.ts';
import type { Index } from '../storage/indexing.ts';
import type { Bounds } from './bounds.ts';

/** The order a query asks for, as far as an index could serve it. */
export interface SortOrder {
  fields: readonly { path: string; descending: boolean }[];
  /** `$natural`: the order of insertion, or against it. */
  natural: 1 | -1 | undefined;
}

/**
 * Does reading the index from one of its ends give the order? Fields that are bound to one value each do not
 * matter to it; the others have to be the index's next fields, all in its directions or all against them.
 */
export function servesSort(
  index: Index,
  bounds: Bounds,
  sort: SortOrder,
): 'forward' | 'backward' | undefined {
  if (sort.fields.length === 0 || index.truncated) return undefined;
  const { fields } = index.definition;
  const fixed = new Set(fields.slice(0, bounds.fixed).map(({ path }) => path));
  if (index.multikey && !showsEveryKey(fields, bounds, sort)) return undefined;
  let position = bounds.fixed;
  let backward: boolean | undefined;
  for (const { path, descending } of sort.fields) {
    if (fixed.has(path)) continue;
    const field = fields[position];
    if (field?.path !== path) return undefined;
    const against = field.descending !== descending;
    if (backward !== undefined && against !== backward) return undefined;
    backward = against;
    position += 1;
  }
  return backward ? 'backward' : 'forward';
}

/**
 * A document is sorted by the first of all its keys, so with arrays nothing may be left out that it is sorted by: no
 * bounds on these fields, and none on others inside the same array.
 */
function showsEveryKey(fields: readonly IndexField[], { fixed, used }: Bounds, sort: SortOrder): boolean {
  if (used > fixed || fields.some(({ parts }) => parts.some(({ position }) => position))) return false;
  const bound = new Set(fields.slice(0, fixed).map(({ parts }) => parts[0]!.text));
  return sort.fields.every(({ path }) => !bound.has(path.split('.', 1)[0]!));
}
