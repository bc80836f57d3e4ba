import type { Collation } from '../query/collation.ts';
import { compileSort, type Sort } from '../query/sort.ts';
import { numberOf } from '../commands/fields.ts';
import { EMPTY_DOCUMENT, rawFields } from '../storage/raw-fields.ts';
import { naturalDirection } from './hint.ts';
import type { SortOrder } from './sort-order.ts';

/** An order of documents, and what the planner has to know of it. */
export interface Sorter {
  order: SortOrder;
  /** Undefined for `$natural`, which no sort in memory gives. */
  sort: Sort | undefined;
  compare(left: Buffer, right: Buffer): number;
}

/** @returns undefined when no order is asked for */
export function readSort(
  specification: Buffer | undefined,
  collation: Collation | undefined,
): Sorter | undefined {
  if (!specification || specification.length === EMPTY_DOCUMENT.length) return undefined;
  const fields = [...rawFields(specification)];
  if (fields.some(([name]) => name === '$natural')) {
    const natural = naturalDirection(specification);
    return { order: { fields: [], natural }, sort: undefined, compare: () => 0 };
  }
  const compiled = compileSort(specification, collation);
  return {
    order: {
      fields: fields.map(([path, direction]) => ({ path, descending: numberOf(direction) < 0 })),
      natural: undefined,
    },
    sort: compiled,
    compare: (left, right) => compiled.compare(left, right),
  };
}
