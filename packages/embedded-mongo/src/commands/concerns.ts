import { CommandError } from '../bson/command-error.ts';
import type { ReplyDocument } from '../wire/reply.ts';
import { BSON_TYPE } from '../storage/raw-fields.ts';
import { isNumber, numberOf, readFields, type CommonFields } from './fields.ts';
import { textOf } from './fields.ts';

const READ_CONCERN_FIELDS = {
  level: 'string',
  afterClusterTime: 'ignored',
  atClusterTime: 'value',
  afterOpTime: 'ignored',
  provenance: 'ignored',
} as const;

const LEVELS = new Set(['local', 'available', 'majority', 'linearizable', 'snapshot']);

export function readConcernLevel({ readConcern }: CommonFields): string | undefined {
  return readConcern && readFields('readConcern', readConcern, READ_CONCERN_FIELDS).level;
}

/**
 * What is read is always what is on this machine's disk, so every level but `snapshot` asks for nothing more.
 * @throws CommandError 9 for another level, 72 for a snapshot outside of a transaction
 */
export function assertReadConcern(
  name: string,
  { readConcern, autocommit, startTransaction }: CommonFields,
): void {
  if (!readConcern) return;
  const { level, atClusterTime } = readFields('readConcern', readConcern, READ_CONCERN_FIELDS);
  if (level !== undefined && !LEVELS.has(level)) {
    throw new CommandError(
      9,
      "Either 'level' or 'afterClusterTime' must be one of 'local', 'majority', 'linearizable', 'available' or 'snapshot'",
    );
  }
  const inTransaction = autocommit === false;
  if (inTransaction && !startTransaction) {
    throw new CommandError(72, 'Only the first command in a transaction may specify a readConcern');
  }
  if ((level === 'snapshot' && !inTransaction) || atClusterTime) {
    throw new CommandError(
      72,
      `Command ${name} does not support { readConcern: { level: "snapshot" } } outside of a transaction here: use a transaction`,
    );
  }
}

const WRITE_CONCERN_FIELDS = {
  w: 'value',
  j: 'boolean',
  wtimeout: 'integer',
  wtimeoutMS: 'integer',
  fsync: 'boolean',
  provenance: 'ignored',
} as const;

/**
 * Every write is on the disk before it is answered; there are no other members to wait for.
 * @returns `writeConcernError` when more members are asked for than there are
 * @throws CommandError 9 for a `w` that is none
 */
export function writeConcernError(writeConcern: Buffer | undefined): ReplyDocument | undefined {
  if (!writeConcern) return undefined;
  const { w } = readFields('writeConcern', writeConcern, WRITE_CONCERN_FIELDS);
  if (!w) return undefined;
  if (isNumber(w)) {
    const members = numberOf(w);
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
