import { deserialize } from 'bson';
import { encodeReply } from '../wire/reply.ts';
import { META, metaKey, metaRange } from './keyspace.ts';
import { EMPTY_DOCUMENT } from './raw-fields.ts';
import { scan, type View } from './view.ts';
import type { WriteView } from './write-view.ts';

/** What is remembered of a session's newest retryable write, so that it takes effect once however often it is sent. */
export interface RetryRecord {
  transactionNumber: number;
  /** Statements of the command that have taken effect. */
  done: number;
  complete: boolean;
  /** The reply as it is when these statements are all. Raw BSON. */
  reply: Buffer;
}

/** The `done` of a record that says that a transaction of this number has been committed. */
const COMMITTED = -1;

/** Has the session's transaction of this number been committed, as far as is written down? */
export function isCommitted(view: View, session: string, transactionNumber: number): boolean {
  const record = readRetryRecord(view, session);
  return record?.transactionNumber === transactionNumber && record.done === COMMITTED;
}

/** Call in the commit of the transaction: a client that misses the answer asks again, also after a restart. */
export function recordCommit(view: WriteView, session: string, transactionNumber: number, now: number): void {
  writeRetryRecord(
    view,
    session,
    { transactionNumber, done: COMMITTED, complete: true, reply: EMPTY_DOCUMENT },
    now,
  );
}

/** @param session sixteen bytes in hexadecimal */
export function readRetryRecord(view: View, session: string): RetryRecord | undefined {
  const bytes = view.get(keyOf(session));
  if (!bytes) return undefined;
  const { number, done, complete } = deserialize(bytes.subarray(0, bytes.readInt32LE(0))) as {
    number: number;
    done: number;
    complete: boolean;
  };
  return { transactionNumber: number, done, complete, reply: bytes.subarray(bytes.readInt32LE(0)) };
}

export function writeRetryRecord(view: WriteView, session: string, record: RetryRecord, now: number): void {
  const { transactionNumber, done, complete, reply } = record;
  const head = encodeReply({ number: BigInt(transactionNumber), done, complete, at: new Date(now) });
  view.put(keyOf(session), Buffer.concat([head, reply]));
}

export function removeRetryRecord(view: WriteView, session: string): void {
  const key = keyOf(session);
  if (view.get(key)) view.remove(key);
}

/** Sessions whose records were written before a moment, at most `limit` of them. */
export function staleRetryRecords(view: View, before: number, limit: number): string[] {
  const [from, to] = metaRange(META.retries);
  const stale: string[] = [];
  for (const { key, value } of scan(view, from, to)) {
    if (stale.length >= limit) break;
    const { at } = deserialize(value.subarray(0, value.readInt32LE(0))) as { at: Date };
    if (at.getTime() < before) stale.push(key.toString('hex', key.length - 16));
  }
  return stale;
}

function keyOf(session: string): Buffer {
  return metaKey(META.retries, Buffer.from(session, 'hex'));
}
