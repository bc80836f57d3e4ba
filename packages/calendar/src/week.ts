import {
  addDays,
  type CivilDate,
  civilDate,
  firstOfMonth,
  lastOfMonth,
  weekday,
  daysBetween,
  yearOf,
} from './civil-date.ts';

export const mondayOf = (date: CivilDate): CivilDate => addDays(date, 1 - weekday(date));

/** ISO 8601's week and the year it belongs to: the year of its Thursday. */
export function isoWeek(date: CivilDate): { year: number; week: number } {
  const thursday = addDays(date, 4 - weekday(date));
  const year = yearOf(thursday);
  return { year, week: Math.floor(daysBetween(civilDate(year, 1, 1), thursday) / 7) + 1 };
}

export type CalendarWeek = { week: number; days: readonly (CivilDate | undefined)[] };

/** A month as a wall calendar shows it: weeks from Monday to Sunday, with nothing where another month's days would be. */
export function monthGrid(date: CivilDate): CalendarWeek[] {
  const first = firstOfMonth(date);
  const last = lastOfMonth(date);
  const weeks: CalendarWeek[] = [];
  for (let monday = mondayOf(first); monday <= last; monday = addDays(monday, 7)) {
    const days = [0, 1, 2, 3, 4, 5, 6].map((offset) => {
      const day = addDays(monday, offset);
      return day < first || day > last ? undefined : day;
    });
    weeks.push({ week: isoWeek(monday).week, days });
  }
  return weeks;
}
