import type { Commit } from './commit-queue.ts';
import type { Index } from './indexing.ts';
import { metaKey, slotBytes, META } from './keyspace.ts';
import type { Database } from './view.ts';

export interface CollectionDescription {
  /** `database.collection` */
  namespace: string;
  slot: number;
  uuid: Buffer;
  /** The options it was created with, raw BSON, as `listCollections` shows them. */
  options: Buffer;
}

/** A collection as it is in memory: where its documents and indexes are, how many there are. */
export class Collection {
  namespace: string;
  options: Buffer;
  readonly slot: number;
  readonly uuid: Buffer;
  readonly indexes: Index[] = [];
  nextRecordId = 1;
  dropped = false;
  #count = 0;
  #countedIn: Commit | undefined;
  readonly #database: Database;

  constructor(database: Database, description: CollectionDescription) {
    this.#database = database;
    this.namespace = description.namespace;
    this.slot = description.slot;
    this.uuid = description.uuid;
    this.options = description.options;
    this.#count = readCount(database, this.slot);
  }

  /** Number of documents, counting what the running commit has done. */
  get count(): number {
    return this.#count;
  }

  get databaseName(): string {
    return this.namespace.slice(0, this.namespace.indexOf('.'));
  }

  get name(): string {
    return this.namespace.slice(this.namespace.indexOf('.') + 1);
  }

  changeCount(change: number, commit: Commit): void {
    if (this.#countedIn !== commit) {
      const before = this.#count;
      this.#countedIn = commit;
      commit.onRollback(() => {
        this.#count = before;
        this.#countedIn = undefined;
      });
      commit.beforeCommit(() => {
        if (!this.dropped) writeCount(this.#database, this.slot, this.#count);
      });
    }
    this.#count += change;
  }
}

function countKey(slot: number): Buffer {
  return metaKey(META.counts, slotBytes(slot));
}

function readCount(database: Database, slot: number): number {
  const bytes = database.get(countKey(slot));
  return bytes ? Number(asBigInt(bytes)) : 0;
}

function asBigInt(bytes: Uint8Array): bigint {
  return new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0);
}

function writeCount(database: Database, slot: number, count: number): void {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(count));
  database.putSync(countKey(slot), bytes);
}

export function removeCount(database: Database, slot: number): void {
  database.removeSync(countKey(slot));
}
