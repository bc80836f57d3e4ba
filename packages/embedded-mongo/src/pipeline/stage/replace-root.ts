import { fail } from '../../bson/command-error.ts';
import { nameOfType, typeName, type Value } from '../../bson/value.ts';
import { BSON_TYPE, rawFields, type RawField } from '../../storage/raw-fields.ts';
import { compileExpression } from '../expression/compile.ts';
import { Row } from '../row.ts';
import type { Scope } from '../scope.ts';

/** `$replaceRoot`. */
export function compileReplaceRoot(specification: RawField, scope: Scope): (row: Row) => Row {
  if (specification.type !== BSON_TYPE.document) {
    fail(
      40_229,
      `expected an object as specification for $replaceRoot stage, got ${nameOfType(specification.type)}`,
    );
  }
  let newRoot: RawField | undefined;
  for (const [name, field] of rawFields(specification.bytes)) {
    if (name !== 'newRoot') fail(40_415, `BSON field '$replaceRoot.${name}' is an unknown field.`);
    newRoot = field;
  }
  if (!newRoot) fail(40_414, "BSON field '$replaceRoot.newRoot' is missing but a required field");
  return compileRoot(newRoot, scope, "'newRoot' expression");
}

/** `$replaceWith`. */
export function compileReplaceWith(specification: RawField, scope: Scope): (row: Row) => Row {
  return compileRoot(specification, scope, "'replacement document'");
}

function compileRoot(specification: RawField, scope: Scope, what: string): (row: Row) => Row {
  const { evaluate } = compileExpression(specification, scope);
  return (row) => {
    const root = evaluate(row);
    return root instanceof Map ? Row.of(root) : refuse(what, root);
  };
}

function refuse(what: string, root: Value): never {
  return fail(
    40_228,
    `${what} must evaluate to an object, but resulting value was of type: '${typeName(root)}'`,
  );
}
