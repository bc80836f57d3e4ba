import { fail } from '../../bson/command-error.ts';
import type { Value, ValueMap } from '../../bson/value.ts';
import { compileExpression } from '../expression/compile.ts';
import { Row } from '../row.ts';
import type { Cell } from '../scope.ts';
import { eachRow, type StageCompiler } from './stage.ts';

const DESCEND = Symbol('$$DESCEND');
const PRUNE = Symbol('$$PRUNE');
const KEEP = Symbol('$$KEEP');

/** A value that no document can have. */
function verdict(symbol: symbol): Cell {
  return { value: symbol as unknown as Value };
}

/** `$redact`. @throws CommandError 17053 when the expression gives anything but its three variables */
export const redact: StageCompiler = (specification, context) => {
  const current: Cell = { value: undefined };
  const cells = new Map([
    ['CURRENT', current],
    ['DESCEND', verdict(DESCEND)],
    ['PRUNE', verdict(PRUNE)],
    ['KEEP', verdict(KEEP)],
  ]);
  const { evaluate } = compileExpression(specification, context.scope.with(cells));

  function redacted(document: ValueMap, row: Row): ValueMap | undefined {
    current.value = document;
    const decision: unknown = evaluate(row);
    if (decision === KEEP) return document;
    if (decision === PRUNE) return undefined;
    if (decision !== DESCEND) {
      fail(
        17_053,
        "$redact's expression should not return anything aside from the variables $$KEEP, $$DESCEND, and $$PRUNE",
      );
    }
    const kept: ValueMap = new Map();
    for (const [name, value] of document) {
      const field = inside(value, row);
      if (field !== undefined) kept.set(name, field);
    }
    return kept;
  }

  function inside(value: Value, row: Row): Value {
    if (value instanceof Map) return redacted(value, row);
    if (!Array.isArray(value)) return value;
    return value.map((item) => inside(item, row)).filter((item) => item !== undefined);
  }

  return eachRow(context, (row) => {
    const kept = redacted(row.toMap(), row);
    return kept && Row.of(kept);
  });
};
