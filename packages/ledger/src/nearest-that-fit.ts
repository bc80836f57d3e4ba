import { addDays, type CivilDate, type Period } from '@mediecentral/calendar';
import { assertAsk, assertCapacity, type Ledger } from './claim.ts';
import { fits } from './use.ts';

export interface NearestRequest extends Period {
  readonly claims: Ledger;
  readonly capacity: number;
  readonly quantity: number;
  /** What a period at school claims, transit and turnaround included; undefined where no journey is possible. */
  readonly windowOf: (from: CivilDate, to: CivilDate) => Period | undefined;
  /** No alternative begins before this day. */
  readonly earliest: CivilDate;
  /** No alternative ends after this day. */
  readonly latest: CivilDate;
  /** Whether a loan may be for this period at all: open days, lead time, and the other lines of the basket. */
  readonly isAcceptable?: (period: Period) => boolean;
  /** The most alternatives to give, 3 when left out. */
  readonly limit?: number;
}

/**
 * The nearest other periods of the same number of calendar days that fit, nearest first; of two equally near the later
 * comes first, for a class is seldom ready sooner. Days are counted by how far the period is moved.
 * @throws NonsenseClaimError for a quantity, period or capacity that means nothing
 */
export function nearestThatFit(request: NearestRequest): Period[] {
  const { claims, capacity, quantity, windowOf, from, to, earliest, latest, limit = 3 } = request;
  const isAcceptable = request.isAcceptable ?? (() => true);
  assertAsk(request);
  assertCapacity(capacity);
  const found: Period[] = [];
  const tryMoved = (days: number) => {
    const moved = { from: addDays(from, days), to: addDays(to, days) };
    if (moved.from < earliest || moved.to > latest || !isAcceptable(moved)) return;
    const window = windowOf(moved.from, moved.to);
    if (window && fits(claims, capacity, { quantity, from: window.from, to: window.to }).fits)
      found.push(moved);
  };
  for (let days = 1; found.length < limit; days += 1) {
    const isLaterPossible = addDays(to, days) <= latest;
    const isEarlierPossible = addDays(from, -days) >= earliest;
    if (!isLaterPossible && !isEarlierPossible) break;
    tryMoved(days);
    if (found.length < limit) tryMoved(-days);
  }
  return found;
}
