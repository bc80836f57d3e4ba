import { createHash } from 'node:crypto';
import { fail } from '../bson/command-error.ts';
import { uuidField } from '../bson/uuid-field.ts';
import { nameOfType } from '../bson/value.ts';
import type { CommandContext } from '../commands/command.ts';
import { readFields, type Fields } from '../commands/fields.ts';
import { namespaceIn } from '../commands/namespace.ts';
import { currentOperations, type Shown } from '../commands/server/operations.ts';
import { storageStatistics } from '../commands/server/statistics.ts';
import type { Engine } from '../engine.ts';
import type { Documents, Namespace } from '../pipeline/context.ts';
import { usesOf } from '../planner/index-uses.ts';
import { BSON_TYPE, rawFields, type RawField } from '../storage/raw-fields.ts';
import type { Cursor } from '../session/cursors.ts';
import { encodeReply, type ReplyDocument } from '../wire/reply.ts';

/** Documents of a stage that tells of the server itself; undefined for one that is not supported. */
export function describeServer(
  { engine }: CommandContext,
  stage: string,
  specification: RawField,
  { database, collection }: Namespace,
): Documents | undefined {
  const namespace = namespaceIn(database, collection);
  switch (stage) {
    case '$indexStats':
      assertEmpty(stage, specification);
      return list(() => indexStatistics(engine, namespace));
    case '$collStats': {
      const fields = readCollStats(specification);
      return list(() => [collectionStatistics(engine, namespace, fields)]);
    }
    case '$currentOp':
      return operations(engine, readCurrentOp(specification, database));
    case '$listSessions':
      if (namespace !== SESSIONS) fail(73, `${stage} may only be run against ${SESSIONS}`);
      return sessionsAsked(engine, stage, specification);
    case '$listLocalSessions':
      return sessionsAsked(engine, stage, specification);
    default:
      return undefined;
  }
}

const SESSIONS = 'config.system.sessions';

/** @throws CommandError 28803 */
function assertEmpty(stage: string, { type, bytes }: RawField): void {
  if (type === BSON_TYPE.document && rawFields(bytes).next().done) return;
  fail(28_803, `The ${stage} stage specification must be an empty object`);
}

async function* list(documents: () => Buffer[]): AsyncGenerator<Buffer[]> {
  yield documents();
}

function indexStatistics(engine: Engine, namespace: string): Buffer[] {
  const collection = engine.store.collection(namespace);
  return (collection?.indexes ?? []).map((index) => {
    const { definition, building } = index;
    const { count, since = new Date(engine.startedAt) } = usesOf(index);
    return encodeReply({
      name: definition.name,
      key: definition.key,
      host: engine.address,
      accesses: { ops: BigInt(count), since },
      spec: definition.specification,
      ...(building && { building }),
    });
  });
}

const CURRENT_OP_FIELDS = new Set([
  'allUsers',
  'backtrace',
  'idleConnections',
  'idleCursors',
  'idleSessions',
  'localOps',
  'targetAllNodes',
  'truncateOps',
]);

type CurrentOpOptions = Required<Shown> & { idleCursors: boolean };

/** @throws CommandError 9 for an option that is none, 73 for another database than `admin` */
function readCurrentOp({ type, bytes }: RawField, database: string): CurrentOpOptions {
  const options: CurrentOpOptions = { idleConnections: false, idleCursors: false, idleSessions: true };
  if (type !== BSON_TYPE.document) fail(9, '$currentOp options must be specified in an object');
  for (const [name, option] of rawFields(bytes)) {
    if (!CURRENT_OP_FIELDS.has(name)) fail(9, `Unrecognized option '${name}' in $currentOp stage.`);
    if (option.type !== BSON_TYPE.boolean) fail(9, `The '${name}' parameter of $currentOp must be a boolean`);
    if (Object.hasOwn(options, name)) Object.assign(options, { [name]: option.bytes[0] === 1 });
  }
  if (database !== 'admin') {
    fail(73, "$currentOp must be run against the 'admin' database with {aggregate: 1}");
  }
  return options;
}

function operations(engine: Engine, { idleCursors, ...shown }: CurrentOpOptions): Documents {
  return list(() => [
    ...currentOperations(engine, shown),
    ...(idleCursors ? engine.cursors.idle().map((each) => describeCursor(engine, each)) : []),
  ]);
}

function describeCursor({ address }: Engine, cursor: Cursor): Buffer {
  const { namespace, session, noTimeout, command, planSummary } = cursor.options;
  return encodeReply({
    type: 'idleCursor',
    host: address,
    ns: namespace,
    planSummary,
    lsid: session === undefined ? undefined : sessionId(session),
    cursor: {
      cursorId: cursor.id,
      createdDate: new Date(cursor.createdAt),
      lastAccessDate: new Date(cursor.lastUsed),
      nDocsReturned: BigInt(cursor.given),
      nBatchesReturned: BigInt(cursor.batches),
      noCursorTimeout: noTimeout,
      tailable: false,
      awaitData: false,
      originatingCommand: command,
    },
  });
}

const COLL_STATS_FIELDS = {
  count: 'document',
  storageStats: 'document',
  latencyStats: 'document',
  queryExecStats: 'document',
} as const;
type CollStatsFields = Fields<typeof COLL_STATS_FIELDS>;

/** @throws CommandError 40166, 40415, 14, and 238 for what is not counted here */
function readCollStats({ type, bytes }: RawField): CollStatsFields {
  if (type !== BSON_TYPE.document) {
    fail(40_166, `$collStats must take a nested object but found: ${nameOfType(type)}`);
  }
  const fields = readFields('$collStats', bytes, COLL_STATS_FIELDS);
  for (const name of ['latencyStats', 'queryExecStats'] as const) {
    if (fields[name]) fail(238, `'${name}' of $collStats is not supported by this server: ask for its count`);
  }
  return fields;
}

/** @throws CommandError 26 when there is no such collection */
function collectionStatistics(
  { store, address }: Engine,
  namespace: string,
  { count, storageStats }: CollStatsFields,
): Buffer {
  const collection = store.collection(namespace);
  if ((count ?? storageStats) && !collection) fail(26, `Collection [${namespace}] not found.`);
  const { scale = 1 } = storageStats ? readFields('storageStats', storageStats, STORAGE_FIELDS) : {};
  return encodeReply({
    ns: namespace,
    host: address,
    localTime: new Date(),
    ...(storageStats && { storageStats: storageStatistics(store, namespace, scale) }),
    ...(count && collection && { count: collection.count }),
  });
}

const STORAGE_FIELDS = { scale: 'integer', verbose: 'ignored', waitForLock: 'ignored' } as const;

const SESSION_FIELDS = { allUsers: 'boolean', users: 'documents' } as const;

const USER_FIELDS = { user: 'string!', db: 'string!' } as const;

/**
 * The sessions there are, which are nobody's, as there are no users here; none when they are to be somebody's.
 * @throws CommandError 14, 40414, 40415, 12 for all users and some
 */
function sessionsAsked(engine: Engine, stage: string, { type, bytes }: RawField): Documents {
  if (type !== BSON_TYPE.document) {
    fail(14, `${stage} options must be specified in an object, but found: ${nameOfType(type)}`);
  }
  const { allUsers, users = [] } = readFields(stage, bytes, SESSION_FIELDS);
  const named = users.map((each) => readFields(`${stage}.users`, each, USER_FIELDS));
  if (allUsers && named.length > 0) {
    fail(12, `${stage} may not specify {allUsers:true} and {users:[...]} at the same time`);
  }
  const ofSomebody = named.length > 0 && named.every(({ user, db }) => user !== '' || db !== '');
  return list(() => (ofSomebody ? [] : sessions(engine)));
}

/** As MongoDB has it for nobody. */
const NOBODY = createHash('sha256').digest();

function sessionId(id: string): ReplyDocument {
  const none = Buffer.concat([Buffer.from([NOBODY.length, 0, 0, 0, 0]), NOBODY]);
  return { id: uuidField(Buffer.from(id, 'hex')), uid: { type: BSON_TYPE.binary, bytes: none } };
}

function sessions(engine: Engine): Buffer[] {
  return [...engine.sessions.all()].map(({ id, lastUsed }) =>
    encodeReply({ _id: sessionId(id), lastUse: new Date(lastUsed) }),
  );
}
