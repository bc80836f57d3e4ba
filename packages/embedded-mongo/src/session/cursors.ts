import { randomBytes } from 'node:crypto';
import { CommandError } from '../bson/command-error.ts';
import type { ApiParameters } from './api-parameters.ts';
import type { OpenTransaction } from '../storage/write-view.ts';
import type { ReplyDocument } from '../wire/reply.ts';
import type { Operation } from './operation.ts';

/** Documents in chunks; the next chunk is made when it is asked for. */
export type Documents = AsyncIterable<Buffer[]>;

/** Stands for whichever request is reading a cursor just now. */
export class Pace {
  operation: Operation;
  /** How many documents it is still to be given. */
  wanted = Number.POSITIVE_INFINITY;

  constructor(operation: Operation) {
    this.operation = operation;
  }

  step(): Promise<void> | undefined {
    return this.operation.step();
  }

  work(): void {
    this.operation.work();
  }
}

export interface CursorOptions {
  namespace: string;
  /** The command that made it. */
  command: Buffer;
  documents: Documents;
  pace: Pace;
  session: string | undefined;
  transaction: OpenTransaction | undefined;
  /** What the request that opened it said of the stable API. */
  api: ApiParameters;
  noTimeout: boolean;
  /** It gives no more than this many documents, and is done with them. */
  most?: number | undefined;
  /** It holds all that it gives: what becomes of the collection does not matter to it. */
  whole?: boolean | undefined;
  /** Throws when what it reads from is no longer there; asked before every further batch. */
  check?: (() => void) | undefined;
  /** How it finds its documents, in a few words. */
  planSummary?: string | undefined;
  /** Added to the reply's `cursor`. */
  addition?: ReplyDocument;
}

/** `maxBsonObjectSize`: what a batch may hold, as its reply is one document. */
const MAX_BATCH_BYTES = 16 * 1024 * 1024;
export const DEFAULT_FIRST_BATCH = 101;
const CURSOR_TIMEOUT_MS = 10 * 60_000;
const MAX_CURSORS = 10_000;
/** What cursors together may hold of requests and of documents read ahead; beyond it the oldest are ended. */
const MAX_HELD_BYTES = 512 * 1024 * 1024;

export interface Batch {
  documents: Buffer[];
  done: boolean;
}

/** A query whose documents are fetched in batches. */
export class Cursor {
  readonly id: bigint;
  readonly options: CursorOptions;
  readonly createdAt = Date.now();
  lastUsed = this.createdAt;
  busy = false;
  batches = 0;
  /** How many documents it gave. */
  given = 0;
  /** Bytes of its request, and of what was read ahead when its client left it for the first time. */
  heldBytes = 0;
  readonly #iterator: AsyncIterator<Buffer[]>;
  #chunk: Buffer[] = [];
  #position = 0;
  #ended = false;
  /** Why it was ended, for whoever asks for more. */
  endedBy: CommandError | undefined;

  constructor(id: bigint, options: CursorOptions) {
    this.id = id;
    this.options = options;
    this.#iterator = options.documents[Symbol.asyncIterator]();
  }

  /** The next documents: as many as were asked for, or as fit in a reply. */
  async next(size: number): Promise<Batch> {
    const documents: Buffer[] = [];
    let bytes = 0;
    while (documents.length < size) {
      this.options.pace.wanted = size - documents.length;
      if (this.#position >= this.#chunk.length && !(await this.#refill())) break;
      const document = this.#chunk[this.#position]!;
      if (documents.length > 0 && bytes + document.length > MAX_BATCH_BYTES) break;
      this.#position += 1;
      bytes += document.length + 8;
      documents.push(document);
    }
    this.lastUsed = Date.now();
    this.batches += 1;
    this.given += documents.length;
    const exhausted = this.#ended && this.#position >= this.#chunk.length;
    return { documents, done: exhausted || this.given >= (this.options.most ?? Number.POSITIVE_INFINITY) };
  }

  /** Bytes of documents that have been read and not been given out. */
  readAhead(): number {
    return this.#chunk.slice(this.#position).reduce((bytes, { length }) => bytes + length, 0);
  }

  async close(): Promise<void> {
    this.#ended = true;
    this.#chunk = [];
    await this.#iterator.return?.();
  }

  async #refill(): Promise<boolean> {
    while (!this.#ended) {
      const { value, done } = await this.#iterator.next();
      if (done) this.#ended = true;
      else if (value.length > 0) {
        this.#chunk = value;
        this.#position = 0;
        return true;
      }
    }
    return false;
  }
}

/** The cursors that clients have open. */
export class Cursors {
  readonly #cursors = new Map<bigint, Cursor>();
  #heldBytes = 0;
  /**
   * Begins anywhere, so that a cursor from before a restart is not taken for a new one, and above what a double
   * holds exactly, so that clients keep it as a long.
   */
  #lastId = (1n << 60n) + (BigInt(randomBytes(6).readUIntBE(0, 6)) << 10n);

  get size(): number {
    return this.#cursors.size;
  }

  /** Those that wait to be asked for more. */
  idle(): Cursor[] {
    return [...this.#cursors.values()].filter(({ busy, endedBy }) => !busy && !endedBy);
  }

  /** Makes a cursor that nobody can find until it is kept. */
  open(options: CursorOptions): Cursor {
    this.#lastId += 1n;
    return new Cursor(this.#lastId, options);
  }

  keep(cursor: Cursor): void {
    if (this.#cursors.size >= MAX_CURSORS)
      throw new CommandError(96, `more than ${MAX_CURSORS} cursors are open`);
    cursor.heldBytes = cursor.options.command.length + cursor.readAhead();
    this.#heldBytes += cursor.heldBytes;
    for (const [id, older] of this.#cursors) {
      if (this.#heldBytes <= MAX_HELD_BYTES) break;
      if (!older.busy) this.kill(id);
    }
    this.#cursors.set(cursor.id, cursor);
  }

  /** @throws CommandError 43 when there is none, or once why it was ended */
  find(id: bigint): Cursor {
    const cursor = this.#cursors.get(id);
    if (!cursor) throw new CommandError(43, `cursor id ${id} not found`);
    if (!cursor.endedBy) return cursor;
    this.#cursors.delete(id);
    throw cursor.endedBy;
  }

  /** Returns false when there is no such cursor. */
  kill(id: bigint): boolean {
    const cursor = this.#cursors.get(id);
    if (!cursor) return false;
    this.#cursors.delete(id);
    this.#heldBytes -= cursor.heldBytes;
    cursor.heldBytes = 0;
    // A generator that is running ends when its request does.
    if (cursor.busy) cursor.options.pace.operation.kill();
    else void cursor.close();
    return true;
  }

  killOf(predicate: (options: CursorOptions) => boolean): void {
    for (const [id, { options }] of this.#cursors) if (predicate(options)) this.kill(id);
  }

  /** Those that read what is gone: who asks for more is told why there is none. */
  endOf(predicate: (options: CursorOptions) => boolean, reason: CommandError): void {
    const ended = [...this.#cursors.values()].filter(({ options }) => !options.whole && predicate(options));
    for (const cursor of ended) {
      this.kill(cursor.id);
      cursor.endedBy = reason;
      this.#cursors.set(cursor.id, cursor);
    }
  }

  expire(now: number): void {
    for (const [id, cursor] of this.#cursors) {
      const mayExpire = cursor.endedBy !== undefined || !cursor.options.noTimeout;
      if (mayExpire && now - cursor.lastUsed > CURSOR_TIMEOUT_MS) this.kill(id);
    }
  }
}
