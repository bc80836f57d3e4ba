import { decodeField } from '../bson/value.ts';
import { checkVariableName } from '../pipeline/expression/variables.ts';
import type { Cell, Scope } from '../pipeline/scope.ts';
import { rawFields } from '../storage/raw-fields.ts';

/**
 * The variables of an update with its constants: values that are taken as they are, and hide others of their name.
 * @param constants a raw document
 * @throws CommandError 16866 to 16868 for a name that no variable may have
 */
export function withConstants(scope: Scope, constants: Buffer | undefined): Scope {
  if (!constants) return scope;
  const cells = new Map<string, Cell>();
  for (const [name, field] of rawFields(constants)) {
    checkVariableName(name);
    cells.set(name, { value: decodeField(field) });
  }
  return scope.with(cells);
}
