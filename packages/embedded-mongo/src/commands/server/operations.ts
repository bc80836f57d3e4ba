import { fail } from '../../bson/command-error.ts';
import { compileFilter } from '../../query/filter.ts';
import type { RawField } from '../../storage/raw-fields.ts';
import type { ClientConnection } from '../../wire/connection.ts';
import { encodeReply, type ReplyDocument } from '../../wire/reply.ts';
import type { Engine } from '../../engine.ts';
import type { Operation } from '../../session/operation.ts';
import type { Session } from '../../session/sessions.ts';
import { connectionName } from './client-metadata.ts';
import { defineCommand } from '../command.ts';
import { isNumber, isTruthy, numberOf, openFields, wrongType } from '../fields.ts';
import { uuidField } from '../../bson/uuid-field.ts';

/** What a request is called that is no `command`. */
const KINDS: Readonly<Record<string, string>> = {
  insert: 'insert',
  find: 'query',
  update: 'update',
  delete: 'remove',
  getMore: 'getmore',
};

export interface Shown {
  idleSessions?: boolean;
  idleConnections?: boolean;
}

/** What runs, the transactions that wait for their next statement, and who is connected, as `currentOp` shows them. */
export function currentOperations(
  { operations, sessions, clients }: Engine,
  { idleSessions = true, idleConnections = false }: Shown = {},
): Buffer[] {
  const running = [...operations.all()];
  const waiting = idleSessions ? [...sessions.all()].filter(({ transaction }) => transaction) : [];
  const busy = new Set(running.map(({ client }) => client));
  const idle = idleConnections ? clients().filter((client) => !busy.has(client)) : [];
  return [...running.map(describeOperation), ...idle.map(describeIdle), ...waiting.map(describeTransaction)];
}

function describeConnection(client: ClientConnection): ReplyDocument {
  return {
    type: 'op',
    desc: connectionName(client),
    client: client.address,
    connectionId: client.id,
    appName: client.applicationName,
  };
}

function describeIdle(client: ClientConnection): Buffer {
  return encodeReply({ ...describeConnection(client), active: false });
}

function describeOperation({ id, command, namespace, startedAt, client, waits }: Operation): Buffer {
  const [, collection] = /\.(.*)/s.exec(namespace) ?? [];
  const runningMs = Date.now() - startedAt;
  return encodeReply({
    ...describeConnection(client),
    opid: id,
    op: KINDS[command] ?? 'command',
    ns: namespace,
    command: { [command]: collection ?? 1 },
    active: true,
    waitingForLock: waits,
    secs_running: Math.floor(runningMs / 1_000),
    microsecs_running: BigInt(runningMs * 1_000),
  });
}

function describeTransaction({ id, transactionNumber, transactionStarted, begun }: Session): Buffer {
  return encodeReply({
    type: 'idleSession',
    desc: 'inactive transaction',
    lsid: { id: uuidField(Buffer.from(id, 'hex')) },
    transaction: {
      parameters: {
        txnNumber: BigInt(transactionNumber),
        autocommit: false,
        readConcern: { level: begun?.level },
      },
      startWallClockTime: new Date(transactionStarted).toISOString(),
      timeOpenMicros: BigInt((Date.now() - transactionStarted) * 1_000),
    },
    active: false,
  });
}

const MAX_NUMBER = 2 ** 31;

/** @throws CommandError 4, 14, 2 and 26823 for what cannot be one */
function operationNumber(op: RawField | undefined): number {
  if (!op) fail(4, 'Missing expected field "op"');
  if (!isNumber(op)) throw wrongType('killOp.op', op.type, 'number');
  const number = numberOf(op);
  if (!Number.isInteger(number)) fail(2, `Expected field "op" to have a whole number, but found ${number}`);
  if (number < -MAX_NUMBER || number >= MAX_NUMBER) fail(26_823, `invalid op : ${number}`);
  return number;
}

export const operationCommands = [
  defineCommand({
    names: ['currentOp'],
    fields: { $ownOps: 'ignored', $all: 'value', $truncateOps: 'ignored' },
    open: true,
    adminOnly: true,
    run: ({ engine, command }, { $all, ...fields }) => {
      const filter = openFields(command, fields);
      const matching = filter.length > 0 && compileFilter(encodeReply(Object.fromEntries(filter)));
      const all = currentOperations(engine, { idleConnections: $all !== undefined && isTruthy($all) });
      return { inprog: matching ? all.filter((each) => matching.matches(each)) : all };
    },
  }),
  defineCommand({
    names: ['killOp'],
    fields: { op: 'value' },
    adminOnly: true,
    run: ({ engine }, { op }) => {
      engine.operations.find(operationNumber(op))?.kill();
      return { info: 'attempting to kill op' };
    },
  }),
];
