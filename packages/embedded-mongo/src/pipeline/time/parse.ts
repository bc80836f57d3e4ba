import { fail } from '../../bson/command-error.ts';
import { DAY, HOUR, MINUTE, SECOND, daysFromCivil, daysFromIsoWeek, daysInMonth } from './calendar.ts';
import { MONTH_NAMES, formatPieces } from './format.ts';
import { instantOf, type Zone } from './zone.ts';
import { readZoneSuffix } from './zone-suffix.ts';

const CONVERSION_FAILURE = 241;

/** What a text says of a moment; what it does not say is undefined. */
export interface ParsedTime {
  year?: number;
  month?: number;
  day?: number;
  isoYear?: number;
  isoWeek?: number;
  isoDay?: number;
  dayOfYear?: number;
  hour?: number;
  minute?: number;
  second?: number;
  millisecond?: number;
  /** Milliseconds from UTC, where the text names them. */
  offset?: number;
}

type TimeField = keyof ParsedTime;

interface Specifier {
  field: TimeField;
  pattern: RegExp;
  missing: string;
}

const SPECIFIERS: Readonly<Record<string, Specifier>> = {
  d: { field: 'day', pattern: /\d{1,2}/y, missing: 'A two digit day could not be found' },
  G: { field: 'isoYear', pattern: /\d{1,4}/y, missing: 'A four digit ISO year could not be found' },
  H: { field: 'hour', pattern: /\d{1,2}/y, missing: 'A two digit hour could not be found' },
  j: { field: 'dayOfYear', pattern: /\d{3}/y, missing: 'A three digit day-of-year could not be found' },
  L: { field: 'millisecond', pattern: /\d{1,3}/y, missing: 'A three digit millisecond could not be found' },
  m: { field: 'month', pattern: /\d{1,2}/y, missing: 'A two digit month could not be found' },
  M: { field: 'minute', pattern: /\d{2}/y, missing: 'A two digit minute could not be found' },
  S: { field: 'second', pattern: /\d{2}/y, missing: 'A two digit second could not be found' },
  u: { field: 'isoDay', pattern: /\d/y, missing: 'A single digit day of week could not be found' },
  V: { field: 'isoWeek', pattern: /\d{1,2}/y, missing: 'A two digit ISO week could not be found' },
  Y: { field: 'year', pattern: /\d{1,4}/y, missing: 'A four digit year could not be found' },
  Z: { field: 'offset', pattern: /[+-]\d{1,4}/y, missing: 'A minute offset could not be found' },
  b: { field: 'month', pattern: /[A-Za-z]{3}/y, missing: 'A textual month could not be found' },
  B: { field: 'month', pattern: /[A-Za-z]+/y, missing: 'A textual month could not be found' },
};

/** Letters of a `$dateFromString` format. */
export const PARSE_LETTERS = `${Object.keys(SPECIFIERS).join('')}z`;

/** What MongoDB reads dates with takes a text to end at its first NUL. */
const untilNul = (text: string): string => text.split('\0', 1)[0]!;

/** Reads a text by a `$dateFromString` format. @throws CommandError 241 when the text does not follow it */
export function compileParser(format: string): (text: string) => ParsedTime {
  const pieces = formatPieces(untilNul(format), PARSE_LETTERS);
  return (whole) => {
    const text = untilNul(whole);
    const broken = (reason: string): never =>
      fail(CONVERSION_FAILURE, `Error parsing date string '${text}'; ${reason}`);
    const parsed: ParsedTime = {};
    let position = 0;
    for (const piece of pieces) {
      if (position >= text.length) broken('Data missing');
      if ('literal' in piece) {
        if (!text.startsWith(piece.literal, position)) broken('Format literal not found');
        position += piece.literal.length;
      } else if (piece.letter === 'z') {
        const suffix = readZoneSuffix(text.slice(position));
        if (!suffix) return broken('The timezone could not be found in the database');
        parsed.offset = suffix.offset;
        position += suffix.length;
      } else {
        const specifier = SPECIFIERS[piece.letter]!;
        specifier.pattern.lastIndex = position;
        const found = specifier.pattern.exec(text)?.[0];
        const value = found === undefined ? undefined : valueOf(piece.letter, found);
        if (found === undefined || value === undefined) return broken(specifier.missing);
        parsed[specifier.field] = value;
        position += found.length;
      }
    }
    if (position < text.length) broken('Trailing data');
    return parsed;
  };
}

function valueOf(letter: string, found: string): number | undefined {
  if (letter === 'L') return Number(found.padEnd(3, '0'));
  if (letter === 'Z') return Number(found) * MINUTE;
  if (letter === 'b' || letter === 'B') return monthNamed(found);
  return Number(found);
}

/** 1 to 12 for an English month or its first three letters. */
export function monthNamed(name: string): number | undefined {
  const lower = name.toLowerCase();
  const index = MONTH_NAMES.findIndex((month) => {
    const full = month.toLowerCase();
    return full === lower || full.slice(0, 3) === lower;
  });
  return index < 0 ? undefined : index + 1;
}

/**
 * The instant that a parsed text means.
 * @param zone the zone that the expression names, if it does
 * @throws CommandError 241 when parts are missing, out of range, or the zone is named twice
 */
export function resolveTime(parsed: ParsedTime, zone: Zone | undefined, text: string): number {
  const broken = (reason: string): never =>
    fail(CONVERSION_FAILURE, `Error parsing date string '${text}'; ${reason}`);
  if (parsed.offset !== undefined && zone) {
    fail(
      CONVERSION_FAILURE,
      'you cannot pass in a date/time string with GMT offset together with a timezone argument',
    );
  }
  const days = resolveDays(parsed, broken, text);
  const { hour = 0, minute = 0, second = 0, millisecond = 0 } = parsed;
  if (hour > 24 || minute > 59 || second > 59) broken('The parsed time was invalid');
  const local = days * DAY + hour * HOUR + minute * MINUTE + second * SECOND + millisecond;
  if (parsed.offset !== undefined) return local - parsed.offset;
  return zone ? instantOf(local, zone) : local;
}

function resolveDays(parsed: ParsedTime, broken: (reason: string) => never, text: string): number {
  const { year, month, day, isoYear, isoWeek, isoDay } = parsed;
  const iso = isoYear !== undefined || isoWeek !== undefined || isoDay !== undefined;
  if (iso) {
    if (year !== undefined || month !== undefined || day !== undefined) {
      return broken('Mixing of ISO dates with natural dates is not allowed');
    }
    if (
      isoYear === undefined ||
      (isoWeek ?? 1) < 1 ||
      (isoWeek ?? 1) > 53 ||
      isoDay === 0 ||
      (isoDay ?? 1) > 7
    ) {
      return broken('The parsed date was invalid');
    }
    return daysFromIsoWeek(isoYear, isoWeek ?? 1, isoDay ?? 1);
  }
  if (year !== undefined && parsed.dayOfYear !== undefined) {
    const ordinal = parsed.dayOfYear;
    if (ordinal < 1 || ordinal > daysFromCivil(year + 1, 1, 1) - daysFromCivil(year, 1, 1)) {
      return broken('The parsed date was invalid');
    }
    return daysFromCivil(year, 1, ordinal);
  }
  if (year === undefined || month === undefined || day === undefined) {
    return fail(
      CONVERSION_FAILURE,
      `an incomplete date/time string has been found, with elements missing: "${text}"`,
    );
  }
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) {
    return broken('The parsed date was invalid');
  }
  return daysFromCivil(year, month, day);
}
