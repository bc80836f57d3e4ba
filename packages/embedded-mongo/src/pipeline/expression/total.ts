import { Decimal128 } from 'bson';
import { bigintToDecimal, NOT_A_NUMBER, packDecimal, type Decimal } from '../../bson/decimal.ts';
import { exactDecimal } from '../../bson/numeric.ts';
import { doubleValue, isInt32, type Value } from '../../bson/value.ts';
import { addDecimals, toDecimal } from './decimal-math.ts';
import { intOrLong, isLong, type NumberValue } from './numbers.ts';

/** Below this, integers add up in a plain number without loss. */
const SAFE = 2 ** 52;

const WIDTH = { int: 0, long: 1, double: 2, decimal: 3 } as const;

/**
 * A sum as MongoDB keeps it: integers exactly, doubles with what rounding takes away, decimals by themselves.
 * The result has the widest type of its terms.
 */
export class Total {
  #width: number = WIDTH.int;
  #small = 0;
  #large = 0n;
  #double = 0;
  /** What rounding took from `#double`. */
  #lost = 0;
  #decimal: Decimal | undefined;

  add(value: NumberValue): void {
    if (typeof value === 'number') {
      if (isInt32(value)) this.#addSmall(value);
      else this.#addDouble(value);
    } else if (typeof value === 'bigint') {
      this.#large += value;
      if (this.#width < WIDTH.long) this.#width = WIDTH.long;
    } else if (value instanceof Decimal128) {
      this.#width = WIDTH.decimal;
      this.#decimal = addDecimals(this.#decimal ?? bigintToDecimal(0n), toDecimal(value));
    } else {
      this.#addDouble(value.value);
    }
  }

  #addSmall(value: number): void {
    this.#small += value;
    if (this.#small > SAFE || this.#small < -SAFE) {
      this.#large += BigInt(this.#small);
      this.#small = 0;
    }
  }

  #addDouble(value: number): void {
    if (this.#width < WIDTH.double) this.#width = WIDTH.double;
    const sum = this.#double + value;
    // Neumaier's summation; what is infinite has nothing to lose.
    if (Number.isFinite(sum)) {
      this.#lost +=
        Math.abs(this.#double) >= Math.abs(value) ? this.#double - sum + value : value - sum + this.#double;
    }
    this.#double = sum;
  }

  get #integers(): bigint {
    return this.#large + BigInt(this.#small);
  }

  /** The sum: an int64 where an int32 overflows, a double where an int64 does. */
  value(): Value {
    if (this.#width === WIDTH.decimal) return packDecimal(this.decimal());
    if (this.#width === WIDTH.double) return doubleValue(this.double());
    const whole = this.#integers;
    if (!isLong(whole)) return doubleValue(Number(whole));
    return this.#width === WIDTH.long ? whole : intOrLong(whole);
  }

  double(): number {
    if (!Number.isFinite(this.#double)) return this.#double;
    const whole = this.#integers;
    if (whole === 0n) return this.#double + this.#lost;
    const near = Number(whole);
    const rest = Number(whole - BigInt(near));
    const sum = this.#double + near;
    const lost =
      Math.abs(near) >= Math.abs(this.#double) ? near - sum + this.#double : this.#double - sum + near;
    return sum + (lost + this.#lost + rest);
  }

  decimal(): Decimal {
    const whole = addDecimals(this.#decimal ?? bigintToDecimal(0n), bigintToDecimal(this.#integers));
    if (Number.isNaN(this.#double)) return NOT_A_NUMBER;
    // Doubles are taken with all their digits here, and not with fifteen as elsewhere.
    return [this.#double, this.#lost]
      .filter((part) => part !== 0)
      .map(exactDecimal)
      .reduce(addDecimals, whole);
  }

  get isDecimal(): boolean {
    return this.#width === WIDTH.decimal;
  }

  /** The sum when all terms were integers, else undefined. */
  whole(): bigint | undefined {
    return this.#width <= WIDTH.long ? this.#integers : undefined;
  }
}
