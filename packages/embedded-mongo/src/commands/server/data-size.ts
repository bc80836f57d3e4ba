import { CommandError } from '../../bson/command-error.ts';
import { rootElement } from '../../bson/value.ts';
import type { Collection } from '../../storage/collection.ts';
import { fieldKey, shorten, type Index } from '../../storage/indexing.ts';
import { recordKey, slotBytes, slotRange } from '../../storage/keyspace.ts';
import { BSON_TYPE, findElement, rawFields } from '../../storage/raw-fields.ts';
import { scan, type View } from '../../storage/view.ts';
import { encodeReply } from '../../wire/reply.ts';
import { defineCommand, type CommandContext } from '../command.ts';
import { databaseOf } from '../definitions/database-case.ts';
import { textOf } from '../fields.ts';
import { sameKey } from '../definitions/index-conflicts.ts';
import { assertDatabaseName, namespaceIn } from '../namespace.ts';

/** How many bytes the documents of a collection take, or those of a range of an index. */
export const dataSizeCommand = defineCommand({
  names: ['dataSize', 'datasize'],
  fields: {
    keyPattern: 'document',
    min: 'document',
    max: 'document',
    estimate: 'boolean',
    maxSize: 'integer',
    maxObjects: 'integer',
  },
  run: async (context, { keyPattern, min, max, maxSize = 0, maxObjects = 0 }) => {
    const started = Date.now();
    const collection = context.engine.store.collection(namespaceAsked(context));
    if ((min === undefined) !== (max === undefined)) {
      throw new CommandError(2, 'min or max set without other');
    }
    if (!collection) return { size: 0, numObjects: 0, millis: 0 };
    const { view } = context;
    const documents =
      min && max
        ? documentsBetween(view, collection, min, max, keyPattern ?? ascending(min))
        : allDocuments(view, collection);
    let size = 0;
    let numObjects = 0;
    let maxReached = false;
    for (const document of documents) {
      size += document.length;
      numObjects += 1;
      maxReached = (maxSize > 0 && size > maxSize) || (maxObjects > 0 && numObjects > maxObjects);
      if (maxReached) break;
      const turn = context.operation.step();
      if (turn) await turn;
    }
    return {
      estimate: false,
      size,
      numObjects,
      ...(maxReached && { maxReached }),
      millis: Date.now() - started,
    };
  },
});

function namespaceAsked({ target }: CommandContext): string {
  const namespace = target.type === BSON_TYPE.string ? textOf(target) : '';
  if (!namespace.includes('.')) throw new CommandError(73, `Invalid namespace specified '${namespace}'`);
  const database = databaseOf(namespace);
  assertDatabaseName(database);
  return namespaceIn(database, namespace.slice(database.length + 1));
}

/** The key pattern that a bound of an index is one of. */
function ascending(bound: Buffer): Buffer {
  return encodeReply(Object.fromEntries([...rawFields(bound)].map(([name]) => [name, 1])));
}

function* allDocuments(view: View, collection: Collection): Generator<Buffer, void, void> {
  for (const { value } of scan(view, ...slotRange(collection.slot))) yield value;
}

/** @throws CommandError 27 without an index on that key */
function* documentsBetween(
  view: View,
  collection: Collection,
  min: Buffer,
  max: Buffer,
  keyPattern: Buffer,
): Generator<Buffer, void, void> {
  const index = collection.indexes.find(
    ({ definition, building }) => !building && sameKey(definition.key, keyPattern),
  );
  if (!index) throw new CommandError(27, "couldn't find valid index containing key pattern");
  for (const entry of scan(view, boundOf(index, min), boundOf(index, max))) {
    const document = view.get(recordKey(collection.slot, index.recordIdOf(entry)));
    if (document) yield document;
  }
}

/** Where the entries with these values begin. */
function boundOf({ slot, definition }: Index, values: Buffer): Buffer {
  const root = rootElement(values);
  const parts = definition.fields.map((field) =>
    fieldKey(values, findElement(values, root, Buffer.from(field.path)), field),
  );
  return shorten(Buffer.concat([slotBytes(slot), ...parts]));
}
