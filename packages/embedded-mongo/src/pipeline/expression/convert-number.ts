import { Decimal128 } from 'bson';
import { decimalOf, decimalToDouble, packDecimal } from '../../bson/decimal.ts';
import { Double, doubleValue, FarDate, isInt32, type Value } from '../../bson/value.ts';
import { BSON_TYPE } from '../../storage/raw-fields.ts';
import { refuse, unsupported } from './conversion-failure.ts';
import { toDecimal } from './decimal-math.ts';
import { isDouble, isNumber, toDouble, toLong } from './numbers.ts';

const GREATEST_INT = 2n ** 31n - 1n;
const LEAST_INT = -(2n ** 31n);
const LONG_LIMIT = 2 ** 63;

export function toInt(value: Value): Value {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number' && isInt32(value)) return value;
  if (typeof value === 'string') return Number(parseWhole(value, LEAST_INT, GREATEST_INT));
  if (!isNumber(value)) return unsupported(value, BSON_TYPE.int32);
  const whole = wholePart(value);
  if (whole < LEAST_INT || whole > GREATEST_INT) {
    return refuse(`Conversion would overflow target type: ${String(toDouble(value))}`);
  }
  return Number(whole);
}

export function toInt64(value: Value): Value {
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (typeof value === 'bigint') return value;
  if (typeof value === 'string') return parseWhole(value, -(2n ** 63n), 2n ** 63n - 1n);
  if (value instanceof Date) return BigInt(value.getTime());
  if (value instanceof FarDate) return value.milliseconds;
  return isNumber(value) ? wholePart(value) : unsupported(value, BSON_TYPE.int64);
}

/** What comes before the decimal point. @throws CommandError 241 when there is no such int64 */
export function wholePart(value: number | bigint | Double | Decimal128): bigint {
  const number = toDouble(value);
  if (Number.isNaN(number)) refuse('Attempt to convert NaN value to integer type');
  if (value instanceof Decimal128 ? decimalOf(value).kind === 'infinite' : !Number.isFinite(number)) {
    refuse('Attempt to convert infinity value to integer type');
  }
  const whole = toLong(value);
  const fits =
    typeof value === 'bigint' || (number >= -LONG_LIMIT && (number < LONG_LIMIT || isExact(value, whole)));
  if (!fits) refuse(`Conversion would overflow target type: ${number}`);
  return whole;
}

/** Is a decimal that rounds to 2^63 still an int64? */
function isExact(value: number | Double | Decimal128, whole: bigint): boolean {
  if (!(value instanceof Decimal128)) return false;
  const { coefficient, exponent } = decimalOf(value);
  return exponent <= 0 && coefficient / 10n ** BigInt(-exponent) === whole;
}

function parseWhole(text: string, least: bigint, greatest: bigint): bigint {
  if (/^0x/i.test(text)) return refuse(`Illegal hexadecimal input: ${text}`);
  if (!/^[+-]?\d+$/.test(text))
    return refuse(`Failed to parse number '${text}': Did not consume whole string.`);
  const whole = BigInt(text.replace('+', ''));
  return whole < least || whole > greatest ? refuse(`Failed to parse number '${text}': Overflow`) : whole;
}

/** A smaller double has no room for all its digits, and MongoDB takes it from no other type. */
const LEAST_NORMAL = 2 ** -1022;

export function toDoubleValue(value: Value): Value {
  if (isDouble(value)) return value;
  if (typeof value === 'boolean') return doubleValue(value ? 1 : 0);
  if (typeof value === 'string') return doubleValue(parseDouble(value));
  if (value instanceof Date) return doubleValue(value.getTime());
  if (value instanceof Decimal128) {
    const decimal = decimalOf(value);
    const number = decimalToDouble(decimal);
    const size = Math.abs(number);
    const isTooSmall = size < LEAST_NORMAL && decimal.coefficient !== 0n;
    if (decimal.kind === 'finite' && (isTooSmall || !Number.isFinite(number))) {
      return refuse(`Conversion would overflow target type: ${String(value)}`);
    }
    return doubleValue(number);
  }
  return isNumber(value) ? doubleValue(toDouble(value)) : unsupported(value, BSON_TYPE.double);
}

function parseDouble(text: string): number {
  if (/^0x/i.test(text)) return refuse(`Illegal hexadecimal input: ${text}`);
  const special = /^([+-]?)(inf|infinity|nan)$/i.exec(text);
  if (special) {
    const size = special[2]!.toLowerCase() === 'nan' ? Number.NaN : Number.POSITIVE_INFINITY;
    return special[1] === '-' ? -size : size;
  }
  const digits = DIGITS.exec(text);
  if (!digits) return refuse(`Failed to parse number '${text}': Did not consume whole string.`);
  const number = Number(text);
  const size = Math.abs(number);
  const inRange = size >= LEAST_NORMAL ? Number.isFinite(size) : !/[1-9]/.test(digits[1]!);
  return inRange ? number : refuse(`Failed to parse number '${text}': Out of range`);
}

/** A finite number, with its digits and its power of ten. */
const DIGITS = /^[+-]?(\d+\.?\d*|\.\d+)(?:e([+-]?\d+))?$/i;

function parseDecimal(text: string): Decimal128 {
  let decimal: Decimal128;
  try {
    decimal = Decimal128.fromStringWithRounding(text);
  } catch {
    return refuse(`Failed to parse number '${text}'`);
  }
  const digits = DIGITS.exec(text);
  if (!digits) return decimal;
  const which = decimalOf(decimal).kind === 'finite' ? losesSmallDigits(digits) && 'under' : 'over';
  return which
    ? refuse(`Failed to parse number '${text}': Conversion from string to decimal would ${which}flow`)
    : decimal;
}

/** Is a number so near zero that a decimal has no room for its last digits? */
function losesSmallDigits([, mantissa = '', power = '0']: RegExpExecArray): boolean {
  const fraction = mantissa.split('.')[1] ?? '';
  const digits = mantissa.replace('.', '').replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return false;
  const first = Number(power) - fraction.length + digits.length - 1;
  return first < -6_143 && first - (significant.length - 1) < -6_176;
}

export function toDecimalValue(value: Value): Value {
  if (value instanceof Decimal128) return value;
  if (typeof value === 'boolean') return Decimal128.fromString(value ? '1' : '0');
  if (value instanceof Date) return Decimal128.fromString(String(value.getTime()));
  if (typeof value === 'string') return parseDecimal(value);
  return isNumber(value) ? packDecimal(toDecimal(value)) : unsupported(value, BSON_TYPE.decimal128);
}
