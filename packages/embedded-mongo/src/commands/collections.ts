import { CommandError } from '../bson/command-error.ts';
import { compileFilter } from '../query/filter.ts';
import type { Collection } from '../storage/collection.ts';
import { BSON_TYPE, EMPTY_DOCUMENT, rawFields } from '../storage/raw-fields.ts';
import { encodeReply, type ReplyDocument } from '../wire/reply.ts';
import { defineCommand, type CommandContext } from './command.ts';
import { answerWithList, batchSizeOf } from './cursor-reply.ts';
import type { Fields } from './fields.ts';
import { sameKey } from './index-conflicts.ts';
import { ID_INDEX, readIndexSpecification } from './index-specification.ts';
import { assertNewCollectionName, existingCollection, findCollection, namespaceOf } from './namespace.ts';
import { readCollation } from './query-fields.ts';

const CREATE_FIELDS = {
  validator: 'document',
  validationLevel: 'string',
  validationAction: 'string',
  collation: 'document',
  capped: 'boolean',
  size: 'value',
  max: 'value',
  autoIndexId: 'ignored',
  idIndex: 'document',
  storageEngine: 'document',
  indexOptionDefaults: 'ignored',
  viewOn: 'value',
  pipeline: 'value',
  timeseries: 'value',
  clusteredIndex: 'value',
  expireAfterSeconds: 'value',
  changeStreamPreAndPostImages: 'value',
  encryptedFields: 'value',
  temp: 'ignored',
  flags: 'ignored',
} as const;

const REFUSED: Partial<Record<keyof typeof CREATE_FIELDS, string>> = {
  viewOn: 'views are not supported: put the pipeline into the query',
  pipeline: 'views are not supported: put the pipeline into the query',
  timeseries: 'time series collections are not supported: index a date in an ordinary collection',
  clusteredIndex: 'clustered collections are not supported: every collection has an _id index',
  expireAfterSeconds: 'an expiry of the collection is not supported: make a TTL index',
  changeStreamPreAndPostImages: 'change streams are not supported: read what changed by an indexed date',
  encryptedFields: 'encrypted fields are not supported',
};

/**
 * The collection that a write is about, made when it does not exist.
 * @throws CommandError 73 for a name that none may have
 */
export async function ensureCollection(context: CommandContext, namespace: string): Promise<Collection> {
  const existing = findCollection(context, namespace);
  if (existing) return existing;
  assertNewCollectionName(namespace);
  await createCollection(context, namespace, EMPTY_DOCUMENT);
  return existingCollection(context, namespace);
}

async function createCollection(context: CommandContext, namespace: string, options: Buffer): Promise<void> {
  const { engine, transaction } = context;
  const { store } = engine;
  if (transaction) {
    store.createInTransaction(transaction, namespace, options, ID_INDEX);
    return;
  }
  await store.write((_view, commit) => {
    // Somebody else may have been first.
    if (!store.collection(namespace)) store.createCollection(commit, namespace, options, ID_INDEX);
  });
}

function collectionOptions(fields: Fields<typeof CREATE_FIELDS>): Buffer {
  for (const [name, reason] of Object.entries(REFUSED)) {
    if (fields[name as keyof typeof CREATE_FIELDS]) throw new CommandError(238, `${name}: ${reason}`);
  }
  if (fields.capped) {
    throw new CommandError(
      238,
      'capped collections are not supported: remove old documents with a TTL index',
    );
  }
  if (readCollation(fields.collation)) {
    throw new CommandError(
      238,
      'a collation of the collection is not supported, as its indexes would have to follow it: give it with each query',
    );
  }
  if (fields.idIndex) assertIdIndex(fields.idIndex);
  return validatorOptions(fields);
}

/** @throws CommandError 2 for another index than every collection has, 197 for an option that it cannot have */
function assertIdIndex(specification: Buffer): void {
  if (sameKey(readIndexSpecification(specification).key, ID_INDEX.key)) return;
  throw new CommandError(2, "The field 'key' for an _id index must be { _id: 1 }");
}

interface ValidatorFields {
  validator?: Buffer | undefined;
  validationLevel?: string | undefined;
  validationAction?: string | undefined;
}

function validatorOptions({ validator, validationLevel, validationAction }: ValidatorFields): Buffer {
  if (validator) compileFilter(validator);
  assertChoice('validationLevel', validationLevel, ['off', 'strict', 'moderate']);
  assertChoice('validationAction', validationAction, ['error', 'warn']);
  return encodeReply({ validator, validationLevel, validationAction });
}

function assertChoice(name: string, value: string | undefined, choices: readonly string[]): void {
  if (value === undefined || choices.includes(value)) return;
  throw new CommandError(2, `Enumeration value '${value}' for field '${name}' is not a valid value.`);
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
      assertNewCollectionName(namespace);
      const options = collectionOptions(fields);
      const existing = findCollection(context, namespace);
      if (existing && (context.transaction || !existing.options.equals(options))) {
        throw new CommandError(48, `Collection ${namespace} already exists.`);
      }
      if (!existing) await createCollection(context, namespace, options);
      return {};
    },
  }),
  defineCommand({
    names: ['drop'],
    fields: {},
    writes: true,
    stable: true,
    run: async (context) => {
      const namespace = namespaceOf(context);
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
      cursors.killOf((options) => options.namespace === namespace);
      return { nIndexesWas: indexes, ns: namespace };
    },
  }),
  defineCommand({
    names: ['collMod'],
    fields: {
      index: 'document',
      validator: 'document',
      validationLevel: 'string',
      validationAction: 'string',
    },
    writes: true,
    stable: true,
    run: async (context, fields) => {
      const collection = existingCollection(context, namespaceOf(context));
      const { store } = context.engine;
      const { index, ...validation } = fields;
      const reply: ReplyDocument = {};
      if (index)
        throw new CommandError(238, 'collMod of an index is not supported: drop it and create it anew');
      if (Object.keys(validation).length > 0) {
        const before = new Map(rawFields(collection.options));
        const given = validatorOptions(validation);
        const merged = Object.fromEntries([...before, ...rawFields(given)]);
        const options = encodeReply(merged);
        await store.write((_view, commit) => {
          const old = collection.options;
          commit.onRollback(() => {
            collection.options = old;
          });
          collection.options = options;
          store.save(collection);
        });
      }
      return reply;
    },
  }),
  defineCommand({
    names: ['listCollections'],
    fields: {
      filter: 'document',
      nameOnly: 'boolean',
      authorizedCollections: 'ignored',
      cursor: 'document',
    },
    stable: true,
    run: (context, { filter, nameOnly, cursor }) => {
      const matching = filter && compileFilter(filter);
      const documents = context.engine.store
        .collections()
        .filter(({ databaseName }) => databaseName === context.database)
        .map((collection) => ({ collection, whole: describe(collection, false) }))
        .filter(({ whole }) => !matching || matching.matches(whole))
        .map(({ collection, whole }) => (nameOnly ? describe(collection, true) : whole));
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
  const uuidField = { type: BSON_TYPE.binary, bytes: Buffer.concat([Buffer.from([16, 0, 0, 0, 4]), uuid]) };
  return encodeReply({
    name,
    type: 'collection',
    options,
    info: { readOnly: false, uuid: uuidField },
    idIndex: collection.indexes[0]!.definition.specification,
  });
}
