import { CommandError } from '../../bson/command-error.ts';
import { compileExpression } from '../../pipeline/expression/compile.ts';
import { checkVariableName } from '../../pipeline/expression/variables.ts';
import { EMPTY_ROW } from '../../pipeline/row.ts';
import { Scope, type Cell, type Working } from '../../pipeline/scope.ts';
import { readHint, type Hint } from '../../planner/hint.ts';
import { readKeyLimits, type KeyLimits } from '../../planner/key-limits.ts';
import type { Query } from '../../planner/find.ts';
import { readSort, type Sorter } from '../../planner/sorter.ts';
import { compileCollation, type Collation } from '../../query/collation.ts';
import { compileFilter, type Filter } from '../../query/filter.ts';
import { pathsOfFilter } from '../../query/filter-paths.ts';
import type { Collection } from '../../storage/collection.ts';
import type { CommandContext } from '../command.ts';
import { EMPTY_DOCUMENT, rawFields, type RawField } from '../../storage/raw-fields.ts';

/** The parts of a query as a command has them, raw. */
export interface QueryFields extends KeyLimits {
  filter?: Buffer | undefined;
  sort?: Buffer | undefined;
  skip?: number | undefined;
  /** 0 for none. */
  limit?: number | undefined;
  hint?: RawField | undefined;
  collation?: Collation | undefined;
  scope: Scope;
  /** The paths that are read of what is found, besides those of the filter and the order; undefined for all of it. */
  shown?: readonly string[] | undefined;
}

/**
 * The variables that a command's `let` defines, each of which may name those before it, and the collation and the
 * time of a request.
 */
export function readScope(
  { engine, operation }: Pick<CommandContext, 'engine'> & { operation: Working },
  definitions: Buffer | undefined,
  collation: Collation | undefined,
): Scope {
  let time: bigint | undefined;
  const clusterTime = (): bigint => (time ??= engine.operationTime());
  const scope = new Scope({ now: new Date(), clusterTime, operation, collation });
  if (!definitions) return scope;
  const cells = new Map<string, Cell>();
  const defined = scope.with(cells);
  const defining = defined.with(NO_DOCUMENT);
  for (const [name, field] of rawFields(definitions)) {
    if (CONSTANTS.has(name)) throw new CommandError(4_738_901, `'${name}' is defined by the server`);
    checkVariableName(name);
    cells.set(name, { value: compileExpression(field, defining).evaluate(EMPTY_ROW), isConstant: true });
  }
  return defined;
}

/** Variables of the server that no request may define. */
const CONSTANTS = new Set(['NOW', 'CLUSTER_TIME', 'JS_SCOPE', 'IS_MR', 'USER_ROLES']);

/** Stands for the document before there is one. @throws CommandError 4890500 when it is read */
const documentCell: Cell = {
  get value(): never {
    throw new CommandError(
      4_890_500,
      'Command let Expression tried to access a field, but this is not allowed because command let expressions run before the query examines any documents.',
    );
  },
  set value(_value) {
    throw new Error('there is no document yet');
  },
};
const NO_DOCUMENT: ReadonlyMap<string, Cell> = new Map([
  ['CURRENT', documentCell],
  ['ROOT', documentCell],
]);

export function readCollation(document: Buffer | undefined): Collation | undefined {
  return document && document.length > EMPTY_DOCUMENT.length ? compileCollation(document) : undefined;
}

/** A search as a command has it, whose order and variables are not read yet. */
export type Unscoped<Search extends { collation: unknown; scope: unknown }> = Omit<
  Search,
  'collation' | 'scope'
> & { collation: Buffer | undefined };

/** @throws CommandError for whatever is wrong in the collation or the variables */
export function inScope<Search extends { collation: Buffer | undefined }>(
  context: CommandContext,
  search: Search,
  variables?: Buffer,
): Omit<Search, 'collation'> & { collation: Collation | undefined; scope: Scope } {
  const collation = readCollation(search.collation);
  return { ...search, collation, scope: readScope(context, variables, collation) };
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

function limitedHint(collection: Collection, { hint, min, max, collation }: QueryFields): Hint | undefined {
  const read = readHint(collection, hint);
  const range = readKeyLimits(read, { min, max }, collation);
  return range && read?.kind === 'index' ? { ...read, range } : read;
}

/**
 * Compiles a query for a collection.
 * @throws CommandError for whatever is wrong in it
 */
export function compileQuery(collection: Collection | undefined, fields: QueryFields): Query {
  const { collation, scope } = fields;
  const raw = fields.filter;
  const sort = readSort(fields.sort, collation);
  const hint = collection && limitedHint(collection, fields);
  const natural = sort?.order.natural;
  if (natural !== undefined && hint && !(hint.kind === 'natural' && hint.reverse === natural < 0)) {
    throw new CommandError(2, 'a $natural sort takes no hint but that of the same direction: leave it out');
  }
  return {
    filter: readFilter(raw, collation, scope),
    alternatives: () => (raw ? readAlternatives(raw, collation, scope) : []),
    sort,
    skip: fields.skip ?? 0,
    limit: fields.limit ?? 0,
    hint,
    collated: collation !== undefined,
    reads: pathsRead(fields, sort),
  };
}

function pathsRead({ shown, filter }: QueryFields, sort: Sorter | undefined): string[] | undefined {
  const filtered = shown && pathsOfFilter(filter ?? EMPTY_DOCUMENT);
  return filtered && [...shown, ...filtered, ...(sort?.order.fields ?? []).map(({ path }) => path)];
}
