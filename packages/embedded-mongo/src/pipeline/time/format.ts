import { fail } from '../../bson/command-error.ts';
import {
  DAY,
  HOUR,
  MINUTE,
  SECOND,
  civilFromDays,
  dayNumber,
  dayOfYear,
  isoDayOfWeek,
  isoWeek,
  weekFromSunday,
} from './calendar.ts';

/** Writes a local time (milliseconds, as if it were UTC) whose clocks are `offset` milliseconds from UTC. */
export type DateFormat = (local: number, offset: number) => string;

type Piece = (local: number, days: number, offset: number) => string;

export const MONTH_NAMES = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const TWO = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'));
const two = (number: number): string => TWO[number] ?? String(number);
const three = (number: number): string => String(number).padStart(3, '0');
const within = (local: number, period: number, unit: number): number =>
  Math.floor((local - Math.floor(local / period) * period) / unit);

const PIECES: Readonly<Record<string, Piece>> = {
  d: (_, days) => two(civilFromDays(days).day),
  G: (_, days) => year(isoWeek(days).year),
  H: (local) => two(within(local, DAY, HOUR)),
  j: (_, days) => three(dayOfYear(days)),
  L: (local) => three(within(local, SECOND, 1)),
  m: (_, days) => two(civilFromDays(days).month),
  M: (local) => two(within(local, HOUR, MINUTE)),
  S: (local) => two(within(local, MINUTE, SECOND)),
  u: (_, days) => String(isoDayOfWeek(days)),
  U: (_, days) => two(weekFromSunday(days)),
  V: (_, days) => two(isoWeek(days).week),
  w: (_, days) => String((isoDayOfWeek(days) % 7) + 1),
  Y: (_, days) => year(civilFromDays(days).year),
  z: (_local, _days, offset) => offsetText(offset),
  Z: (_local, _days, offset) => String(Math.trunc(offset / MINUTE)),
  b: (_, days) => MONTH_NAMES[civilFromDays(days).month - 1]!.slice(0, 3),
  B: (_, days) => MONTH_NAMES[civilFromDays(days).month - 1]!,
};

function year(number: number): string {
  if (number < 0 || number > 9_999) {
    fail(18_537, `$dateToString is only defined on year 0-9999, tried to use year ${number}`);
  }
  return String(number).padStart(4, '0');
}

function offsetText(offset: number): string {
  const minutes = Math.floor(Math.abs(offset) / MINUTE);
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${two(minutes % 60)}`;
}

/**
 * Splits a format into literal text and specifiers (`%` and a letter, without the `%`).
 * @throws CommandError 18535 for a `%` at the end, 18536 for a letter that `allowed` does not have
 */
export function formatPieces(
  format: string,
  allowed: string,
): Array<{ literal: string } | { letter: string }> {
  const pieces: Array<{ literal: string } | { letter: string }> = [];
  let literal = '';
  for (let index = 0; index < format.length; index += 1) {
    if (format[index] !== '%') {
      literal += format[index];
      continue;
    }
    index += 1;
    const letter = format[index];
    if (letter === undefined) fail(18_535, "Unmatched '%' at end of format string");
    if (letter === '%') {
      literal += '%';
      continue;
    }
    if (!allowed.includes(letter)) {
      fail(18_536, `Invalid format character '%${letter}' in format string`);
    }
    if (literal) pieces.push({ literal });
    literal = '';
    pieces.push({ letter });
  }
  if (literal) pieces.push({ literal });
  return pieces;
}

const formats = new Map<string, DateFormat>();

/** Compiles a `$dateToString` format. @throws CommandError 18535, 18536; the result 18537 for a year over 9999 */
export function compileFormat(format: string): DateFormat {
  let compiled = formats.get(format);
  if (!compiled) {
    compiled = format === '%Y-%m-%d' ? civilDate() : anyFormat(format);
    if (formats.size > 1_000) formats.clear();
    formats.set(format, compiled);
  }
  return compiled;
}

function anyFormat(format: string): DateFormat {
  const pieces = formatPieces(format, Object.keys(PIECES).join('')).map((piece): Piece => {
    if ('letter' in piece) return PIECES[piece.letter]!;
    return () => piece.literal;
  });
  return (local, offset) => {
    const days = dayNumber(local);
    let text = '';
    for (const piece of pieces) text += piece(local, days, offset);
    return text;
  };
}

/** The most wanted format; many documents share a day, so its text is remembered. */
function civilDate(): DateFormat {
  const known = new Map<number, string>();
  return (local) => {
    const days = dayNumber(local);
    let text = known.get(days);
    if (text === undefined) {
      const date = civilFromDays(days);
      text = `${year(date.year)}-${two(date.month)}-${two(date.day)}`;
      if (known.size > 10_000) known.clear();
      known.set(days, text);
    }
    return text;
  };
}
