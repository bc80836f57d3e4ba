import { packDecimal } from '../../bson/decimal.ts';
import { compareValues, type StringOrder } from '../../bson/compare.ts';
import { equalKey, type HashKey } from '../../bson/hash-keys.ts';
import { doubleValue, type Value, type ValueMap } from '../../bson/value.ts';
import type { Collation } from '../../query/collation.ts';
import { divideDecimals, toDecimal } from '../expression/decimal-math.ts';
import { isNullish, isNumber, toDouble } from '../expression/numbers.ts';
import { mergeInto } from '../expression/object.ts';
import { Total } from '../expression/total.ts';
import type { State } from './accumulator.ts';
import { AccumulatorMemory, sizeOf, type Memory } from './memory.ts';

/** `$sum`; what is no number does not count. */
export class Sum implements State {
  readonly #total = new Total();

  add(value: Value): void {
    if (isNumber(value)) this.#total.add(value);
  }

  result(): Value {
    return this.#total.value();
  }
}

/** `$avg`: a double, or a decimal when there was one; null of nothing. */
export class Average implements State {
  readonly #total = new Total();
  #count = 0;

  add(value: Value): void {
    if (!isNumber(value)) return;
    this.#total.add(value);
    this.#count += 1;
  }

  result(): Value {
    if (this.#count === 0) return null;
    if (!this.#total.isDecimal) return doubleValue(this.#total.double() / this.#count);
    return packDecimal(divideDecimals(this.#total.decimal(), toDecimal(this.#count)));
  }
}

/** `$min` (sign 1) and `$max` (sign -1); null and nothing do not count. */
export class Extreme implements State {
  readonly #sign: 1 | -1;
  readonly #strings: StringOrder | undefined;
  readonly #memory: Memory | undefined;
  #value: Value;

  /** @param memory of a stage that holds many of them */
  constructor(sign: 1 | -1, strings: StringOrder | undefined, memory?: Memory) {
    this.#sign = sign;
    this.#strings = strings;
    this.#memory = memory;
  }

  add(value: Value): void {
    if (isNullish(value)) return;
    const isFirst = this.#value === undefined;
    if (!isFirst && compareValues(value, this.#value, this.#strings) * this.#sign >= 0) return;
    this.#memory?.replace(this.#value, value);
    this.#value = value;
  }

  result(): Value {
    return this.#value === undefined ? null : this.#value;
  }
}

export class First implements State {
  readonly #memory: Memory;
  #value: Value;
  #has = false;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  add(value: Value): void {
    if (this.#has) return;
    this.#memory.replace(undefined, value);
    this.#value = value;
    this.#has = true;
  }

  result(): Value {
    return this.#value;
  }
}

export class Last implements State {
  readonly #memory: Memory;
  #value: Value;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  add(value: Value): void {
    this.#memory.replace(this.#value, value);
    this.#value = value;
  }

  result(): Value {
    return this.#value;
  }
}

/** `$push`; what is missing is not pushed. */
export class Push implements State {
  readonly #values: Value[] = [];
  readonly #memory: AccumulatorMemory;

  constructor(memory: Memory) {
    this.#memory = new AccumulatorMemory(memory, '$push');
  }

  add(value: Value): void {
    if (value === undefined) return;
    this.#memory.take(sizeOf(value));
    this.#values.push(value);
  }

  result(): Value {
    return this.#values;
  }
}

/** `$addToSet`, in the order in which values first came. */
export class Distinct implements State {
  readonly #values = new Map<HashKey, Value>();
  readonly #memory: AccumulatorMemory;
  readonly #collation: Collation | undefined;

  constructor(memory: Memory, collation: Collation | undefined) {
    this.#memory = new AccumulatorMemory(memory, '$addToSet');
    this.#collation = collation;
  }

  add(value: Value): void {
    if (value === undefined) return;
    const key = equalKey(value, this.#collation?.textKey);
    if (this.#values.has(key)) return;
    this.#memory.take(sizeOf(value) * 2);
    this.#values.set(key, value);
  }

  result(): Value {
    return [...this.#values.values()];
  }
}

export class Merged implements State {
  readonly #merged: ValueMap = new Map();
  readonly #memory: Memory | undefined;

  /** @param memory of a stage that holds many of them */
  constructor(memory?: Memory) {
    this.#memory = memory;
  }

  add(value: Value): void {
    const fields = this.#merged.size;
    mergeInto(this.#merged, value);
    if (this.#merged.size > fields) this.#memory?.replace(undefined, value);
  }

  result(): Value {
    return this.#merged;
  }
}

/** Standard deviation by Welford's method, of a population or (with `lessOne`) of a sample. */
export class Deviation implements State {
  readonly #lessOne: boolean;
  #count = 0;
  #mean = 0;
  #squares = 0;

  constructor(lessOne: boolean) {
    this.#lessOne = lessOne;
  }

  add(value: Value): void {
    if (!isNumber(value)) return;
    const number = toDouble(value);
    this.#count += 1;
    const distance = number - this.#mean;
    this.#mean += distance / this.#count;
    this.#squares += distance * (number - this.#mean);
  }

  result(): Value {
    const divisor = this.#count - (this.#lessOne ? 1 : 0);
    return divisor <= 0 ? null : doubleValue(Math.sqrt(this.#squares / divisor));
  }
}
