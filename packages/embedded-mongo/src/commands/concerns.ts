import { CommandError } from '../bson/command-error.ts';
import { ENDS_TRANSACTION } from '../session/sessions.ts';
import type { ReplyDocument } from '../wire/reply.ts';
import { BSON_TYPE, EMPTY_DOCUMENT, rawFields } from '../storage/raw-fields.ts';
import type { CommandContext } from './command.ts';
import { isNumber, numberOf, readFields, textOf, wrongType, type CommonFields } from './fields.ts';

const READ_CONCERN_FIELDS = {
  level: 'string',
  afterClusterTime: 'value',
  atClusterTime: 'value',
  afterOpTime: 'ignored',
  provenance: 'ignored',
} as const;

const LEVELS = new Set(['local', 'available', 'majority', 'linearizable', 'snapshot']);

export function readConcernLevel({ readConcern }: CommonFields): string | undefined {
  return readConcern && readFields('readConcern', readConcern, READ_CONCERN_FIELDS).level;
}

/** @throws CommandError 72 for what a transaction of another level than `local` cannot do */
export function assertLocalTransaction({ transaction, session, command }: CommandContext): void {
  if (!transaction || session?.begun?.level === 'local') return;
  throw new CommandError(72, `${command} goes with the read concern level local only in a transaction`);
}

/** Where a timestamp has its seconds; its lower half counts within one. */
const SECONDS = 32n;

/** Commands that take another level than `local` outside of a transaction. */
const READS = new Set(['find', 'aggregate', 'distinct', 'count', 'explain']);
const READS_OF_SNAPSHOTS = new Set(['find', 'aggregate', 'distinct']);
const LEVELS_OF_TRANSACTIONS = new Set(['local', 'majority', 'snapshot']);

/**
 * What is read is always what is on this machine's disk, so every level but `snapshot` asks for nothing more.
 * @throws CommandError 9 for another level, 14 for a time that is none, 72 for one that is 0 or to come and for what does
 *   not go with the command
 */
export function assertReadConcern(name: string, common: CommonFields, now: () => bigint): void {
  const { readConcern, autocommit, startTransaction } = common;
  if (!readConcern) return;
  const fields = readFields('readConcern', readConcern, READ_CONCERN_FIELDS);
  const { level = 'local', atClusterTime, afterClusterTime } = fields;
  for (const [which, time] of Object.entries({ atClusterTime, afterClusterTime })) {
    if (time && time.type !== BSON_TYPE.timestamp)
      throw wrongType(`readConcern.${which}`, time.type, 'timestamp');
    if (time?.bytes.readBigUInt64LE(0) === 0n) {
      throw new CommandError(72, `${which} cannot be a null timestamp`);
    }
  }
  if (afterClusterTime && isToCome(afterClusterTime.bytes.readBigUInt64LE(0), common, now())) {
    throw new CommandError(
      72,
      'readConcern afterClusterTime value must not be greater than the current clusterTime',
    );
  }
  if (!LEVELS.has(level)) {
    throw new CommandError(
      9,
      "Either 'level' or 'afterClusterTime' must be one of 'local', 'majority', 'linearizable', 'available' or 'snapshot'",
    );
  }
  const inTransaction = autocommit === false;
  if (inTransaction && !startTransaction) {
    throw new CommandError(72, 'Only the first command in a transaction may specify a readConcern');
  }
  if (inTransaction && !LEVELS_OF_TRANSACTIONS.has(level)) {
    throw new CommandError(
      72,
      "The readConcern level must be either 'local' (default), 'majority' or 'snapshot' in order to run in a transaction",
    );
  }
  if (afterClusterTime && (atClusterTime || !LEVELS_OF_TRANSACTIONS.has(level))) {
    throw new CommandError(
      72,
      'afterClusterTime goes with the levels local, majority and snapshot only, and not with atClusterTime',
    );
  }
  if (atClusterTime && (level !== 'snapshot' || inTransaction)) {
    throw new CommandError(72, 'atClusterTime goes with the level snapshot outside of a transaction only');
  }
  if (!inTransaction && !goesWith(name, level)) {
    throw new CommandError(72, `Command ${name} does not support { readConcern: { level: "${level}" } }`);
  }
}

/** It may be of the same second before a restart, and of another server whose time the client hands on. */
function isToCome(time: bigint, { $clusterTime }: CommonFields, now: bigint): boolean {
  if (time >> SECONDS <= now >> SECONDS) return false;
  const handedOn = [...rawFields($clusterTime ?? EMPTY_DOCUMENT)].find(
    ([name]) => name === 'clusterTime',
  )?.[1];
  return handedOn?.type !== BSON_TYPE.timestamp || time > handedOn.bytes.readBigUInt64LE(0);
}

function goesWith(name: string, level: string): boolean {
  // Drivers repeat it with each batch; the cursor has been opened with it.
  if (level === 'local' || name === 'getMore') return true;
  return (level === 'snapshot' ? READS_OF_SNAPSHOTS : READS).has(name);
}

/** The moment that a read outside of a transaction asks for; undefined when it reads what there is. */
export function momentAsked(
  name: string,
  { readConcern, autocommit }: CommonFields,
): bigint | 'now' | undefined {
  if (!readConcern || autocommit === false || !READS_OF_SNAPSHOTS.has(name)) return undefined;
  const { level, atClusterTime } = readFields('readConcern', readConcern, READ_CONCERN_FIELDS);
  if (level !== 'snapshot') return undefined;
  return atClusterTime ? atClusterTime.bytes.readBigUInt64LE(0) : 'now';
}

const MAX_TIMEOUT_MS = 2 ** 31 - 1;
const WRITE_CONCERN_FIELDS = {
  w: 'value',
  j: 'boolean',
  wtimeout: 'value',
  wtimeoutMS: 'value',
  fsync: 'boolean',
  provenance: 'ignored',
} as const;

/**
 * Every write is on the disk before it is answered; there are no other members to wait for.
 * @returns `writeConcernError` when more members are asked for than there are
 * @throws CommandError 9 for a `w` that is none, a time that is too long or two ways to the disk, 72 where there can be no write concern
 */
export function writeConcernError(
  name: string,
  writes: boolean,
  { writeConcern, autocommit }: CommonFields,
): ReplyDocument | undefined {
  if (!writeConcern) return undefined;
  if (!writes) throw new CommandError(72, `Command ${name} does not support writeConcern`);
  if (autocommit === false && !ENDS_TRANSACTION.has(name)) {
    throw new CommandError(72, 'writeConcern is not allowed within a multi-statement transaction');
  }
  const fields = readFields('writeConcern', writeConcern, WRITE_CONCERN_FIELDS);
  if (fields.j && fields.fsync) throw new CommandError(9, 'fsync and j options cannot be used together');
  const { w, wtimeout = fields.wtimeoutMS } = fields;
  // As in MongoDB, what is no number at all is no limit.
  if (wtimeout && numberOf(wtimeout) > MAX_TIMEOUT_MS) {
    throw new CommandError(9, 'wtimeout must be a 32-bit integer');
  }
  if (!w || w.type === BSON_TYPE.null) return undefined;
  if (isNumber(w)) {
    const members = Math.trunc(numberOf(w));
    if (members < 0 || members > 50) {
      throw new CommandError(9, 'w has to be a non-negative number and not greater than 50');
    }
    return members > 1 ? concernError(100, 'Not enough data-bearing nodes') : undefined;
  }
  if (w.type !== BSON_TYPE.string) throw new CommandError(9, 'w has to be a number, string, or object');
  const mode = textOf(w);
  if (mode === 'majority') return undefined;
  return concernError(79, `No write concern mode named '${mode}' found in replica set configuration`);
}

function concernError(code: number, errmsg: string): ReplyDocument {
  const { codeName } = new CommandError(code, errmsg);
  return { writeConcernError: { code, codeName, errmsg, errInfo: {} } };
}
