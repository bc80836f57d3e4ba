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
  if (sort.fields.length === 0 || index.multikey || index.truncated) return undefined;
  const { fields } = index.definition;
  const fixed = new Set(fields.slice(0, bounds.fixed).map(({ path }) => path));
  let position = 0;
  let backward: boolean | undefined;
  for (const { path, descending } of sort.fields) {
    if (fixed.has(path)) continue;
    while (position < bounds.fixed) position += 1;
    const field = fields[position];
    if (field?.path !== path) return undefined;
    const against = field.descending !== descending;
    if (backward !== undefined && against !== backward) return undefined;
    backward = against;
    position += 1;
  }
  return backward ? 'backward' : 'forward';
}
