import { CommandError } from '../bson/command-error.ts';
import type { Engine } from '../engine.ts';
import type { Operation } from '../session/operation.ts';
import { assertStatement, openStatement, sessionOf, type Statement } from '../session/statement.ts';
import { abort, type Session } from '../session/sessions.ts';
import type { SharedSnapshot } from '../session/snapshots.ts';
import { rawFields, type RawField } from '../storage/raw-fields.ts';
import type { ClientConnection } from '../wire/connection.ts';
import type { Message } from '../wire/message.ts';
import { encodeReply, type ReplyDocument } from '../wire/reply.ts';
import { validateDocument } from '../wire/validate.ts';
import { assertApiVersion, assertStableHint, assertStableUse } from './api-version.ts';
import { applicationNameIn } from './server/client-metadata.ts';
import { clusterTime, timestamp } from './cluster-time.ts';
import type { Command, CommandContext } from './command.ts';
import { assertReadConcern, momentAsked, writeConcernError } from './concerns.ts';
import { errorLabels } from './error-labels.ts';
import { errorReply, refusalOf } from './error-reply.ts';
import {
  assertRequired,
  readGiven,
  textOf,
  type CommonFields,
  type FieldList,
  type Fields,
} from './fields.ts';
import { assertDatabaseName } from './namespace.ts';
import { assertReadPreference } from './read-preference.ts';
import { COMMANDS } from './registry.ts';

const MAX_TIME_MS = 2 ** 31 - 1;

interface Request {
  name: string;
  command: Command;
  target: RawField;
  database: string;
  body: Buffer;
  list: FieldList;
  /** Those that were given: what is missing comes after what is said of the session. */
  fields: Fields<FieldList>;
  common: CommonFields;
}

/** Answers one request; `undefined` when the connection is to be closed instead. */
export async function dispatch(
  engine: Engine,
  message: Message,
  client: ClientConnection,
): Promise<Uint8Array | undefined> {
  let request: Request | undefined;
  let operation: Operation | undefined;
  const counters = engine.counters;
  try {
    request = readRequest(engine, message, client);
    if (!request) return undefined;
    counters.begun(request.command);
    const namespace = namespaceForDisplay(request);
    operation = engine.operations.begin(request.name, namespace, client);
    operation.limit(timeLimitOf(request.common));
    const application = applicationName(request, client);
    const failure = await engine.failPoints.meet(request, namespace, client, application);
    if (failure?.closeConnection) return undefined;
    if (failure?.error) throw failure.error;
    // One that blocks may have used up the time.
    if (failure) operation.check();
    const { name, command, database, common } = request;
    assertStatement(name, command, database, common);
    assertRequired(name, request.fields, request.list);
    assertReadConcern(name, common, () => engine.operationTime());
    assertReadPreference(common);
    const concernError = writeConcernError(name, command.writes ?? false, common);
    const reply = await runRequest(engine, request, operation, client);
    counters.wrote(command, request.fields, reply);
    if (failure?.closeAfterwards) return undefined;
    return finish(
      engine,
      concernError || failure ? { ...reply, ...concernError, ...failure?.addition } : reply,
    );
  } catch (error) {
    if (!refusalOf(error)) {
      engine.logger.error({ command: request?.name, error: describe(error) }, 'internal error');
    }
    if (request) counters.failed(request.command);
    const { name = '', common = {} } = request ?? {};
    return finish(
      engine,
      errorReply(error, (code) => errorLabels(code, name, common)),
    );
  } finally {
    if (operation) engine.operations.end(operation);
  }
}

/** Also of the very `hello` that says it. */
function applicationName({ fields }: Request, client: ClientConnection): string | undefined {
  if (client.applicationName !== undefined) return client.applicationName;
  return Buffer.isBuffer(fields.client) ? applicationNameIn(fields.client) : undefined;
}

/** Undefined when a fail point has the connection closed instead. */
function readRequest(engine: Engine, message: Message, client: ClientConnection): Request | undefined {
  validateDocument(message.body);
  for (const documents of message.sequences?.values() ?? []) documents.forEach(validateDocument);
  const first = rawFields(message.body).next();
  if (first.done) throw new CommandError(59, 'no such command: an empty document');
  const [name, target] = first.value;
  const entry = COMMANDS.get(name);
  if (!entry || (entry.command.forTests && !engine.enableTestCommands)) {
    engine.counters.unknown();
    if (engine.failPoints.closesOn(name, client)) return undefined;
    throw new CommandError(59, `no such command: '${name}'`);
  }
  const all = readGiven(name, message.body, entry.fields, {
    sequences: message.sequences,
    open: entry.command.open,
  });
  const common = all as CommonFields;
  const database = message.legacyDatabase ?? common.$db;
  if (database === undefined) throw new CommandError(40_571, 'OP_MSG requests require a $db argument');
  assertDatabaseName(database);
  assertApiVersion(name, entry.command, common);
  assertStableUse(name, entry.command, target, all);
  if (entry.command.adminOnly && database !== 'admin') {
    throw new CommandError(13, `${name} may only be run against the admin database.`);
  }
  const { command, fields: list } = entry;
  return { name, command, target, database, body: message.body, list, fields: all, common };
}

/** What is of a transaction, or would begin or end one, comes one after the other in a session. */
async function runRequest(
  engine: Engine,
  request: Request,
  operation: Operation,
  client: ClientConnection,
): Promise<ReplyDocument> {
  const { common } = request;
  const session = sessionOf(engine, common);
  session?.operations.add(operation);
  try {
    if (common.txnNumber !== undefined) {
      for (let other = session?.statement; other; other = session?.statement) {
        // oxlint-disable-next-line no-await-in-loop
        await operation.wait(other.ended);
      }
    }
    const running = runStatement(engine, session, request, operation, client);
    if (session && common.autocommit === false) {
      session.statement = { operation, ended: running.then(ended, ended) };
    }
    return await running;
  } finally {
    if (session?.statement?.operation === operation) session.statement = undefined;
    session?.operations.delete(operation);
  }
}

function ended(): void {
  // However it ended.
}

async function runStatement(
  engine: Engine,
  session: Session | undefined,
  request: Request,
  operation: Operation,
  client: ClientConnection,
): Promise<ReplyDocument> {
  const { name, command, target, database, body, common } = request;
  const statement = openStatement(engine, session, name, common);
  const snapshot = snapshotOf(engine, name, common);
  const context: CommandContext = {
    engine,
    command: name,
    target,
    database,
    body,
    common,
    client,
    operation,
    snapshot,
    view: statement.transaction ?? snapshot?.view ?? engine.store.view,
    ...statement,
  };
  try {
    assertStableHint(context, request.fields.hint);
    if (statement.retryNumber !== undefined)
      return await onceOnly(statement, () => command.run(context, request.fields));
    const reply = await command.run(context, request.fields);
    if (statement.transaction && hasWriteErrors(reply)) abort(session!);
    return snapshot ? withMoment(reply, snapshot) : reply;
  } catch (error) {
    // Any error ends a transaction, as in MongoDB; only its outcome can still be asked for.
    if (statement.transaction && session?.transaction === statement.transaction) abort(session);
    throw error;
  } finally {
    snapshot?.release();
  }
}

function snapshotOf({ snapshots }: Engine, name: string, common: CommonFields): SharedSnapshot | undefined {
  const moment = momentAsked(name, common);
  if (moment === undefined) return undefined;
  return moment === 'now' ? snapshots.now() : snapshots.at(moment);
}

/** Tells the moment that was read, so that the client can read it again. */
function withMoment(reply: ReplyDocument, { time }: SharedSnapshot): ReplyDocument {
  const atClusterTime = timestamp(time);
  return reply.cursor
    ? { ...reply, cursor: { ...(reply.cursor as ReplyDocument), atClusterTime } }
    : { ...reply, atClusterTime };
}

/** A retry that comes while the first attempt still runs waits for it and gets its answer. */
async function onceOnly(
  { session, retryNumber }: Statement,
  run: () => ReplyDocument | Promise<ReplyDocument>,
): Promise<ReplyDocument> {
  const { running } = session!;
  if (running && running.transactionNumber === retryNumber) return (await running.reply) as ReplyDocument;
  const reply = Promise.resolve(run());
  const attempt = { transactionNumber: retryNumber!, reply };
  session!.running = attempt;
  try {
    return await reply;
  } finally {
    if (session!.running === attempt) session!.running = undefined;
  }
}

function hasWriteErrors({ writeErrors, nErrors }: ReplyDocument): boolean {
  return (Array.isArray(writeErrors) && writeErrors.length > 0) || (nErrors !== undefined && nErrors !== 0);
}

function finish(engine: Engine, reply: ReplyDocument): Buffer {
  const time = engine.operationTime();
  return encodeReply(reply, {
    ok: reply.ok === undefined ? 1 : undefined,
    $clusterTime: clusterTime(time),
    operationTime: timestamp(time),
  });
}

/** Milliseconds, 0 for none. @throws CommandError 2 */
function timeLimitOf({ maxTimeMS = 0 }: CommonFields): number {
  if (maxTimeMS >= 0 && maxTimeMS <= MAX_TIME_MS) return maxTimeMS;
  throw new CommandError(2, `${maxTimeMS} value for maxTimeMS is out of range [0, ${MAX_TIME_MS}]`);
}

function namespaceForDisplay({ target, database }: Request): string {
  return target.type === 2 ? `${database}.${textOf(target)}` : database;
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
