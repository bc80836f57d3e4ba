import { addDays, type CivilDate, parseCivilDate, weekday } from './civil-date.ts';
import { NeverOpenError, type OpenDays, weekdaySet } from './open-days.ts';

export interface TransportRuns {
  /** ISO weekdays on which the municipality's transport comes by the centre, 1 for Monday. */
  readonly weekdays: readonly number[];
  /** Days on which the run is called off. */
  readonly exceptions?: readonly string[];
  /** Runs on other days, such as the one that makes up for a called-off one; they run even when the office is closed. */
  readonly extraRuns?: readonly string[];
}

/** When a municipality's transport runs, out from the centre and back to it on the same day. */
export interface TransportCalendar {
  isRun(date: CivilDate): boolean;
  /** @throws NeverOpenError when there is none within 200 days. */
  lastRunOnOrBefore(date: CivilDate): CivilDate;
  /** @throws NeverOpenError when there is none within 200 days. */
  firstRunOnOrAfter(date: CivilDate): CivilDate;
}

/** Days to look for a run: a summer is shorter. */
const searchLimit = 200;

/**
 * The runs of one municipality: on its weekdays, when the office is open, but for the exceptions.
 * @throws RangeError for a weekday that is none, NotACivilDateError for a date that is none
 */
export function transportCalendar(
  { weekdays, exceptions = [], extraRuns = [] }: TransportRuns,
  office: Pick<OpenDays, 'isOpen'>,
): TransportCalendar {
  const runWeekdays = weekdaySet(weekdays);
  const calledOff = new Set(exceptions.map(parseCivilDate));
  const extra = new Set(extraRuns.map(parseCivilDate));
  const isRun = (date: CivilDate) =>
    !calledOff.has(date) && (extra.has(date) || (runWeekdays.has(weekday(date)) && office.isOpen(date)));
  const search = (date: CivilDate, direction: 1 | -1): CivilDate => {
    let day = date;
    for (let searched = 0; searched <= searchLimit; searched += 1) {
      if (isRun(day)) return day;
      day = addDays(day, direction);
    }
    throw new NeverOpenError(`no transport within ${searchLimit} days of ${date}`);
  };
  return {
    isRun,
    lastRunOnOrBefore: (date) => search(date, -1),
    firstRunOnOrAfter: (date) => search(date, 1),
  };
}
