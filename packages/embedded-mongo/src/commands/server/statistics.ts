import { hostname } from 'node:os';
import { CommandError } from '../../bson/command-error.ts';
import type { Collection } from '../../storage/collection.ts';
import { slotRange } from '../../storage/keyspace.ts';
import { BSON_TYPE, type RawField } from '../../storage/raw-fields.ts';
import type { Store } from '../../storage/store.ts';
import { scan, type View } from '../../storage/view.ts';
import type { ReplyDocument } from '../../wire/reply.ts';
import type { Engine } from '../../engine.ts';
import { defineCommand } from '../command.ts';
import { VERSION } from './handshake.ts';
import { compactCommand } from '../definitions/compact.ts';
import { STORAGE_ENGINE } from '../definitions/storage-engine.ts';
import { dataSizeCommand } from './data-size.ts';
import { isNumber, isTruthy, numberOf, openFields, wrongType } from '../fields.ts';
import { namespaceOf } from '../namespace.ts';
import { validateCommand } from '../definitions/validate.ts';

/** Documents that are looked at to estimate how large a collection is. */
const SAMPLE = 500;
const MAX_SCALE = 2 ** 50;

/** What the documents take, in bytes: measured when there are few, estimated from the first when there are many. */
export function dataBytes(view: View, collection: Collection): number {
  const [from, to] = slotRange(collection.slot);
  let documents = 0;
  let bytes = 0;
  for (const { value } of scan(view, from, to)) {
    documents += 1;
    bytes += value.length;
    if (documents >= SAMPLE) break;
  }
  return documents < SAMPLE ? bytes : Math.round((bytes / documents) * collection.count);
}

/** What sizes are divided by: a fraction is cut off. @throws CommandError 14 */
function readScale(name: string, field: RawField | undefined): number {
  if (!field || field.type === BSON_TYPE.null) return 1;
  if (!isNumber(field)) throw wrongType(name, field.type, 'number');
  return Math.trunc(numberOf(field));
}

/** @throws CommandError 51024 */
function assertScale(scale: number): void {
  if (scale >= 1) return;
  throw new CommandError(51_024, `BSON field 'scale' value must be >= 1, actual value '${scale}'`);
}

/** How much a collection holds; nothing when there is none. @throws CommandError 51024 for a scale below 1 */
export function storageStatistics(store: Store, namespace: string, scale: number): ReplyDocument {
  assertScale(scale);
  const collection = store.collection(namespace);
  const count = collection?.count ?? 0;
  const size = collection ? dataBytes(store.view, collection) : 0;
  const indexes = collection?.indexes ?? [];
  return {
    size: Math.floor(size / scale),
    count,
    ...(count > 0 && { avgObjSize: Math.round(size / count) }),
    storageSize: Math.floor(size / scale),
    nindexes: indexes.length,
    indexSizes: Object.fromEntries(indexes.map(({ definition }) => [definition.name, 0])),
    totalIndexSize: 0,
    totalSize: Math.floor(size / scale),
    capped: false,
    scaleFactor: scale,
  };
}

function serverItself(engine: Engine): ReplyDocument {
  const uptimeMillis = Date.now() - engine.startedAt;
  const uptime = Math.floor(uptimeMillis / 1_000);
  return {
    host: hostname(),
    version: VERSION,
    process: 'embedded-mongo',
    pid: process.pid,
    uptime,
    uptimeMillis,
    uptimeEstimate: uptime,
    localTime: new Date(),
  };
}

/** What `serverStatus` leaves out when it is told to. */
function serverSections(engine: Engine): ReplyDocument {
  const counters = engine.counters;
  return {
    connections: { current: engine.clients().length },
    opcounters: counters.operations,
    mem: { bits: 64, resident: Math.round(process.memoryUsage().rss / 1024 / 1024) },
    storageEngine: { name: STORAGE_ENGINE, supportsCommittedReads: true, persistent: true, readOnly: false },
    metrics: {
      abortExpiredTransactions: { passes: engine.sessions.expirations },
      commands: counters.commands,
      cursor: { open: { total: engine.cursors.size } },
    },
    logicalSessionRecordCache: { activeSessionsCount: [...engine.sessions.all()].length },
  };
}

export const statisticsCommands = [
  defineCommand({
    names: ['collStats', 'collstats'],
    fields: { scale: 'value', numericOnly: 'boolean' },
    open: true,
    run: (context, { scale: given, numericOnly }) => {
      if (numericOnly)
        throw new CommandError(238, 'numericOnly is about the statistics of another storage engine');
      const scale = readScale('collStats.scale', given);
      const namespace = namespaceOf(context);
      return { ns: namespace, ...storageStatistics(context.engine.store, namespace, scale) };
    },
  }),
  defineCommand({
    names: ['dbStats', 'dbstats'],
    fields: { scale: 'value', freeStorage: 'boolean' },
    run: ({ engine, database }, { scale: given, freeStorage }) => {
      if (freeStorage) {
        throw new CommandError(
          238,
          'freeStorage is not supported: all databases share the free room of one file',
        );
      }
      const scale = readScale('dbStats.scale', given);
      if (!(scale >= 1 && scale <= MAX_SCALE)) {
        throw new CommandError(2, `BSON field 'dbStats.scale' must be from 1 to ${MAX_SCALE}, is ${scale}`);
      }
      const collections = engine.store.collections().filter(({ databaseName }) => databaseName === database);
      const objects = collections.reduce((total, { count }) => total + count, 0);
      const bytes = collections.reduce((total, each) => total + dataBytes(engine.store.view, each), 0);
      const size = Math.floor(bytes / scale);
      return {
        db: database,
        collections: collections.length,
        views: 0,
        objects,
        avgObjSize: objects > 0 ? bytes / objects : 0,
        dataSize: size,
        storageSize: size,
        indexes: collections.reduce((total, { indexes }) => total + indexes.length, 0),
        indexSize: 0,
        totalSize: size,
        scaleFactor: scale,
      };
    },
  }),
  defineCommand({
    names: ['serverStatus'],
    fields: {},
    open: true,
    run: ({ engine, command }, fields) => {
      const unwanted = openFields(command, fields).filter(([, wanted]) => !isTruthy(wanted));
      const sections = Object.entries(serverSections(engine));
      const left = sections.filter(([name]) => !unwanted.some(([each]) => each === name));
      return { ...serverItself(engine), ...Object.fromEntries(left) };
    },
  }),
  validateCommand,
  dataSizeCommand,
  compactCommand,
];
