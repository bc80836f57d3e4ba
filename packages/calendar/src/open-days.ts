import { addDays, type CivilDate, type Period, parseCivilDate, type Weekday, weekday } from './civil-date.ts';
import { holidayOn } from './holidays.ts';

/** Days on which somebody is there, and counting by them. */
export interface OpenDays {
  isOpen(date: CivilDate): boolean;
  /** The day itself when open, else the next that is. */
  nextOpenDay(onOrAfter: CivilDate): CivilDate;
  /** The day itself when open, else the last before it that is. */
  previousOpenDay(onOrBefore: CivilDate): CivilDate;
  /**
   * The `count`th open day after `date`, or before it where `count` is negative; 0 gives `date` itself, open or not.
   * From an open day, going there and back ends where it began.
   */
  addOpenDays(date: CivilDate, count: number): CivilDate;
  /** Open days of the period, both ends included; 0 when `to` comes before `from`. */
  countOpenDays(period: Period): number;
}

/** Dates as data holds them, checked when a calendar is made of them. */
export interface PeriodData {
  readonly from: string;
  readonly to: string;
}

export interface OfficeHours {
  /** ISO weekdays, 1 for Monday; Monday to Friday when left out. */
  readonly openWeekdays?: readonly number[];
  /** Days that are closed although the weekday is open, such as a planning day. */
  readonly closedPeriods?: readonly PeriodData[];
  /** Midsommarafton, julafton and nyårsafton: closed unless this says true. Public holidays are always closed. */
  readonly openOnEves?: boolean;
}

/** A search went on for so long without an open day that the calendar must be wrong. */
export class NeverOpenError extends Error {
  override readonly name = 'NeverOpenError';
}

/** Days to look before giving up: longer than any closure, shorter than a wait. */
const searchLimit = 1000;

/**
 * The days the office is open.
 * @throws RangeError for a weekday that is none, NotACivilDateError for a date that is none. Its methods throw
 * {@link NeverOpenError} when no open day lies within 1,000 days.
 */
export function officeCalendar({
  openWeekdays = [1, 2, 3, 4, 5],
  closedPeriods = [],
  openOnEves = false,
}: OfficeHours = {}): OpenDays {
  const weekdays = weekdaySet(openWeekdays);
  const isClosed = periodTest(closedPeriods);
  return openDaysWhere(
    (date) => weekdays.has(weekday(date)) && !isHoliday(date, openOnEves) && !isClosed(date),
  );
}

/**
 * The days children are at school: Monday to Friday, no holiday, no school holiday (sportlov, påsklov, sommarlov …).
 * @throws NotACivilDateError for a date that is none
 */
export function schoolCalendar(schoolHolidays: readonly PeriodData[] = []): OpenDays & {
  isSchoolDay(date: CivilDate): boolean;
} {
  const days = officeCalendar({ closedPeriods: schoolHolidays });
  return { ...days, isSchoolDay: (date) => days.isOpen(date) };
}

/** Open-day arithmetic over any rule for what is open. */
export function openDaysWhere(isOpen: (date: CivilDate) => boolean): OpenDays {
  const step = (date: CivilDate, direction: 1 | -1): CivilDate => {
    let day = date;
    for (let searched = 0; searched <= searchLimit; searched += 1) {
      if (isOpen(day)) return day;
      day = addDays(day, direction);
    }
    throw new NeverOpenError(`no open day within ${searchLimit} days of ${date}`);
  };
  return {
    isOpen,
    nextOpenDay: (onOrAfter) => step(onOrAfter, 1),
    previousOpenDay: (onOrBefore) => step(onOrBefore, -1),
    addOpenDays(date, count) {
      const direction = count < 0 ? -1 : 1;
      let day = date;
      for (let left = Math.abs(count); left > 0; left -= 1) day = step(addDays(day, direction), direction);
      return day;
    },
    countOpenDays({ from, to }) {
      let count = 0;
      for (let day = from; day <= to; day = addDays(day, 1)) if (isOpen(day)) count += 1;
      return count;
    },
  };
}

/** A set of ISO weekdays. @throws RangeError for anything but 1 to 7. */
export function weekdaySet(weekdays: readonly number[]): ReadonlySet<Weekday> {
  for (const day of weekdays) {
    if (!Number.isInteger(day) || day < 1 || day > 7) throw new RangeError(`not an ISO weekday: ${day}`);
  }
  return new Set(weekdays as readonly Weekday[]);
}

/** Whether a day falls within any of the periods. */
function periodTest(data: readonly PeriodData[]): (date: CivilDate) => boolean {
  const periods = data.map(({ from, to }) => ({ from: parseCivilDate(from), to: parseCivilDate(to) }));
  return (date) => periods.some(({ from, to }) => from <= date && date <= to);
}

function isHoliday(date: CivilDate, openOnEves: boolean): boolean {
  const holiday = holidayOn(date);
  return holiday !== undefined && (holiday.kind === 'red' || !openOnEves);
}
