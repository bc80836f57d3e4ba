import {
  addDays,
  type CivilDate,
  civilDate,
  partsOf,
  type Period,
  type Weekday,
  weekday,
} from './civil-date.ts';

/** Names to translate by. */
export const holidayNames = [
  'new_years_day',
  'epiphany',
  'good_friday',
  'easter_sunday',
  'easter_monday',
  'may_day',
  'ascension_day',
  'whit_sunday',
  'whit_monday',
  'national_day',
  'midsummer_eve',
  'midsummer_day',
  'all_saints_day',
  'christmas_eve',
  'christmas_day',
  'boxing_day',
  'new_years_eve',
] as const;
export type HolidayName = (typeof holidayNames)[number];

/** `red`: a public holiday by law; `eve`: no public holiday, but everybody takes it for one. */
export type HolidayKind = 'red' | 'eve';

export interface Holiday {
  readonly date: CivilDate;
  readonly name: HolidayName;
  readonly kind: HolidayKind;
}

const firstYearOfNationalDay = 2005;

const red = (name: HolidayName, date: CivilDate): Holiday => ({ date, name, kind: 'red' });
const eve = (name: HolidayName, date: CivilDate): Holiday => ({ date, name, kind: 'eve' });

/**
 * Sweden's holidays of a year in order of date: the public ones of Lag (1989:253) om allmänna helgdagar, ordinary
 * Sundays left out, and midsommarafton, julafton and nyårsafton, which agreements and Semesterlagen 3 a § treat alike.
 * The year 2005 is when the national day took Whit Monday's place (Lag 2004:1320).
 * @param year 1989 or later
 */
export function swedishHolidays(year: number): Holiday[] {
  const easter = easterSunday(year);
  const midsummerDay = firstWeekdayFrom(6, civilDate(year, 6, 20));
  return [
    red('new_years_day', civilDate(year, 1, 1)),
    red('epiphany', civilDate(year, 1, 6)),
    red('good_friday', addDays(easter, -2)),
    red('easter_sunday', easter),
    red('easter_monday', addDays(easter, 1)),
    red('may_day', civilDate(year, 5, 1)),
    red('ascension_day', addDays(easter, 39)),
    red('whit_sunday', addDays(easter, 49)),
    year < firstYearOfNationalDay
      ? red('whit_monday', addDays(easter, 50))
      : red('national_day', civilDate(year, 6, 6)),
    eve('midsummer_eve', addDays(midsummerDay, -1)),
    red('midsummer_day', midsummerDay),
    red('all_saints_day', firstWeekdayFrom(6, civilDate(year, 10, 31))),
    eve('christmas_eve', civilDate(year, 12, 24)),
    red('christmas_day', civilDate(year, 12, 25)),
    red('boxing_day', civilDate(year, 12, 26)),
    eve('new_years_eve', civilDate(year, 12, 31)),
  ].toSorted((a, b) => (a.date < b.date ? -1 : 1));
}

/** The holidays of a period, both ends included, in order of date. */
export function holidaysDuring({ from, to }: Period): Holiday[] {
  const years = [];
  for (let { year } = partsOf(from); year <= partsOf(to).year; year += 1) years.push(year);
  return years
    .flatMap((year) => [...holidaysOf(year).values()].flat())
    .filter((holiday) => holiday.date >= from && holiday.date <= to);
}

/**
 * The holiday on a day, if any: where two meet (1 May 2008 was Ascension Day too) the one named first by the law.
 * A plain Sunday is none.
 */
export function holidayOn(date: CivilDate): Holiday | undefined {
  return holidaysOf(partsOf(date).year).get(date)?.[0];
}

/**
 * Easter Sunday in the Gregorian calendar.
 * Source: the anonymous computus of Nature, 20 April 1876, as given by Meeus, Astronomical Algorithms, chapter 8.
 */
export function easterSunday(year: number): CivilDate {
  const goldenPlace = year % 19;
  const century = Math.floor(year / 100);
  const yearOfCentury = year % 100;
  const moonCorrection = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * goldenPlace + century - Math.floor(century / 4) - moonCorrection + 15) % 30;
  const daysToSunday =
    (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - epact - (yearOfCentury % 4)) % 7;
  const lateMoonCorrection = Math.floor((goldenPlace + 11 * epact + 22 * daysToSunday) / 451);
  const daysAfterEquinox = epact + daysToSunday - 7 * lateMoonCorrection;
  return addDays(civilDate(year, 3, 22), daysAfterEquinox);
}

const holidaysByYear = new Map<number, Map<CivilDate, Holiday[]>>();

// Open-day arithmetic asks about every day it passes, so a year is computed once.
function holidaysOf(year: number): ReadonlyMap<CivilDate, readonly Holiday[]> {
  let holidays = holidaysByYear.get(year);
  if (!holidays) {
    holidays = new Map();
    for (const holiday of swedishHolidays(year)) {
      holidays.set(holiday.date, [...(holidays.get(holiday.date) ?? []), holiday]);
    }
    holidaysByYear.set(year, holidays);
  }
  return holidays;
}

function firstWeekdayFrom(wanted: Weekday, date: CivilDate): CivilDate {
  return addDays(date, (wanted - weekday(date) + 7) % 7);
}
