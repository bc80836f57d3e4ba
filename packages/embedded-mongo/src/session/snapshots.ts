import { CommandError } from '../bson/command-error.ts';
import type { Store } from '../storage/store.ts';
import type { Snapshot, View } from '../storage/view.ts';
import type { Documents } from './cursors.ts';

/** How long a moment can be gone back to: `minSnapshotHistoryWindowInSeconds` of MongoDB. */
const HISTORY_MS = 5 * 60_000;
/** Each of them keeps the disk from using again what has been overwritten since. */
const MAX_SNAPSHOTS = 100;

/** The data as it was at one moment, for reads outside of transactions; it lasts as long as somebody holds it. */
export class SharedSnapshot {
  /** The moment, as BSON's timestamp holds it. */
  readonly time: bigint;
  readonly takenAt = Date.now();
  /** Collections that have been dropped, renamed or indexed anew since. */
  readonly changed = new Set<string>();
  /** Commits there were. */
  readonly commits: number;
  readonly #store: Store;
  readonly #snapshot: Snapshot;
  #holders = 1;

  constructor(store: Store, time: bigint) {
    this.#store = store;
    this.time = time;
    this.commits = store.conflicts.commits;
    this.#snapshot = store.snapshot();
    store.conflicts.watch(this);
  }

  get view(): View {
    return this.#snapshot;
  }

  hold(): this {
    this.#holders += 1;
    return this;
  }

  release(): void {
    this.#holders -= 1;
    if (this.#holders > 0) return;
    this.#store.conflicts.unwatch(this);
    this.#snapshot.release();
  }

  /** Holds it for as long as the documents are read. */
  async *during(documents: Documents): Documents {
    this.hold();
    try {
      yield* documents;
    } finally {
      this.release();
    }
  }
}

/** The moments that reads can go back to. */
export class Snapshots {
  readonly #store: Store;
  readonly #clock: () => bigint;
  /** By their time, the oldest first. */
  readonly #kept = new Map<bigint, SharedSnapshot>();
  #newest: SharedSnapshot | undefined;

  /** @param clock tells the time, never the same twice */
  constructor(store: Store, clock: () => bigint) {
    this.#store = store;
    this.#clock = clock;
  }

  /** The data as it is now, held for the caller. */
  now(): SharedSnapshot {
    if (this.#newest?.commits !== this.#store.conflicts.commits) {
      this.#newest = new SharedSnapshot(this.#store, this.#clock());
      this.#kept.set(this.#newest.time, this.#newest);
      if (this.#kept.size > MAX_SNAPSHOTS) this.#drop(this.#kept.values().next().value!);
    }
    return this.#newest.hold();
  }

  /** The data of a moment that an earlier read told, held for the caller. @throws CommandError 72 and 239 */
  at(time: bigint): SharedSnapshot {
    const snapshot = this.#kept.get(time);
    if (snapshot) return snapshot.hold();
    if (time > this.#clock()) {
      throw new CommandError(72, 'atClusterTime must not be greater than the current clusterTime');
    }
    throw new CommandError(
      239,
      'Read timestamp is not available: it is not that of a snapshot read of the last minutes; begin a new session',
    );
  }

  expire(now: number): void {
    for (const snapshot of this.#kept.values()) if (now - snapshot.takenAt > HISTORY_MS) this.#drop(snapshot);
  }

  close(): void {
    for (const snapshot of this.#kept.values()) this.#drop(snapshot);
  }

  #drop(snapshot: SharedSnapshot): void {
    this.#kept.delete(snapshot.time);
    if (this.#newest === snapshot) this.#newest = undefined;
    snapshot.release();
  }
}
