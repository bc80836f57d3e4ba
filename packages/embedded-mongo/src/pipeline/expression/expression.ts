import type { Value } from '../../bson/value.ts';
import { EMPTY_ROW, type Row } from '../row.ts';
import type { Cell, Scope } from '../scope.ts';

/** An expression made ready: `evaluate` gives its value for a row, `undefined` when it is missing. */
export interface Expression {
  readonly evaluate: (row: Row) => Value;
  /** Is it the same for every row? It has then been evaluated already. */
  readonly constant: boolean;
}

/** What an operator needs to compile its operands. */
export interface Compiler {
  readonly scope: Scope;
  compile(value: Value): Expression;
  /** The same with more variables. */
  with(cells: ReadonlyMap<string, Cell>): Compiler;
}

/**
 * Makes an expression of an operator's argument.
 * @param name with its `$`, for messages
 */
export type Operator = (argument: Value, compiler: Compiler, name: string) => Expression;

export function constant(value: Value): Expression {
  return { evaluate: () => value, constant: true };
}

export function computed(evaluate: (row: Row) => Value): Expression {
  return { evaluate, constant: false };
}

let suspended = 0;

/** Compiles what may never be evaluated: only its words are checked, and no constant in it is worked out. */
export function unfolded<Result>(compile: () => Result): Result {
  suspended += 1;
  try {
    return compile();
  } finally {
    suspended -= 1;
  }
}

/**
 * An expression that depends on nothing but its operands. If they are all constant it is evaluated at once, so
 * that what is wrong with it shows before any document is read.
 */
export function folded(
  operands: ReadonlyArray<Expression | undefined>,
  evaluate: (row: Row) => Value,
): Expression {
  const isConstant = suspended === 0 && operands.every((operand) => operand?.constant ?? true);
  return isConstant ? constant(evaluate(EMPTY_ROW)) : computed(evaluate);
}
