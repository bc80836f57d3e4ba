import { HOUR, MINUTE } from './calendar.ts';

/** Hours from UTC of the abbreviations that mean one thing only. */
const ABBREVIATIONS: Readonly<Record<string, number>> = {
  UTC: 0,
  GMT: 0,
  Z: 0,
  WET: 0,
  WEST: 1,
  BST: 1,
  CET: 1,
  CEST: 2,
  EET: 2,
  EEST: 3,
  MSK: 3,
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
};

/** Military letters: A to M (without J) are east of Greenwich, N to Y west of it. */
function militaryHours(letter: string): number | undefined {
  const east = 'ABCDEFGHIKLM'.indexOf(letter);
  if (east >= 0) return east + 1;
  const west = 'NOPQRSTUVWXY'.indexOf(letter);
  return west >= 0 ? -(west + 1) : undefined;
}

/**
 * Reads the time zone with which a text begins: "Z", "+01:00", "GMT-0200", "CEST" or a military letter.
 * @returns milliseconds from UTC and the number of characters read, or undefined when there is none
 */
export function readZoneSuffix(text: string): { offset: number; length: number } | undefined {
  const numeric = /^\s*(?:GMT|UTC)?([+-])(\d{1,2})(?::?(\d{2}))?/.exec(text);
  if (numeric) {
    const minutes = Number(numeric[2]) * 60 + Number(numeric[3] ?? 0);
    return { offset: (numeric[1] === '-' ? -minutes : minutes) * MINUTE, length: numeric[0].length };
  }
  const named = /^\s*([A-Za-z]+)(?![A-Za-z/_])/.exec(text);
  const name = named?.[1]?.toUpperCase();
  if (!named || name === undefined) return undefined;
  const hours = Object.hasOwn(ABBREVIATIONS, name) ? ABBREVIATIONS[name] : militaryHours(name);
  return hours === undefined ? undefined : { offset: hours * HOUR, length: named[0].length };
}
