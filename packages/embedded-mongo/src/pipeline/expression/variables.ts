import { fail } from '../../bson/command-error.ts';
import type { Value } from '../../bson/value.ts';
import type { Cell } from '../scope.ts';
import { named } from './arguments.ts';
import { computed, constant, type Operator } from './expression.ts';

/** Checks a name for a variable that a request defines. @throws CommandError 9 */
export function checkVariableName(name: string): void {
  if (name === '') fail(9, 'empty variable names are not allowed');
  if (name === 'CURRENT') return;
  if (!/^[a-z\u0080-\uffff]/.test(name)) {
    fail(9, `'${name}' starts with an invalid character for a user variable name`);
  }
  if (!/^[a-zA-Z0-9_\u0080-\uffff]+$/.test(name)) {
    fail(9, `'${name}' contains an invalid character for a variable name`);
  }
}

const bind: Operator = (argument, compiler, name) => {
  const codes = { notAnObject: 16_874, unknown: 16_875 };
  const parts = named(argument, name, ['vars', 'in'], codes, { vars: 16_876, in: 16_877 });
  if (!(parts.vars instanceof Map)) fail(10_065, 'invalid parameter: expected an object (vars)');
  const bindings = [...parts.vars].map(([variable, value]) => {
    checkVariableName(variable);
    const cell: Cell = { value: undefined };
    return { variable, cell, ...compiler.compile(value) };
  });
  const body = compiler
    .with(new Map(bindings.map(({ variable, cell }) => [variable, cell])))
    .compile(parts.in);
  if (body.constant) return body;
  return computed((row) => {
    const values = bindings.map(({ evaluate }) => evaluate(row));
    for (const [index, { cell }] of bindings.entries()) cell.value = values[index];
    return body.evaluate(row);
  });
};

const literal: Operator = (argument: Value) => constant(argument);

const random: Operator = (argument, compiler) => {
  if (compiler.scope.request.isValidator) fail(3_040_500, '$rand not allowed inside collection validators');
  const empty =
    argument instanceof Map ? argument.size === 0 : Array.isArray(argument) && argument.length === 0;
  if (!empty) fail(3_040_501, '$rand does not currently accept arguments');
  return computed(() => Math.random());
};

/** Metadata of searches that this server has not. */
export const OF_SEARCHES: ReadonlySet<string> = new Set([
  'textScore',
  'geoNearDistance',
  'geoNearPoint',
  'searchScore',
  'searchHighlights',
  'searchScoreDetails',
  'searchSequenceToken',
  'vectorSearchScore',
]);
/** Metadata that MongoDB would have, and this server does not keep. */
const NOT_KEPT: ReadonlySet<string> = new Set(['sortKey', 'randVal', 'recordId', 'indexKey']);

const meta: Operator = (argument) => {
  if (typeof argument !== 'string') fail(17_307, '$meta only supports string arguments');
  if (OF_SEARCHES.has(argument)) {
    fail(40_218, `query requires ${argument} metadata, but it is not available`);
  }
  if (NOT_KEPT.has(argument)) fail(238, `$meta: '${argument}' is not supported by this server`);
  return fail(17_308, `Unsupported argument to $meta: ${argument}`);
};

/** As in a filter, in which it brings an expression. */
const expr: Operator = (argument, compiler) => compiler.compile(argument);

export const VARIABLES: Readonly<Record<string, Operator>> = {
  $expr: expr,
  $let: bind,
  $literal: literal,
  $const: literal,
  $rand: random,
  $meta: meta,
};
