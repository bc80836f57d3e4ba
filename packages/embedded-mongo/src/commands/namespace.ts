import { CommandError } from '../bson/command-error.ts';
import { BSON_TYPE, type RawField } from '../storage/raw-fields.ts';
import type { Collection } from '../storage/collection.ts';
import { describedUuid } from '../storage/catalog.ts';
import type { CommandContext } from './command.ts';
import { UUID_SUBTYPE } from '../bson/uuid-field.ts';
import { nameOfType } from '../bson/value.ts';
import { textOf } from './fields.ts';

const MAX_DATABASE_BYTES = 63;
const MAX_NAMESPACE_BYTES = 255;
const MAX_SYSTEM_NAMESPACE_BYTES = 512;
// oxlint-disable-next-line no-control-regex
const BAD_IN_DATABASE = /[/\\. "$*<>:|?\0]/;

/** @throws CommandError 73 when no database can have that name */
export function assertDatabaseName(name: string): void {
  if (name === '' || BAD_IN_DATABASE.test(name) || Buffer.byteLength(name) > MAX_DATABASE_BYTES) {
    throw new CommandError(73, `Invalid database name: '${name}'`);
  }
}

/** The collection that a command is about, as `database.collection`. @throws CommandError 73 */
export function namespaceOf({ target, database }: CommandContext): string {
  if (target.type !== BSON_TYPE.string) {
    throw new CommandError(73, `collection name has invalid type ${nameOfType(target.type)}`);
  }
  return namespaceIn(database, textOf(target));
}

/**
 * The collection that a command reads, which may be given by its UUID, too.
 * @throws CommandError 73, 207 for what is no UUID, 26 for one that no collection of the database has
 */
export function readNamespaceOf(context: CommandContext): string {
  const { target, database, engine } = context;
  if (target.type !== BSON_TYPE.binary) return namespaceOf(context);
  if (target.bytes[4] !== UUID_SUBTYPE) throw new CommandError(207, 'a collection has a UUID of subtype 4');
  const uuid = target.bytes.subarray(5);
  const named = engine.store
    .collections()
    .find((each) => each.databaseName === database && each.uuid.equals(uuid));
  if (!named) throw new CommandError(26, `Unable to resolve ${database}:${uuid.toString('hex')}`);
  return named.namespace;
}

/** @throws CommandError 73 when it is no name at all */
export function namespaceIn(database: string, collection: string): string {
  if (collection === '' || collection.includes('\0') || collection.startsWith('.')) {
    throw new CommandError(73, `Invalid namespace specified '${database}.${collection}'`);
  }
  return `${database}.${collection}`;
}

export const SYSTEM_DATABASES: ReadonlySet<string> = new Set(['admin', 'config', 'local']);

/** MongoDB keeps these databases for itself. */
export function isSystemDatabase(name: string): boolean {
  return SYSTEM_DATABASES.has(name);
}

/** Names that MongoDB keeps for itself. */
export function isSystem(namespace: string): boolean {
  return namespace.slice(namespace.indexOf('.') + 1).startsWith('system.');
}

/** @throws CommandError 73 for a collection of the system */
export function assertWritable(namespace: string): void {
  if (!isSystem(namespace)) return;
  throw new CommandError(
    73,
    `cannot write to '${namespace}': collections of the system are not supported here`,
  );
}

/** @throws CommandError 73 when no collection may be made with that name */
export function assertNewCollectionName(namespace: string): void {
  const collection = namespace.slice(namespace.indexOf('.') + 1);
  if (
    collection === '' ||
    collection.startsWith('.') ||
    collection.endsWith('.') ||
    collection.includes('$')
  ) {
    throw new CommandError(73, `Invalid collection name: ${collection}`);
  }
  assertWritable(namespace);
  const database = namespace.slice(0, namespace.indexOf('.'));
  const max = isSystemDatabase(database) ? MAX_SYSTEM_NAMESPACE_BYTES : MAX_NAMESPACE_BYTES;
  if (Buffer.byteLength(namespace) > max) {
    throw new CommandError(73, `Fully qualified namespace is too long. Namespace: ${namespace} Max: ${max}`);
  }
}

/** Collections of the system that no transaction reads. */
const NEVER_IN_TRANSACTIONS = /^[^.]*\.system\.(profile|views)$/;

/**
 * The collection as the command sees it, noting that a transaction uses it.
 * @throws CommandError 263 for one of the system in a transaction, 246 when the command reads the data as it was before a change of the collection
 */
export function findCollection(context: CommandContext, namespace: string): Collection | undefined {
  const { transaction, snapshot, view, engine } = context;
  const collection = engine.store.collection(namespace);
  const moment = transaction ?? snapshot;
  if (!moment) return collection;
  if (transaction && NEVER_IN_TRANSACTIONS.test(namespace)) {
    throw new CommandError(263, `Cannot read from '${namespace}' within a transaction`);
  }
  const uuid = describedUuid(view, namespace);
  if (uuid && moment.changed.has(namespace)) {
    throw new CommandError(
      246,
      `Unable to read from a snapshot due to pending collection catalog changes to '${namespace}'; please retry the operation.`,
    );
  }
  // One that has been made since is not there yet.
  const wasThere = collection && uuid?.equals(collection.uuid);
  const seen = wasThere ? collection : transaction?.created.get(namespace);
  if (seen) transaction?.collections.add(seen);
  return seen;
}

/** @throws CommandError 26 */
export function existingCollection(context: CommandContext, namespace: string): Collection {
  const collection = findCollection(context, namespace);
  if (!collection) throw new CommandError(26, `ns not found: ${namespace}`);
  return collection;
}

/**
 * Makes sure that a collection is the one that the client means, when it gives its UUID.
 * @throws CommandError 361
 */
export function assertUuid(context: CommandContext, namespace: string, uuid: RawField | undefined): void {
  if (!uuid) return;
  if (uuid.type !== BSON_TYPE.binary || uuid.bytes[4] !== UUID_SUBTYPE) {
    throw new CommandError(14, `collectionUUID has to be a UUID, and is of type '${nameOfType(uuid.type)}'`);
  }
  const { store } = context.engine;
  const wanted = uuid.bytes.subarray(5);
  if (store.collection(namespace)?.uuid.equals(wanted)) return;
  const [databaseName, ...parts] = namespace.split('.');
  const actual = store
    .collections()
    .find((each) => each.databaseName === databaseName && each.uuid.equals(wanted));
  throw new CommandError(361, 'Collection UUID does not match that specified', {
    db: databaseName,
    collectionUUID: uuid,
    expectedCollection: parts.join('.'),
    actualCollection: actual?.name ?? null,
  });
}
