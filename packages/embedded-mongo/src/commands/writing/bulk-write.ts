import type { Collection } from '../../storage/collection.ts';
import type { RawField } from '../../storage/raw-fields.ts';
import { encodeReply, type ReplyDocument, type ReplyValue } from '../../wire/reply.ts';
import { ensureCollection } from '../definitions/collections.ts';
import { defineCommand, type CommandContext } from '../command.ts';
import { answerWithList, batchSizeOf } from '../reading/cursor-reply.ts';
import { BULK_WRITE_FIELDS, operationReader, type BulkOperation } from './bulk-operations.ts';
import { DeleteStatement } from './delete-statement.ts';
import { insertion, isInsertable } from './insert.ts';
import { assertWritable, findCollection, isSystem } from '../namespace.ts';
import { inScope } from '../reading/query-fields.ts';
import { UpdateStatement } from './update-statement.ts';
import { readStatements } from './read-statements.ts';
import { runWrites, type Statement } from './write-loop.ts';
import { WriteProgress } from './write-progress.ts';

interface Surroundings {
  context: CommandContext;
  collections: ReadonlyMap<string, Collection | undefined>;
  variables: Buffer | undefined;
  bypassValidation: boolean;
  errorsOnly: boolean;
}

function statementOf(operation: BulkOperation, idx: number, surroundings: Surroundings): Statement {
  const { context, collections, variables, bypassValidation, errorsOnly } = surroundings;
  const tell = (progress: WriteProgress, result: ReplyDocument): void => {
    if (!errorsOnly) progress.list('results', { ok: 1, idx, ...result });
  };
  assertWritable(operation.namespace);
  const collection = collections.get(operation.namespace);
  if (operation.kind === 'insert') {
    return insertion(context, collection, operation.document, bypassValidation, (progress) => {
      progress.count('nInserted', 1);
      tell(progress, { n: 1 });
    });
  }
  if (operation.kind === 'delete') {
    const specification = inScope(context, operation.specification, variables);
    return new DeleteStatement(context, collection, specification, (progress, { deleted }) => {
      progress.count('nDeleted', deleted);
      tell(progress, { n: deleted });
    });
  }
  const specification = { ...inScope(context, operation.specification, variables), bypassValidation };
  return new UpdateStatement(context, collection, specification, (progress, outcome) => {
    const { matched, modified, upsertedId } = outcome;
    progress.count('nMatched', matched);
    progress.count('nModified', modified);
    progress.count('nUpserted', upsertedId ? 1 : 0);
    const upserted = upsertedId && { _id: upsertedId };
    tell(progress, { n: upserted ? 1 : matched, nModified: modified, upserted });
  });
}

/** It may bring a document into a collection that does not exist. */
function mayInsert(operation: BulkOperation): boolean {
  if (operation.kind === 'insert') return isInsertable(operation.document);
  return operation.kind === 'update' && operation.specification.upsert;
}

async function openCollections(
  context: CommandContext,
  operations: readonly BulkOperation[],
): Promise<Map<string, Collection | undefined>> {
  const inserting = new Set(operations.filter(mayInsert).map(({ namespace }) => namespace));
  const collections = new Map<string, Collection | undefined>();
  for (const { namespace } of operations) {
    if (collections.has(namespace)) continue;
    const isMade = inserting.has(namespace) && !isSystem(namespace);
    collections.set(
      namespace,
      isMade ? await ensureCollection(context, namespace) : findCollection(context, namespace),
    );
  }
  return collections;
}

export const bulkWriteCommand = defineCommand({
  names: ['bulkWrite'],
  fields: BULK_WRITE_FIELDS,
  adminOnly: true,
  inTransaction: true,
  retryable: true,
  writes: true,
  stable: true,
  run: async (context, fields) => {
    const { ordered = true, errorsOnly = false } = fields;
    const operations = await readStatements(context, fields.ops, operationReader(context, fields));
    const counters = context.engine.counters;
    for (const operation of operations) {
      if (operation.kind === 'update') counters.updated('bulkWrite', operation.specification);
    }
    const surroundings = {
      context,
      collections: await openCollections(context, operations),
      variables: fields.let,
      bypassValidation: fields.bypassDocumentValidation ?? false,
      errorsOnly,
    };
    const progress = await runWrites(context, {
      statements: operations.length,
      statement: (position) => statementOf(operations[position]!, position, surroundings),
      ordered,
      start: new WriteProgress(COUNTS.map((name) => [name, 0] as const)),
      failed: (now, { index, ...error }) => {
        now.count('nErrors', 1);
        const nModified = operations[index]!.kind === 'update' ? 0 : undefined;
        now.list('results', { ok: 0, idx: index, n: 0, nModified, ...error });
      },
    });
    return answerWithList(context, progress.listed('results').map(documentOf), {
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
