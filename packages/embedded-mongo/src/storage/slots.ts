import type { Commit } from './commit-queue.ts';
import { FIRST_FREE_SLOT, META } from './keyspace.ts';
import type { Database } from './view.ts';

/** Gives every collection and index a slot of the keyspace, and none twice, also after it has been dropped. */
export class Slots {
  readonly #database: Database;
  #next: number;

  constructor(database: Database) {
    this.#database = database;
    const bytes = database.get(META.nextSlot);
    this.#next = bytes ? new DataView(bytes.buffer, bytes.byteOffset).getUint32(0) : FIRST_FREE_SLOT;
  }

  /** Call inside a commit, which writes it down. */
  take(commit: Commit): number {
    const slot = this.#next;
    commit.onRollback(() => {
      this.#next = slot;
    });
    this.#next += 1;
    this.save();
    return slot;
  }

  /** For what only a transaction knows of; `save` writes it down when that commits. */
  takeForTransaction(): number {
    return this.#next++;
  }

  /** Call inside a commit. */
  save(): void {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(this.#next, 0);
    this.#database.putSync(META.nextSlot, bytes);
  }
}
