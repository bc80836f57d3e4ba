import type { RootDatabase, Transaction } from 'lmdb';
import { afterKey } from './keyspace.ts';

export interface Entry {
  key: Buffer;
  value: Buffer;
}

/** A consistent sight of the ordered keyspace. */
export interface View {
  get(key: Buffer): Buffer | undefined;
  /** Up to `limit` entries with from <= key < to, in order, or from the end when reversed. */
  range(from: Buffer, to: Buffer, limit: number, reverse: boolean): Entry[];
}

export type Database = RootDatabase<Buffer, Buffer>;

/** Reads the committed state, or the state pinned by a read transaction; inside a write, the write's own. */
export class DatabaseView implements View {
  readonly #database: Database;
  readonly #options: { transaction: Transaction } | undefined;

  constructor(database: Database, transaction?: Transaction) {
    this.#database = database;
    this.#options = transaction ? { transaction } : undefined;
  }

  get(key: Buffer): Buffer | undefined {
    return this.#database.get(key, this.#options);
  }

  range(from: Buffer, to: Buffer, limit: number, reverse: boolean): Entry[] {
    const bounds = reverse
      ? { start: to, exclusiveStart: true, end: from, inclusiveEnd: true, reverse: true, limit }
      : { start: from, end: to, limit };
    const entries: Entry[] = [];
    for (const entry of this.#database.getRange({ ...bounds, ...this.#options })) entries.push(entry);
    return entries;
  }
}

/** A view that stays as it was when taken, whatever is written meanwhile. Must be released. */
export interface Snapshot extends View {
  release(): void;
}

export function takeSnapshot(database: Database): Snapshot {
  const transaction = database.useReadTransaction();
  const view = new DatabaseView(database, transaction);
  let released = false;
  return {
    get: (key) => view.get(key),
    range: (from, to, limit, reverse) => view.range(from, to, limit, reverse),
    release: () => {
      if (!released) transaction.done();
      released = true;
    },
  };
}

const FIRST_CHUNK = 64;
const LARGEST_CHUNK = 1_024;

/**
 * All entries of a range, in chunks that grow. Nothing is held in the database between two chunks, so a scan
 * may be left half-way and continued in another turn of the event loop.
 */
export function* chunksOf(
  view: View,
  from: Buffer,
  to: Buffer,
  reverse = false,
): Generator<Entry[], void, void> {
  let low = from;
  let high = to;
  for (let size = FIRST_CHUNK; ; size = Math.min(size * 4, LARGEST_CHUNK)) {
    const chunk = view.range(low, high, size, reverse);
    yield chunk;
    const last = chunk.at(-1);
    if (!last || chunk.length < size) return;
    if (reverse) high = last.key;
    else low = afterKey(last.key);
  }
}

/** As `chunksOf`, one by one. */
export function* scan(view: View, from: Buffer, to: Buffer, reverse = false): Generator<Entry, void, void> {
  for (const chunk of chunksOf(view, from, to, reverse)) yield* chunk;
}
