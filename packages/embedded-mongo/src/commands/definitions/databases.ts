import { CommandError } from '../../bson/command-error.ts';
import { compileFilter } from '../../query/filter.ts';
import type { Collection } from '../../storage/collection.ts';
import { encodeReply } from '../../wire/reply.ts';
import { defineCommand } from '../command.ts';
import { assertDatabaseCase, databaseOf } from './database-case.ts';
import {
  assertDatabaseName,
  assertNewCollectionName,
  assertUuid,
  assertWritable,
  isSystemDatabase,
  SYSTEM_DATABASES,
} from '../namespace.ts';
import { isNumber, numberOf, textOf, wrongType } from '../fields.ts';
import { dataBytes } from '../server/statistics.ts';
import { BSON_TYPE, type RawField } from '../../storage/raw-fields.ts';

export const databaseCommands = [
  defineCommand({
    names: ['listDatabases'],
    fields: { filter: 'document', nameOnly: 'boolean', authorizedDatabases: 'boolean' },
    adminOnly: true,
    stable: true,
    run: ({ engine }, { filter, nameOnly = false }) => {
      const matching = filter && compileFilter(filter);
      const byName = byDatabase(engine.store.collections());
      let totalSize = 0;
      const databases: Buffer[] = [];
      for (const [name, collections] of byName) {
        const sizeOnDisk = nameOnly ? 0 : sum(collections, (each) => dataBytes(engine.store.view, each));
        const document = encodeReply(nameOnly ? { name } : { name, sizeOnDisk, empty: false });
        if (matching && !matching.matches(document)) continue;
        totalSize += sizeOnDisk;
        databases.push(document);
      }
      if (nameOnly) return { databases };
      return { databases, totalSize, totalSizeMb: Math.floor(totalSize / 1024 / 1024) };
    },
  }),
  defineCommand({
    names: ['dropDatabase'],
    fields: {},
    writes: true,
    stable: true,
    run: async ({ engine, database, operation, target }) => {
      if (!isNumber(target) || numberOf(target) !== 1) {
        throw new CommandError(2, 'have to pass 1 as db parameter');
      }
      if (isSystemDatabase(database)) {
        throw new CommandError(20, `Dropping the '${database}' database is prohibited.`);
      }
      const { store, cursors } = engine;
      const dropped = await store.write(
        (_view, commit) => {
          const collections = store.collections().filter(({ databaseName }) => databaseName === database);
          for (const collection of collections) store.assertUnused(collection);
          for (const collection of collections) store.dropCollection(commit, collection);
          return collections.length;
        },
        (ended) => operation.wait(ended),
      );
      cursors.endOf(
        ({ namespace }) => namespace.startsWith(`${database}.`),
        new CommandError(175, 'collection dropped. query plan killed'),
      );
      return dropped > 0 ? { dropped: database } : {};
    },
  }),
  defineCommand({
    names: ['renameCollection'],
    fields: { to: 'string!', dropTarget: 'value', stayTemp: 'boolean', collectionUUID: 'value' },
    adminOnly: true,
    writes: true,
    run: async (context, { to, dropTarget, collectionUUID }) => {
      const { engine, target, operation } = context;
      const { store, cursors } = engine;
      if (target.type !== BSON_TYPE.string) throw new CommandError(73, 'the source has to be a namespace');
      const from = textOf(target);
      for (const namespace of [from, to]) {
        if (!namespace.includes('.'))
          throw new CommandError(73, `Invalid namespace specified '${namespace}'`);
        assertDatabaseName(databaseOf(namespace));
      }
      assertWritable(from);
      assertNewCollectionName(to);
      assertDatabaseCase(store, to);
      const existingTarget = readTarget(dropTarget);
      if ((collectionUUID ?? existingTarget.uuid) && databaseOf(from) !== databaseOf(to)) {
        throw new CommandError(72, 'a collection that is given by its UUID stays in its database');
      }
      assertUuid(context, from, collectionUUID);
      assertUuid(context, to, existingTarget.uuid);
      await store.write(
        (_view, commit) => {
          const source = store.collection(from);
          if (!source) throw new CommandError(26, `Source collection ${from} does not exist`);
          if (from === to) throw new CommandError(20, "Can't rename a collection to itself");
          const existing = store.collection(to);
          if (existing && !existingTarget.replaced) throw new CommandError(48, 'target namespace exists');
          store.assertUnused(source);
          if (existing) store.dropCollection(commit, existing);
          store.renameCollection(commit, source, to);
        },
        (ended) => operation.wait(ended),
      );
      cursors.endOf(
        ({ namespace }) => namespace === from || namespace === to,
        new CommandError(175, 'collection renamed. query plan killed'),
      );
      return {};
    },
  }),
];

/** `dropTarget` is a boolean, or the UUID of the collection that may be replaced. @throws CommandError 14 */
function readTarget(field: RawField | undefined): { replaced: boolean; uuid?: RawField } {
  if (!field || field.type === BSON_TYPE.null) return { replaced: false };
  if (field.type === BSON_TYPE.binary) return { replaced: true, uuid: field };
  if (field.type !== BSON_TYPE.boolean) throw wrongType('renameCollection.dropTarget', field.type, 'bool');
  return { replaced: field.bytes[0] === 1 };
}

/** Those of the system are always there. */
function byDatabase(collections: readonly Collection[]): Map<string, Collection[]> {
  const byName = new Map<string, Collection[]>([...SYSTEM_DATABASES].map((name) => [name, []]));
  for (const collection of collections) {
    byName.set(collection.databaseName, [...(byName.get(collection.databaseName) ?? []), collection]);
  }
  return byName;
}

function sum(collections: readonly Collection[], size: (collection: Collection) => number): number {
  return collections.reduce((total, collection) => total + size(collection), 0);
}
