import {
  addDays,
  type CivilDate,
  civilDate,
  dayNumber,
  daysInMonth,
  eachDay,
  partsOf,
  weekday,
} from './civil-date.ts';

/** A week as Swedish schools name it, `vecka 10`; the year is the week's own and may differ from the day's. */
export interface IsoWeek {
  readonly year: number;
  /** 1 to 53. */
  readonly week: number;
}

/** ISO 8601: weeks begin on Monday, and week 1 is the one with the year's first Thursday. */
export function isoWeek(date: CivilDate): IsoWeek {
  const thursday = addDays(date, 4 - weekday(date));
  const { year } = partsOf(thursday);
  const dayOfYear = dayNumber(thursday) - dayNumber(civilDate(year, 1, 1));
  return { year, week: Math.floor(dayOfYear / 7) + 1 };
}

/** The first day of the day's month. */
export function firstOfMonth(date: CivilDate): CivilDate {
  const { year, month } = partsOf(date);
  return civilDate(year, month, 1);
}

/** The last day of the day's month. */
export function lastOfMonth(date: CivilDate): CivilDate {
  const { year, month } = partsOf(date);
  return civilDate(year, month, daysInMonth(year, month));
}

/** The first day of the month that lies so many months away: 1 is the next one, -1 the one before. */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const { year, month } = partsOf(date);
  const monthsSinceYearZero = year * 12 + month - 1 + months;
  return civilDate(Math.floor(monthsSinceYearZero / 12), (((monthsSinceYearZero % 12) + 12) % 12) + 1, 1);
}

/** One row of a month calendar. */
export interface MonthWeek extends IsoWeek {
  /** Monday to Sunday; the first and last rows reach into the neighbouring months. */
  readonly days: readonly CivilDate[];
}

/** The rows of a month calendar: the four to six weeks, Monday to Sunday, that touch the day's month. */
export function monthGrid(date: CivilDate): MonthWeek[] {
  const first = firstOfMonth(date);
  const last = lastOfMonth(date);
  const monday = addDays(first, 1 - weekday(first));
  const weekCount = Math.ceil((dayNumber(last) - dayNumber(monday) + 1) / 7);
  return Array.from({ length: weekCount }, (_, index) => {
    const from = addDays(monday, index * 7);
    return { ...isoWeek(from), days: eachDay({ from, to: addDays(from, 6) }) };
  });
}
