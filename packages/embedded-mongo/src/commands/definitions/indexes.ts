import { CommandError } from '../../bson/command-error.ts';
import type { Collection } from '../../storage/collection.ts';
import type { IndexDefinition } from '../../storage/index-definition.ts';
import type { Index } from '../../storage/indexing.ts';
import { BSON_TYPE, rawFields, type RawField } from '../../storage/raw-fields.ts';
import type { OpenTransaction } from '../../storage/write-view.ts';
import type { ReplyDocument } from '../../wire/reply.ts';
import { buildIndexes, inTurn } from './build-indexes.ts';
import { ensureCollection } from './collections.ts';
import { assertStableIndex } from '../api-version.ts';
import { defineCommand, type CommandContext } from '../command.ts';
import { assertLocalTransaction } from '../concerns.ts';
import { answerWithList, batchSizeOf } from '../reading/cursor-reply.ts';
import { isNumber, numberOf, wrongType } from '../fields.ts';
import { compareWithExisting, sameKey } from './index-conflicts.ts';
import { ID_INDEX, readIndexSpecification } from './index-specification.ts';
import {
  assertUuid,
  existingCollection,
  findCollection,
  namespaceOf,
  readNamespaceOf,
} from '../namespace.ts';
import { textOf } from '../fields.ts';

const MAX_INDEXES = 64;

export const indexCommands = [
  defineCommand({
    names: ['createIndexes'],
    fields: {
      indexes: 'documents!',
      commitQuorum: 'value',
      ignoreUnknownIndexOptions: 'boolean',
      collectionUUID: 'value',
    },
    inTransaction: true,
    writes: true,
    stable: true,
    run: async (context, { indexes, commitQuorum, ignoreUnknownIndexOptions, collectionUUID }) => {
      const namespace = namespaceOf(context);
      assertLocalTransaction(context);
      if (namespace === 'config.transactions') {
        throw new CommandError(20, 'creating indexes on config.transactions is not allowed');
      }
      if (commitQuorum && commitQuorum.type !== BSON_TYPE.null) assertQuorum(commitQuorum);
      assertUuid(context, namespace, collectionUUID);
      if (indexes.length === 0) throw new CommandError(2, 'Must specify at least one index to create');
      for (const each of indexes) assertStableIndex(context.common, each);
      const definitions = indexes.map((each) => readIndexSpecification(each, ignoreUnknownIndexOptions));
      const existed = findCollection(context, namespace) !== undefined;
      if (!existed) newOnes([ID_INDEX], definitions, false);
      const collection = await ensureCollection(context, namespace);
      const add = (): Promise<ReplyDocument> => addIndexes(context, collection, definitions);
      const added = context.transaction ? await add() : await inTurn(collection, context.operation, add);
      return { ...added, createdCollectionAutomatically: !existed };
    },
  }),
  defineCommand({
    names: ['listIndexes'],
    fields: { cursor: 'document', includeBuildUUIDs: 'boolean', includeIndexBuildInfo: 'boolean' },
    stable: true,
    run: (context, { cursor, includeBuildUUIDs, includeIndexBuildInfo }) => {
      if (includeBuildUUIDs || includeIndexBuildInfo) {
        throw new CommandError(238, 'listIndexes tells nothing of how an index is being built');
      }
      const namespace = readNamespaceOf(context);
      const collection = context.engine.store.collection(namespace);
      if (!collection) throw new CommandError(26, `ns does not exist: ${namespace}`);
      const specifications = collection.indexes.map(({ definition }) => definition.specification);
      return answerWithList(context, specifications, { namespace, batchSize: batchSizeOf(cursor) });
    },
  }),
  defineCommand({
    names: ['dropIndexes', 'deleteIndexes'],
    fields: { index: 'value!', collectionUUID: 'value' },
    writes: true,
    stable: true,
    run: async (context, { index, collectionUUID }) => {
      const namespace = namespaceOf(context);
      assertUuid(context, namespace, collectionUUID);
      const collection = existingCollection(context, namespace);
      const before = collection.indexes.length;
      const chosen = indexesToDrop(collection, index);
      const { store } = context.engine;
      await store.write(
        (_view, commit) => {
          if (collection.dropped) throw new CommandError(26, `ns not found: ${namespace}`);
          for (const each of chosen) store.dropIndex(commit, collection, each);
        },
        (ended) => context.operation.wait(ended),
      );
      const isAll = index.type === BSON_TYPE.string && textOf(index) === '*';
      return { nIndexesWas: before, ...(isAll && { msg: 'non-_id indexes dropped for collection' }) };
    },
  }),
];

const MAX_MEMBERS = 50;

/** Those that have to have an index before it is used: there is one member. @throws CommandError 9 and 278 */
function assertQuorum(field: RawField): void {
  if (field.type === BSON_TYPE.string) {
    const name = textOf(field);
    if (name === 'votingMembers' || name === 'majority') return;
    throw new CommandError(278, `Commit quorum cannot be satisfied with the tag '${name}'`);
  }
  const count = isNumber(field) ? Math.trunc(numberOf(field)) : Number.NaN;
  if (!(count >= 0 && count <= MAX_MEMBERS)) {
    throw new CommandError(9, `commitQuorum has to be a text or a number from 0 to ${MAX_MEMBERS}`);
  }
  if (count > 1) throw new CommandError(278, `Commit quorum of ${count} cannot be satisfied by one member`);
}

/** @throws CommandError 85 and 86, 67 for too many, and what building them throws */
async function addIndexes(
  context: CommandContext,
  collection: Collection,
  definitions: readonly IndexDefinition[],
): Promise<ReplyDocument> {
  const existing = collection.indexes.map(({ definition }) => definition);
  const wanted = newOnes(existing, definitions, collection.count > 0);
  if (context.transaction) addInTransaction(context, context.transaction, collection, wanted);
  else await buildIndexes(context, collection, wanted);
  return {
    numIndexesBefore: existing.length,
    numIndexesAfter: collection.indexes.length,
    ...(wanted.length === 0 && { note: 'all indexes already exist' }),
  };
}

/** @throws CommandError 263 in a transaction that has not just made the collection */
function addInTransaction(
  { engine }: CommandContext,
  transaction: OpenTransaction,
  collection: Collection,
  wanted: readonly IndexDefinition[],
): void {
  if (wanted.length === 0) return;
  const own = transaction.created.get(collection.namespace) === collection;
  if (!own || transaction.countChange(collection) > 0) {
    const which = own ? 'a collection that has documents' : 'an existing collection';
    throw new CommandError(263, `Cannot create new indexes on ${which} in a multi-document transaction.`);
  }
  for (const definition of wanted) engine.store.addIndexInTransaction(collection, definition);
}

/** Those that are not there yet. @throws CommandError 85 and 86, 68 or 96 for the same one twice, 67 for too many */
function newOnes(
  existing: readonly IndexDefinition[],
  definitions: readonly IndexDefinition[],
  hasDocuments: boolean,
): IndexDefinition[] {
  const wanted: IndexDefinition[] = [];
  for (const definition of definitions) {
    if (compareWithExisting(definition, [...existing, ...wanted])) wanted.push(definition);
    else if (wanted.some(({ name }) => name === definition.name)) {
      const code = hasDocuments ? 96 : 68;
      throw new CommandError(code, `Cannot build two identical indexes: ${definition.name}`);
    }
  }
  if (existing.length + wanted.length > MAX_INDEXES) {
    throw new CommandError(67, `add index fails, too many indexes: there can be ${MAX_INDEXES}`);
  }
  return wanted;
}

function indexesToDrop(collection: Collection, chosen: RawField): Index[] {
  if (chosen.type === BSON_TYPE.string) {
    const name = textOf(chosen);
    return name === '*' ? collection.indexes.slice(1) : [indexByName(collection, name)];
  }
  if (chosen.type === BSON_TYPE.array) {
    return [...rawFields(chosen.bytes)].map(([position, field]) => {
      if (field.type !== BSON_TYPE.string)
        throw wrongType(`dropIndexes.index.${position}`, field.type, 'string');
      return indexByName(collection, textOf(field));
    });
  }
  if (chosen.type !== BSON_TYPE.document) throw wrongType('dropIndexes.index', chosen.type, 'string');
  const matching = collection.indexes.filter(({ definition }) => sameKey(definition.key, chosen.bytes));
  if (matching.length > 1) {
    throw new CommandError(
      181,
      `${matching.length} indexes found for key pattern, use the index's name instead`,
    );
  }
  if (!matching[0]) throw new CommandError(27, `can't find index with key: ${describeKey(chosen.bytes)}`);
  return [droppable(matching[0])];
}

function indexByName(collection: Collection, name: string): Index {
  const index = collection.indexes.find(({ definition }) => definition.name === name);
  if (!index) throw new CommandError(27, `index not found with name [${name}]`);
  return droppable(index);
}

function droppable(index: Index): Index {
  if (index.definition.name === '_id_') throw new CommandError(72, 'cannot drop _id index');
  return index;
}

function describeKey(key: Buffer): string {
  return `{ ${[...rawFields(key)].map(([name, field]) => `${name}: ${numberOf(field)}`).join(', ')} }`;
}
