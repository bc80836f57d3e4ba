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
  /** The reply as it is when these statements are all, without what stands in parts. Raw BSON. */
  reply: Buffer;
  /** In how many parts the lists of the reply are, so that a long one is not written again with every commit. */
  parts: number;
}

const SESSION_BYTES = 16;

/** The `done` of a record that says that a transaction of this number has been committed. */
const COMMITTED = -1;

/** Has the session's transaction of this number been committed, as far as is written down? */
export function isCommitted(view: View, session: string, transactionNumber: number): boolean {
  const record = readRetryRecord(view, session);
  return record?.transactionNumber === transactionNumber && record.done === COMMITTED;
}

/** Call in the commit of the transaction: a client that misses the answer asks again, also after a restart. */
export function recordCommit(view: WriteView, session: string, transactionNumber: number, now: number): void {
  const record = { transactionNumber, done: COMMITTED, reply: EMPTY_DOCUMENT, parts: 0 };
  writeRetryRecord(view, session, record, now);
}

/** @param session sixteen bytes in hexadecimal */
export function readRetryRecord(view: View, session: string): RetryRecord | undefined {
  const bytes = view.get(keyOf(session));
  if (!bytes) return undefined;
  const { number, done, parts } = deserialize(bytes.subarray(0, bytes.readInt32LE(0))) as {
    number: number;
    done: number;
    parts?: number;
  };
  const reply = bytes.subarray(bytes.readInt32LE(0));
  return { transactionNumber: number, done, reply, parts: parts ?? 0 };
}

/** Write the parts that it counts in the same commit; those of the session's last record go. */
export function writeRetryRecord(view: WriteView, session: string, record: RetryRecord, now: number): void {
  const { transactionNumber, done, reply, parts } = record;
  removeRetryParts(view, session, parts);
  const head = encodeReply({
    number: BigInt(transactionNumber),
    done,
    at: new Date(now),
    ...(parts > 0 ? { parts } : {}),
  });
  view.put(keyOf(session), Buffer.concat([head, reply]));
}

/** Call in the commit of the record that counts it. @param number from 0 */
export function writeRetryPart(view: WriteView, session: string, number: number, part: Buffer): void {
  view.put(partKey(session, number), part);
}

/** The parts of a record, in their order. Raw BSON. */
export function readRetryParts(view: View, session: string, { parts }: RetryRecord): Buffer[] {
  return Array.from({ length: parts }, (_, number) => view.get(partKey(session, number))!);
}

function removeRetryParts(view: WriteView, session: string, from: number): void {
  const { parts = 0 } = readRetryRecord(view, session) ?? {};
  for (let number = from; number < parts; number += 1) view.remove(partKey(session, number));
}

export function removeRetryRecord(view: WriteView, session: string): void {
  const key = keyOf(session);
  if (!view.get(key)) return;
  removeRetryParts(view, session, 0);
  view.remove(key);
}

/** Sessions whose records were written before a moment, at most `limit` of them. */
export function staleRetryRecords(view: View, before: number, limit: number): string[] {
  const [from, to] = metaRange(META.retries);
  const stale: string[] = [];
  for (const { key, value } of scan(view, from, to)) {
    if (stale.length >= limit) break;
    if (key.length !== from.length + SESSION_BYTES) continue;
    const { at } = deserialize(value.subarray(0, value.readInt32LE(0))) as { at: Date };
    if (at.getTime() < before) stale.push(key.toString('hex', from.length));
  }
  return stale;
}

function keyOf(session: string): Buffer {
  return metaKey(META.retries, Buffer.from(session, 'hex'));
}

function partKey(session: string, number: number): Buffer {
  const key = Buffer.alloc(SESSION_BYTES + 4);
  key.write(session, 'hex');
  key.writeUInt32BE(number, SESSION_BYTES);
  return metaKey(META.retries, key);
}
