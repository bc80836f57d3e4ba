import { fail } from '../bson/command-error.ts';
import { readNumeric, toInteger } from '../bson/numeric.ts';
import { nameOfType } from '../bson/value.ts';
import { BSON_TYPE, rawFields, type Element, type RawField } from '../storage/raw-fields.ts';
import { wholeOf, type Test } from './comparison.ts';

const NAMES = {
  $bitsAllSet: (bits: bigint, mask: bigint) => (bits & mask) === mask,
  $bitsAllClear: (bits: bigint, mask: bigint) => (bits & mask) === 0n,
  $bitsAnySet: (bits: bigint, mask: bigint) => (bits & mask) !== 0n,
  $bitsAnyClear: (bits: bigint, mask: bigint) => (bits & mask) !== mask,
};

export type BitsOperator = keyof typeof NAMES;

export function isBitsOperator(name: string): name is BitsOperator {
  return Object.hasOwn(NAMES, name);
}

/** `$bitsAllSet` and its kin: of whole numbers that fit an int64, and of binary data. */
export function compileBits(operator: BitsOperator, operand: RawField): Test {
  const mask = maskOf(operator, operand);
  const passes = NAMES[operator];
  return (bytes, element) => {
    const bits = element && bitsOf(bytes, element);
    return bits !== undefined && passes(bits, mask);
  };
}

function bitsOf(bytes: Buffer, element: Element): bigint | undefined {
  if (element.type === BSON_TYPE.binary) return bitsOfBinary(bytes.subarray(element.start + 5, element.end));
  const number = readNumeric(bytes, element);
  const whole = number === undefined ? undefined : toInteger(number);
  if (whole === undefined || whole !== BigInt.asIntN(64, whole)) return undefined;
  // A negative number's sign goes on for ever, and so do a bigint's bits.
  return whole;
}

/** The first byte holds the lowest bits. */
function bitsOfBinary(bytes: Buffer): bigint {
  if (bytes.length === 0) return 0n;
  return BigInt(`0x${Buffer.from(bytes.toReversed()).toString('hex')}`);
}

function maskOf(operator: string, operand: RawField): bigint {
  if (operand.type === BSON_TYPE.array) return maskOfPositions(operator, operand.bytes);
  if (operand.type === BSON_TYPE.binary) return bitsOfBinary(operand.bytes.subarray(5));
  const number = readNumeric(operand.bytes, wholeOf(operand));
  if (number === undefined) {
    fail(2, `${operator} takes an Array, a number, or a BinData but received: ${nameOfType(operand.type)}`);
  }
  const mask = toInteger(number);
  if (mask === undefined) fail(9, `Expected an integer: ${operator}`);
  if (mask < 0n) fail(9, `Expected a non-negative number in: ${operator}: ${mask}`);
  if (mask !== BigInt.asIntN(64, mask)) fail(9, `Cannot represent as a 64-bit integer: ${operator}: ${mask}`);
  return mask;
}

function maskOfPositions(operator: string, array: Buffer): bigint {
  let mask = 0n;
  for (const [, field] of rawFields(array)) {
    const number = readNumeric(field.bytes, wholeOf(field));
    if (number === undefined) fail(2, `bit positions must be an integer but got: ${nameOfType(field.type)}`);
    const position = toInteger(number);
    if (position === undefined || position >= 2n ** 31n) {
      fail(2, `bit positions cannot be represented as a 32-bit signed integer: ${operator}`);
    }
    if (position < 0n) fail(2, `bit positions must be >= 0 but got: ${position}`);
    // Positions beyond an int64 are those of its sign; binary data may be that long, numbers may not.
    if (position > 65_536n) fail(2, `bit positions above 65536 are not supported here: ${position}`);
    mask |= 1n << position;
  }
  return mask;
}
