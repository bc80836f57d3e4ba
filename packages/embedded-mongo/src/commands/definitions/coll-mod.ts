import { CommandError } from '../../bson/command-error.ts';
import { restartCount } from '../../planner/index-uses.ts';
import type { Collection } from '../../storage/collection.ts';
import { indexDefinition } from '../../storage/index-definition.ts';
import { Index } from '../../storage/indexing.ts';
import { rawFields, type RawField } from '../../storage/raw-fields.ts';
import { encodeReply, type ReplyDocument, type ReplyValue } from '../../wire/reply.ts';
import { assertNoPreImages, validatorOptions, withValidation } from './collection-options.ts';
import { defineCommand, type CommandContext } from '../command.ts';
import { isNumber, numberOf, readFields, wrongType, type Fields } from '../fields.ts';
import { sameKey } from './index-conflicts.ts';
import { assertUniqueKeys, changeUniqueness } from './index-uniqueness.ts';
import { MAX_EXPIRE_SECONDS } from './index-specification.ts';
import { assertUuid, assertWritable, existingCollection, namespaceOf } from '../namespace.ts';

const INDEX_FIELDS = {
  name: 'string',
  keyPattern: 'document',
  expireAfterSeconds: 'value',
  hidden: 'boolean',
  unique: 'boolean',
  prepareUnique: 'boolean',
  forceNonUnique: 'boolean',
} as const;

/** They are about views, time series and capped collections. */
const OF_OTHER_KINDS = [
  'viewOn',
  'pipeline',
  'timeseries',
  'expireAfterSeconds',
  'cappedSize',
  'cappedMax',
  'timeseriesBucketsMayHaveMixedSchemaData',
] as const;

const FIELDS = {
  index: 'document',
  validator: 'document',
  validationLevel: 'string',
  validationAction: 'string',
  changeStreamPreAndPostImages: 'document',
  dryRun: 'boolean',
  collectionUUID: 'value',
  viewOn: 'value',
  pipeline: 'value',
  timeseries: 'value',
  expireAfterSeconds: 'value',
  cappedSize: 'value',
  cappedMax: 'value',
  timeseriesBucketsMayHaveMixedSchemaData: 'value',
} as const;

type CollModFields = Fields<typeof FIELDS>;

/** What is to become of an index. */
interface IndexChange {
  index: Index;
  specification: Buffer;
  /** It becomes unique, or ceases to be: its entries are written anew. */
  rebuilt: boolean;
  reply: ReplyDocument;
}

export const collModCommand = defineCommand({
  names: ['collMod'],
  fields: FIELDS,
  writes: true,
  stable: true,
  run: async (context, fields) => {
    const namespace = namespaceOf(context);
    assertUuid(context, namespace, fields.collectionUUID);
    assertWritable(namespace);
    const collection = existingCollection(context, namespace);
    for (const name of OF_OTHER_KINDS) {
      if (fields[name]) throw new CommandError(72, `option not supported on a collection: ${name}`);
    }
    assertNoPreImages(fields.changeStreamPreAndPostImages);
    const change = fields.index && readIndexChange(context, collection, fields.index);
    const { validator, validationLevel, validationAction } = fields;
    const validation = validatorOptions(context.database, { validator, validationLevel, validationAction });
    const options = withValidation(collection.options, validation);
    if (fields.dryRun) {
      assertTriable(fields);
      await assertUniqueKeys(context, collection, change!.index);
      return {};
    }
    await apply(context, collection, options, change);
    return change?.reply ?? {};
  },
});

/** @throws CommandError 72 */
function assertTriable({ index, validator, validationLevel, validationAction }: CollModFields): void {
  const wanted = index && new Map(rawFields(index));
  if ((validator ?? validationLevel ?? validationAction) !== undefined || !wanted?.has('unique')) {
    throw new CommandError(72, 'dry run mode is only supported for unique conversion');
  }
  if (wanted.size > 2) {
    throw new CommandError(72, 'dry run mode does not go with another change than that to a unique index');
  }
}

async function apply(
  context: CommandContext,
  collection: Collection,
  options: Buffer,
  change: IndexChange | undefined,
): Promise<void> {
  const { engine, operation } = context;
  const { store, cursors } = engine;
  await store.write(
    (_view, commit) => {
      if (collection.dropped) throw new CommandError(26, `ns not found: ${collection.namespace}`);
      const { options: before } = collection;
      commit.onRollback(() => {
        collection.options = before;
      });
      collection.options = options;
      if (change && !change.rebuilt) {
        store.assertUnused(collection);
        const undo = replaceIndex(collection, change);
        commit.onRollback(undo);
      }
      store.save(collection);
    },
    (ended) => operation.wait(ended),
  );
  if (change?.rebuilt) await changeUniqueness(context, collection, change.index, change.specification);
  if (change) {
    cursors.killOf(
      ({ namespace, transaction, whole }) =>
        namespace === collection.namespace && transaction === undefined && !whole,
    );
  }
}

/** @returns how to undo it */
function replaceIndex({ indexes }: Collection, { index, specification }: IndexChange): () => void {
  const position = indexes.indexOf(index);
  if (position < 0) throw new CommandError(27, `cannot find index ${index.definition.name}`);
  const changed = new Index(indexDefinition(specification), index.slot);
  changed.multikey = index.multikey;
  changed.truncated = index.truncated;
  changed.noted = index.noted;
  changed.unsaved = index.unsaved;
  restartCount(changed);
  indexes[position] = changed;
  return () => {
    indexes[position] = index;
  };
}

/** @throws CommandError 72 for what does not go together, 27 for an index that is not there, 323 */
function readIndexChange({ common }: CommandContext, collection: Collection, document: Buffer): IndexChange {
  const fields = readFields('collMod.index', document, INDEX_FIELDS);
  const { expireAfterSeconds, hidden, unique, prepareUnique, forceNonUnique } = fields;
  if (common.apiStrict && prepareUnique !== undefined) {
    throw new CommandError(
      323,
      "'collMod.index.prepareUnique' is not allowed with apiStrict:true in API Version 1",
    );
  }
  const index = chosenIndex(collection, fields);
  if (
    [expireAfterSeconds, hidden, unique, prepareUnique, forceNonUnique].every((each) => each === undefined)
  ) {
    throw new CommandError(72, 'no expireAfterSeconds, hidden, unique, or prepareUnique field');
  }
  const specification = new Map<string, ReplyValue>(rawFields(index.definition.specification));
  const reply: ReplyDocument = {
    ...(expireAfterSeconds && changeExpiry(index, expireAfterSeconds, specification)),
    ...(hidden !== undefined && changeHidden(index, hidden, specification)),
    ...(prepareUnique !== undefined && changePrepareUnique(index, prepareUnique, specification)),
    ...(unique !== undefined && makeUnique(index, unique, specification)),
    ...(forceNonUnique !== undefined && makeNonUnique(index, forceNonUnique, specification)),
  };
  const rebuilt = reply.unique_new !== undefined || reply.forceNonUnique_new !== undefined;
  return { index, specification: encodeReply(Object.fromEntries(specification)), rebuilt, reply };
}

function chosenIndex({ indexes }: Collection, { name, keyPattern }: Fields<typeof INDEX_FIELDS>): Index {
  if (name !== undefined && keyPattern)
    throw new CommandError(72, 'Cannot specify both key pattern and name.');
  if (name === undefined && !keyPattern) {
    throw new CommandError(72, 'Must specify either index name or key pattern.');
  }
  const found = indexes.filter(
    ({ definition, building }) =>
      !building && (keyPattern ? sameKey(definition.key, keyPattern) : definition.name === name),
  );
  if (found.length > 1) throw new CommandError(181, 'index keyPattern matches several indexes: use the name');
  if (!found[0]) throw new CommandError(27, `cannot find index ${name ?? 'with that key'}`);
  return found[0];
}

function changeExpiry(
  { definition }: Index,
  field: RawField,
  specification: Map<string, ReplyValue>,
): ReplyDocument {
  if (!isNumber(field)) throw wrongType('collMod.index.expireAfterSeconds', field.type, 'number');
  const seconds = numberOf(field);
  if (!(seconds >= 0 && seconds <= MAX_EXPIRE_SECONDS)) {
    throw new CommandError(72, `TTL index 'expireAfterSeconds' must be from 0 to ${MAX_EXPIRE_SECONDS}`);
  }
  if (definition.fields.length > 1) throw new CommandError(72, 'TTL indexes are single-field indexes');
  if (definition.name === '_id_') throw new CommandError(72, 'the _id field does not support TTL indexes');
  const { expireAfterSeconds: before } = definition;
  const after = Math.floor(seconds);
  specification.set('expireAfterSeconds', after);
  return {
    expireAfterSeconds_old: before === undefined ? undefined : BigInt(before),
    expireAfterSeconds_new: BigInt(after),
  };
}

function changeHidden(
  { definition }: Index,
  hidden: boolean,
  specification: Map<string, ReplyValue>,
): ReplyDocument {
  if (definition.name === '_id_') throw new CommandError(2, "can't hide _id index");
  if (hidden === definition.hidden) return {};
  if (hidden) specification.set('hidden', true);
  else specification.delete('hidden');
  return { hidden_old: definition.hidden, hidden_new: hidden };
}

/** Nothing happens to one that is unique already. */
function changePrepareUnique(
  { definition }: Index,
  prepareUnique: boolean,
  specification: Map<string, ReplyValue>,
): ReplyDocument {
  if (definition.unique || prepareUnique === definition.prepareUnique) return {};
  if (prepareUnique) specification.set('prepareUnique', true);
  else specification.delete('prepareUnique');
  return { prepareUnique_old: definition.prepareUnique, prepareUnique_new: prepareUnique };
}

function makeUnique(
  { definition }: Index,
  unique: boolean,
  specification: Map<string, ReplyValue>,
): ReplyDocument {
  if (!unique) throw new CommandError(2, 'Cannot make index non-unique with unique: false');
  if (definition.unique) return {};
  if (!definition.prepareUnique) {
    throw new CommandError(72, 'Cannot make index unique with prepareUnique=false: set prepareUnique first');
  }
  specification.delete('prepareUnique');
  specification.set('unique', true);
  return { unique_new: true };
}

function makeNonUnique(
  { definition }: Index,
  forceNonUnique: boolean,
  specification: Map<string, ReplyValue>,
): ReplyDocument {
  if (!forceNonUnique) throw new CommandError(2, 'collMod does not support forceNonUnique: false');
  if (definition.name === '_id_') throw new CommandError(2, 'the _id index is always unique');
  if (!definition.unique) return {};
  specification.delete('unique');
  return { forceNonUnique_new: true };
}
