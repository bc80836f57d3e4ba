import { type CivilDate, daysBetween, eachDay, type Period } from '@mediecentral/calendar';
import { assertAsk, assertCapacity, type Ledger } from './claim.ts';

/** The most units held on any one day of the period. O(n log n) in live claims, however long the period. */
export function peakUse(claims: Ledger, from: CivilDate, to: CivilDate): number {
  const touching = claims.filter((claim) => claim.from <= to && claim.to >= from);
  const byStart = touching.toSorted((a, b) => order(a.from, b.from));
  const byEnd = touching.toSorted((a, b) => order(a.to, b.to));
  // Use rises only where a claim begins, so those days are the only ones to look at.
  let ended = 0;
  let use = 0;
  let peak = 0;
  for (const starting of byStart) {
    use += starting.quantity;
    for (let next = byEnd[ended]; next && next.to < starting.from; next = byEnd[ended]) {
      use -= next.quantity;
      ended += 1;
    }
    // A claim that ended before the period is not among these, so an early start counts as the period's first day.
    peak = Math.max(peak, use);
  }
  return peak;
}

/** Units that are free on every day of the period: never less than 0, even where damage has gone beyond capacity. */
export function freeOver(claims: Ledger, capacity: number, { from, to }: Period): number {
  return Math.max(0, capacity - peakUse(claims, from, to));
}

/** Whether so many more units can be had over a period, and how many could be. */
export interface Fit {
  readonly fits: boolean;
  readonly free: number;
}

/**
 * The one question that all lending rests on: accepted exactly when no day of the period would hold more than capacity.
 * @throws NonsenseClaimError for a request or a capacity that means nothing
 */
export function fits(claims: Ledger, capacity: number, request: Period & { readonly quantity: number }): Fit {
  assertAsk(request);
  assertCapacity(capacity);
  const free = freeOver(claims, capacity, request);
  return { fits: request.quantity <= free, free };
}

/** How many units are free on a day, never less than 0. */
export interface FreeDay {
  readonly date: CivilDate;
  readonly free: number;
}

/** Free units on each day of the period, both ends included, in order. O(claims + days). */
export function freePerDay(claims: Ledger, capacity: number, from: CivilDate, to: CivilDate): FreeDay[] {
  const days = eachDay({ from, to });
  const change = Array.from({ length: days.length + 1 }, () => 0);
  for (const claim of claims) {
    if (claim.to < from || claim.from > to) continue;
    const first = Math.max(0, daysBetween(from, claim.from));
    const dayAfterLast = Math.min(days.length, daysBetween(from, claim.to) + 1);
    change[first] = (change[first] ?? 0) + claim.quantity;
    change[dayAfterLast] = (change[dayAfterLast] ?? 0) - claim.quantity;
  }
  let use = 0;
  return days.map((date, index) => {
    use += change[index] ?? 0;
    return { date, free: Math.max(0, capacity - use) };
  });
}

function order(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
