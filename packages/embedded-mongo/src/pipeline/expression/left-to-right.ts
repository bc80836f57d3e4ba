import { Decimal128 } from 'bson';
import {
  bigintToDecimal,
  decimalOf,
  divideHalfEven,
  doubleToDecimal,
  packDecimal,
  type Decimal,
} from '../../bson/decimal.ts';
import { doubleValue, isInt32 } from '../../bson/value.ts';
import { addDecimals, multiplyDecimals, rounded, toDecimal } from './decimal-math.ts';
import { intOrLong, isDouble, isLong, toDouble, type NumberValue } from './numbers.ts';

const WIDTH = { int: 0, long: 1, double: 2, decimal: 3 } as const;

function widthOf(value: NumberValue): number {
  if (typeof value === 'bigint') return WIDTH.long;
  if (value instanceof Decimal128) return WIDTH.decimal;
  return isDouble(value) ? WIDTH.double : WIDTH.int;
}

/** How two numbers become one, in each kind of arithmetic. */
interface Combination {
  readonly start: number;
  whole(left: bigint, right: bigint): bigint;
  double(left: number, right: number): number;
  decimal(left: Decimal, right: Decimal): Decimal;
}

export const SUM: Combination = {
  start: 0,
  whole: (left, right) => left + right,
  double: (left, right) => left + right,
  decimal: addDecimals,
};

export const PRODUCT: Combination = {
  start: 1,
  whole: (left, right) => left * right,
  double: (left, right) => left * right,
  decimal: multiplyDecimals,
};

/**
 * `$add` and `$multiply` as MongoDB works them out since 6.1: strictly from left to right, rounding at every
 * step, in the widest type seen so far. Integers that outgrow an int64 go on as doubles.
 */
export class LeftToRight {
  readonly #combination: Combination;
  #width: number = WIDTH.int;
  /** Of integers, as a plain number for as long as it is exact. */
  #whole: number | bigint;
  #double: number;
  #decimal: Decimal | undefined;

  constructor(combination: Combination) {
    this.#combination = combination;
    this.#whole = combination.start;
    this.#double = combination.start;
  }

  take(value: NumberValue): void {
    const width = widthOf(value);
    if (width > this.#width) this.#widen(width);
    if (this.#decimal) {
      this.#decimal = rounded(this.#combination.decimal(this.#decimal, toDecimal(value)));
    } else if (this.#width === WIDTH.double) {
      this.#double = this.#combination.double(this.#double, toDouble(value));
    } else {
      this.#takeWhole(value as number | bigint);
    }
  }

  #widen(width: number): void {
    if (width === WIDTH.decimal) {
      this.#decimal =
        this.#width === WIDTH.double ? doubleToDecimal(this.#double) : bigintToDecimal(BigInt(this.#whole));
    } else if (width === WIDTH.double) {
      this.#double = Number(this.#whole);
    }
    this.#width = width;
  }

  #takeWhole(value: number | bigint): void {
    const combination = this.#combination;
    if (typeof value === 'number' && typeof this.#whole === 'number') {
      const near = combination.double(this.#whole, value);
      if (Number.isSafeInteger(near)) {
        this.#whole = near;
        return;
      }
    }
    const exact = combination.whole(BigInt(this.#whole), BigInt(value));
    if (isLong(exact)) {
      this.#whole = exact;
    } else {
      this.#double = combination.double(Number(this.#whole), Number(value));
      this.#width = WIDTH.double;
    }
  }

  value(): NumberValue {
    if (this.#decimal) return packDecimal(this.#decimal);
    if (this.#width === WIDTH.double) return doubleValue(this.#double);
    // A negative zero becomes zero.
    if (this.#width === WIDTH.int && typeof this.#whole === 'number' && isInt32(this.#whole + 0)) {
      return this.#whole + 0;
    }
    const whole = BigInt(this.#whole);
    return this.#width === WIDTH.long ? whole : intOrLong(whole);
  }
}

/** The int64 nearest to a number, to move a date by; undefined when there is none. */
export function nearestLong(value: NumberValue): bigint | undefined {
  if (typeof value === 'bigint') return value;
  if (value instanceof Decimal128) return nearestOfDecimal(decimalOf(value));
  const number = toDouble(value);
  if (!Number.isFinite(number)) return undefined;
  // Halves go away from zero, as with `llround` of C.
  const size = Math.abs(number);
  const whole = Math.floor(size) + (size - Math.floor(size) >= 0.5 ? 1 : 0);
  const nearest = BigInt(number < 0 ? -whole : whole);
  return isLong(nearest) ? nearest : undefined;
}

function nearestOfDecimal(value: Decimal): bigint | undefined {
  if (value.kind !== 'finite') return undefined;
  if (value.exponent > 20) return value.coefficient === 0n ? 0n : undefined;
  const scale = 10n ** BigInt(Math.abs(value.exponent));
  const size = value.exponent < 0 ? divideHalfEven(value.coefficient, scale) : value.coefficient * scale;
  const nearest = value.negative ? -size : size;
  return isLong(nearest) ? nearest : undefined;
}
