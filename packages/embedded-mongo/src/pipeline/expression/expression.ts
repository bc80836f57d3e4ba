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

/**
 * Operands of an associative operator with neighbouring constants worked out beforehand, as MongoDB's optimizer
 * does: what is wrong with them shows at once, and an integer among them gets its type before it meets the rest.
 * @param join the operator, for some of its operands
 */
export function joined(
  operands: readonly Expression[],
  join: (operands: readonly Expression[]) => Expression,
  where: 'anywhere' | 'leading' = 'anywhere',
): Expression[] {
  if (operands.every(({ constant: isConstant }) => isConstant)) return [...operands];
  const result: Expression[] = [];
  for (let index = 0; index < operands.length;) {
    let end = index;
    while (operands[end]?.constant) end += 1;
    if (end - index > 1 && (index === 0 || where === 'anywhere')) {
      result.push(join(operands.slice(index, end)));
      index = end;
    } else {
      result.push(operands[index]!);
      index += 1;
    }
  }
  return result;
}
