import type { Availability } from '@mediecentral/contracts';

export type ChosenPeriod = { from: string; to?: string };
export type CalendarDay = Availability['days'][number];

/**
 * The period after a day has been pressed: the first press begins it, the second ends it, a third begins anew. A day before
 * the first one begins anew too, so that nobody has to start over.
 */
export function pressDay(period: ChosenPeriod | undefined, date: string): ChosenPeriod {
  if (!period || period.to !== undefined || date < period.from) return { from: date };
  return { from: period.from, to: date };
}

export const isChosen = (period: ChosenPeriod | undefined, date: string): boolean =>
  period !== undefined && period.from <= date && date <= (period.to ?? period.from);

/** The fewest that are free on any day of the period, of the days that are known. */
export function fewestFree(
  days: readonly CalendarDay[],
  period: { from: string; to: string },
): number | undefined {
  const free = days
    .filter((day) => period.from <= day.date && day.date <= period.to && day.reason !== 'closed')
    .map((day) => day.free);
  return free.length === 0 ? undefined : Math.min(...free);
}

/** A day can begin or end a loan when nothing speaks against it. */
export const canBePressed = (day: CalendarDay): boolean => day.reason === undefined;
