import { CommandError } from '../../bson/command-error.ts';
import type { Collection } from '../../storage/collection.ts';
import { rawFields, type RawField } from '../../storage/raw-fields.ts';
import { encodeReply, type ReplyDocument, type ReplyValue } from '../../wire/reply.ts';
import { ensureCollection } from '../definitions/collections.ts';
import { defineCommand, type CommandContext } from '../command.ts';
import { answerWithList, batchSizeOf } from '../reading/cursor-reply.ts';
import { DeleteStatement } from './delete-statement.ts';
import { isNumber, numberOf, readFields } from '../fields.ts';
import { assertBatchSize, insertion, isInsertable } from './insert.ts';
import { assertDatabaseName, assertUuid, assertWritable, findCollection, isSystem } from '../namespace.ts';
import { readCollation, readScope } from '../reading/query-fields.ts';
import { assertRetryable, assertUpdate } from './update.ts';
import { UpdateStatement } from './update-statement.ts';
import { runWrites, type Statement } from './write-loop.ts';
import { WriteProgress } from './write-progress.ts';

const NAMESPACE_FIELDS = {
  ns: 'string!',
  collectionUUID: 'value',
  encryptionInformation: 'ignored',
} as const;
const OPERATION_FIELDS = {
  insert: { insert: 'integer!', document: 'document!' },
  update: {
    update: 'integer!',
    filter: 'document!',
    updateMods: 'value!',
    multi: 'boolean',
    upsert: 'boolean',
    sort: 'document',
    hint: 'value',
    constants: 'document',
    collation: 'document',
    arrayFilters: 'documents',
  },
  delete: {
    delete: 'integer!',
    filter: 'document!',
    multi: 'boolean',
    hint: 'value',
    collation: 'document',
  },
} as const;

interface Surroundings {
  context: CommandContext;
  collections: (Collection | undefined)[];
  variables: Buffer | undefined;
  bypassValidation: boolean;
}

interface Operation {
  namespace: number;
  kind: 'insert' | 'update' | 'delete';
  /** It may bring a document into a collection that does not exist. */
  inserts: boolean;
  statement(surroundings: Surroundings): Statement;
}

function readOperation(context: CommandContext, bytes: Buffer, index: number): Operation {
  const [first] = rawFields(bytes);
  switch (first?.[0]) {
    case 'insert':
      return readInsert(bytes, index);
    case 'update':
      return readUpdate(context, bytes, index);
    case 'delete':
      return readDelete(context, bytes, index);
    default:
      throw new CommandError(2, `Unrecognized bulkWrite op: ${first?.[0] ?? 'an empty document'}`);
  }
}

function readInsert(bytes: Buffer, idx: number): Operation {
  const { insert, document } = readFields('bulkWrite.ops', bytes, OPERATION_FIELDS.insert);
  return {
    namespace: insert,
    kind: 'insert',
    inserts: isInsertable(document),
    statement: ({ context, collections, bypassValidation }) =>
      insertion(context, collections[insert], document, bypassValidation, (progress) => {
        progress.count('nInserted', 1);
        progress.list('results', { ok: 1, idx, n: 1 });
      }),
  };
}

function readUpdate(context: CommandContext, bytes: Buffer, idx: number): Operation {
  const fields = readFields('bulkWrite.ops', bytes, OPERATION_FIELDS.update);
  const {
    update,
    filter,
    updateMods,
    multi = false,
    upsert = false,
    arrayFilters,
    sort,
    hint,
    constants,
  } = fields;
  assertRetryable(context, multi);
  assertUpdate(updateMods);
  const collation = readCollation(fields.collation);
  return {
    namespace: update,
    kind: 'update',
    inserts: upsert,
    statement: ({ context: own, collections, variables, bypassValidation }) =>
      new UpdateStatement(
        own,
        collections[update],
        {
          filter,
          update: updateMods,
          arrayFilters,
          multi,
          upsert,
          constants,
          sort,
          hint,
          collation,
          scope: readScope(variables, collation),
          bypassValidation,
        },
        (progress, { matched, modified, upsertedId }) => {
          progress.count('nMatched', matched);
          progress.count('nModified', modified);
          progress.count('nUpserted', upsertedId ? 1 : 0);
          const upserted = upsertedId && { _id: upsertedId };
          progress.list('results', { ok: 1, idx, n: upserted ? 1 : matched, nModified: modified, upserted });
        },
      ),
  };
}

function readDelete(context: CommandContext, bytes: Buffer, idx: number): Operation {
  const fields = readFields('bulkWrite.ops', bytes, OPERATION_FIELDS.delete);
  const { delete: namespace, filter, multi = false, hint } = fields;
  assertRetryable(context, multi);
  const collation = readCollation(fields.collation);
  return {
    namespace,
    kind: 'delete',
    inserts: false,
    statement: ({ context: own, collections, variables }) =>
      new DeleteStatement(
        own,
        collections[namespace],
        { filter, multi, sort: undefined, hint, collation, scope: readScope(variables, collation) },
        (progress, { deleted }) => {
          progress.count('nDeleted', deleted);
          progress.list('results', { ok: 1, idx, n: deleted });
        },
      ),
  };
}

async function openCollections(
  context: CommandContext,
  namespaces: readonly string[],
  operations: readonly Operation[],
): Promise<(Collection | undefined)[]> {
  const inserting = new Set(operations.filter(({ inserts }) => inserts).map(({ namespace }) => namespace));
  const collections: (Collection | undefined)[] = [];
  for (const [position, namespace] of namespaces.entries()) {
    collections.push(
      inserting.has(position) && !isSystem(namespace)
        ? await ensureCollection(context, namespace)
        : findCollection(context, namespace),
    );
  }
  return collections;
}

function readNamespace(context: CommandContext, bytes: Buffer): string {
  const { ns, collectionUUID } = readFields('bulkWrite.nsInfo', bytes, NAMESPACE_FIELDS);
  const dot = ns.indexOf('.');
  if (dot <= 0 || dot === ns.length - 1) throw new CommandError(73, `Invalid namespace specified '${ns}'`);
  assertDatabaseName(ns.slice(0, dot));
  assertUuid(context, ns, collectionUUID);
  return ns;
}

export const bulkWriteCommand = defineCommand({
  names: ['bulkWrite'],
  fields: {
    ops: 'documents!',
    nsInfo: 'documents!',
    ordered: 'boolean',
    bypassDocumentValidation: 'boolean',
    let: 'document',
    errorsOnly: 'boolean',
    cursor: 'document',
  },
  adminOnly: true,
  inTransaction: true,
  retryable: true,
  writes: true,
  stable: true,
  run: async (context, fields) => {
    const { ops, nsInfo, ordered = true, errorsOnly = false } = fields;
    assertBatchSize(ops.length);
    const namespaces = nsInfo.map((bytes) => readNamespace(context, bytes));
    const operations = ops.map((bytes, index) => readOperation(context, bytes, index));
    for (const { namespace } of operations) {
      if (namespaces[namespace] === undefined) {
        throw new CommandError(2, `BulkWrite ops entry has an invalid nsInfo index: ${namespace}`);
      }
    }
    const surroundings = {
      context,
      collections: await openCollections(context, namespaces, operations),
      variables: fields.let,
      bypassValidation: fields.bypassDocumentValidation ?? false,
    };
    const progress = await runWrites(context, {
      statements: ops.length,
      statement: (position) => {
        const operation = operations[position]!;
        assertWritable(namespaces[operation.namespace]!);
        return operation.statement(surroundings);
      },
      ordered,
      start: new WriteProgress(COUNTS.map((name) => [name, 0] as const)),
      failed: (now, { index, ...error }) => {
        now.count('nErrors', 1);
        const nModified = operations[index]!.kind === 'update' ? 0 : undefined;
        now.list('results', { ok: 0, idx: index, n: 0, nModified, ...error });
      },
    });
    const results = progress.listed('results').filter((result) => !errorsOnly || isError(result));
    return answerWithList(context, results.map(documentOf), {
      namespace: 'admin.$cmd.bulkWrite',
      batchSize: batchSizeOf(fields.cursor) ?? Number.POSITIVE_INFINITY,
      addition: Object.fromEntries(COUNTS.map((name) => [name, progress.counted(name)])),
    });
  },
});

const COUNTS = ['nErrors', 'nInserted', 'nMatched', 'nModified', 'nUpserted', 'nDeleted'];

/** What was recorded for a retry comes back as raw BSON. */
function isRaw(value: ReplyValue): value is RawField {
  return typeof value === 'object' && value !== null && 'bytes' in value && Buffer.isBuffer(value.bytes);
}

function documentOf(result: ReplyValue): Buffer {
  return isRaw(result) ? result.bytes : encodeReply(result as ReplyDocument);
}

function isError(result: ReplyValue): boolean {
  if (!isRaw(result)) return (result as ReplyDocument).ok === 0;
  const [ok] = rawFields(result.bytes);
  return ok !== undefined && isNumber(ok[1]) && numberOf(ok[1]) === 0;
}
