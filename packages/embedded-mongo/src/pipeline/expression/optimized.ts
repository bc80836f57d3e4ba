import { CommandError } from '../../bson/command-error.ts';
import type { Value, ValueMap } from '../../bson/value.ts';
import { EMPTY_ROW } from '../row.ts';
import { Scope } from '../scope.ts';
import { compileValue } from './compile.ts';

/** Their constants are worked out as far as they come first. */
const LEFT_TO_RIGHT: ReadonlySet<string> = new Set(['$add', '$multiply']);

/**
 * An expression that has been compiled, as it will be worked out: what is constant in it already is. Operands
 * that have names stay as they were written.
 */
export function optimizedExpression(value: Value): Value {
  if (typeof value === 'string' && value.startsWith('$')) return value;
  if (Array.isArray(value)) return value.map(optimizedExpression);
  if (!(value instanceof Map)) return operation('$const', value);
  const [first] = value;
  if (first?.[0].startsWith('$')) return optimizedOperation(...first);
  return new Map([...value].map(([name, field]) => [name, optimizedExpression(field)]));
}

function operation(name: string, operands: Value): ValueMap {
  return new Map([[name, operands]]);
}

function optimizedOperation(name: string, argument: Value): Value {
  if (name === '$literal' || name === '$const') return operation('$const', argument);
  if (argument instanceof Map && !isOperation(argument)) return operation(name, argument);
  if (!Array.isArray(argument)) {
    const operand = optimizedExpression(argument);
    return (isConstant(operand) ? workedOut(name, operand) : undefined) ?? operation(name, operand);
  }
  const operands = argument.map(optimizedExpression);
  const first = operands.findIndex((operand) => !isConstant(operand));
  if (first < 0) return workedOut(name, operands) ?? operation(name, operands);
  const leading =
    LEFT_TO_RIGHT.has(name) && first > 1 ? workedOut(name, operands.slice(0, first)) : undefined;
  return operation(name, leading ? [leading, ...operands.slice(first)] : operands);
}

function isOperation(value: ValueMap): boolean {
  const [name] = value.keys();
  return name?.startsWith('$') ?? false;
}

function isConstant(value: Value): boolean {
  return value instanceof Map && value.has('$const');
}

/** The value of an operation on constants; undefined when it has none, or is never worked out because it fails. */
function workedOut(name: string, constants: Value): ValueMap | undefined {
  try {
    const { constant, evaluate } = compileValue(operation(name, constants), new Scope({ now: new Date() }));
    const value = constant ? evaluate(EMPTY_ROW) : undefined;
    return value === undefined ? undefined : operation('$const', value);
  } catch (error) {
    if (error instanceof CommandError) return undefined;
    throw error;
  }
}
