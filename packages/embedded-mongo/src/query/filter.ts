import { fail } from '../bson/command-error.ts';
import { decodeField, rootElement, type Value } from '../bson/value.ts';
import { encodeDocument } from '../bson/writer.ts';
import { compileExpression } from '../pipeline/expression/compile.ts';
import { isTrue } from '../pipeline/expression/numbers.ts';
import { Row } from '../pipeline/row.ts';
import { Scope } from '../pipeline/scope.ts';
import { BSON_TYPE, rawFields, type RawField } from '../storage/raw-fields.ts';
import type { Collation } from './collation.ts';
import { readNumeric, toDouble } from '../bson/numeric.ts';
import { wholeOf } from './comparison.ts';
import { neverCondition, type Condition } from './conditions.ts';
import { compileEquality, compileField, compileOperators } from './field.ts';
import { pathsOfFilter } from './filter-paths.ts';
import { exprComparisons, exprCondition } from './expr-comparisons.ts';
import { compileJsonSchema } from './json-schema/json-schema.ts';
import {
  all,
  Demands,
  inside,
  isOperatorDocument,
  isReferenceField,
  undemanded,
  type FilterCompiler,
  type FilterContext,
  type Matcher,
} from './matcher.ts';
import type { MatchDetails } from './path.ts';

export interface FilterOptions {
  /** How strings compare; without it, that of the scope. */
  collation?: Collation | undefined;
  /** Variables that `$expr` may name. */
  scope?: Scope | undefined;
  /** It is part of an update, where what is about the whole document may not be. */
  restricted?: boolean | undefined;
}

/** A compiled filter. */
export interface Filter {
  /**
   * @param document raw BSON that has been validated
   * @param details gets the position in an array at which the filter matched, for the operator `$`
   * @throws CommandError what an expression of `$expr` throws
   */
  readonly matches: (document: Buffer, details?: MatchDetails) => boolean;
  /** What every matching document fulfils, for a plan with an index. */
  readonly conditions: readonly Condition[];
  /** Further conditions, by the values that variables have now; undefined where there never are any. */
  readonly passing?: (() => Condition[]) | undefined;
  /** The conditions are exact, and all that the filter demands. */
  readonly complete: boolean;
  /** The paths that it reads; undefined where it may read others, too. */
  readonly paths?: (() => readonly string[] | undefined) | undefined;
}

/**
 * Compiles a filter once, for any number of documents.
 * @param filter raw BSON
 * @throws CommandError 2 or 9 for a filter that is wrong, 40415 and others from expressions and schemas, and
 *   those of operators that are refused: 27 for `$text`, 238 for `$where` and for geographic ones
 */
export function compileFilter(
  filter: Buffer,
  { collation, scope, restricted = false }: FilterOptions = {},
): Filter {
  const demands = new Demands();
  const matcher = compileDocument(filter, {
    compiler: COMPILER,
    collation: collation ?? scope?.request.collation,
    scope,
    depth: 0,
    nested: false,
    restricted,
    onElement: false,
    demands,
  });
  return {
    matches: (document, details) => matcher(document, rootElement(document), details),
    conditions: demands.conditions,
    passing: demands.passing.length > 0 ? () => demands.passing.flatMap((each) => each() ?? []) : undefined,
    complete: demands.complete,
    paths: () => pathsOfFilter(filter),
  };
}

const COMPILER: FilterCompiler = {
  document: compileDocument,
  operators: compileOperators,
  equality: compileEquality,
};

/** Compiles the fields and operators of a filter, or of a part of one. */
function compileDocument(filter: Buffer, context: FilterContext): Matcher {
  const matchers: Matcher[] = [];
  for (const [name, field] of rawFields(filter)) {
    if (!name.startsWith('$') || isReferenceField(name)) matchers.push(compileField(name, field, context));
    else if (name !== '$comment') matchers.push(compileOperator(name, field, context));
  }
  return all(matchers);
}

/** @throws CommandError 2 or 224 for an operator that is about the whole document, where there is none */
function assertWhole(name: string, context: FilterContext): void {
  assertAllowed(name, context);
  if (context.nested) fail(2, `${name} can only be applied to the top-level document`);
}

/** @throws CommandError 2 or 224 for an operator in a filter that takes what operators say of one value only */
function assertAllowed(name: string, { restricted }: FilterContext): void {
  const code = name === '$expr' || name === '$jsonSchema' ? 224 : 2;
  if (restricted) fail(code, `${name} is not allowed in this context`);
}

function compileOperator(name: string, field: RawField, context: FilterContext): Matcher {
  switch (name) {
    case '$and':
      return all(compileList(name, field, inside(context)));
    case '$or':
      return compileOr(field, context);
    case '$nor': {
      const matchers = compileList(name, field, undemanded(context));
      return (bytes, container) => !matchers.some((matcher) => matcher(bytes, container));
    }
    case '$expr':
      return compileExpr(field, context);
    case '$jsonSchema':
      assertAllowed(name, context);
      context.demands?.add(undefined);
      return compileJsonSchema(field);
    case '$alwaysTrue':
    case '$alwaysFalse':
      return compileAlways(name, field, context);
    default:
      return refuseOperator(name, context);
  }
}

function compileOr(field: RawField, context: FilterContext): Matcher {
  const values = valuesOfOnePath(field);
  if (values) return context.compiler.operators(values.path, values.operators, inside(context));
  const matchers = compileList('$or', field, undemanded(context));
  if (matchers.length === 1) return matchers[0]!;
  return (bytes, container) => matchers.some((matcher) => matcher(bytes, container));
}

/** An `$or` of values of one field is an `$in`: it has a position, and an index. */
function valuesOfOnePath(field: RawField): { path: string; operators: Buffer } | undefined {
  if (field.type !== BSON_TYPE.array) return undefined;
  const paths = new Set<string>();
  const values: Value[] = [];
  for (const [, part] of rawFields(field.bytes)) {
    if (part.type !== BSON_TYPE.document) return undefined;
    const [first, second] = rawFields(part.bytes);
    if (!first || second || first[0].startsWith('$') || isOperatorDocument(first[1])) return undefined;
    paths.add(first[0]);
    values.push(decodeField(first[1]));
  }
  const [path] = paths;
  if (path === undefined || paths.size > 1 || values.length === 1) return undefined;
  return { path, operators: encodeDocument(new Map([['$in', values]])) };
}

function compileList(name: string, field: RawField, context: FilterContext): Matcher[] {
  if (field.type !== BSON_TYPE.array) fail(2, `${name} must be an array`);
  const matchers: Matcher[] = [];
  for (const [, part] of rawFields(field.bytes)) {
    if (part.type !== BSON_TYPE.document) fail(2, '$or/$and/$nor entries need to be full objects');
    matchers.push(compileDocument(part.bytes, context));
  }
  if (matchers.length === 0) fail(2, '$and/$or/$nor must be a nonempty array');
  return matchers;
}

function compileExpr(field: RawField, context: FilterContext): Matcher {
  assertWhole('$expr', context);
  context.demands?.add(undefined);
  const scope = context.scope ?? new Scope({ now: new Date(), collation: context.collation });
  const { evaluate } = compileExpression(field, scope);
  const collated = scope.request.collation !== undefined;
  for (const comparison of exprComparisons(field, scope)) {
    if (comparison.isConstant) demandIfAny(exprCondition(comparison, collated), context);
    else context.demands?.addPassing(comparison.path, () => exprCondition(comparison, collated));
  }
  return (bytes) => isTrue(evaluate(new Row(bytes)));
}

function demandIfAny(condition: Condition | undefined, { demands }: FilterContext): void {
  if (condition) demands?.add(condition);
}

function compileAlways(name: string, field: RawField, context: FilterContext): Matcher {
  const answer = name === '$alwaysTrue';
  context.demands?.add(answer ? undefined : neverCondition(''));
  const number = readNumeric(field.bytes, wholeOf(field));
  if (number === undefined || toDouble(number) !== 1) fail(9, `${name} must be an integer value of 1`);
  return () => answer;
}

function refuseOperator(name: string, context: FilterContext): never {
  switch (name) {
    case '$text':
      assertWhole(name, context);
      return fail(
        27,
        'text index required for $text query: there are none here; match folded text with $regex',
      );
    case '$where':
      assertWhole(name, context);
      return fail(238, '$where is not supported here, for nothing runs JavaScript: use $expr');
    case '$sampleRate':
      return fail(238, '$sampleRate is not supported here: use the stage $sample');
    default:
      return fail(
        2,
        `unknown top level operator: ${name}. If you have a field name that starts with a '$' symbol, ` +
          'consider using $getField or $setField.',
      );
  }
}
