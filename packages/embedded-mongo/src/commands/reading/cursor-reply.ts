import { CommandError } from '../../bson/command-error.ts';
import {
  DEFAULT_FIRST_BATCH,
  Pace,
  type Cursor,
  type CursorOptions,
  type Documents,
} from '../../session/cursors.ts';
import type { ReplyDocument } from '../../wire/reply.ts';
import { apiParametersOf } from '../../session/api-parameters.ts';
import type { CommandContext } from '../command.ts';
import { readFields } from '../fields.ts';

export interface OpenCursorOptions {
  namespace: string;
  batchSize: number | undefined;
  singleBatch?: boolean;
  noTimeout?: boolean;
  /** All that there can be; 0 when that is not known. */
  limit?: number;
  /** Asked for once, when the cursor stays open. */
  whenKept?: () => Pick<CursorOptions, 'check' | 'planSummary'>;
  addition?: ReplyDocument;
  /** See `CursorOptions`. */
  whole?: boolean;
}

/** Answers a query with its first batch, and keeps the cursor when there is more. */
export async function answerWithCursor(
  context: CommandContext,
  documents: Documents,
  pace: Pace,
  options: OpenCursorOptions,
): Promise<ReplyDocument> {
  const { engine, session, transaction, snapshot } = context;
  const { namespace, batchSize, singleBatch = false, noTimeout = false, limit = 0 } = options;
  const cursor = engine.cursors.open({
    namespace,
    command: context.body,
    documents: snapshot ? snapshot.during(documents) : documents,
    pace,
    session: session?.id,
    transaction,
    api: apiParametersOf(context.common),
    noTimeout,
    most: limit > 0 ? limit : undefined,
    whole: options.whole,
  });
  const { documents: firstBatch, done } = await cursor.next(batchSize ?? DEFAULT_FIRST_BATCH);
  const open = !done && !singleBatch;
  if (open) {
    Object.assign(cursor.options, options.whenKept?.());
    engine.cursors.keep(cursor);
  } else await cursor.close();
  return { cursor: { firstBatch, id: open ? cursor.id : 0n, ns: namespace }, ...options.addition };
}

/** Answers with documents that are all there already. */
export function answerWithList(
  context: CommandContext,
  documents: Buffer[],
  options: OpenCursorOptions,
): Promise<ReplyDocument> {
  return answerWithCursor(context, once(documents), new Pace(context.operation), { ...options, whole: true });
}

async function* once(documents: Buffer[]): AsyncGenerator<Buffer[]> {
  yield documents;
}

/** Reads `cursor: { batchSize }`. @throws CommandError 2 when it is negative */
export function batchSizeOf(cursor: Buffer | undefined): number | undefined {
  if (!cursor) return undefined;
  const { batchSize } = readFields('cursor', cursor, { batchSize: 'truncated' });
  assertNotNegative('batchSize', batchSize);
  return batchSize;
}

/** @throws CommandError 51024 */
export function assertNotNegative(name: string, value: number | undefined): void {
  if (value !== undefined && value < 0) {
    throw new CommandError(51_024, `BSON field '${name}' value must be >= 0, actual value '${value}'`);
  }
}

/** The next batch of an open cursor. */
export async function nextBatch(
  context: CommandContext,
  cursor: Cursor,
  size: number,
): Promise<ReplyDocument> {
  const { cursors } = context.engine;
  const { pace, namespace, check } = cursor.options;
  cursor.busy = true;
  pace.operation = context.operation;
  try {
    check?.();
    const { documents, done } = await cursor.next(size);
    if (done) cursors.kill(cursor.id);
    return { cursor: { nextBatch: documents, id: done ? 0n : cursor.id, ns: namespace } };
  } catch (error) {
    cursor.busy = false;
    cursors.kill(cursor.id);
    throw error;
  } finally {
    cursor.busy = false;
  }
}
