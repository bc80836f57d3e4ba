import { Double } from '../../bson/value.ts';
import { UTC } from '../time/zone.ts';
import { compileFormat } from '../time/format.ts';

const ISO = compileFormat('%Y-%m-%dT%H:%M:%S.%LZ');

/** A date in ISO 8601. @throws CommandError 18537 for a year over 9999 */
export function formatDate(date: Date): string {
  return ISO(date.getTime(), UTC.offsetAt(date.getTime()));
}

/** A double as MongoDB writes it into text: fifteen digits at most, as C++ streams do. */
export function formatDouble(value: number | Double): string {
  const number = typeof value === 'number' ? value : value.value;
  if (Number.isNaN(number)) return 'NaN';
  if (!Number.isFinite(number)) return number < 0 ? '-Infinity' : 'Infinity';
  if (Object.is(number, -0)) return '-0';
  const text = String(Number(number.toPrecision(15)));
  const exponent = number === 0 ? 0 : Math.floor(Math.log10(Math.abs(Number(number.toPrecision(15)))));
  if (exponent >= -5 && exponent < 15)
    return text.includes('e') ? Number(text).toFixed(20).replace(/0+$/, '') : text;
  return Number(number.toPrecision(15))
    .toExponential()
    .replace(/e([+-])(\d)$/, 'e$10$2');
}
