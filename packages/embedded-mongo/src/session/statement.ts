import { CommandError } from '../bson/command-error.ts';
import { apiParametersOf, assertSameApi } from './api-parameters.ts';
import type { Engine } from '../engine.ts';
import type { Command } from '../commands/command.ts';
import { readConcernLevel } from '../commands/concerns.ts';
import { numberOf, readFields, wrongType, type CommonFields } from '../commands/fields.ts';
import { isSystemDatabase } from '../commands/namespace.ts';
import { BSON_TYPE, rawFields } from '../storage/raw-fields.ts';
import type { OpenTransaction } from '../storage/write-view.ts';
import { abort, ENDS_TRANSACTION, type Session } from './sessions.ts';

/** What a request's session makes of it. */
export interface Statement {
  session: Session | undefined;
  transaction: OpenTransaction | undefined;
  retryNumber: number | undefined;
}

const OUTSIDE: Statement = { session: undefined, transaction: undefined, retryNumber: undefined };
const SESSION_FIELDS = { id: 'value!', uid: 'ignored', txnNumber: 'ignored', txnUUID: 'ignored' } as const;
const UUID_SUBTYPE = 4;
const UUID_END = 21;
/** Commands that no transaction begins with. */
const NEVER_FIRST: ReadonlySet<string> = new Set([...ENDS_TRANSACTION, 'killCursors']);
/** Commands that go on with what another has begun, which may have been one of `admin`. */
const READS_ON: ReadonlySet<string> = new Set(['getMore', 'killCursors']);

/**
 * The sixteen bytes of a logical session's identifier, in hexadecimal.
 * @throws CommandError 40414 or 14 when it is none
 */
export function sessionIdOf(lsid: Buffer): string {
  const { id } = readFields('LogicalSessionFromClient', lsid, SESSION_FIELDS);
  if (id.type !== BSON_TYPE.binary || id.bytes.length !== UUID_END || id.bytes[4] !== UUID_SUBTYPE) {
    throw wrongType('LogicalSessionFromClient.id', id.type, 'binData');
  }
  return id.bytes.hexSlice(5);
}

/**
 * Makes sure that what a request says of its session goes together, before anything is begun.
 * @throws CommandError 72 for fields that do not go together, 263 for a command or a database that cannot be in
 *   a transaction, 50768 for a number on a command that cannot be retried, 238 for one that counts its
 *   statements by itself
 */
export function assertStatement(
  name: string,
  command: Command,
  database: string,
  common: CommonFields,
): void {
  const { lsid, txnNumber, autocommit, startTransaction, stmtId, stmtIds } = common;
  if (stmtId !== undefined && stmtIds) {
    throw new CommandError(72, 'May not specify both stmtId and stmtIds in write command');
  }
  if (txnNumber === undefined && autocommit !== undefined) {
    throw new CommandError(72, "'autocommit' field requires a transaction number to also be specified");
  }
  if (autocommit === undefined && startTransaction !== undefined) {
    throw new CommandError(72, "'startTransaction' field requires 'autocommit' field to also be specified");
  }
  if (txnNumber === undefined) return;
  if (!lsid) throw new CommandError(72, 'Transaction number requires a session ID to also be specified');
  if (txnNumber < 0) throw new CommandError(72, 'Transaction number cannot be negative');
  if (autocommit === undefined) {
    if (!command.retryable) throw notRetryable(name);
    assertCountedFromZero(common);
    return;
  }
  if (autocommit) throw new CommandError(72, 'Specifying autocommit=true is not allowed.');
  if (startTransaction === false) {
    throw new CommandError(72, 'Specifying startTransaction=false is not allowed.');
  }
  if (startTransaction && NEVER_FIRST.has(name)) {
    throw new CommandError(263, `Cannot run ${name} as the first operation in a multi-document transaction.`);
  }
  if (ENDS_TRANSACTION.has(name)) return;
  if (!command.inTransaction) {
    throw new CommandError(263, `Cannot run '${name}' in a multi-document transaction.`);
  }
  if (isSystemDatabase(database) && !command.adminOnly && !READS_ON.has(name)) {
    throw new CommandError(263, `Cannot run command against the '${database}' database in a transaction.`);
  }
}

/** What a retryable write has done is recorded by the positions of its statements. */
function assertCountedFromZero({ stmtId = 0, stmtIds }: CommonFields): void {
  const ids = stmtIds?.type === BSON_TYPE.array ? [...rawFields(stmtIds.bytes)] : [];
  if (stmtId === 0 && ids.every(([, id], position) => numberOf(id) === position)) return;
  throw new CommandError(
    238,
    'A retryable write whose statements do not count from 0 is not supported here: leave stmtId and stmtIds out.',
  );
}

/** The session that a request names, made when it is new. @throws CommandError 40414 or 14 */
export function sessionOf({ sessions }: Engine, { lsid }: CommonFields): Session | undefined {
  return lsid && sessions.use(sessionIdOf(lsid));
}

/**
 * Finds the transaction of a request in its session, beginning a new one when it says so.
 * @throws CommandError 225 for a number that is too old, 217 and 117 for one that is used, 251 and 256 for a
 *   transaction that is not open, 347 for one that began with other parameters of the stable API
 */
export function openStatement(
  engine: Engine,
  session: Session | undefined,
  name: string,
  common: CommonFields,
): Statement {
  const { txnNumber, autocommit, startTransaction } = common;
  if (!session) return OUTSIDE;
  if (autocommit === false && !startTransaction && txnNumber === session.transactionNumber && session.begun) {
    assertSameApi('this transaction', session.begun.api, common);
  }
  if (txnNumber === undefined || (autocommit === false && ENDS_TRANSACTION.has(name))) {
    return { ...OUTSIDE, session };
  }
  if (autocommit === undefined) return retryableWrite(session, txnNumber);
  const transaction = startTransaction
    ? beginTransaction(engine, session, txnNumber, common)
    : runningTransaction(session, txnNumber);
  return { session, transaction, retryNumber: undefined };
}

function notRetryable(name: string): CommandError {
  return new CommandError(
    50768,
    'txnNumber may only be provided for multi-document transactions and retryable write commands. ' +
      `autocommit:false was not provided, and ${name} is not a retryable write command.`,
  );
}

function retryableWrite(session: Session, number: number): Statement {
  if (number < session.transactionNumber) throw tooOld(session, number);
  if (number > session.transactionNumber) {
    abort(session);
    session.transactionNumber = number;
    session.state = 'none';
    session.begun = undefined;
  } else if (session.state !== 'none') {
    throw new CommandError(217, 'Cannot retry a retryable write that has been converted into a transaction');
  }
  return { session, transaction: undefined, retryNumber: number };
}

function beginTransaction(
  engine: Engine,
  session: Session,
  number: number,
  common: CommonFields,
): OpenTransaction {
  if (number < session.transactionNumber) throw tooOld(session, number);
  if (number === session.transactionNumber) {
    throw new CommandError(
      117,
      `Cannot start a transaction at given transaction number ${number} as a transaction with that number has already started`,
    );
  }
  const transaction = engine.store.beginTransaction();
  engine.sessions.begin(session, number, transaction, {
    api: apiParametersOf(common),
    level: readConcernLevel(common) ?? 'local',
  });
  return transaction;
}

/** @throws CommandError 251 or 256 when that transaction is not open */
export function runningTransaction(session: Session, number: number): OpenTransaction {
  if (number < session.transactionNumber) throw tooOld(session, number);
  if (number > session.transactionNumber || !session.transaction) {
    if (number === session.transactionNumber && session.state === 'committed') {
      throw new CommandError(256, `Transaction with { txnNumber: ${number} } has been committed.`);
    }
    throw noSuchTransaction(session, number);
  }
  return session.transaction;
}

export function noSuchTransaction(session: Session, number: number): CommandError {
  const reason =
    number === session.transactionNumber && session.state === 'aborted'
      ? `Transaction with { txnNumber: ${number} } has been aborted.`
      : `Given transaction number ${number} does not match any in-progress transactions. ` +
        `The active transaction number is ${session.transactionNumber}`;
  return new CommandError(251, reason);
}

function tooOld(session: Session, number: number): CommandError {
  return new CommandError(
    225,
    `Transaction number ${number} is too old: ${session.transactionNumber} has already started on this session`,
  );
}
