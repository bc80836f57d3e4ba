import type { Value, ValueMap } from '../../bson/value.ts';
import { optimizedExpression } from '../expression/optimized.ts';

/** A `$group` that has been compiled, with its expressions as they will be worked out. */
export function optimizedGroup(fields: ValueMap): ValueMap {
  return new Map(
    [...fields].map(([name, value]) => [
      name,
      name === '_id' ? optimizedExpression(value) : optimizedAccumulator(value as ValueMap),
    ]),
  );
}

/** Operands that have names stay as they were written. */
function optimizedAccumulator(accumulator: ValueMap): Value {
  return new Map(
    [...accumulator].map(([name, operand]) => [
      name,
      operand instanceof Map && ![...operand.keys()][0]?.startsWith('$')
        ? operand
        : optimizedExpression(operand),
    ]),
  );
}
