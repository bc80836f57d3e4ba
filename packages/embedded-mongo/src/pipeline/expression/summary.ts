import type { Value } from '../../bson/value.ts';
import type { Collation } from '../../query/collation.ts';
import type { State } from '../accumulator/accumulator.ts';
import { Average, Deviation, Extreme, Merged, Sum } from '../accumulator/states.ts';
import { operands } from './arguments.ts';
import { folded, type Operator } from './expression.ts';

/** An accumulator as an expression: over the items of one array, or over its operands. */
function over(create: (collation: Collation | undefined) => State): Operator {
  return (argument, compiler) => {
    const list = operands(argument, compiler);
    const { collation } = compiler.scope.request;
    return folded(list, (row) => {
      const values = list.map(({ evaluate }) => evaluate(row));
      const state = create(collation);
      for (const value of itemsOf(values)) state.add(value);
      return state.result();
    });
  };
}

function itemsOf(values: Value[]): Value[] {
  const [only] = values;
  return values.length === 1 && Array.isArray(only) ? only : values;
}

export const SUMMARY: Readonly<Record<string, Operator>> = {
  $sum: over(() => new Sum()),
  $avg: over(() => new Average()),
  $min: over((collation) => new Extreme(1, collation)),
  $max: over((collation) => new Extreme(-1, collation)),
  $stdDevPop: over(() => new Deviation(false)),
  $stdDevSamp: over(() => new Deviation(true)),
  $mergeObjects: over(() => new Merged()),
};
