import {
  addDays,
  type CivilDate,
  civilDateAt,
  daysBetween,
  isoWeek,
  parseCivilDate,
  partsOf,
  weekday,
} from '@mediecentral/calendar';
import { type Language, resources } from '@mediecentral/translations';

export type DateFormats = {
  /** `mån 2 mars`; with its year where that is not obvious. */
  day(date: string): string;
  /** `måndag 2 mars` */
  wholeDay(date: string): string;
  /** `2 mars`, without a weekday. */
  date(date: string): string;
  /** `16–20 mars`, `23 mars – 2 april` */
  period(from: string, to: string): string;
  /** `mån 16 – fre 27 mars` */
  periodOfDays(from: string, to: string): string;
  /** `vecka 12` */
  week(date: string): string;
  /** `Mars 2026`, for headings. */
  month(date: string): string;
  /** `måndag` */
  weekday(date: string): string;
  /** `mån` */
  weekdayShort(date: string): string;
  /** `i dag`, `i morgon`, `på onsdag` within a week; else `mån 2 mars`. */
  near(date: string): string;
  /** An instant at the centre: `mån 2 mars kl. 8.12`. */
  instant(instant: string): string;
  /** The time of an instant at the centre: `8.12`. */
  time(instant: string): string;
};

const zone = 'Europe/Stockholm';
/** Further away than this, a date needs its year. */
const obvious = 183;

const words = (text: string) => text.split(' ');
const dayOf = (date: CivilDate) => partsOf(date).day;
const sameMonth = (one: string, other: string) => one.slice(0, 7) === other.slice(0, 7);
const capital = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1);

/**
 * Dates as Swedish schools write them, from civil dates and without the machine's time zone.
 * `today`: the centre's civil date, where it is known; dates near it are written without their year.
 */
export function createDateFormats(language: Language, today?: string): DateFormats {
  const names = resources[language].translation.date;
  const [weekdays, weekdaysShort, months, monthsShort] = [
    words(names.weekdays),
    words(names.weekdaysShort),
    words(names.months),
    words(names.monthsShort),
  ];
  const monthOf = (date: CivilDate) => monthsShort[partsOf(date).month - 1] ?? '';
  const weekdayOf = (date: CivilDate) => weekdays[weekday(date) - 1] ?? '';
  const shortWeekdayOf = (date: CivilDate) => weekdaysShort[weekday(date) - 1] ?? '';
  const now = today === undefined ? undefined : parseCivilDate(today);
  const needsYear = (date: CivilDate) =>
    now !== undefined &&
    partsOf(date).year !== partsOf(now).year &&
    Math.abs(daysBetween(now, date)) > obvious;
  const yearOf = (date: CivilDate) => (needsYear(date) ? ` ${partsOf(date).year}` : '');
  const dayAndMonth = (date: CivilDate) => `${dayOf(date)} ${monthOf(date)}`;

  const day = (date: CivilDate) => `${shortWeekdayOf(date)} ${dayAndMonth(date)}${yearOf(date)}`;
  const period = (from: CivilDate, to: CivilDate) => {
    if (from === to) return `${dayAndMonth(from)}${yearOf(from)}`;
    return sameMonth(from, to)
      ? `${dayOf(from)}–${dayAndMonth(to)}${yearOf(to)}`
      : `${dayAndMonth(from)} – ${dayAndMonth(to)}${yearOf(to)}`;
  };
  const periodOfDays = (from: CivilDate, to: CivilDate) => {
    if (from === to) return day(from);
    const first = `${shortWeekdayOf(from)} ${sameMonth(from, to) ? dayOf(from) : dayAndMonth(from)}`;
    return `${first} – ${day(to)}`;
  };
  const near = (date: CivilDate) => {
    if (now === undefined) return day(date);
    if (date === now) return names.today;
    if (date === addDays(now, 1)) return names.tomorrow;
    if (date === addDays(now, -1)) return names.yesterday;
    const away = daysBetween(now, date);
    return away > 0 && away < 7 ? `${names.on} ${weekdayOf(date)}` : day(date);
  };
  const time = new Intl.DateTimeFormat('sv-SE', { hour: 'numeric', minute: '2-digit', timeZone: zone });
  const timeOf = (instant: string) => {
    const text = time.format(new Date(instant));
    return language === 'sv' ? text.replace(/^0(?=\d)/, '').replace(':', '.') : text.replace('.', ':');
  };

  return {
    day: (date) => day(parseCivilDate(date)),
    wholeDay: (date) => {
      const parsed = parseCivilDate(date);
      return `${weekdayOf(parsed)} ${dayOf(parsed)} ${months[partsOf(parsed).month - 1] ?? ''}${yearOf(parsed)}`;
    },
    date: (date) => {
      const parsed = parseCivilDate(date);
      return `${dayAndMonth(parsed)}${yearOf(parsed)}`;
    },
    period: (from, to) => period(parseCivilDate(from), parseCivilDate(to)),
    periodOfDays: (from, to) => periodOfDays(parseCivilDate(from), parseCivilDate(to)),
    week: (date) => `${names.week} ${isoWeek(parseCivilDate(date)).week}`,
    month: (date) => {
      const { year, month } = partsOf(parseCivilDate(date));
      return `${capital(months[month - 1] ?? '')} ${year}`;
    },
    weekday: (date) => weekdayOf(parseCivilDate(date)),
    weekdayShort: (date) => shortWeekdayOf(parseCivilDate(date)),
    near: (date) => near(parseCivilDate(date)),
    instant: (instant) => `${day(civilDateAt(new Date(instant), zone))} ${names.at} ${timeOf(instant)}`,
    time: timeOf,
  };
}
