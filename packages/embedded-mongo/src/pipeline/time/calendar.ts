/** Milliseconds in the units that never vary. */
export const SECOND = 1_000;
export const MINUTE = 60_000;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;

/** A moment of the proleptic Gregorian calendar; `month` and `day` count from 1. */
export interface Civil {
  year: number;
  month: number;
  day: number;
}

/**
 * Days from 1970-01-01 to a civil date (Howard Hinnant, "chrono-compatible low-level date algorithms").
 * Months outside 1..12 and days outside the month carry over.
 */
export function daysFromCivil(year: number, month: number, day: number): number {
  const months = year * 12 + month - 1;
  const carriedYear = Math.floor(months / 12);
  const carriedMonth = months - carriedYear * 12 + 1;
  const shifted = carriedMonth <= 2 ? carriedYear - 1 : carriedYear;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const ordinal = Math.floor((153 * (carriedMonth + (carriedMonth > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + ordinal;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The civil date that lies `days` days after 1970-01-01. */
export function civilFromDays(days: number): Civil {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const ordinal = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * ordinal + 2) / 153);
  const day = ordinal - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

export function daysInMonth(year: number, month: number): number {
  return daysFromCivil(year, month + 1, 1) - daysFromCivil(year, month, 1);
}

/** Monday is 1, Sunday is 7 (ISO 8601). */
export function isoDayOfWeek(days: number): number {
  return ((((days + 3) % 7) + 7) % 7) + 1;
}

/** From 1 to 366. */
export function dayOfYear(days: number): number {
  return days - daysFromCivil(civilFromDays(days).year, 1, 1) + 1;
}

/** Week number as $week counts it: weeks begin on Sunday, days before the first Sunday are week 0. */
export function weekFromSunday(days: number): number {
  const weekday = isoDayOfWeek(days) % 7;
  return Math.floor((dayOfYear(days) - 1 + 7 - weekday) / 7);
}

/** ISO 8601 week number and the year it belongs to. */
export function isoWeek(days: number): { year: number; week: number } {
  const thursday = days - isoDayOfWeek(days) + 4;
  const { year } = civilFromDays(thursday);
  return { year, week: Math.floor((thursday - daysFromCivil(year, 1, 1)) / 7) + 1 };
}

/** Days from 1970-01-01 to a day of an ISO week year; weeks and days out of range carry over. */
export function daysFromIsoWeek(year: number, week: number, day: number): number {
  const fourth = daysFromCivil(year, 1, 4);
  return fourth - isoDayOfWeek(fourth) + (week - 1) * 7 + day;
}

/** Day number of a local time given in milliseconds. */
export function dayNumber(local: number): number {
  return Math.floor(local / DAY);
}
