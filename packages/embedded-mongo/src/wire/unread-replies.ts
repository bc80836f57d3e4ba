import { MAX_UNFINISHED_BYTES } from './frame-reader.ts';

/** Somebody who does not read what we answer. */
export interface SlowReader {
  drop(reason: string): void;
}

/** Bytes of answers that all connections together may leave unread. */
const MAX_UNREAD_BYTES = MAX_UNFINISHED_BYTES;

/** Answers that wait for their clients to read them. When they are too many, whoever has waited longest is dropped. */
export class UnreadReplies {
  /** In the order in which they began to wait. */
  readonly #waiting = new Map<SlowReader, number>();
  #bytes = 0;

  add(reader: SlowReader, bytes: number): void {
    this.#waiting.set(reader, bytes);
    this.#bytes += bytes;
    for (const other of this.#waiting.keys()) {
      if (this.#bytes <= MAX_UNREAD_BYTES) return;
      this.remove(other);
      other.drop('the client does not read its answers, and the server holds too many');
    }
  }

  remove(reader: SlowReader): void {
    this.#bytes -= this.#waiting.get(reader) ?? 0;
    this.#waiting.delete(reader);
  }
}
