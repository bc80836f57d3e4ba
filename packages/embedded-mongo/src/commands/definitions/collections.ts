import { CommandError } from '../../bson/command-error.ts';
import { uuidField } from '../../bson/uuid-field.ts';
import { compileFilter } from '../../query/filter.ts';
import type { Collection } from '../../storage/collection.ts';
import type { IndexDefinition } from '../../storage/index-definition.ts';
import { EMPTY_DOCUMENT } from '../../storage/raw-fields.ts';
import { encodeReply } from '../../wire/reply.ts';
import { cappedCommands } from './capped.ts';
import { collModCommand } from './coll-mod.ts';
import { assertNoViews, CREATE_FIELDS, readCollectionOptions } from './collection-options.ts';
import { defineCommand, type CommandContext } from '../command.ts';
import { assertLocalTransaction } from '../concerns.ts';
import { answerWithList, batchSizeOf } from '../reading/cursor-reply.ts';
import { assertDatabaseCase } from './database-case.ts';
import { ID_INDEX } from './index-specification.ts';
import {
  assertNewCollectionName,
  assertUuid,
  existingCollection,
  findCollection,
  namespaceOf,
} from '../namespace.ts';

/**
 * The collection that a write is about, made when it does not exist.
 * @throws CommandError 73 for a name that none may have
 */
export async function ensureCollection(context: CommandContext, namespace: string): Promise<Collection> {
  const existing = findCollection(context, namespace);
  if (existing) return existing;
  assertNewCollectionName(namespace);
  await createCollection(context, namespace, EMPTY_DOCUMENT, ID_INDEX);
  return existingCollection(context, namespace);
}

async function createCollection(
  context: CommandContext,
  namespace: string,
  options: Buffer,
  idIndex: IndexDefinition,
): Promise<void> {
  const { engine, transaction } = context;
  const { store } = engine;
  assertDatabaseCase(store, namespace);
  if (transaction) {
    store.createInTransaction(transaction, namespace, options, idIndex);
    return;
  }
  await store.write((_view, commit) => {
    // Somebody else may have been first.
    if (!store.collection(namespace)) store.createCollection(commit, namespace, options, idIndex);
  });
}

export const collectionCommands = [
  defineCommand({
    names: ['create'],
    fields: CREATE_FIELDS,
    inTransaction: true,
    writes: true,
    stable: true,
    run: async (context, fields) => {
      const namespace = namespaceOf(context);
      assertLocalTransaction(context);
      assertNoViews(context.database, namespace, fields);
      assertNewCollectionName(namespace);
      const { options, idIndex } = readCollectionOptions(context.database, fields);
      const existing = findCollection(context, namespace);
      if (existing && (context.transaction || !existing.options.equals(options))) {
        throw new CommandError(48, `Collection ${namespace} already exists.`);
      }
      if (!existing) await createCollection(context, namespace, options, idIndex);
      return {};
    },
  }),
  defineCommand({
    names: ['drop'],
    fields: { collectionUUID: 'value' },
    writes: true,
    stable: true,
    run: async (context, { collectionUUID }) => {
      const namespace = namespaceOf(context);
      assertUuid(context, namespace, collectionUUID);
      const { store, cursors } = context.engine;
      const indexes = await store.write(
        (_view, commit) => {
          const collection = store.collection(namespace);
          if (!collection) return undefined;
          const count = collection.indexes.length;
          store.dropCollection(commit, collection);
          return count;
        },
        (ended) => context.operation.wait(ended),
      );
      if (indexes === undefined) return {};
      cursors.endOf(
        (options) => options.namespace === namespace,
        new CommandError(175, 'collection dropped. query plan killed'),
      );
      return { nIndexesWas: indexes, ns: namespace };
    },
  }),
  collModCommand,
  ...cappedCommands,
  defineCommand({
    names: ['listCollections'],
    fields: {
      filter: 'document',
      nameOnly: 'boolean',
      // Everybody may see everything.
      authorizedCollections: 'boolean',
      cursor: 'document',
      includePendingDrops: 'boolean',
    },
    stable: true,
    run: (context, { filter, nameOnly, cursor, includePendingDrops }) => {
      if (includePendingDrops !== undefined && context.common.apiStrict) {
        throw new CommandError(323, "'includePendingDrops' is not in API Version 1");
      }
      const matching = filter && compileFilter(filter);
      const documents = context.engine.store
        .collections()
        .filter(({ databaseName }) => databaseName === context.database)
        .map((collection) => describe(collection, nameOnly === true))
        .filter((document) => !matching || matching.matches(document));
      return answerWithList(context, documents, {
        namespace: `${context.database}.$cmd.listCollections`,
        batchSize: batchSizeOf(cursor),
      });
    },
  }),
];

function describe(collection: Collection, nameOnly: boolean): Buffer {
  const { name, options, uuid } = collection;
  if (nameOnly) return encodeReply({ name, type: 'collection' });
  return encodeReply({
    name,
    type: 'collection',
    options,
    info: { readOnly: false, uuid: uuidField(uuid) },
    idIndex: collection.indexes[0]!.definition.specification,
  });
}
