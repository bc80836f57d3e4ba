import type { Value } from '../../bson/value.ts';
import { isNumber } from '../expression/numbers.ts';
import { percentilesOf, quantiles } from '../expression/percentile.ts';
import type { AccumulatorOperator, State } from './accumulator.ts';
import { sizeOf, type Memory } from './memory.ts';

/** Keeps the numbers of a group; what is no number does not count. */
class Numbers implements State {
  readonly #values: Value[] = [];
  readonly #memory: Memory;
  readonly #told: (values: readonly Value[]) => Value;

  constructor(memory: Memory, told: (values: readonly Value[]) => Value) {
    this.#memory = memory;
    this.#told = told;
  }

  add(value: Value): void {
    if (!isNumber(value)) return;
    this.#memory.take(sizeOf(value));
    this.#values.push(value);
  }

  result(): Value {
    return this.#told(this.#values);
  }
}

/** `$percentile` and `$median`, which are exact here. */
const percentile: AccumulatorOperator = (argument, compiler, name) => {
  const { input, shares } = quantiles(argument, compiler, name);
  const told = (values: readonly Value[]): Value => {
    const found = percentilesOf(values, shares);
    return name === '$median' ? found[0] : found;
  };
  return { evaluate: input.evaluate, create: (memory) => new Numbers(memory, told), ignoresKey: true };
};

export const PERCENTILE_ACCUMULATORS: Readonly<Record<string, AccumulatorOperator>> = {
  $percentile: percentile,
  $median: percentile,
};
