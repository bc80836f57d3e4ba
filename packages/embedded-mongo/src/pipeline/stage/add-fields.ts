import { fail } from '../../bson/command-error.ts';
import { decodeField, nameOfType, type Value, type ValueMap } from '../../bson/value.ts';
import type { RawField } from '../../storage/raw-fields.ts';
import { compileValue } from '../expression/compile.ts';
import { splitPath } from '../expression/field-path.ts';
import type { Row } from '../row.ts';
import type { Scope } from '../scope.ts';
import { addAt, applyComputed, type Node } from './projection-tree.ts';
import { inStage } from './specification.ts';

/** `$addFields` and `$set`. @throws CommandError 40272, 40176, 40181, 40183 and those of expressions */
export function compileAddFields(specification: RawField, scope: Scope, name: string): (row: Row) => Row {
  const fields = decodeField(specification);
  if (!(fields instanceof Map)) {
    return fail(
      40_272,
      `${name} specification stage must be an object, got ${nameOfType(specification.type)}`,
    );
  }
  const root = new Map<string, Node>();
  inStage(name, () => {
    for (const [path, value] of fields) addField(root, splitPath(path), value, scope);
  });
  return (row) => row.with(applyComputed(root, row));
}

function addField(root: Map<string, Node>, path: string[], value: Value, scope: Scope): void {
  if (!(value instanceof Map) || value.size === 0 || isExpression(value, path)) {
    addAt(root, path, compileValue(value, scope), { same: 40_176, inside: 40_176 });
    return;
  }
  for (const [name, inner] of value) {
    if (name.includes('.')) fail(40_183, `cannot use dotted field name '${name}' in a sub object`);
    addField(root, [...path, ...splitPath(name)], inner, scope);
  }
}

function isExpression(value: ValueMap, path: string[]): boolean {
  if (![...value.keys()].some((name) => name.startsWith('$'))) return false;
  if (value.size === 1) return true;
  return fail(
    40_181,
    `an expression specification must contain exactly one field, the name of the expression. Found ${value.size} fields at ${path.join('.')}`,
  );
}
