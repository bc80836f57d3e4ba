import type { RootDatabase, Transaction } from 'lmdb';
import { afterKey } from './keyspace.ts';

export interface Entry {
  key: Buffer;
  value: Buffer;
}

/** A consistent sight of the ordered keyspace. */
export interface View {
  get(key: Buffer): Buffer | undefined;
  /**
   * Up to `limit` entries with from <= key < to, in order, or from the end when reversed. Fewer than that are
   * all that there are, unless they take `LARGEST_RANGE`.
   */
  range(from: Buffer, to: Buffer, limit: number, reverse: boolean): Entry[];
}

/** A range ends early when its values take so many bytes: a thousand large documents would not fit in memory. */
export const LARGEST_RANGE = 4 * 1024 * 1024;

/** Did a range end before its limit because it was large? */
function isCut(entries: readonly Entry[]): boolean {
  let bytes = 0;
  for (const { value } of entries) bytes += value.length;
  return bytes >= LARGEST_RANGE;
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
    let bytes = 0;
    for (const entry of this.#database.getRange({ ...bounds, ...this.#options })) {
      entries.push(entry);
      bytes += entry.value.length;
      if (bytes >= LARGEST_RANGE) break;
    }
    return entries;
  }
}

/**
 * The committed state. One read transaction serves all reads between two commits: LMDB's own would begin anew in
 * every turn of the event loop, with a timer that ends it, which is a good part of a short read.
 */
export class CommittedView implements View {
  readonly #database: Database;
  /** Inside a write, and before the first read after one, LMDB decides: the write's own state. */
  readonly #direct: DatabaseView;
  #snapshot: Snapshot | undefined;
  #writing = false;

  constructor(database: Database) {
    this.#database = database;
    this.#direct = new DatabaseView(database);
  }

  get(key: Buffer): Buffer | undefined {
    return this.#view().get(key);
  }

  range(from: Buffer, to: Buffer, limit: number, reverse: boolean): Entry[] {
    return this.#view().range(from, to, limit, reverse);
  }

  /** Runs a write of the database; reads after it see what it has done. */
  write(work: () => void): void {
    this.release();
    this.#writing = true;
    try {
      this.#database.transactionSync(work);
    } finally {
      this.#writing = false;
    }
  }

  /** Holds nothing in the database any more, until the next read. */
  release(): void {
    this.#snapshot?.release();
    this.#snapshot = undefined;
  }

  #view(): View {
    if (this.#writing) return this.#direct;
    return (this.#snapshot ??= takeSnapshot(this.#database));
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

const SMALLEST_CHUNK = 4;
const FIRST_CHUNK = 64;
const LARGEST_CHUNK = 1_024;

/** How a range is read. */
export interface RangeReading {
  reverse?: boolean;
  /** How many entries will probably do, 0 for all. */
  wanted?: number;
  /** What was read ahead at one moment is read again at another. */
  moment?: (() => unknown) | undefined;
}

/**
 * All entries of a range, read in chunks that grow. Nothing is held in the database between two chunks, so a scan
 * may be left half-way and continued in another turn of the event loop.
 */
export function* scan(
  view: View,
  from: Buffer,
  to: Buffer,
  { reverse = false, wanted = 0, moment }: RangeReading = {},
): Generator<Entry, void, void> {
  const first = wanted > 0 ? Math.max(SMALLEST_CHUNK, Math.min(wanted, FIRST_CHUNK)) : FIRST_CHUNK;
  let low = from;
  let high = to;
  let size = first;
  for (;;) {
    const chunk = view.range(low, high, size, reverse);
    const readAt = moment?.();
    let last: Entry | undefined;
    let isStale = false;
    for (const entry of chunk) {
      yield entry;
      last = entry;
      isStale = moment !== undefined && moment() !== readAt;
      if (isStale) break;
    }
    if (!last || (!isStale && chunk.length < size && !isCut(chunk))) return;
    if (reverse) high = last.key;
    else low = afterKey(last.key);
    size = isStale ? first : Math.min(size * 4, LARGEST_CHUNK);
  }
}
