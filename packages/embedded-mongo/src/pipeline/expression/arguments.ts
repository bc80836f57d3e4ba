import { fail } from '../../bson/command-error.ts';
import { typeName, type Value } from '../../bson/value.ts';
import { folded, type Compiler, type Expression, type Operator } from './expression.ts';
import { isNullish, isNumber, type NumberValue } from './numbers.ts';

/** An operator's operands: an array of them, or one by itself. */
export function operands(argument: Value, compiler: Compiler): Expression[] {
  return Array.isArray(argument)
    ? argument.map((value) => compiler.compile(value))
    : [compiler.compile(argument)];
}

/** @throws CommandError 16020 for another number of operands */
export function exactly(count: number, argument: Value, compiler: Compiler, name: string): Expression[] {
  const list = operands(argument, compiler);
  if (list.length !== count) {
    fail(16_020, `Expression ${name} takes exactly ${count} arguments. ${list.length} were passed in.`);
  }
  return list;
}

/** @throws CommandError 28667 for fewer or more operands */
export function between(
  least: number,
  most: number,
  argument: Value,
  compiler: Compiler,
  name: string,
): Expression[] {
  const list = operands(argument, compiler);
  if (list.length < least || list.length > most) {
    fail(
      28_667,
      `Expression ${name} takes at least ${least} arguments, and at most ${most}, but ${list.length} were passed in.`,
    );
  }
  return list;
}

export function unary(apply: (value: Value, name: string) => Value): Operator {
  return (argument, compiler, name) => {
    const [only] = exactly(1, argument, compiler, name) as [Expression];
    return folded([only], (row) => apply(only.evaluate(row), name));
  };
}

export function binary(apply: (left: Value, right: Value, name: string) => Value): Operator {
  return (argument, compiler, name) => {
    const [left, right] = exactly(2, argument, compiler, name) as [Expression, Expression];
    return folded([left, right], (row) => apply(left.evaluate(row), right.evaluate(row), name));
  };
}

/** An operator that takes a range of numbers of operands; those left out are `undefined`. */
export function ranged(
  least: number,
  most: number,
  apply: (values: Value[], name: string) => Value,
): Operator {
  return (argument, compiler, name) => {
    const list = between(least, most, argument, compiler, name);
    return folded(list, (row) =>
      apply(
        list.map(({ evaluate }) => evaluate(row)),
        name,
      ),
    );
  };
}

export function ternary(apply: (values: Value[], name: string) => Value): Operator {
  return (argument, compiler, name) => {
    const list = exactly(3, argument, compiler, name);
    return folded(list, (row) =>
      apply(
        list.map(({ evaluate }) => evaluate(row)),
        name,
      ),
    );
  };
}

/** An operator on one number; null for null. @throws CommandError 28765 for what is no number */
export function numeric(apply: (value: NumberValue, name: string) => Value): Operator {
  return unary((value, name) => {
    if (isNumber(value)) return apply(value, name);
    if (isNullish(value)) return null;
    return fail(28_765, `${name} only supports numeric types, not ${typeName(value)}`);
  });
}

/** Codes for an argument that is a document of named operands. */
export interface NamedCodes {
  notAnObject: number;
  unknown: number;
}

/**
 * Operands given by name, not yet compiled.
 * @param required with the code that says that it is missing
 */
export function named<Name extends string>(
  argument: Value,
  name: string,
  allowed: readonly Name[],
  codes: NamedCodes,
  required: Partial<Record<Name, number>>,
): Partial<Record<Name, Value>> {
  if (!(argument instanceof Map)) {
    fail(codes.notAnObject, `${name} only supports an object as an argument, found: ${typeName(argument)}`);
  }
  const found: Partial<Record<Name, Value>> = {};
  for (const [key, value] of argument) {
    if (!allowed.includes(key as Name)) fail(codes.unknown, `Unrecognized argument to ${name}: ${key}`);
    found[key as Name] = value;
  }
  for (const [key, code] of Object.entries(required) as Array<[Name, number]>) {
    if (!Object.hasOwn(found, key)) fail(code, `Missing '${key}' parameter to ${name}`);
  }
  return found;
}

/** Compiles those operands that were given by name. */
export function compileNamed<Name extends string>(
  values: Partial<Record<Name, Value>>,
  compiler: Compiler,
): Partial<Record<Name, Expression>> {
  const compiled: Partial<Record<Name, Expression>> = {};
  for (const [key, value] of Object.entries(values) as Array<[Name, Value]>)
    compiled[key] = compiler.compile(value);
  return compiled;
}
