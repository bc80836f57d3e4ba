import type { Entry, View } from './view.ts';

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
    // Each change hides at most one entry below, so this many are always enough.
    const below = this.#base.range(from, to, limit + own.length, reverse);
    const merged = below.filter(({ key }) => !this.#changes.has(key.latin1Slice()));
    for (const text of own) {
      const value = this.#changes.get(text);
      if (value) merged.push({ key: Buffer.from(text, 'latin1'), value });
    }
    const sign = reverse ? -1 : 1;
    merged.sort((left, right) => sign * Buffer.compare(left.key, right.key));
    return merged.slice(0, limit);
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
