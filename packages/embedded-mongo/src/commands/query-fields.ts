import { CommandError } from '../bson/command-error.ts';
import { compileExpression } from '../pipeline/expression/compile.ts';
import { checkVariableName } from '../pipeline/expression/variables.ts';
import { EMPTY_ROW } from '../pipeline/row.ts';
import { Scope, type Cell } from '../pipeline/scope.ts';
import { readHint } from '../planner/hint.ts';
import type { Query } from '../planner/find.ts';
import { readSort } from '../planner/sorter.ts';
import { compileCollation, type Collation } from '../query/collation.ts';
import { compileFilter, type Filter } from '../query/filter.ts';
import type { Collection } from '../storage/collection.ts';
import { EMPTY_DOCUMENT, rawFields, type RawField } from '../storage/raw-fields.ts';

/** The parts of a query as a command has them, raw. */
export interface QueryFields {
  filter?: Buffer | undefined;
  sort?: Buffer | undefined;
  skip?: number | undefined;
  /** 0 for none. */
  limit?: number | undefined;
  hint?: RawField | undefined;
  collation?: Collation | undefined;
  scope: Scope;
}

/** The variables that a command's `let` defines, and the collation and the time of a request. */
export function readScope(definitions: Buffer | undefined, collation: Collation | undefined): Scope {
  const scope = new Scope({ now: new Date(), collation });
  if (!definitions) return scope;
  const cells = new Map<string, Cell>();
  for (const [name, field] of rawFields(definitions)) {
    checkVariableName(name);
    cells.set(name, { value: compileExpression(field, scope).evaluate(EMPTY_ROW) });
  }
  return scope.with(cells);
}

export function readCollation(document: Buffer | undefined): Collation | undefined {
  return document && document.length > EMPTY_DOCUMENT.length ? compileCollation(document) : undefined;
}

/** A filter that leaves documents out; undefined for one that takes all. */
function readFilter(
  filter: Buffer | undefined,
  collation: Collation | undefined,
  scope: Scope,
): Filter | undefined {
  if (!filter || filter.length === EMPTY_DOCUMENT.length) return undefined;
  return compileFilter(filter, { collation, scope });
}

/** The branches of every `$or` at the top of a filter. */
function* readAlternatives(
  filter: Buffer,
  collation: Collation | undefined,
  scope: Scope,
): Generator<Filter[]> {
  for (const [name, field] of rawFields(filter)) {
    if (name !== '$or') continue;
    yield [...rawFields(field.bytes)].map(([, branch]) => compileFilter(branch.bytes, { collation, scope }));
  }
}

/**
 * Compiles a query for a collection.
 * @throws CommandError for whatever is wrong in it
 */
export function compileQuery(collection: Collection | undefined, fields: QueryFields): Query {
  const { collation, scope } = fields;
  const raw = fields.filter;
  const sort = readSort(fields.sort, collation);
  const hint = collection && readHint(collection, fields.hint);
  if (sort?.order.natural !== undefined && hint?.kind === 'index') {
    throw new CommandError(2, 'a $natural sort cannot be had from an index: leave the hint out');
  }
  return {
    filter: readFilter(raw, collation, scope),
    alternatives: () => (raw ? readAlternatives(raw, collation, scope) : []),
    sort,
    skip: fields.skip ?? 0,
    limit: fields.limit ?? 0,
    hint,
    collated: collation !== undefined,
  };
}
