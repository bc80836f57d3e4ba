import { fail } from '../bson/command-error.ts';
import { REFERENCE_FIELDS } from '../bson/reference-fields.ts';
import type { Scope } from '../pipeline/scope.ts';
import { BSON_TYPE, rawFields, type Element, type RawField } from '../storage/raw-fields.ts';
import type { Collation } from './collation.ts';
import type { Condition } from './conditions.ts';
import { compilePath, visitPath, type MatchDetails, type Visit } from './path.ts';

/** Tells whether a document (or an array taken as one) that lies somewhere in a buffer matches. */
export type Matcher = (bytes: Buffer, container: Element, details?: MatchDetails) => boolean;

/** Compiles the parts of a filter of which others are made. */
export interface FilterCompiler {
  /** Fields and operators on the level of a document. */
  document(filter: Buffer, context: FilterContext): Matcher;
  /** The operators of a field. */
  operators(path: string, operators: Buffer, context: FilterContext): Matcher;
  /** A field's value that is no document of operators. */
  equality(path: string, value: RawField, context: FilterContext): Matcher;
}

/** What a part of a filter is compiled in. */
export interface FilterContext {
  readonly compiler: FilterCompiler;
  readonly collation: Collation | undefined;
  /** For `$expr`. */
  readonly scope: Scope | undefined;
  /** Parts of the filter around this one. */
  readonly depth: number;
  /** Inside `$elemMatch`, where what is about the whole document may not be. */
  readonly nested: boolean;
  /** Part of an update, where it may not be either. */
  readonly restricted: boolean;
  /** Operators are about the container itself, an element of an array, and not about a path in it. */
  readonly onElement: boolean;
  /** Where to put what all matching documents fulfil; undefined where a part is not demanded of all. */
  readonly demands: Demands | undefined;
}

/** What a filter demands of all documents. */
export class Demands {
  readonly conditions: Condition[] = [];
  /** Further conditions, by the values that variables have when they are asked for. */
  readonly passing: (() => Condition | undefined)[] = [];
  /** The conditions are all that is demanded. */
  complete = true;

  /** @param condition undefined for a demand that no condition expresses */
  add(condition: Condition | undefined): void {
    if (condition && !hasNumericPart(condition.path)) this.conditions.push(condition);
    if (!condition?.exact || hasNumericPart(condition.path)) this.complete = false;
  }

  /** @param condition of the path, by the values that variables have then */
  addPassing(path: string, condition: () => Condition | undefined): void {
    if (!hasNumericPart(path)) this.passing.push(condition);
  }
}

const MAX_DEPTH = 100;

/** Positions in arrays are followed in another way in an index than in a document. */
function hasNumericPart(path: string): boolean {
  return /(?:^|\.)\d+(?:\.|$)/.test(path);
}

/** The context of a part. @throws CommandError 2 when parts are nested too deeply */
export function inside(context: FilterContext, changes: Partial<FilterContext> = {}): FilterContext {
  if (context.depth >= MAX_DEPTH) fail(2, `exceeded maximum query tree depth of ${MAX_DEPTH}`);
  return { ...context, ...changes, depth: context.depth + 1 };
}

/** The context of a part that not all documents must fulfil. */
export function undemanded(context: FilterContext): FilterContext {
  if (context.demands) context.demands.complete = false;
  return inside(context, { demands: undefined });
}

/**
 * Matches when one of the values that a path leads to passes.
 * @param spread whether the elements of an array at its end are tested too
 */
export function onPath(path: string, test: Visit, context: FilterContext, spread = true): Matcher {
  if (context.onElement) return test;
  const compiled = compilePath(path);
  return (bytes, container, details) => visitPath(bytes, container, compiled, spread, test, details);
}

/** Without details: what does not match has no position. */
export function not(matcher: Matcher): Matcher {
  return (bytes, container) => !matcher(bytes, container);
}

export function all(matchers: readonly Matcher[]): Matcher {
  if (matchers.length === 1) return matchers[0]!;
  const [first, second] = matchers;
  if (matchers.length === 2) {
    return (bytes, container, details) =>
      first!(bytes, container, details) && second!(bytes, container, details);
  }
  return (bytes, container, details) => matchers.every((matcher) => matcher(bytes, container, details));
}

/**
 * Is a field's value a document of operators? One that begins with the fields of a DBRef is a value.
 * @param incompleteReference whether one of those fields is enough
 */
export function isOperatorDocument(field: RawField, incompleteReference = false): boolean {
  if (field.type !== BSON_TYPE.document) return false;
  const names = [...rawFields(field.bytes)].map(([name]) => name);
  if (!names[0]?.startsWith('$')) return false;
  const isReference = incompleteReference
    ? names.some((name) => REFERENCE_FIELDS.has(name))
    : names.includes('$ref') && names.includes('$id');
  return !isReference;
}

export function isReferenceField(name: string): boolean {
  return REFERENCE_FIELDS.has(name);
}
