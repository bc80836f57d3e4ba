import { fail } from '../bson/command-error.ts';
import { readNumeric, toDouble, type Numeric } from '../bson/numeric.ts';
import { BSON_TYPE, rawFields, type RawField } from '../storage/raw-fields.ts';
import { wholeOf, type Test } from './comparison.ts';

/** `$mod: [divisor, remainder]`: fractions are cut off on all sides. */
export function compileMod(operand: RawField): Test {
  if (operand.type !== BSON_TYPE.array) fail(2, 'malformed mod, needs to be an array');
  const parts = [...rawFields(operand.bytes)].map(([, field]) => field);
  if (parts.length < 2) fail(2, 'malformed mod, not enough elements');
  if (parts.length > 2) fail(2, 'malformed mod, too many elements');
  const divisor = part('divisor', parts[0]!);
  const remainder = part('remainder', parts[1]!);
  if (divisor === 0n) fail(2, 'divisor cannot be 0');
  return (bytes, element) => {
    const number = element && readNumeric(bytes, element);
    const whole = number === undefined ? undefined : truncated(number);
    return whole !== undefined && whole % divisor === remainder;
  };
}

function part(name: string, field: RawField): bigint {
  const number = readNumeric(field.bytes, wholeOf(field));
  if (number === undefined) fail(2, `malformed mod, ${name} not a number`);
  const whole = truncated(number);
  if (whole === undefined) {
    fail(
      2,
      `malformed mod, ${name} value is invalid :: caused by :: Unable to coerce ${toDouble(number)} to an integer`,
    );
  }
  return whole;
}

/** Without its fraction; undefined when that is not an int64. */
function truncated(number: Numeric): bigint | undefined {
  if (typeof number === 'bigint') return number;
  if (typeof number === 'number')
    return Number.isFinite(number) ? withinLong(BigInt(Math.trunc(number))) : undefined;
  const { kind, negative, coefficient, exponent } = number;
  if (kind !== 'finite' || (exponent > 19 && coefficient !== 0n)) return undefined;
  const scale = 10n ** BigInt(Math.abs(exponent));
  const size = exponent < 0 ? coefficient / scale : coefficient * scale;
  return withinLong(negative ? -size : size);
}

function withinLong(value: bigint): bigint | undefined {
  return value === BigInt.asIntN(64, value) ? value : undefined;
}
