import type { Collection } from './collection.ts';

/** A write met a document that an open transaction has written: wait for its end and try again. */
export class BlockedByTransaction extends Error {
  override name = 'BlockedByTransaction';
  /** Resolves when that transaction has ended, either way. */
  readonly ended: Promise<void>;

  constructor(ended: Promise<void>) {
    super('blocked by a transaction');
    this.ended = ended;
  }
}

/** A transaction met a document that something else has written since the transaction began. */
export class TransactionConflict extends Error {
  override name = 'TransactionConflict';
}

/** Somebody who reads the data as it was, and is told what no longer is what it was. */
export interface Onlooker {
  /** Namespaces of collections that have been dropped, renamed or indexed anew since. */
  readonly changed: Set<string>;
}

/** What the conflict table knows of an open transaction. */
export interface Writer extends Onlooker {
  /** Number of commits there were when the transaction took its snapshot. */
  readonly startedAfter: number;
  readonly ended: Promise<void>;
  /** Collections that it has read or written. */
  readonly collections: ReadonlySet<Collection>;
}

/**
 * First writer wins. An open transaction holds every key it writes; a second transaction that wants one
 * fails at once, a plain write waits. Written keys are remembered for as long as some transaction is open
 * whose snapshot does not have them.
 */
export class ConflictTable {
  readonly #holders = new Map<string, Writer>();
  readonly #open = new Set<Writer>();
  readonly #onlookers = new Set<Onlooker>();
  readonly #lastWrite = new Map<string, number>();
  #commits = 0;

  get commits(): number {
    return this.#commits;
  }

  begin(writer: Writer): void {
    this.#open.add(writer);
    this.watch(writer);
  }

  end(writer: Writer): void {
    if (!this.#open.delete(writer)) return;
    this.unwatch(writer);
    for (const [key, holder] of this.#holders) if (holder === writer) this.#holders.delete(key);
    if (this.#open.size === 0) this.#lastWrite.clear();
  }

  watch(onlooker: Onlooker): void {
    this.#onlookers.add(onlooker);
  }

  unwatch(onlooker: Onlooker): void {
    this.#onlookers.delete(onlooker);
  }

  /** Call when a collection is dropped or renamed, or its indexes change. */
  catalogChanged(namespace: string): void {
    for (const { changed } of this.#onlookers) changed.add(namespace);
  }

  /** An open transaction that has read or written the collection. */
  userOf(collection: Collection): Writer | undefined {
    for (const writer of this.#open) if (writer.collections.has(collection)) return writer;
    return undefined;
  }

  /**
   * Call before writing a key in a transaction.
   * @throws TransactionConflict when another one holds it, or it was written after the snapshot.
   */
  claim(key: Buffer, writer: Writer): void {
    const text = key.latin1Slice();
    const holder = this.#holders.get(text);
    if (holder === writer) return;
    if (holder || (this.#lastWrite.get(text) ?? 0) > writer.startedAfter) throw new TransactionConflict();
    this.#holders.set(text, writer);
  }

  /**
   * Call before writing a key outside of transactions.
   * @throws BlockedByTransaction while a transaction holds it.
   */
  assertFree(key: Buffer): void {
    if (this.#holders.size === 0) return;
    const holder = this.#holders.get(key.latin1Slice());
    if (holder) throw new BlockedByTransaction(holder.ended);
  }

  /** Call for every key that is written to the database. */
  written(key: Buffer): void {
    if (this.#open.size > 0) this.#lastWrite.set(key.latin1Slice(), this.#commits);
  }

  /** Call when a commit begins. */
  commitStarted(): void {
    this.#commits += 1;
  }
}
