import { divideHalfEven, type Decimal } from '../../bson/decimal.ts';

const MANTISSA_BITS = 113;

/**
 * The nearest number with a mantissa of 113 bits. MongoDB's decimal library converts to and from binary floating
 * point of 128 bits where it works out logarithms, powers and angles, and its last digit shows it.
 */
export function throughBinary128(value: Decimal): Decimal {
  if (value.kind !== 'finite' || value.coefficient === 0n) return value;
  const { coefficient, exponent, negative } = value;
  const dividend = exponent > 0 ? coefficient * 10n ** BigInt(exponent) : coefficient;
  const divisor = exponent < 0 ? 10n ** BigInt(-exponent) : 1n;
  let shift = MANTISSA_BITS - bitCount(dividend) + bitCount(divisor);
  let mantissa = scaled(dividend, divisor, shift);
  if (bitCount(mantissa) > MANTISSA_BITS) {
    shift -= 1;
    mantissa = scaled(dividend, divisor, shift);
  }
  return shift > 0
    ? { kind: 'finite', negative, coefficient: mantissa * 5n ** BigInt(shift), exponent: -shift }
    : { kind: 'finite', negative, coefficient: mantissa << BigInt(-shift), exponent: 0 };
}

/** dividend / divisor × 2^shift */
function scaled(dividend: bigint, divisor: bigint, shift: number): bigint {
  return shift >= 0
    ? divideHalfEven(dividend << BigInt(shift), divisor)
    : divideHalfEven(dividend, divisor << BigInt(-shift));
}

function bitCount(value: bigint): number {
  const digits = value.toString(16);
  return (digits.length - 1) * 4 + Number.parseInt(digits[0]!, 16).toString(2).length;
}
