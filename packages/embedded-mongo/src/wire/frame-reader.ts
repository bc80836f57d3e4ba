import { MAX_MESSAGE_BYTES, messageLength } from './message.ts';

/**
 * Cuts a stream of bytes into messages. Keeps at most one unfinished message, and never sets memory aside
 * for bytes that a header only promises.
 */
export class FrameReader {
  #chunks: Buffer[] = [];
  #bytes = 0;
  #wanted = 0;

  /** Bytes held for a message that is not complete. */
  get pendingBytes(): number {
    return this.#bytes;
  }

  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
  }

  /**
   * The next whole message, or undefined until more bytes arrive.
   * @throws ProtocolError on an impossible length.
   */
  next(): Buffer | undefined {
    if (this.#wanted === 0) {
      if (this.#bytes < 16) return undefined;
      if (this.#chunks[0]!.length < 16) this.#chunks = [Buffer.concat(this.#chunks)];
      this.#wanted = messageLength(this.#chunks[0]!);
    }
    if (this.#bytes < this.#wanted) return undefined;
    const all = this.#chunks.length === 1 ? this.#chunks[0]! : Buffer.concat(this.#chunks);
    const message = all.subarray(0, this.#wanted);
    this.#chunks = all.length > this.#wanted ? [all.subarray(this.#wanted)] : [];
    this.#bytes -= this.#wanted;
    this.#wanted = 0;
    return message;
  }
}

/** Bytes that all connections together may hold in unfinished messages before the newest is dropped. */
export const MAX_UNFINISHED_BYTES = 6 * MAX_MESSAGE_BYTES;
