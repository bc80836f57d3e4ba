import { LARGEST_RANGE, scan, type Entry, type View } from './view.ts';

/** What a transaction has written so far, laid over the snapshot it reads. */
export class Overlay implements View {
  readonly #base: View;
  /** Keys as latin1 strings, whose order is the order of their bytes; null for a removed key. */
  readonly #changes = new Map<string, Buffer | null>();
  readonly #keys: string[] = [];

  constructor(base: View) {
    this.#base = base;
  }

  get(key: Buffer): Buffer | undefined {
    const change = this.#changes.get(key.latin1Slice());
    return change === undefined ? this.#base.get(key) : (change ?? undefined);
  }

  put(key: Buffer, value: Buffer | null): void {
    const text = key.latin1Slice();
    if (!this.#changes.has(text)) this.#keys.splice(this.#lowerBound(text), 0, text);
    this.#changes.set(text, value);
  }

  /** Every change in the order of the keys. */
  *changes(): Generator<[key: Buffer, value: Buffer | null]> {
    for (const text of this.#keys) yield [Buffer.from(text, 'latin1'), this.#changes.get(text) ?? null];
  }

  range(from: Buffer, to: Buffer, limit: number, reverse: boolean): Entry[] {
    const own = this.#keys.slice(this.#lowerBound(from.latin1Slice()), this.#lowerBound(to.latin1Slice()));
    if (own.length === 0) return this.#base.range(from, to, limit, reverse);
    const entries: Entry[] = [];
    let bytes = 0;
    for (const entry of this.#merged(reverse ? own.toReversed() : own, from, to, limit, reverse)) {
      entries.push(entry);
      bytes += entry.value.length;
      if (entries.length === limit || bytes >= LARGEST_RANGE) break;
    }
    return entries;
  }

  /** What lies below and the changes in one order; a change takes the place of what it hides. */
  *#merged(
    own: readonly string[],
    from: Buffer,
    to: Buffer,
    limit: number,
    reverse: boolean,
  ): Generator<Entry> {
    let next = 0;
    for (const entry of scan(this.#base, from, to, { reverse, wanted: limit })) {
      const text = entry.key.latin1Slice();
      for (; next < own.length && (reverse ? own[next]! > text : own[next]! < text); next += 1) {
        yield* this.#changeAt(own[next]!);
      }
      if (!this.#changes.has(text)) yield entry;
    }
    for (; next < own.length; next += 1) yield* this.#changeAt(own[next]!);
  }

  /** The entry that a change makes; none when it removes one. */
  *#changeAt(text: string): Generator<Entry> {
    const value = this.#changes.get(text);
    if (value) yield { key: Buffer.from(text, 'latin1'), value };
  }

  #lowerBound(text: string): number {
    let low = 0;
    let high = this.#keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#keys[middle]! < text) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
