import { Row } from '../row.ts';
import type { Rows } from './stage.ts';

type Chunk = IteratorResult<Row[]>;

interface Asking {
  resolve: (chunk: Chunk) => void;
  reject: (error: unknown) => void;
}

/** Rows for several readers at once. Nothing is kept: none gets the next ones before all have had these, or have left. */
export class SharedRows {
  readonly #rows: AsyncIterator<Row[]>;
  #readers: number;
  #asking: Asking[] = [];
  #failure: { error: unknown } | undefined;

  /** @param readers how many there are, each of which must read to the end or `leave` */
  constructor(rows: Rows, readers: number) {
    this.#rows = rows[Symbol.asyncIterator]();
    this.#readers = readers;
  }

  /** The rows, for one of the readers. */
  async *read(): AsyncGenerator<Row[]> {
    for (let chunk = await this.#next(); !chunk.done; chunk = await this.#next()) yield chunk.value;
  }

  /** One of the readers needs no more. */
  leave(): void {
    this.#readers -= 1;
    this.#handOn();
  }

  /** One of the readers failed: none of the others gets more. */
  fail(error: unknown): void {
    this.#failure ??= { error };
    for (const { reject } of this.#asking.splice(0)) reject(error);
  }

  /** Ends what the rows come from, of which nobody may need all. */
  async close(): Promise<void> {
    await this.#rows.return?.();
  }

  #next(): Promise<Chunk> {
    if (this.#failure) return Promise.reject(this.#failure.error);
    return new Promise((resolve, reject) => {
      this.#asking.push({ resolve, reject });
      this.#handOn();
    });
  }

  #handOn(): void {
    if (this.#asking.length === 0 || this.#asking.length < this.#readers) return;
    void this.#give(this.#asking.splice(0));
  }

  async #give(asking: readonly Asking[]): Promise<void> {
    try {
      const chunk = await this.#rows.next();
      // What was changed is put together once, not by every reader.
      const shared = chunk.done ? chunk : { done: false, value: chunk.value.map(unchanged) };
      for (const { resolve } of asking) resolve(shared);
    } catch (error) {
      for (const { reject } of asking) reject(error);
    }
  }
}

function unchanged(row: Row): Row {
  return row.changes ? new Row(row.toBytes()) : row;
}
