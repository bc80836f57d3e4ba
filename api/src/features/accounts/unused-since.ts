import {
  addDays,
  addMonths,
  type CivilDate,
  earlierOf,
  firstOfMonth,
  lastOfMonth,
  partsOf,
} from '@mediecentral/calendar';

/** Pupils' accounts are kept for so long after the last login. */
export const pupilMonths = 6;

/** The same day of the month so many months later, or the month's last day where it has no such day. */
export function monthsLater(date: CivilDate, months: number): CivilDate {
  const first = addMonths(date, months);
  return earlierOf(addDays(first, partsOf(date).day - 1), lastOfMonth(first));
}

/**
 * The first day whose months are not over: what happened before it is older than `months` calendar months today. Months
 * are over when the day that `monthsLater` gives has passed, so that nobody loses a day to the length of a month.
 */
export function unusedSince(today: CivilDate, months: number): CivilDate {
  let day = firstOfMonth(addMonths(today, -months));
  while (monthsLater(day, months) < today) day = addDays(day, 1);
  return day;
}
