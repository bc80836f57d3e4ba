import { fail } from '../../bson/command-error.ts';
import { daysFromCivil, isoDayOfWeek } from './calendar.ts';
import { monthNamed, type ParsedTime } from './parse.ts';
import { readZoneSuffix } from './zone-suffix.ts';

type Reader = (match: RegExpExecArray) => ParsedTime | undefined;

const civil = (year: string, month: number | string | undefined, day: string): ParsedTime | undefined =>
  month === undefined ? undefined : { year: fullYear(year), month: Number(month), day: Number(day) };

/** Two digits mean 1970 to 2069. */
function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length > 2) return year;
  return year + (year < 70 ? 2000 : 1900);
}

/** Dates as people write them; the rest of the text is a time. */
const DATES: ReadonlyArray<[RegExp, Reader]> = [
  [/^(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/, ([, year, month, day]) => civil(year!, month, day!)],
  [/^(\d{4})\/(\d{1,2})\/(\d{1,2})(?!\d)/, ([, year, month, day]) => civil(year!, month, day!)],
  [/^(\d{4})(\d{2})(\d{2})(?!\d)/, ([, year, month, day]) => civil(year!, month, day!)],
  [/^(\d{4})-(\d{2})(?![-\d])/, ([, year, month]) => civil(year!, month, '1')],
  [
    /^(\d{4})-?(\d{3})(?!\d)/,
    ([, year, dayOfYear]) => ({ year: Number(year), dayOfYear: Number(dayOfYear) }),
  ],
  [
    /^(\d{4})-?W(\d{2})(?:-?([1-7]))?(?!\d)/,
    ([, year, week, day]) => ({ isoYear: Number(year), isoWeek: Number(week), isoDay: Number(day ?? 1) }),
  ],
  [/^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})(?!\d)/, ([, month, day, year]) => civil(year!, month, day!)],
  [/^(\d{1,2})[-.](\d{1,2})[-.](\d{4})(?!\d)/, ([, day, month, year]) => civil(year!, month, day!)],
  [
    /^(\d{4})-([A-Za-z]{3,9})-(\d{1,2})(?!\d)/,
    ([, year, month, day]) => civil(year!, monthNamed(month!), day!),
  ],
  [
    /^([A-Za-z]{3,9})\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)/,
    ([, month, day, year]) => civil(year!, monthNamed(month!), day!),
  ],
  [
    /^(\d{1,2})(?:st|nd|rd|th)?[\s-]+([A-Za-z]{3,9})[\s,-]+(\d{4})(?!\d)/,
    ([, day, month, year]) => civil(year!, monthNamed(month!), day!),
  ],
];

const CLOCK =
  /^(?:[Tt]|\s+)(\d{1,2})[:.](\d{1,2})(?:[:.](\d{1,2})(?:[.,:](\d{1,9}))?)?(?:\s*([ap])\.?m\.?(?![A-Za-z]))?/i;
const BASIC_CLOCK = /^[Tt](\d{2})(\d{2})(\d{2})?(?!\d)/;
const HOUR_ONLY = /^\s+(\d{1,2})\s*([ap])\.?m\.?(?![A-Za-z])/i;
const NAMED_HOUR = /^\s+(noon|midnight)(?![A-Za-z])/i;

/**
 * Reads a date that comes without a format: ISO 8601 and the common English ways of writing one.
 * MongoDB reads more (relative dates excepted); what is not read here is refused.
 * @throws CommandError 241
 */
export function parseFreeText(text: string): ParsedTime {
  const { weekday, rest: trimmed } = withoutWeekday(text.trim());
  for (const [pattern, read] of DATES) {
    const match = pattern.exec(trimmed);
    const date = match && read(match);
    if (!match || !date) continue;
    const parsed = { ...date, ...parseClock(trimmed.slice(match[0].length), text) };
    if (weekday !== undefined && weekday !== weekdayOf(parsed)) {
      return fail(241, `Error parsing date string '${text}'; it was another day of the week`);
    }
    return parsed;
  }
  if (/^(\d{1,2}:\d{2}(:\d{2})?|[A-Za-z]{3,9}\s+\d{1,2}(st|nd|rd|th)?)$/.test(trimmed)) {
    return fail(241, `an incomplete date/time string has been found, with elements missing: "${text}"`);
  }
  return fail(
    241,
    `Error parsing date string '${text}'; it is not in a format that is read without 'format'`,
  );
}

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** Takes the day of the week off the front, and puts the year of C's `ctime` where others have it. */
function withoutWeekday(text: string): { weekday?: number; rest: string } {
  const match = /^(mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+/i.exec(text);
  if (!match) return { rest: text };
  const rest = text
    .slice(match[0].length)
    .replace(/^([A-Za-z]{3})\s+(\d{1,2})\s+(\d{1,2}:\d{2}:\d{2})\s+(\d{4})$/, '$2 $1 $4 $3');
  return { weekday: WEEKDAYS.indexOf(match[1]!.toLowerCase()) + 1, rest };
}

function weekdayOf({ year = 0, month = 1, day = 1 }: ParsedTime): number {
  return isoDayOfWeek(daysFromCivil(year, month, day));
}

function parseClock(rest: string, text: string): ParsedTime {
  if (rest === '') return {};
  let time: ParsedTime = {};
  let length = 0;
  const clock = CLOCK.exec(rest) ?? BASIC_CLOCK.exec(rest);
  const hourOnly = clock ? null : HOUR_ONLY.exec(rest);
  const named = clock || hourOnly ? null : NAMED_HOUR.exec(rest);
  if (clock) {
    const [whole, hour, minute, second, fraction, half] = clock;
    length = whole.length;
    time = { hour: onClock(Number(hour), half), minute: Number(minute), second: Number(second ?? 0) };
    if (fraction !== undefined) time.millisecond = Math.floor(Number(`0.${fraction}`) * 1_000 + 1e-6);
  } else if (hourOnly) {
    length = hourOnly[0].length;
    time = { hour: onClock(Number(hourOnly[1]), hourOnly[2]), minute: 0, second: 0 };
  } else if (named) {
    length = named[0].length;
    time = { hour: named[1]!.toLowerCase() === 'noon' ? 12 : 0 };
  }
  const zoneText = rest.slice(length);
  if (zoneText === '') return time;
  const suffix = readZoneSuffix(zoneText);
  if (!suffix || suffix.length !== zoneText.length) {
    fail(241, `Error parsing date string '${text}'; unexpected characters after the date`);
  }
  return { ...time, offset: suffix.offset };
}

function onClock(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
}
