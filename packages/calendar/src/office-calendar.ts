import { addDays, type CivilDate, eachDay, weekday } from './civil-date.ts';
import { holidayOn } from './holidays.ts';

export type Period = { from: CivilDate; to: CivilDate };

export type OfficeDays = {
  /** ISO weekdays on which the office is open, 1 is Monday. */
  openWeekdays: readonly number[];
  /** The centre's own closed days, besides public holidays and eves. */
  closedPeriods: readonly Period[];
};

// Longer than any closure; a calendar that is never open is a mistake, and no search may go on for ever.
const furthest = 400;

const isWithin = (date: CivilDate, { from, to }: Period) => from <= date && date <= to;

/** When the centre is open; buffers before and after loans are counted in its days. */
export class OfficeCalendar {
  readonly #weekdays: ReadonlySet<number>;
  readonly #closed: readonly Period[];

  constructor({ openWeekdays, closedPeriods }: OfficeDays) {
    this.#weekdays = new Set(openWeekdays);
    this.#closed = closedPeriods;
  }

  isOpen(date: CivilDate): boolean {
    return (
      this.#weekdays.has(weekday(date)) &&
      !holidayOn(date) &&
      !this.#closed.some((period) => isWithin(date, period))
    );
  }

  /** @throws RangeError when no open day comes within 400 days */
  nextOpenDay(onOrAfter: CivilDate): CivilDate {
    return this.#search(onOrAfter, 1);
  }

  /** @throws RangeError when there was no open day within 400 days */
  previousOpenDay(onOrBefore: CivilDate): CivilDate {
    return this.#search(onOrBefore, -1);
  }

  /**
   * The open day that is `days` open days away: 0 gives the day itself, or the nearest open one in the direction of
   * counting; negative counts backwards.
   */
  addOpenDays(date: CivilDate, days: number): CivilDate {
    const step = days < 0 ? -1 : 1;
    let day = days === 0 ? this.#search(date, 1) : date;
    for (let left = Math.abs(days); left > 0; left -= 1) day = this.#search(addDays(day, step), step);
    return day;
  }

  /** Open days in a period, both ends included. */
  countOpenDays(from: CivilDate, to: CivilDate): number {
    return eachDay(from, to).filter((day) => this.isOpen(day)).length;
  }

  #search(start: CivilDate, step: 1 | -1): CivilDate {
    let day = start;
    for (let tried = 0; tried < furthest; tried += 1) {
      if (this.isOpen(day)) return day;
      day = addDays(day, step);
    }
    throw new RangeError(`No open day within ${furthest} days of ${start}`);
  }
}

/** Days when pupils are at school: weekdays that are neither public holidays nor eves nor in a school holiday. */
export class SchoolCalendar {
  readonly #holidays: readonly Period[];

  constructor(schoolHolidays: readonly Period[]) {
    this.#holidays = schoolHolidays;
  }

  isSchoolDay(date: CivilDate): boolean {
    return this.isWeekdayAtSchool(date) && !this.#holidays.some((period) => isWithin(date, period));
  }

  /** School buildings are open (after-school care, preschools), term or not. */
  isWeekdayAtSchool(date: CivilDate): boolean {
    return weekday(date) <= 5 && !holidayOn(date);
  }

  countSchoolDays(from: CivilDate, to: CivilDate): number {
    return eachDay(from, to).filter((day) => this.isSchoolDay(day)).length;
  }
}
