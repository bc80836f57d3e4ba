import { fail } from '../../bson/command-error.ts';
import { compareValues } from '../../bson/compare.ts';
import { typeName, type Value } from '../../bson/value.ts';
import { EMPTY_ROW } from '../row.ts';
import { exactly, operands, unary } from './arguments.ts';
import { folded, type Compiler, type Expression, type Operator } from './expression.ts';
import { isNullish, isTrue } from './numbers.ts';

type Comparison = (a: Value, b: Value) => number;

function comparisonOf(compiler: Compiler): Comparison {
  const { collation, operation } = compiler.scope.request;
  return (a, b) => {
    operation?.work();
    return compareValues(a, b, collation);
  };
}

/** The values in order, each once. */
function distinct(values: readonly Value[], compare: Comparison): Value[] {
  const sorted = values.toSorted((a, b) => compare(a, b));
  return sorted.filter((value, index) => index === 0 || compare(sorted[index - 1], value) !== 0);
}

/** The places at which a value comes that has not come before. */
function firstOfEach(values: readonly Value[], compare: Comparison): ReadonlySet<number> {
  const order = [...values.keys()].toSorted((a, b) => compare(values[a], values[b]) || a - b);
  const firsts = order.filter(
    (place, index) => index === 0 || compare(values[order[index - 1]!], values[place]) !== 0,
  );
  return new Set(firsts);
}

/** Is a value among sorted ones? */
function has(sorted: readonly Value[], value: Value, compare: Comparison): boolean {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const order = compare(sorted[middle], value);
    if (order === 0) return true;
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return false;
}

/** An operator on any number of sets that is null when one of them is. */
function combined(code: number, combine: (sets: Value[][], compare: Comparison) => Value[]): Operator {
  return (argument, compiler, name) => {
    const list = operands(argument, compiler);
    const compare = comparisonOf(compiler);
    return folded(list, (row) => {
      const sets: Value[][] = [];
      for (const { evaluate } of list) {
        const value = evaluate(row);
        if (isNullish(value)) return null;
        sets.push(asArray(value, code, `All operands of ${name} must be arrays. One argument`));
      }
      return combine(sets, compare);
    });
  };
}

function asArray(value: Value, code: number, what: string): Value[] {
  if (Array.isArray(value)) return value;
  return fail(code, `${what} is of type: ${typeName(value)}`);
}

function intersection(sets: Value[][], compare: Comparison): Value[] {
  const [first = [], ...others] = sets.map((set) => distinct(set, compare));
  return first.filter((value) => others.every((other) => has(other, value, compare)));
}

const difference: Operator = (argument, compiler, name) => {
  const [left, right] = exactly(2, argument, compiler, name) as [Expression, Expression];
  const compare = comparisonOf(compiler);
  return folded([left, right], (row) => {
    const from = left.evaluate(row);
    const without = right.evaluate(row);
    if (isNullish(from) || isNullish(without)) return null;
    const what = `both operands of ${name} must be arrays.`;
    const values = asArray(from, 17_048, `${what} First argument`);
    const removed = distinct(asArray(without, 17_049, `${what} Second argument`), compare);
    const isFirst = firstOfEach(values, compare);
    return values.filter((value, index) => isFirst.has(index) && !has(removed, value, compare));
  });
};

const equals: Operator = (argument, compiler, name) => {
  const list = operands(argument, compiler);
  if (list.length < 2) fail(17_045, `$setEquals needs at least two arguments had: ${list.length}`);
  const compare = comparisonOf(compiler);
  for (const operand of list) {
    // MongoDB has a code of its own for what is known from the start.
    if (operand.constant)
      asArray(operand.evaluate(EMPTY_ROW), 5_887_502, `All operands of ${name} must be arrays. One argument`);
  }
  return folded(list, (row) => {
    const sets = list.map(({ evaluate }) =>
      distinct(
        asArray(evaluate(row), 17_044, `All operands of ${name} must be arrays. One argument`),
        compare,
      ),
    );
    return sets.every((set) => compare(set, sets[0]) === 0);
  });
};

const isSubset: Operator = (argument, compiler, name) => {
  const [left, right] = exactly(2, argument, compiler, name) as [Expression, Expression];
  const compare = comparisonOf(compiler);
  // MongoDB has codes of its own for when the right side is known from the start.
  const codes = right.constant && !left.constant ? [17_310, 17_311] : [17_046, 17_042];
  const what = `both operands of ${name} must be arrays.`;
  const superset = folded([right], (row) =>
    distinct(asArray(right.evaluate(row), codes[1]!, `${what} Second argument`), compare),
  );
  return folded([left, superset], (row) => {
    const values = asArray(left.evaluate(row), codes[0]!, `${what} First argument`);
    const sorted = superset.evaluate(row) as Value[];
    return values.every((value) => has(sorted, value, compare));
  });
};

export const SET: Readonly<Record<string, Operator>> = {
  $setUnion: combined(17_043, (sets, compare) => distinct(sets.flat(1), compare)),
  $setIntersection: combined(17_047, intersection),
  $setDifference: difference,
  $setEquals: equals,
  $setIsSubset: isSubset,
  $allElementsTrue: unary((value, name) =>
    asArray(value, 17_040, `${name}'s argument must be an array, but`).every(isTrue),
  ),
  $anyElementTrue: unary((value, name) =>
    asArray(value, 17_041, `${name}'s argument must be an array, but`).some(isTrue),
  ),
};
