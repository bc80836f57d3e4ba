import { CommandError } from '../../bson/command-error.ts';
import type { Commit } from '../../storage/commit-queue.ts';
import { BlockedByTransaction } from '../../storage/conflicts.ts';
import { DiskError } from '../../storage/disk-error.ts';
import {
  readRetryParts,
  readRetryRecord,
  writeRetryPart,
  writeRetryRecord,
} from '../../storage/retry-records.ts';
import type { WriteView } from '../../storage/write-view.ts';
import type { ReplyDocument } from '../../wire/reply.ts';
import type { RawField } from '../../storage/raw-fields.ts';
import type { CommandContext } from '../command.ts';
import { refusalOf } from '../error-reply.ts';
import { numberOf, textOf } from '../fields.ts';
import { WriteProgress } from './write-progress.ts';

/** Where a statement writes to. */
export interface WriteTarget {
  view: WriteView;
  /** Undefined in a transaction. */
  commit: Commit | undefined;
}

/**
 * One of the writes of a command. `run` does it at once, or as much of it as may be done in one commit:
 * - `done`, when it is finished;
 * - `more`, when it has to be called again in another commit;
 * - `search`, when it has to look for its documents first, outside of a commit.
 * It counts in the progress what it has done. When it throws, it has not written anything.
 */
export interface Statement {
  run(target: WriteTarget, progress: WriteProgress): 'done' | 'more' | 'search';
  /** Looks for documents, giving way to others, and keeps what it finds for the next `run`. */
  search?(): Promise<void>;
}

export interface WriteLoop {
  statements: number;
  /** Makes a statement ready. @throws CommandError for what is wrong in it */
  statement(position: number): Statement;
  ordered: boolean;
  start: WriteProgress;
  /** Tells an error in the reply. */
  failed(progress: WriteProgress, error: ReplyDocument & { index: number }): void;
}

/** A commit takes in statements of one command for at most this long. */
const SLICE_MS = 8;

/**
 * Runs the writes of a command: each one atomic and durable before this resolves, as many as fit in one commit.
 * A retryable write records in the same commit what it has done, and when it comes again goes on from there.
 */
export async function runWrites(context: CommandContext, loop: WriteLoop): Promise<WriteProgress> {
  const { engine, operation, transaction } = context;
  let progress = recorded(context, loop.start) ?? loop.start;
  const statements = new Statements(loop);
  while (progress.done < loop.statements) {
    let searching = false;
    // It runs again from the same beginning when the commit fails, so that nothing outside of it may change.
    const slice = (target: WriteTarget): WriteProgress => {
      const now = progress.copy();
      searching = runSlice(loop, statements, target, now, context);
      return now;
    };
    const before = progress.done;
    if (transaction) progress = slice({ view: transaction, commit: undefined });
    else {
      try {
        progress = await engine.store.write(
          (view, commit) => slice({ view, commit }),
          (ended) => operation.wait(ended),
        );
      } catch (error) {
        if (!(error instanceof DiskError)) throw error;
        return withoutTheRest(loop, progress, refusalOf(error)!);
      }
    }
    statements.forget(before, progress.done);
    if (searching) await statements.at(progress.done).search!();
    if (progress.done < loop.statements) await operation.turn();
  }
  return progress;
}

/** Earlier commits of the same command are on the disk: the reply counts them, and tells what is not. */
function withoutTheRest(loop: WriteLoop, progress: WriteProgress, error: CommandError): WriteProgress {
  const told = progress.copy();
  do {
    loop.failed(told, toldError(told.done, error));
    told.next();
  } while (!loop.ordered && told.done < loop.statements);
  return told;
}

/**
 * What an earlier attempt of the same retryable write has done.
 * @throws CommandError 40606 when the number is that of another kind of write
 */
function recorded(
  { engine, session, retryNumber }: CommandContext,
  start: WriteProgress,
): WriteProgress | undefined {
  if (retryNumber === undefined) return undefined;
  const record = readRetryRecord(engine.store.view, session!.id);
  if (record?.transactionNumber !== retryNumber) return undefined;
  if (record.done < 0) throw new CommandError(256, `Transaction ${retryNumber} has been committed.`);
  const parts = readRetryParts(engine.store.view, session!.id, record);
  const progress = WriteProgress.decode(record.done, record.reply, parts);
  if (progress.countsLike(start)) return progress;
  throw new CommandError(
    40_606,
    `Retry request is not compatible with the previous write of transaction ${retryNumber}, which was of another type`,
  );
}

/** Statements that are ready, so that one which takes several commits is compiled once. */
class Statements {
  readonly #loop: WriteLoop;
  readonly #ready = new Map<number, Statement>();

  constructor(loop: WriteLoop) {
    this.#loop = loop;
  }

  at(position: number): Statement {
    let statement = this.#ready.get(position);
    if (!statement) this.#ready.set(position, (statement = this.#loop.statement(position)));
    return statement;
  }

  forget(from: number, to: number): void {
    if (to - from > this.#ready.size) this.#ready.clear();
    else for (let position = from; position < to; position += 1) this.#ready.delete(position);
  }
}

/** @returns whether the next statement has to search first */
function runSlice(
  loop: WriteLoop,
  statements: Statements,
  target: WriteTarget,
  progress: WriteProgress,
  context: CommandContext,
): boolean {
  const end = performance.now() + SLICE_MS;
  let wrote = false;
  let tookEffect = false;
  let result: ReturnType<Statement['run']> = 'done';
  while (result === 'done' && progress.done < loop.statements && (!wrote || performance.now() < end)) {
    try {
      result = statements.at(progress.done).run(target, progress);
      tookEffect ||= result !== 'search';
      if (result === 'done') progress.next();
    } catch (error) {
      // What has been done so far is kept; the next commit will wait.
      if (error instanceof BlockedByTransaction && wrote) break;
      if (!(error instanceof CommandError)) throw error;
      loop.failed(progress, progress.fitted(toldError(progress.done, error)));
      progress.next();
      // An error ends a transaction, whatever is still to come.
      if (loop.ordered || context.transaction) progress.done = loop.statements;
    }
    wrote ||= result !== 'search';
  }
  if (tookEffect) writeDown(context, target, progress);
  return result === 'search';
}

/** What failed is tried again when the command comes again, so that nothing need be known of it. */
function writeDown(
  { session, retryNumber }: CommandContext,
  { view }: WriteTarget,
  progress: WriteProgress,
): void {
  if (retryNumber === undefined) return;
  const { id } = session!;
  const { parts: number } = progress;
  const part = progress.nextPart();
  if (part) writeRetryPart(view, id, number, part);
  const { done, parts } = progress;
  const record = { transactionNumber: retryNumber, done, reply: progress.encode(), parts };
  writeRetryRecord(view, id, record, Date.now());
}

function toldError(index: number, { code, message, extra }: CommandError): ReplyDocument & { index: number } {
  return { index, code, errmsg: message, ...extra };
}

/** The error that a statement was told to have, to throw it where a command has one statement only. */
export function errorOf({ index: _index, code, errmsg, ...extra }: ReplyDocument): CommandError {
  const number = typeof code === 'object' ? numberOf(code as RawField) : (code as number);
  const message = typeof errmsg === 'string' ? errmsg : textOf(errmsg as RawField);
  return new CommandError(number, message, extra);
}
