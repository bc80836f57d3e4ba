import { fail } from '../../bson/command-error.ts';
import { includedPaths } from '../../projection/included-paths.ts';
import { compileProjection } from '../../projection/projection.ts';
import type { Collection } from '../../storage/collection.ts';
import { EMPTY_DOCUMENT, rawFields } from '../../storage/raw-fields.ts';
import { compileUpdate } from '../../update/update.ts';
import type { CommandContext } from '../command.ts';
import { COUNT_FIELDS, mostCounted } from '../reading/count.ts';
import { BULK_WRITE_FIELDS, operationReader, type BulkOperation } from '../writing/bulk-operations.ts';
import { deletionOf, readDelete } from '../writing/delete.ts';
import type { DeleteSpecification } from '../writing/delete-statement.ts';
import { DISTINCT_FIELDS } from '../reading/distinct.ts';
import { counting, deleting, updating, type Effect } from './explain-effects.ts';
import type { Asked } from './explain-plan.ts';
import { COMMON_FIELDS, readFields } from '../fields.ts';
import { assertUuid, namespaceOf } from '../namespace.ts';
import { assertFindAndModify, FIND_AND_MODIFY_FIELDS } from '../writing/find-and-modify.ts';
import { assertFindFields, FIND_FIELDS } from '../reading/find.ts';
import { compileQuery, inScope, type QueryFields } from '../reading/query-fields.ts';
import { readUpdate, updateOf } from '../writing/update.ts';
import type { UpdateSpecification } from '../writing/update-statement.ts';

/** A command to explain: the search that it makes, and what it does with what it finds. */
export interface Explained extends Asked {
  effect?: Effect | undefined;
}

type Reader = (context: CommandContext, command: Buffer, collection: Collection | undefined) => Explained;

const READERS: Readonly<Record<string, Reader>> = {
  find: (context, command, collection) => {
    const fields = readFields('find', command, { ...COMMON_FIELDS, ...FIND_FIELDS, find: 'value' });
    assertFindFields(fields, collection);
    const { scope, collation } = inScope(context, { collation: fields.collation }, fields.let);
    const { projection } = fields;
    const shown = projection && includedPaths(projection);
    const asked = ask(collection, { ...fields, scope, collation, shown });
    if (!projection || projection.length === EMPTY_DOCUMENT.length) return asked;
    compileProjection(projection, { filter: asked.query.filter, scope, collation });
    return { ...asked, projection };
  },
  count: (context, command, collection) => {
    const fields = readFields('count', command, { ...COMMON_FIELDS, ...COUNT_FIELDS, count: 'value' });
    const { query: filter, hint, skip = 0 } = fields;
    const most = mostCounted(fields.limit);
    const asked = ask(collection, {
      ...inScope(context, { collation: fields.collation }),
      filter,
      hint,
      shown: [],
    });
    const wanted = most > 0 ? { ...asked.query, limit: skip + most } : asked.query;
    return { ...asked, query: wanted, effect: counting(skip, most) };
  },
  distinct: (context, command, collection) => {
    const fields = readFields('distinct', command, {
      ...COMMON_FIELDS,
      ...DISTINCT_FIELDS,
      distinct: 'value',
    });
    const { key: distinct, query: filter, hint, collation } = fields;
    const asked = ask(collection, { ...inScope(context, { collation }), filter, hint, shown: [distinct] });
    return { ...asked, distinct };
  },
  delete: (context, command, collection) => {
    const fields = readFields('delete', command, { ...COMMON_FIELDS, ...WRITE_FIELDS, delete: 'value' });
    const entry = readDelete(context, onlyEntry(fields.deletes));
    return explainDelete(collection, deletionOf(context, entry, fields.let), false);
  },
  bulkWrite: (context, command, collection) => {
    const { operation, variables } = onlyOperation(context, command);
    if (operation.kind === 'insert') return fail(20, 'Cannot explain insert cmd for bulkWrite');
    if (operation.kind === 'delete') {
      return explainDelete(collection, inScope(context, operation.specification, variables), false);
    }
    const specification = inScope(context, operation.specification, variables);
    return explainUpdate(collection, { ...specification, bypassValidation: false }, 'nothing');
  },
  update: (context, command, collection) => {
    const fields = readFields('update', command, { ...COMMON_FIELDS, ...WRITE_FIELDS, update: 'value' });
    const entry = readUpdate(context, onlyEntry(fields.updates));
    return explainUpdate(collection, updateOf(context, entry, fields.let, false), 'nothing');
  },
  findAndModify: (context, command, collection) => {
    const fields = readFields('findAndModify', command, {
      ...COMMON_FIELDS,
      ...FIND_AND_MODIFY_FIELDS,
      [context.command]: 'value',
    });
    assertFindAndModify(fields);
    const { query: filter = EMPTY_DOCUMENT, fields: projection, update } = fields;
    const search = inScope(context, { collation: fields.collation }, fields.let);
    const query = { ...search, filter, sort: fields.sort, hint: fields.hint, multi: false };
    if (!update) {
      return { ...explainDelete(collection, query, true), projection };
    }
    const { upsert = false, arrayFilters } = fields;
    const specification = { ...query, update, upsert, arrayFilters, bypassValidation: false };
    return {
      ...explainUpdate(collection, specification, fields.new ? 'new' : 'old'),
      projection,
    };
  },
};

const WRITE_FIELDS = {
  updates: 'documents',
  deletes: 'documents',
  ordered: 'strictBoolean',
  bypassDocumentValidation: 'boolean',
  collectionUUID: 'value',
  let: 'document',
} as const;

/** Not explained, though the server has them. */
const UNEXPLAINED = new Set(['insert', 'getMore']);

/** @throws CommandError 59 or 20 for a command that is not explained, and whatever is wrong in it */
export function readExplained(
  context: CommandContext,
  command: Buffer,
  collection: Collection | undefined,
): Explained {
  const name = context.command === 'findandmodify' ? 'findAndModify' : context.command;
  const read = Object.hasOwn(READERS, name) ? READERS[name] : undefined;
  if (UNEXPLAINED.has(name)) return fail(20, `Cannot explain cmd: ${name}`);
  if (!read) return fail(59, `Explain failed due to unknown command: ${name}`);
  const explained = read(context, command, collection);
  const { collectionUUID } = Object.fromEntries(rawFields(command));
  if (collectionUUID) assertUuid(context, explainedNamespace(context, command), collectionUUID);
  return explained;
}

/** The collection that a command is about, as `database.collection`. @throws CommandError 73, or 13 and 16 for `bulkWrite` */
export function explainedNamespace(context: CommandContext, command: Buffer): string {
  if (context.command !== 'bulkWrite') return namespaceOf(context);
  if (context.database !== 'admin') fail(13, 'bulkWrite may only be run against the admin database.');
  return onlyOperation(context, command).operation.namespace;
}

function onlyOperation(
  context: CommandContext,
  command: Buffer,
): { operation: BulkOperation; variables: Buffer | undefined } {
  const fields = readFields('bulkWrite', command, {
    ...COMMON_FIELDS,
    ...BULK_WRITE_FIELDS,
    bulkWrite: 'value',
  });
  const [operation, ...others] = fields.ops.map(operationReader(context, fields));
  if (!operation || others.length > 0) return fail(16, 'explained bulkWrite ops must be of size 1');
  return { operation, variables: fields.let };
}

function explainDelete(
  collection: Collection | undefined,
  specification: DeleteSpecification,
  returns: boolean,
): Explained {
  const { multi } = specification;
  const asked = ask(collection, { ...specification, limit: multi ? 0 : 1 });
  return { ...asked, effect: deleting(multi, returns) };
}

function explainUpdate(
  collection: Collection | undefined,
  specification: UpdateSpecification,
  returns: 'nothing' | 'old' | 'new',
): Explained {
  const { update, arrayFilters, collation, scope, multi, upsert } = specification;
  const asked = ask(collection, { ...specification, limit: multi ? 0 : 1 });
  const compiled = compileUpdate(update, { arrayFilters, collation, scope, multi });
  return { ...asked, effect: updating(compiled, asked.query.filter, { upsert, returns }) };
}

function onlyEntry(entries: readonly Buffer[] | undefined): Buffer {
  const [entry] = entries ?? [];
  if (!entry || entries!.length > 1) fail(16, 'explained write batches must be of size 1');
  return entry;
}

function ask(collection: Collection | undefined, fields: QueryFields): Explained {
  const { filter, sort } = fields;
  return { query: compileQuery(collection, fields), filter: filter ?? EMPTY_DOCUMENT, sort };
}
