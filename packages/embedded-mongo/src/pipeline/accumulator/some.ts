import { fail } from '../../bson/command-error.ts';
import { compareValues } from '../../bson/compare.ts';
import { decodeElement, typeName, type Value } from '../../bson/value.ts';
import { encodeDocument } from '../../bson/writer.ts';
import { compileSort, type Sort } from '../../query/sort.ts';
import { BSON_TYPE } from '../../storage/raw-fields.ts';
import { named } from '../expression/arguments.ts';
import { countOf } from '../expression/array.ts';
import type { Compiler, Expression } from '../expression/expression.ts';
import { isNullish } from '../expression/numbers.ts';
import type { Row } from '../row.ts';
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

/** How many results there are, which may depend on what the rows are grouped by. */
interface Count {
  of(key: Row): number;
  isConstant: boolean;
}

function compileCount(value: Value, compiler: Compiler): Count {
  const { evaluate, constant } = compiler.compile(value);
  return { of: (key) => countOf(evaluate(key)), isConstant: constant };
}

function inputAndCount(
  argument: Value,
  compiler: Compiler,
  name: string,
): { input: Expression; count: Count } {
  const codes = { notAnObject: 5_787_801, unknown: 5_787_901 };
  const parts = named(argument, name, ['input', 'n'], codes, { n: 5_787_906, input: 5_787_907 });
  return { input: compiler.compile(parts.input), count: compileCount(parts.n, compiler) };
}

function ends(last: boolean): AccumulatorOperator {
  return (argument, compiler, name) => {
    const { input, count } = inputAndCount(argument, compiler, name);
    return {
      evaluate: input.evaluate,
      create: (memory, key) => new Ends(last, count.of(key), memory),
      ignoresKey: count.isConstant,
    };
  };
}

/** `$minN` (sign 1) and `$maxN` (sign -1). */
function extremes(sign: 1 | -1): AccumulatorOperator {
  return (argument, compiler, name) => {
    const { input, count } = inputAndCount(argument, compiler, name);
    const { collation } = compiler.scope.request;
    const compare: Comparison = (a, b) => compareValues(a, b, collation) * sign;
    return {
      evaluate: input.evaluate,
      create: (memory, key) => {
        const best = new Best(compare, count.of(key), memory);
        return {
          add: (value) => {
            if (!isNullish(value)) best.add(value);
          },
          result: () => best.result(),
        };
      },
      ignoresKey: count.isConstant,
    };
  };
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
    const { collation } = compiler.scope.request;
    const sort = compileSort(sortDocument(parts.sortBy, name), collation);
    const output = compiler.compile(parts.output);
    const count = isSingle ? ONE : compileCount(parts.n, compiler);
    // The last in an order are the first in the opposite one, given back the right way round.
    const compare: Comparison = (a, b) => {
      const [valuesA, valuesB] = [a as Value[], b as Value[]];
      for (const [index, { descending }] of sort.fields.entries()) {
        const order = compareValues(valuesA[index], valuesB[index], collation);
        if (order !== 0) return fromEnd === descending ? order : -order;
      }
      return 0;
    };
    return {
      evaluate: (row) => [...sortedBy(row, sort), output.evaluate(row)],
      create: (memory, key) => {
        const best = new Best(compare, count.of(key), memory);
        const outputs = (): Value[] => {
          const values = (best.result() as Value[][]).map((entry) => entry.at(-1) ?? null);
          return fromEnd ? values.toReversed() : values;
        };
        return { add: (value) => best.add(value), result: () => (isSingle ? outputs()[0] : outputs()) };
      },
      ignoresKey: count.isConstant,
    };
  };
}

const ONE: Count = { of: () => 1, isConstant: true };

/** @throws CommandError 10065, 9657900 */
function sortDocument(sortBy: Value, name: string): Buffer {
  if (!(sortBy instanceof Map)) {
    return fail(
      10_065,
      `invalid parameter: expected an object (sortBy) in ${name}, found ${typeName(sortBy)}`,
    );
  }
  if (sortBy.size === 0) fail(9_657_900, `'sortBy' of ${name} must not be empty`);
  return encodeDocument(sortBy);
}

/** What a row is sorted by; an empty array comes before null, as what is missing does. */
function sortedBy(row: Row, { keyOf }: Sort): Value[] {
  const { bytes, values } = keyOf(row.toBytes());
  return values.map((element) => {
    if (!element) return null;
    return element.type === BSON_TYPE.undefined ? undefined : decodeElement(bytes, element);
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
