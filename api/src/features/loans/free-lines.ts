import { addDays, type CivilDate, earlierOf, laterOf, type Period } from '@mediecentral/calendar';
import type { LoanRequest, UnavailableLine } from '@mediecentral/contracts';
import { fits, freeOver, type Ledger, nearestThatFit } from '@mediecentral/ledger';
import { type BookingRules, claimedDays, earliestDay, lastBookableDay } from './booking-rules.ts';

export type ModelBooks = { claims: Ledger; capacity: number };

/** How far from the wish an alternative is looked for, in days each way; beyond that it is another project. */
const searchDays = 180;

export type FreeLinesRequest = {
  lines: LoanRequest['lines'];
  period: Period;
  /** What the period claims. */
  claimed: Period;
  books: ReadonlyMap<string, ModelBooks>;
  rules: BookingRules;
};

/** Where there is no line that is short, everything fits. */
export const isShort = ({ asked, free }: UnavailableLine): boolean => free < asked;

/**
 * For every line how many are free, and for those that are short the nearest periods of the same length: such that the
 * whole basket fits, or where there is none near, such that the line does. Bookings move only to days that a booking may
 * be made for.
 */
export function freeLines({ lines, period, claimed, books, rules }: FreeLinesRequest): UnavailableLine[] {
  const counted = lines.map(({ modelId, quantity }) => {
    const { claims, capacity } = booksOf(books, modelId);
    return { modelId, asked: quantity, free: freeOver(claims, capacity, claimed) };
  });
  const windows = new Map<string, Period | undefined>();
  const windowOf = (from: CivilDate, to: CivilDate) => {
    if (!windows.has(from)) windows.set(from, claimedDays({ from, to }, rules));
    return windows.get(from);
  };
  const fitsAll = (moved: Period) => {
    const window = windowOf(moved.from, moved.to);
    return window !== undefined && lines.every((line) => fitsLine(line, window, books));
  };
  let earliest: CivilDate | undefined;
  return counted.map((line) => {
    const { claims, capacity } = booksOf(books, line.modelId);
    if (line.free >= line.asked || line.asked > capacity) return { ...line, nearest: [] };
    earliest ??= laterOf(earliestDay(rules), addDays(period.from, -searchDays));
    const search = {
      ...period,
      claims,
      capacity,
      quantity: line.asked,
      windowOf,
      earliest,
      latest: earlierOf(lastBookableDay(rules.today), addDays(period.to, searchDays)),
    };
    const together = nearestThatFit({ ...search, isAcceptable: fitsAll });
    return { ...line, nearest: together.length > 0 ? together : nearestThatFit(search) };
  });
}

function fitsLine(
  { modelId, quantity }: LoanRequest['lines'][number],
  window: Period,
  books: FreeLinesRequest['books'],
): boolean {
  const { claims, capacity } = booksOf(books, modelId);
  return fits(claims, capacity, { quantity, ...window }).fits;
}

/** A model without books has no units. */
const booksOf = (books: FreeLinesRequest['books'], modelId: string): ModelBooks =>
  books.get(modelId) ?? { claims: [], capacity: 0 };
