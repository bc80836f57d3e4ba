import {
  DAY,
  HOUR,
  MINUTE,
  SECOND,
  civilFromDays,
  dayNumber,
  daysFromCivil,
  daysInMonth,
  isoDayOfWeek,
} from './calendar.ts';
import { instantOf, type Zone } from './zone.ts';

export const TIME_UNITS = [
  'year',
  'quarter',
  'month',
  'week',
  'day',
  'hour',
  'minute',
  'second',
  'millisecond',
] as const;
export type TimeUnit = (typeof TIME_UNITS)[number];

export function isTimeUnit(name: string): name is TimeUnit {
  return (TIME_UNITS as readonly string[]).includes(name);
}

/** Length in milliseconds of the units that do not depend on a calendar. */
const FIXED: Partial<Record<TimeUnit, number>> = {
  hour: HOUR,
  minute: MINUTE,
  second: SECOND,
  millisecond: 1,
};

const MONTHS: Partial<Record<TimeUnit, number>> = { year: 12, quarter: 3, month: 1 };

/**
 * `amount` units later. Units of a day and longer keep the local time of day; a month too short for the day
 * of the month ends on its last day.
 */
export function addTime(instant: number, unit: TimeUnit, amount: number, zone: Zone): number {
  const fixed = FIXED[unit];
  if (fixed !== undefined) return instant + amount * fixed;
  if (amount === 0) return instant;
  const local = instant + zone.offsetAt(instant);
  const days = dayNumber(local);
  return instantOf(addDays(days, unit, amount) * DAY + (local - days * DAY), zone);
}

function addDays(days: number, unit: TimeUnit, amount: number): number {
  const months = MONTHS[unit];
  if (months === undefined) return days + amount * (unit === 'week' ? 7 : 1);
  const { year, month, day } = civilFromDays(days);
  const total = month - 1 + amount * months;
  const targetYear = year + Math.floor(total / 12);
  const targetMonth = total - Math.floor(total / 12) * 12 + 1;
  return daysFromCivil(targetYear, targetMonth, Math.min(day, daysInMonth(targetYear, targetMonth)));
}

/** How many times the boundary of a unit lies between two instants; `startOfWeek` is 1 for Monday. */
export function timeBetween(
  start: number,
  end: number,
  unit: TimeUnit,
  zone: Zone,
  startOfWeek: number,
): number {
  if (unit === 'millisecond') return end - start;
  const startOffset = zone.offsetAt(start);
  const endOffset = zone.offsetAt(end);
  const localStart = start + startOffset;
  const localEnd = end + endOffset;
  const fixed = FIXED[unit];
  if (fixed !== undefined) {
    const change = Math.trunc((endOffset - startOffset) / fixed);
    return Math.floor(localEnd / fixed) - Math.floor(localStart / fixed) - change;
  }
  const startDay = dayNumber(localStart);
  const endDay = dayNumber(localEnd);
  if (unit === 'day') return endDay - startDay;
  if (unit === 'week') return weekNumber(endDay, startOfWeek) - weekNumber(startDay, startOfWeek);
  const months = MONTHS[unit] ?? 1;
  return Math.floor(monthNumber(endDay) / months) - Math.floor(monthNumber(startDay) / months);
}

function weekNumber(days: number, startOfWeek: number): number {
  // 1970-01-05 was a Monday.
  return Math.floor((days - 4 - (startOfWeek - 1)) / 7);
}

function monthNumber(days: number): number {
  const { year, month } = civilFromDays(days);
  return year * 12 + month - 1;
}

/** 2000-01-01, from which bins of several units are counted. */
const REFERENCE_DAY = daysFromCivil(2000, 1, 1);
const REFERENCE_MONTH = 2000 * 12;

/**
 * The start of the bin of `binSize` units in which an instant lies; bins are counted from 2000-01-01 in the
 * zone, weeks from the first `startOfWeek` (1 is Monday) on or after it.
 */
export function truncateTime(
  instant: number,
  unit: TimeUnit,
  binSize: number,
  zone: Zone,
  startOfWeek: number,
): number {
  const fixed = FIXED[unit];
  if (fixed !== undefined) {
    const reference = instantOf(REFERENCE_DAY * DAY, zone);
    const bin = fixed * binSize;
    return reference + Math.floor((instant - reference) / bin) * bin;
  }
  const days = dayNumber(instant + zone.offsetAt(instant));
  return instantOf(truncateDays(days, unit, binSize, startOfWeek) * DAY, zone);
}

function truncateDays(days: number, unit: TimeUnit, binSize: number, startOfWeek: number): number {
  const months = MONTHS[unit];
  if (months !== undefined) {
    const bin = months * binSize;
    const month = REFERENCE_MONTH + Math.floor((monthNumber(days) - REFERENCE_MONTH) / bin) * bin;
    return daysFromCivil(Math.floor(month / 12), (((month % 12) + 12) % 12) + 1, 1);
  }
  const reference =
    unit === 'week' ? REFERENCE_DAY + ((startOfWeek - isoDayOfWeek(REFERENCE_DAY) + 7) % 7) : REFERENCE_DAY;
  const bin = binSize * (unit === 'week' ? 7 : 1);
  return reference + Math.floor((days - reference) / bin) * bin;
}
