import { readCatalog, removeDescription, writeDescription } from './catalog.ts';
import { Collection, removeCount } from './collection.ts';
import { CommitQueue, type Commit } from './commit-queue.ts';
import { BlockedByTransaction, ConflictTable, TransactionConflict } from './conflicts.ts';
import { openDatabase } from './database.ts';
import { diskErrorOf, type DiskError } from './disk-error.ts';
import { Garbage } from './garbage.ts';
import type { IndexDefinition } from './index-definition.ts';
import { Index } from './indexing.ts';
import { recordIdAtEnd, slotRange } from './keyspace.ts';
import type { Ownership } from './owner.ts';
import { Slots } from './slots.ts';
import { uuid } from './uuid.ts';
import { CommittedView, takeSnapshot, type Database, type Snapshot } from './view.ts';
import { CommitView, OpenTransaction } from './write-view.ts';

/** Collections that `$out` is filling: they are nobody's when the process that made them is gone. */
export const TEMPORARY_PREFIX = 'tmp.agg_out.';

/** Everything durable: collections, their documents and indexes, and who may write them when. */
export class Store {
  /** The committed state. */
  readonly view: CommittedView;
  readonly conflicts = new ConflictTable();
  readonly #database: Database;
  readonly #ownership: Ownership;
  readonly #commits: CommitQueue;
  readonly #garbage: Garbage;
  readonly #collections: Map<string, Collection>;
  readonly #slots: Slots;

  /**
   * Opens a data directory.
   * @param isRefusal tells an answer to one caller from a fault of the store
   * @param onDiskError is told of every write that the disk did not take
   * @throws DirectoryInUseError or DirectoryError
   */
  constructor(
    directory: string,
    isRefusal: (error: unknown) => boolean,
    onDiskError: (error: DiskError) => void,
  ) {
    const { database, ownership } = openDatabase(directory);
    this.#database = database;
    this.#ownership = ownership;
    this.view = new CommittedView(database);
    this.#commits = new CommitQueue(
      this.view,
      ownership,
      (error) => error instanceof BlockedByTransaction || isRefusal(error),
      (error) => {
        const fault = diskErrorOf(error, directory);
        if (fault) onDiskError(fault);
        return fault ?? error;
      },
    );
    this.#garbage = new Garbage(database, this.#commits);
    this.#slots = new Slots(database);
    this.#collections = readCatalog(database);
    for (const collection of this.#collections.values()) {
      const [from, to] = slotRange(collection.slot);
      const last = this.view.range(from, to, 1, true)[0];
      collection.nextRecordId = last ? recordIdAtEnd(last.key) + 1 : 1;
    }
    this.#dropLeftovers();
    this.#garbage.sweepSoon();
  }

  /** Goes on removing what has been dropped, where that came to a stop. */
  async sweep(): Promise<void> {
    await this.#garbage.sweep();
  }

  async close(): Promise<void> {
    await this.#garbage.stop();
    await this.#commits.drain();
    this.view.release();
    this.#ownership.release();
    await this.#database.close();
  }

  collection(namespace: string): Collection | undefined {
    return this.#collections.get(namespace);
  }

  /** All collections, by name. */
  collections(): Collection[] {
    return [...this.#collections.values()].toSorted((left, right) =>
      left.namespace < right.namespace ? -1 : 1,
    );
  }

  snapshot(): Snapshot {
    return takeSnapshot(this.#database);
  }

  /**
   * Runs the work as one atomic, durable unit; resolves when it is on the disk. Waits for transactions that
   * hold a key it writes; `wait` may cut that short by throwing. @throws DiskError
   */
  async write<T>(
    work: (view: CommitView, commit: Commit) => T,
    wait: (ended: Promise<void>) => Promise<void> = (ended) => ended,
  ): Promise<T> {
    for (;;) {
      try {
        // oxlint-disable-next-line no-await-in-loop
        return await this.#commits.run((commit) => {
          this.conflicts.commitStarted();
          return work(new CommitView(this.#database, this.conflicts, commit), commit);
        });
      } catch (error) {
        if (!(error instanceof BlockedByTransaction)) throw error;
        // oxlint-disable-next-line no-await-in-loop
        await wait(error.ended);
      }
    }
  }

  beginTransaction(): OpenTransaction {
    return new OpenTransaction(this.#database, this.conflicts);
  }

  /**
   * Makes a transaction durable and ends it. `alongside` is written in the same commit.
   * @throws TransactionConflict when it makes a collection that somebody else has made meanwhile
   */
  async commitTransaction(
    transaction: OpenTransaction,
    alongside: (view: CommitView) => void,
  ): Promise<void> {
    try {
      await this.#commits.run((commit) => {
        this.conflicts.commitStarted();
        const view = new CommitView(this.#database, this.conflicts, commit);
        this.#adopt(commit, [...transaction.created.values()]);
        transaction.apply(view);
        alongside(view);
      });
    } finally {
      transaction.end();
    }
  }

  /** Makes a collection that only the transaction knows of until it commits. */
  createInTransaction(
    transaction: OpenTransaction,
    namespace: string,
    options: Buffer,
    idIndex: IndexDefinition,
  ): void {
    const collection = this.#newCollection(this.#slots.takeForTransaction(), namespace, options);
    this.addIndexInTransaction(collection, idIndex);
    transaction.created.set(namespace, collection);
  }

  /** Adds an index to a collection that the running transaction has made and put nothing into. */
  addIndexInTransaction(collection: Collection, definition: IndexDefinition): void {
    collection.indexes.push(new Index(definition, this.#slots.takeForTransaction()));
  }

  // The catalog: called inside `write`.

  createCollection(commit: Commit, namespace: string, options: Buffer, idIndex: IndexDefinition): Collection {
    const collection = this.#newCollection(this.#slots.take(commit), namespace, options);
    collection.indexes.push(new Index(idIndex, this.#slots.take(commit)));
    this.#register(commit, collection);
    return collection;
  }

  /** @throws BlockedByTransaction while a transaction uses the collection */
  dropCollection(commit: Commit, collection: Collection): void {
    this.assertUnused(collection);
    this.#collections.delete(collection.namespace);
    collection.dropped = true;
    this.conflicts.catalogChanged(collection.namespace);
    commit.onRollback(() => {
      collection.dropped = false;
      this.#collections.set(collection.namespace, collection);
    });
    for (const { slot } of collection.indexes) this.#garbage.clear(slot);
    this.#garbage.clear(collection.slot);
    removeDescription(this.#database, collection.namespace);
    removeCount(this.#database, collection.slot);
  }

  /** @throws BlockedByTransaction while a transaction uses the collection */
  renameCollection(commit: Commit, collection: Collection, namespace: string): void {
    this.assertUnused(collection);
    const before = collection.namespace;
    const move = (from: string, to: string): void => {
      this.#collections.delete(from);
      collection.namespace = to;
      this.#collections.set(to, collection);
      this.conflicts.catalogChanged(from);
      this.conflicts.catalogChanged(to);
    };
    move(before, namespace);
    commit.onRollback(() => move(namespace, before));
    removeDescription(this.#database, before);
    this.save(collection);
  }

  /** Adds an index without entries, which no query uses before it has been built. @throws BlockedByTransaction */
  addIndex(commit: Commit, collection: Collection, definition: IndexDefinition): Index {
    this.#changeIndexes(commit, collection);
    const index = new Index(definition, this.#slots.take(commit));
    index.building = collection.count > 0;
    collection.indexes.push(index);
    this.save(collection);
    return index;
  }

  /** Lets queries use an index that has all its entries. @throws BlockedByTransaction */
  finishIndex(commit: Commit, collection: Collection, index: Index): void {
    this.#changeIndexes(commit, collection);
    index.building = false;
    commit.onRollback(() => {
      index.building = true;
    });
    this.save(collection);
  }

  /** @throws BlockedByTransaction */
  dropIndex(commit: Commit, collection: Collection, index: Index): void {
    this.#changeIndexes(commit, collection);
    collection.indexes.splice(collection.indexes.indexOf(index), 1);
    this.#garbage.clear(index.slot);
    this.save(collection);
  }

  /** Writes a collection's description after a change of its options or indexes. */
  save(collection: Collection): void {
    writeDescription(this.#database, collection);
  }

  /** What was being built when the process ended was never announced as ready. */
  #dropLeftovers(): void {
    const halfBuilt = this.collections().flatMap((collection) =>
      collection.indexes.filter(({ building }) => building).map((index) => ({ collection, index })),
    );
    const unfinished = this.collections().filter(({ name }) => name.startsWith(TEMPORARY_PREFIX));
    if (halfBuilt.length === 0 && unfinished.length === 0) return;
    const commit: Commit = { onRollback: () => undefined, beforeCommit: () => undefined };
    this.view.write(() => {
      for (const collection of unfinished) this.dropCollection(commit, collection);
      for (const { collection, index } of halfBuilt) {
        if (collection.dropped) continue;
        collection.indexes.splice(collection.indexes.indexOf(index), 1);
        this.#garbage.clear(index.slot);
        this.save(collection);
      }
    });
  }

  #changeIndexes(commit: Commit, collection: Collection): void {
    this.assertUnused(collection);
    const before = [...collection.indexes];
    commit.onRollback(() => collection.indexes.splice(0, collection.indexes.length, ...before));
    this.conflicts.catalogChanged(collection.namespace);
  }

  /** Call before a job that changes several collections writes anything. @throws BlockedByTransaction */
  assertUnused(collection: Collection): void {
    const user = this.conflicts.userOf(collection);
    if (user) throw new BlockedByTransaction(user.ended);
  }

  /** Takes in the collections that a transaction has made. */
  #adopt(commit: Commit, collections: readonly Collection[]): void {
    if (collections.some(({ namespace }) => this.#collections.has(namespace)))
      throw new TransactionConflict();
    for (const collection of collections) this.#register(commit, collection);
    if (collections.length > 0) this.#slots.save();
  }

  #newCollection(slot: number, namespace: string, options: Buffer): Collection {
    return new Collection(this.#database, { namespace, slot, uuid: uuid(), options });
  }

  #register(commit: Commit, collection: Collection): void {
    const { namespace } = collection;
    this.#collections.set(namespace, collection);
    commit.onRollback(() => this.#collections.delete(namespace));
    this.save(collection);
  }
}
