import { fail } from '../bson/command-error.ts';
import { fieldText } from '../bson/text.ts';
import { decodeField, nameOfType, readString } from '../bson/value.ts';
import { wholeOf } from '../query/comparison.ts';
import { BSON_TYPE, rawFields, type RawField } from '../storage/raw-fields.ts';
import { compileBit, compileInc, compileMul } from './arithmetic.ts';
import { compileAddToSet, compilePop, compilePull, compilePullAll } from './array-modifiers.ts';
import type { ArrayFilters } from './array-filters.ts';
import type { ModifierCompiler, ModifierContext } from './modifier.ts';
import { checkUpdatePath } from './paths.ts';
import { compilePush } from './push.ts';
import { compileRename } from './rename.ts';
import {
  compileCurrentDate,
  compileMax,
  compileMin,
  compileSet,
  compileSetOnInsert,
  compileUnset,
} from './set.ts';
import { addModifier, identifierOf, newFields, type UpdateFields } from './update-tree.ts';

/** All operators but `$rename`, which is about two paths. */
const OPERATORS: ReadonlyMap<string, ModifierCompiler> = new Map([
  ['$set', compileSet],
  ['$setOnInsert', compileSetOnInsert],
  ['$unset', compileUnset],
  ['$inc', compileInc],
  ['$mul', compileMul],
  ['$min', compileMin],
  ['$max', compileMax],
  ['$currentDate', compileCurrentDate],
  ['$bit', compileBit],
  ['$push', compilePush],
  ['$addToSet', compileAddToSet],
  ['$pop', compilePop],
  ['$pull', compilePull],
  ['$pullAll', compilePullAll],
]);

export interface Operators {
  tree: UpdateFields;
  /** Some path has a `$`, so that it matters where the filter matched. */
  positional: boolean;
}

/**
 * Compiles a document of operators.
 * @throws CommandError 9 for an unknown operator or one without a document, 40 for paths in each other's way,
 *   52 and 56 for what is no path, 2 and 14 from the operators
 */
export function compileOperators(update: Buffer, filters: ArrayFilters, context: ModifierContext): Operators {
  const operators: Operators = { tree: newFields(), positional: false };
  for (const [name, argument] of rawFields(update)) {
    if (name !== '$rename' && !OPERATORS.has(name)) {
      fail(
        9,
        `Unknown modifier: ${name}. Expected a valid update modifier or pipeline-style update specified as an array`,
      );
    }
    if (argument.type !== BSON_TYPE.document) {
      fail(
        9,
        `Modifiers operate on fields but we found type ${nameOfType(argument.type)} instead. For example: ` +
          `{$mod: {<field>: ...}} not {${fieldText(name, decodeField(argument))}}`,
      );
    }
    for (const [path, value] of rawFields(argument.bytes)) {
      if (name === '$rename') addRename(operators.tree, path, value);
      else addOperator(operators, name, path, value, filters, context);
    }
  }
  filters.assertAllUsed(update);
  return operators;
}

function addOperator(
  operators: Operators,
  name: string,
  path: string,
  value: RawField,
  filters: ArrayFilters,
  context: ModifierContext,
): void {
  checkUpdatePath(path);
  for (const part of path.split('.')) {
    if (part === '$') operators.positional = true;
    const identifier = identifierOf(part);
    if (identifier !== undefined) filters.use(identifier, path);
  }
  addModifier(operators.tree, path, OPERATORS.get(name)!(path, value, context));
}

function addRename(tree: UpdateFields, source: string, argument: RawField): void {
  if (argument.type !== BSON_TYPE.string) {
    fail(2, `The 'to' field for $rename must be a string: ${fieldText(source, decodeField(argument))}`);
  }
  const target = readString(argument.bytes, wholeOf(argument));
  if (target.includes('\0')) fail(2, "The 'to' field for $rename cannot contain an embedded null byte");
  if (isDynamic(source)) fail(2, `The source field for $rename may not be dynamic: ${source}`);
  checkUpdatePath(source);
  if (isDynamic(target)) fail(2, `The destination field for $rename may not be dynamic: ${target}`);
  checkUpdatePath(target);
  if (source === target) {
    fail(2, `The source and target field for $rename must differ: ${source}: "${target}"`);
  }
  if (target.startsWith(`${source}.`) || source.startsWith(`${target}.`)) {
    fail(2, `The source and target field for $rename must not be on the same path: ${source}: "${target}"`);
  }
  addModifier(tree, source, undefined);
  addModifier(tree, target, compileRename(source, target));
}

function isDynamic(path: string): boolean {
  return path.split('.').some((part) => part === '$' || identifierOf(part) !== undefined);
}
