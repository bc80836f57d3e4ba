import type { CommitQueue } from './commit-queue.ts';
import { EMPTY, META, metaKey, metaRange, slotBytes, slotRange } from './keyspace.ts';
import type { Database } from './view.ts';

/** So many keys are removed at once, where something is dropped. */
const AT_ONCE = 1_000;
const KEYS_A_LOOK = 256;
/** One commit of a sweep lasts about this long, so that others get their turn. */
const SLICE_MS = 8;

/**
 * Slots of what has been dropped. LMDB removes keys one by one, which for a large collection takes seconds: its
 * slots are written down, and swept a little in every commit, also after a restart. No slot is used again.
 */
export class Garbage {
  readonly #database: Database;
  readonly #commits: CommitQueue;
  #sweeping: Promise<void> | undefined;
  #stopped = false;

  constructor(database: Database, commits: CommitQueue) {
    this.#database = database;
    this.#commits = commits;
  }

  /** Empties a slot, now or soon. Call inside a commit. */
  clear(slot: number): void {
    if (this.#removeSome(slot, AT_ONCE)) return;
    this.#database.putSync(keyOf(slot), EMPTY);
    this.sweepSoon();
  }

  /** Begins to sweep; who keeps house sweeps again, and tells why it could not be done. */
  sweepSoon(): void {
    void this.sweep().catch(() => undefined);
  }

  /** Goes on with what is written down, if anything is, and resolves when that is gone. */
  sweep(): Promise<void> {
    return (this.#sweeping ??= this.#sweepAll().finally(() => {
      this.#sweeping = undefined;
    }));
  }

  /** Resolves when nothing is being swept any more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#sweeping?.catch(() => undefined);
  }

  async #sweepAll(): Promise<void> {
    while (!this.#stopped && this.#slots().length > 0) {
      // oxlint-disable-next-line no-await-in-loop
      await this.#commits.run(() => this.#sweepSlice());
    }
  }

  #sweepSlice(): void {
    const end = performance.now() + SLICE_MS;
    for (const slot of this.#slots()) {
      while (!this.#removeSome(slot, KEYS_A_LOOK)) if (performance.now() > end) return;
      this.#database.removeSync(keyOf(slot));
    }
  }

  /** Those that are not empty yet. */
  #slots(): number[] {
    const [start, end] = metaRange(META.garbage);
    return [...this.#database.getKeys({ start, end })].map((key) => key.readUInt32BE(key.length - 4));
  }

  /** @returns whether the slot is empty */
  #removeSome(slot: number, most: number): boolean {
    const [start, end] = slotRange(slot);
    const keys = [...this.#database.getKeys({ start, end, limit: most })];
    for (const key of keys) this.#database.removeSync(key);
    return keys.length < most;
  }
}

function keyOf(slot: number): Buffer {
  return metaKey(META.garbage, slotBytes(slot));
}
