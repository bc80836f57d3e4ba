import type { Index } from '../storage/indexing.ts';
import type { Plan } from './plan.ts';

interface Uses {
  count: number;
  /** When counting began; undefined for the start of the server. */
  since: Date | undefined;
}

/** How often each index has been used; an index that is dropped takes its figure with it. */
const uses = new WeakMap<Index, Uses>();

/** A query is carried out with this plan. */
export function countUse(plan: Plan): void {
  if (plan.kind === 'scan') return;
  for (const { index } of plan.kind === 'union' ? plan.plans : [plan]) {
    const counted = uses.get(index);
    if (counted) counted.count += 1;
    else uses.set(index, { count: 1, since: undefined });
  }
}

/** An index that is to be counted from now on, as it has taken the place of another. */
export function restartCount(index: Index): void {
  uses.set(index, { count: 0, since: new Date() });
}

export function usesOf(index: Index): Uses {
  return uses.get(index) ?? { count: 0, since: undefined };
}
