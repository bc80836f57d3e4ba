import { fail } from '../../bson/command-error.ts';
import { MINUTE, SECOND } from './calendar.ts';

/** A time zone: how far its clocks are from UTC at an instant. */
export interface Zone {
  /** Milliseconds to add to an instant to get the local time there. */
  offsetAt(instant: number): number;
}

export const UTC: Zone = { offsetAt: () => 0 };

const zones = new Map<string, Zone>([
  ['UTC', UTC],
  ['GMT', UTC],
  ['Z', UTC],
  ['Etc/UTC', UTC],
]);

/**
 * The zone of an Olson name ("Europe/Stockholm") or a fixed offset ("+02", "+0530", "-03:00").
 * @throws CommandError 40485 when it is neither
 */
export function zoneNamed(name: string): Zone {
  const known = zones.get(name);
  if (known) return known;
  const zone = fixedZone(name) ?? olsonZone(name);
  if (!zone) fail(40_485, `unrecognized time zone identifier: "${name}"`);
  zones.set(name, zone);
  return zone;
}

/**
 * The instant at which clocks in the zone show a local time (milliseconds, as if it were UTC).
 * A time that the clocks skip is moved forward by the skip; one that they show twice is read as timelib,
 * and so MongoDB, reads it: the later instant east of Greenwich, the earlier west of it.
 */
export function instantOf(local: number, zone: Zone): number {
  const guess = zone.offsetAt(local);
  const checked = zone.offsetAt(local - guess);
  if (guess === checked) return local - guess;
  const skipped = zone.offsetAt(local - checked) !== checked;
  return local - (skipped ? Math.min(guess, checked) : checked);
}

function fixedZone(name: string): Zone | undefined {
  const match = /^([+-])(\d{2})(?::?(\d{2}))?$/.exec(name);
  if (!match) return undefined;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  if (minutes === 0) return UTC;
  const offset = (match[1] === '-' ? -minutes : minutes) * MINUTE;
  return { offsetAt: () => offset };
}

function olsonZone(name: string): Zone | undefined {
  // Intl ignores case and MongoDB does not.
  if (!/^[A-Z][A-Za-z0-9_+/-]*$/.test(name)) return undefined;
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      timeZoneName: 'longOffset',
      year: 'numeric',
    });
  } catch {
    return undefined;
  }
  const canonical = format.resolvedOptions().timeZone;
  if (canonical !== name && canonical.toLowerCase() === name.toLowerCase()) return undefined;
  return new OlsonZone(format);
}

/** A stretch of time without more than one change of offset. */
interface Stretch {
  change: number;
  before: number;
  after: number;
}

/** About six days: short enough that no zone changes twice in it. */
const STRETCH = 2 ** 29;

/** Asks Intl, which is slow, twice for each stretch of time, and remembers. */
class OlsonZone implements Zone {
  readonly #format: Intl.DateTimeFormat;
  readonly #stretches = new Map<number, Stretch>();
  #lastNumber = Number.NaN;
  #last: Stretch = { change: 0, before: 0, after: 0 };

  constructor(format: Intl.DateTimeFormat) {
    this.#format = format;
  }

  offsetAt(instant: number): number {
    const number = Math.floor(instant / STRETCH);
    if (number !== this.#lastNumber) {
      this.#last = this.#stretch(number);
      this.#lastNumber = number;
    }
    return instant < this.#last.change ? this.#last.before : this.#last.after;
  }

  #stretch(number: number): Stretch {
    const known = this.#stretches.get(number);
    if (known) return known;
    let low = number * STRETCH;
    let high = low + STRETCH;
    const before = this.#ask(low);
    const after = this.#ask(high);
    if (before !== after) {
      // Changes happen on whole seconds.
      while (high - low > SECOND) {
        const middle = Math.floor((low + high) / 2 / SECOND) * SECOND;
        if (middle <= low) break;
        if (this.#ask(middle) === before) low = middle;
        else high = middle;
      }
    }
    const stretch = { change: high, before, after };
    this.#stretches.set(number, stretch);
    return stretch;
  }

  #ask(instant: number): number {
    const text = this.#format.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const match = /^GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(text);
    if (!match?.[1]) return 0;
    const seconds = Number(match[2]) * 3_600 + Number(match[3]) * 60 + Number(match[4] ?? 0);
    return (match[1] === '-' ? -seconds : seconds) * SECOND;
  }
}
