import type { Value } from '../../bson/value.ts';
import type { Row } from '../row.ts';

/** An expression made ready: `evaluate` gives its value for a row, `undefined` when it is missing. */
export interface Expression {
  readonly evaluate: (row: Row) => Value;
  /** Is it the same for every row? It has then been evaluated already. */
  readonly constant: boolean;
}

export function constant(value: Value): Expression {
  return { evaluate: () => value, constant: true };
}

export function computed(evaluate: (row: Row) => Value): Expression {
  return { evaluate, constant: false };
}
