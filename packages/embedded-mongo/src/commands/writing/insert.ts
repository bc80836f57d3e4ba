import { CommandError } from '../../bson/command-error.ts';
import type { Collection } from '../../storage/collection.ts';
import { newDocument } from '../../storage/new-document.ts';
import { withServerTimes } from '../../storage/server-time.ts';
import { insertRecord } from '../../storage/records.ts';
import { assertValid } from './validation.ts';
import { ensureCollection } from '../definitions/collections.ts';
import { defineCommand, type CommandContext } from '../command.ts';
import { MAX_BATCH } from '../server/handshake.ts';
import { assertUuid, findCollection, namespaceOf } from '../namespace.ts';
import { runWrites, type Statement } from './write-loop.ts';
import { WriteProgress } from './write-progress.ts';

/** @throws CommandError 16 when there are none or more than `maxWriteBatchSize` */
export function assertBatchSize(statements: number): void {
  if (statements > 0 && statements <= MAX_BATCH) return;
  throw new CommandError(
    16,
    `Write batch sizes must be between 1 and ${MAX_BATCH}. Got ${statements} operations.`,
  );
}

/** A document that none can be does not make a collection. */
export function isInsertable(document: Buffer): boolean {
  try {
    newDocument(withServerTimes(document));
    return true;
  } catch (error) {
    if (error instanceof CommandError) return false;
    throw error;
  }
}

/**
 * The insertion of one document.
 * @param collection undefined only when none of the documents is insertable
 * @throws CommandError for a document that none can be
 */
export function insertion(
  context: CommandContext,
  collection: Collection | undefined,
  document: Buffer,
  bypassValidation: boolean,
  done: (progress: WriteProgress) => void,
): Statement {
  const stored = newDocument(withServerTimes(document));
  return {
    run: ({ view }, progress) => {
      const current = stillThere(context, collection!);
      if (!bypassValidation) assertValid(current, stored);
      insertRecord(view, current, stored);
      done(progress);
      return 'done';
    },
  };
}

/** The collection, also when it has been dropped while the request waited. */
export function stillThere(context: CommandContext, collection: Collection): Collection {
  if (!collection.dropped) return collection;
  const again = context.engine.store.collection(collection.namespace);
  if (!again) throw new CommandError(175, `collection ${collection.namespace} was dropped meanwhile`);
  return again;
}

export const insertCommand = defineCommand({
  names: ['insert'],
  fields: {
    documents: 'documents!',
    ordered: 'strictBoolean',
    bypassDocumentValidation: 'boolean',
    collectionUUID: 'value',
  },
  inTransaction: true,
  retryable: true,
  writes: true,
  stable: true,
  run: async (context, { documents, ordered = true, bypassDocumentValidation = false, collectionUUID }) => {
    assertBatchSize(documents.length);
    const namespace = namespaceOf(context);
    assertUuid(context, namespace, collectionUUID);
    const collection = (ordered ? documents.slice(0, 1) : documents).some(isInsertable)
      ? await ensureCollection(context, namespace)
      : findCollection(context, namespace);
    const progress = await runWrites(context, {
      statements: documents.length,
      statement: (position) =>
        insertion(context, collection, documents[position]!, bypassDocumentValidation, (now) =>
          now.count('n', 1),
        ),
      ordered,
      start: new WriteProgress([['n', 0]]),
      failed: (now, error) => now.list('writeErrors', error),
    });
    return progress.reply();
  },
});
