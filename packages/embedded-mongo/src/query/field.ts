import { fail } from '../bson/command-error.ts';
import { readNumeric, toDouble } from '../bson/numeric.ts';
import { BSON_TYPE, rawFields, type RawField } from '../storage/raw-fields.ts';
import { compileAll, compileElemMatch, compileSize } from './array-operators.ts';
import { compileBits, isBitsOperator } from './bits.ts';
import { compileComparison, wholeOf } from './comparison.ts';
import { comparisonCondition, existsCondition, typesCondition, type Comparison } from './conditions.ts';
import { compileIn } from './in.ts';
import {
  all,
  isOperatorDocument,
  not,
  onPath,
  undemanded,
  type FilterContext,
  type Matcher,
} from './matcher.ts';
import { compileMod } from './mod.ts';
import { compilePattern, patternOf, patternOfDocument } from './pattern.ts';
import { readTypes, typeTest } from './type-set.ts';

/** `field: value` or `field: { $operator: … }`. */
export function compileField(path: string, field: RawField, context: FilterContext): Matcher {
  if (isOperatorDocument(field)) return compileOperators(path, field.bytes, context);
  return compileEquality(path, field, context);
}

/** What `field: value` stands for: a regular expression matches, any other value is to be equal. */
export function compileEquality(path: string, field: RawField, context: FilterContext): Matcher {
  if (field.type === BSON_TYPE.regex) return compilePattern(path, patternOf(field), context);
  return compare(path, '$eq', field, context);
}

/** All operators of a field. */
export function compileOperators(path: string, operators: Buffer, context: FilterContext): Matcher {
  const matchers: Matcher[] = [];
  for (const [name, operand] of rawFields(operators)) {
    const matcher = compileOperator(path, name, operand, operators, context);
    if (matcher) matchers.push(matcher);
  }
  return all(matchers);
}

function compileOperator(
  path: string,
  name: string,
  operand: RawField,
  siblings: Buffer,
  context: FilterContext,
): Matcher | undefined {
  switch (name) {
    case '$eq':
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return compare(path, name, operand, context);
    case '$ne':
      if (operand.type === BSON_TYPE.regex) fail(2, "Can't have regex as arg to $ne.");
      return not(compare(path, '$eq', operand, undemanded(context)));
    case '$in':
      return compileIn(path, name, operand, context);
    case '$nin':
      return not(compileIn(path, name, operand, undemanded(context)));
    case '$not':
      return compileNot(path, operand, context);
    case '$regex':
      return compilePattern(path, patternOfDocument(siblings), context);
    case '$options':
      return requireRegex(siblings);
    case '$comment':
      return undefined;
    default:
      return compileOther(path, name, operand, context);
  }
}

/** Operators of which an index knows nothing, or little. */
function compileOther(path: string, name: string, operand: RawField, context: FilterContext): Matcher {
  switch (name) {
    case '$exists':
      return compileExists(path, operand, context);
    case '$elemMatch':
      return compileElemMatch(path, operand, context);
    case '$all':
      return compileAll(path, operand, context);
    case '$type':
      return compileType(path, operand, context);
    default:
      context.demands?.add(undefined);
  }
  if (isBitsOperator(name)) return onPath(path, compileBits(name, operand), context);
  switch (name) {
    case '$mod':
      return onPath(path, compileMod(operand), context);
    case '$size':
      return onPath(path, compileSize(operand), context, false);
    default:
      return refuse(name, context);
  }
}

function compare(path: string, comparison: Comparison, operand: RawField, context: FilterContext): Matcher {
  const test = compileComparison(comparison, operand, context.collation);
  context.demands?.add(comparisonCondition(path, comparison, operand, context.collation !== undefined));
  return onPath(path, test, context);
}

function compileType(path: string, operand: RawField, context: FilterContext): Matcher {
  context.demands?.add(typesCondition(path, readTypes(operand, '$type')));
  return onPath(path, typeTest(operand, '$type'), context);
}

function compileExists(path: string, operand: RawField, context: FilterContext): Matcher {
  const exists = onPath(path, (_bytes, element) => element !== undefined, context, false);
  if (isTrueField(operand)) {
    context.demands?.add(existsCondition(path));
    return exists;
  }
  context.demands?.add(undefined);
  return not(exists);
}

function compileNot(path: string, operand: RawField, context: FilterContext): Matcher {
  const inner = undemanded(context);
  if (operand.type === BSON_TYPE.regex) return not(compilePattern(path, patternOf(operand), inner));
  if (operand.type !== BSON_TYPE.document) fail(2, '$not needs a regex or a document');
  if (operand.bytes.length === 5) fail(2, '$not cannot be empty');
  return not(compileOperators(path, operand.bytes, inner));
}

function requireRegex(siblings: Buffer): undefined {
  for (const [name] of rawFields(siblings)) if (name === '$regex') return undefined;
  return fail(2, '$options needs a $regex');
}

/** MongoDB's truth: all but false, zero, null and undefined. */
export function isTrueField(field: RawField): boolean {
  if (field.type === BSON_TYPE.boolean) return field.bytes[0] === 1;
  const number = readNumeric(field.bytes, wholeOf(field));
  if (number !== undefined) return toDouble(number) !== 0;
  return field.type !== BSON_TYPE.null && field.type !== BSON_TYPE.undefined;
}

/** They sort as well as select, and so stand in a search only. */
const NEAR = ['$near', '$nearSphere', '$geoNear'];
const GEOGRAPHIC = new Set([
  ...NEAR,
  '$geoWithin',
  '$within',
  '$geoIntersects',
  '$maxDistance',
  '$minDistance',
]);

/** @throws CommandError 5626500 for what sorts, where only a selection may stand */
export function refuseNear(name: string): void {
  if (NEAR.includes(name)) fail(5_626_500, `${name} is not allowed in this context: it sorts`);
}

function refuse(name: string, { restricted }: FilterContext): never {
  if (restricted) refuseNear(name);
  if (GEOGRAPHIC.has(name))
    fail(238, `${name} is not supported here: use a MongoDB server for geographic queries`);
  return fail(2, `unknown operator: ${name}`);
}
