import { fail } from '../../bson/command-error.ts';
import { compareValues } from '../../bson/compare.ts';
import { typeName, type Value } from '../../bson/value.ts';
import { named } from '../expression/arguments.ts';
import { countOf } from '../expression/array.ts';
import type { Compiler, Expression } from '../expression/expression.ts';
import { fieldReader, splitPath } from '../expression/field-path.ts';
import { isNullish, wholeInt } from '../expression/numbers.ts';
import { EMPTY_ROW, type Row } from '../row.ts';
import type { AccumulatorOperator, State } from './accumulator.ts';
import { sizeOf, type Memory } from './memory.ts';

type Comparison = (a: Value, b: Value) => number;

/** The best of what comes, by an order, best first; of equal ones the first. */
class Best implements State {
  readonly #values: Value[] = [];
  readonly #compare: Comparison;
  readonly #most: number;
  readonly #memory: Memory;

  constructor(compare: Comparison, most: number, memory: Memory) {
    this.#compare = compare;
    this.#most = most;
    this.#memory = memory;
  }

  add(value: Value): void {
    let low = 0;
    let high = this.#values.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#compare(this.#values[middle], value) <= 0) low = middle + 1;
      else high = middle;
    }
    if (low >= this.#most) return;
    this.#values.splice(low, 0, value);
    if (this.#values.length > this.#most) this.#values.pop();
    else this.#memory.take(sizeOf(value));
  }

  result(): Value {
    return this.#values;
  }
}

/** `$firstN` and `$lastN`. */
class Ends implements State {
  readonly #values: Value[] = [];
  readonly #most: number;
  readonly #last: boolean;
  readonly #memory: Memory;

  constructor(last: boolean, most: number, memory: Memory) {
    this.#last = last;
    this.#most = most;
    this.#memory = memory;
  }

  add(value: Value): void {
    if (this.#values.length === this.#most) {
      if (!this.#last) return;
      this.#values.shift();
    } else this.#memory.take(sizeOf(value));
    this.#values.push(value === undefined ? null : value);
  }

  result(): Value {
    return this.#values;
  }
}

function constantCount(value: Value, compiler: Compiler, name: string): number {
  const expression = compiler.compile(value);
  if (!expression.constant) {
    fail(238, `'n' of ${name} must be a constant in this server`);
  }
  return countOf(expression.evaluate(EMPTY_ROW));
}

function inputAndCount(
  argument: Value,
  compiler: Compiler,
  name: string,
): { input: Expression; most: number } {
  const codes = { notAnObject: 5_787_801, unknown: 5_787_901 };
  const parts = named(argument, name, ['input', 'n'], codes, { input: 5_787_907, n: 5_787_906 });
  return { input: compiler.compile(parts.input), most: constantCount(parts.n, compiler, name) };
}

function ends(last: boolean): AccumulatorOperator {
  return (argument, compiler, name) => {
    const { input, most } = inputAndCount(argument, compiler, name);
    return { evaluate: input.evaluate, create: (memory) => new Ends(last, most, memory) };
  };
}

/** `$minN` (sign 1) and `$maxN` (sign -1). */
function extremes(sign: 1 | -1): AccumulatorOperator {
  return (argument, compiler, name) => {
    const { input, most } = inputAndCount(argument, compiler, name);
    const { collation } = compiler.scope.request;
    const compare: Comparison = (a, b) => compareValues(a, b, collation) * sign;
    return {
      evaluate: input.evaluate,
      create: (memory) => {
        const best = new Best(compare, most, memory);
        return {
          add: (value) => {
            if (!isNullish(value)) best.add(value);
          },
          result: () => best.result(),
        };
      },
    };
  };
}

interface SortKey {
  read: (row: Row) => Value;
  sign: number;
}

/** `$top`, `$bottom` and those with N: what comes first or last by an order of the rows. */
function ranked(fromEnd: boolean, isSingle: boolean): AccumulatorOperator {
  return (argument, compiler, name) => {
    const codes = { notAnObject: 5_788_001, unknown: 5_788_002 };
    const allowed = isSingle ? (['output', 'sortBy'] as const) : (['output', 'sortBy', 'n'] as const);
    const parts: Partial<Record<'output' | 'sortBy' | 'n', Value>> = named(argument, name, allowed, codes, {
      ...(isSingle ? {} : { n: 5_788_003 }),
      output: 5_788_004,
      sortBy: 5_788_005,
    });
    const keys = sortKeys(parts.sortBy, name);
    const output = compiler.compile(parts.output);
    const most = isSingle ? 1 : constantCount(parts.n, compiler, name);
    const { collation } = compiler.scope.request;
    // The last in an order are the first in the opposite one, given back the right way round.
    const compare: Comparison = (a, b) => {
      const [valuesA, valuesB] = [a as Value[], b as Value[]];
      for (const [index, { sign }] of keys.entries()) {
        const order = compareValues(valuesA[index], valuesB[index], collation) * sign;
        if (order !== 0) return fromEnd ? -order : order;
      }
      return 0;
    };
    return {
      evaluate: (row) => [...keys.map(({ read }) => read(row)), output.evaluate(row)],
      create: (memory) => {
        const best = new Best(compare, most, memory);
        const outputs = (): Value[] => {
          const values = (best.result() as Value[][]).map((entry) => entry.at(-1) ?? null);
          return fromEnd ? values.toReversed() : values;
        };
        return { add: (value) => best.add(value), result: () => (isSingle ? outputs()[0] : outputs()) };
      },
    };
  };
}

function sortKeys(sortBy: Value, name: string): SortKey[] {
  if (!(sortBy instanceof Map)) {
    fail(10_065, `invalid parameter: expected an object (sortBy) in ${name}, found ${typeName(sortBy)}`);
  }
  return [...sortBy].map(([path, direction]) => {
    const sign = wholeInt(direction);
    if (sign !== 1 && sign !== -1) {
      fail(15_975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
    }
    return { read: fieldReader(splitPath(path)), sign };
  });
}

export const SOME: Readonly<Record<string, AccumulatorOperator>> = {
  $firstN: ends(false),
  $lastN: ends(true),
  $minN: extremes(1),
  $maxN: extremes(-1),
  $top: ranked(false, true),
  $bottom: ranked(true, true),
  $topN: ranked(false, false),
  $bottomN: ranked(true, false),
};
