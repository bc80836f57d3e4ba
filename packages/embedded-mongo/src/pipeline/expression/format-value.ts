import { Double } from '../../bson/value.ts';
import { UTC } from '../time/zone.ts';
import { compileFormat } from '../time/format.ts';

const ISO = compileFormat('%Y-%m-%dT%H:%M:%S.%LZ');

/** A date in ISO 8601. @throws CommandError 18537 for a year over 9999 */
export function formatDate(date: Date): string {
  return ISO(date.getTime(), UTC.offsetAt(date.getTime()));
}

/** Digits that a double has in text. */
const DIGITS = 6;

/** A double as MongoDB writes it into text: as `%g` of C does, with six digits. */
export function formatDouble(value: number | Double): string {
  const number = typeof value === 'number' ? value : value.value;
  if (Number.isNaN(number)) return 'NaN';
  if (!Number.isFinite(number)) return number < 0 ? '-Infinity' : 'Infinity';
  if (Object.is(number, -0)) return '-0';
  const [mantissa, power] = number.toExponential(DIGITS - 1).split('e') as [string, string];
  const exponent = Number(power);
  if (exponent >= -4 && exponent < DIGITS) return withoutZeros(number.toFixed(DIGITS - 1 - exponent));
  const size = String(Math.abs(exponent)).padStart(2, '0');
  return `${withoutZeros(mantissa)}e${exponent < 0 ? '-' : '+'}${size}`;
}

function withoutZeros(digits: string): string {
  return digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits;
}
