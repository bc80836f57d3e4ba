import { writeDescription } from './catalog.ts';
import type { Collection } from './collection.ts';
import type { Commit } from './commit-queue.ts';
import type { ConflictTable, Writer } from './conflicts.ts';
import { Overlay } from './overlay.ts';
import { DatabaseView, takeSnapshot, type Database, type Snapshot, type View } from './view.ts';

/** A view that can also be written. Claim all keys before the first put: a refusal must leave no trace. */
export interface WriteView extends View {
  /** @throws BlockedByTransaction or TransactionConflict */
  claim(key: Buffer): void;
  put(key: Buffer, value: Buffer): void;
  remove(key: Buffer): void;
  addCount(collection: Collection, change: number): void;
  /** Writes down what has been learnt about the collection's indexes. */
  saveIndexes(collection: Collection): void;
}

/** Writes straight into the LMDB transaction of a commit. */
export class CommitView extends DatabaseView implements WriteView {
  readonly #database: Database;
  readonly #conflicts: ConflictTable;
  readonly #commit: Commit;

  constructor(database: Database, conflicts: ConflictTable, commit: Commit) {
    super(database);
    this.#database = database;
    this.#conflicts = conflicts;
    this.#commit = commit;
  }

  claim(key: Buffer): void {
    this.#conflicts.assertFree(key);
  }

  put(key: Buffer, value: Buffer): void {
    this.#database.putSync(key, value);
    this.#conflicts.written(key);
  }

  remove(key: Buffer): void {
    this.#database.removeSync(key);
    this.#conflicts.written(key);
  }

  addCount(collection: Collection, change: number): void {
    collection.changeCount(change, this.#commit);
  }

  saveIndexes(collection: Collection): void {
    const unsaved = collection.indexes.filter((index) => index.unsaved);
    for (const index of unsaved) index.unsaved = false;
    this.#commit.onRollback(() => {
      for (const index of unsaved) index.unsaved = true;
    });
    this.#commit.beforeCommit(() => {
      if (!collection.dropped) writeDescription(this.#database, collection);
    });
  }
}

/** A multi-document transaction: reads its snapshot and its own writes, writes nothing until it commits. */
export class OpenTransaction implements WriteView, Writer {
  readonly startedAfter: number;
  readonly ended: Promise<void>;
  /** Collections that the transaction has read or written; their indexes may not change meanwhile. */
  readonly collections = new Set<Collection>();
  /** Collections that are made when it commits, by namespace. */
  readonly created = new Map<string, Collection>();
  readonly changed = new Set<string>();
  readonly #conflicts: ConflictTable;
  readonly #snapshot: Snapshot;
  readonly #overlay: Overlay;
  readonly #counts = new Map<Collection, number>();
  readonly #learnt = new Set<Collection>();
  #signalEnd: () => void = () => undefined;

  constructor(database: Database, conflicts: ConflictTable) {
    this.#conflicts = conflicts;
    this.#snapshot = takeSnapshot(database);
    this.#overlay = new Overlay(this.#snapshot);
    this.startedAfter = conflicts.commits;
    this.ended = new Promise((resolve) => {
      this.#signalEnd = resolve;
    });
    conflicts.begin(this);
  }

  get(key: Buffer): Buffer | undefined {
    return this.#overlay.get(key);
  }

  range(from: Buffer, to: Buffer, limit: number, reverse: boolean): ReturnType<View['range']> {
    return this.#overlay.range(from, to, limit, reverse);
  }

  claim(key: Buffer): void {
    this.#conflicts.claim(key, this);
  }

  put(key: Buffer, value: Buffer): void {
    this.#overlay.put(key, value);
  }

  remove(key: Buffer): void {
    this.#overlay.put(key, null);
  }

  addCount(collection: Collection, change: number): void {
    this.#counts.set(collection, (this.#counts.get(collection) ?? 0) + change);
  }

  saveIndexes(collection: Collection): void {
    this.#learnt.add(collection);
  }

  /** Documents in the collection as this transaction sees it, given the number in its snapshot. */
  countChange(collection: Collection): number {
    return this.#counts.get(collection) ?? 0;
  }

  /** Writes everything. Call inside a commit; the transaction is over when that commit is. */
  apply(target: CommitView): void {
    for (const [key, value] of this.#overlay.changes()) {
      if (value) target.put(key, value);
      else target.remove(key);
    }
    for (const [collection, change] of this.#counts) target.addCount(collection, change);
    for (const collection of this.#learnt) target.saveIndexes(collection);
  }

  /** Gives back the snapshot and the claims. */
  end(): void {
    this.#conflicts.end(this);
    this.#snapshot.release();
    this.#signalEnd();
  }
}
