/** A calendar day as people say it, `2026-03-02`: no clock, no time zone. Text order is time order. */
export type CivilDate = string & { readonly __civilDate: true };

/** An inclusive run of days: both `from` and `to` belong to it. */
export interface Period {
  readonly from: CivilDate;
  readonly to: CivilDate;
}

/** ISO 8601 weekdays: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** What was given is not a day between 0001-01-01 and 9999-12-31 written `YYYY-MM-DD`. */
export class NotACivilDateError extends RangeError {
  override readonly name = 'NotACivilDateError';
}

const pattern = /^(\d{4})-(\d{2})-(\d{2})$/;
const daysBeforeUnixEpoch = 719_468;
const daysPer400Years = 146_097;

/** True for a day that exists, written `YYYY-MM-DD`; 2024-02-30 does not. */
export function isCivilDate(value: unknown): value is CivilDate {
  const parts = typeof value === 'string' ? pattern.exec(value) : null;
  if (!parts) return false;
  const [year, month, day] = parts.slice(1).map(Number) as [number, number, number];
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** @throws NotACivilDateError when {@link isCivilDate} says no. */
export function parseCivilDate(value: string): CivilDate {
  if (!isCivilDate(value)) throw new NotACivilDateError(`not a civil date: ${JSON.stringify(value)}`);
  return value;
}

/**
 * The day with these numbers; `month` and `day` count from 1.
 * @throws NotACivilDateError when there is no such day.
 */
export function civilDate(year: number, month: number, day: number): CivilDate {
  const text = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
  return parseCivilDate(text);
}

/** Its numbers; `month` and `day` count from 1. */
export function partsOf(date: CivilDate): { year: number; month: number; day: number } {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) };
}

/** For sorting: negative when `a` is the earlier day, 0 when they are the same. */
export function compareCivilDates(a: CivilDate, b: CivilDate): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The earlier of the two. */
export function earlierOf(a: CivilDate, b: CivilDate): CivilDate {
  return a < b ? a : b;
}

/** The later of the two. */
export function laterOf(a: CivilDate, b: CivilDate): CivilDate {
  return a > b ? a : b;
}

/**
 * Calendar days after `date`; before it where `days` is negative.
 * @throws NotACivilDateError outside the years 1 to 9999.
 */
export function addDays(date: CivilDate, days: number): CivilDate {
  return fromDayNumber(dayNumber(date) + days);
}

/** Calendar days from `from` to `to`: 1 from a day to the next, negative when `to` comes first. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** Every day of the period in order, both ends included; nothing when `to` comes before `from`. */
export function eachDay({ from, to }: Period): CivilDate[] {
  const first = dayNumber(from);
  const count = Math.max(0, dayNumber(to) - first + 1);
  return Array.from({ length: count }, (_, index) => fromDayNumber(first + index));
}

/** The ISO weekday, 1 for Monday to 7 for Sunday. */
export function weekday(date: CivilDate): Weekday {
  // 1970-01-01 was a Thursday.
  return (((((dayNumber(date) + 3) % 7) + 7) % 7) + 1) as Weekday;
}

/** Days since 1970-01-01 in the proleptic Gregorian calendar. */
export function dayNumber(date: CivilDate): number {
  // Integer arithmetic (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": days_from_civil) rather than
  // Date, whose local-time methods lose or double a day where the clock is put forward or back. The year begins in
  // March so that the leap day is its last.
  const { year, month, day } = partsOf(date);
  const shiftedYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(shiftedYear / 400);
  const yearOfEra = shiftedYear - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * daysPer400Years + dayOfEra - daysBeforeUnixEpoch;
}

/**
 * The day that is so many days after 1970-01-01; the inverse of {@link dayNumber}.
 * @throws NotACivilDateError outside the years 1 to 9999, or when it is not a whole number.
 */
export function fromDayNumber(number: number): CivilDate {
  const shifted = number + daysBeforeUnixEpoch;
  const era = Math.floor(shifted / daysPer400Years);
  const dayOfEra = shifted - era * daysPer400Years;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0);
  return civilDate(year, month, day);
}

/** The number of days in a month, which counts from 1. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function pad(number: number, length: number): string {
  return String(number).padStart(length, '0');
}
