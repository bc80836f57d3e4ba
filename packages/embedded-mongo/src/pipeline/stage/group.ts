import { fail } from '../../bson/command-error.ts';
import { decodeField, type Value } from '../../bson/value.ts';
import type { Accumulator } from '../accumulator/accumulator.ts';
import { compileAccumulator } from '../accumulator/accumulators.ts';
import { compilerFor } from '../expression/compile.ts';
import { isNumber } from '../expression/numbers.ts';
import type { Scope } from '../scope.ts';
import { Grouping, type GroupKey } from './grouping.ts';
import { inChunks, visitRows, type Stage, type StageCompiler, type StageContext } from './stage.ts';

/** `$group`. @throws CommandError 15947, 15955, and those of accumulators */
export const group: StageCompiler = (specification, context) => {
  const fields = decodeField(specification);
  if (!(fields instanceof Map)) return fail(15_947, "a group's fields must be specified in an object");
  if (!fields.has('_id')) fail(15_955, 'a group specification must include an _id');
  const accumulated = compileAccumulated(
    [...fields].filter(([name]) => name !== '_id'),
    context.scope,
  );
  const key = compileKey(fields.get('_id'), context.scope);
  return grouped(context, () => new Grouping(key, accumulated, context.scope.request.collation));
};

/**
 * A document that is no operator is a key of several parts, of which no document has to be made.
 * @throws CommandError 17390 for a part that says whether a field stays, as a projection does
 */
function compileKey(value: Value, scope: Scope): GroupKey {
  const compiler = compilerFor(scope);
  const whole = compiler.compile(value);
  const isParts = value instanceof Map && value.size > 0 && ![...value.keys()][0]!.startsWith('$');
  if (isParts && [...value.values()].some((part) => isNumber(part) || typeof part === 'boolean')) {
    fail(17_390, '$group does not support inclusion-style expressions');
  }
  if (!isParts || whole.constant) return whole;
  return [...value].map(([name, part]) => [name, compiler.compile(part)]);
}

/** The fields of a group. */
export function compileAccumulated(
  fields: ReadonlyArray<[name: string, value: Value]>,
  scope: Scope,
): Array<[name: string, accumulator: Accumulator]> {
  const compiler = compilerFor(scope);
  return fields.map(([name, value]) => [name, compileAccumulator(name, value, compiler)]);
}

/** A stage that puts all rows into groups, which a new `Grouping` keeps for every run. */
export function grouped(context: StageContext, begin: () => Grouping): Stage {
  return async function* groupedRows(rows) {
    const grouping = begin();
    await visitRows(rows, context, (row) => grouping.add(row));
    yield* inChunks(grouping.rows(), context);
  };
}
