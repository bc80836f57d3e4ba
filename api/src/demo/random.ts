/** Numbers that look random and are the same every time: mulberry32, a public-domain generator by Tommy Ettinger. */
export type Random = {
  /** From 0 up to 1. */
  next(): number;
  /** A whole number, both ends included. */
  between(least: number, most: number): number;
  /** @throws RangeError for an empty list */
  pick<Item>(items: readonly Item[]): Item;
  /** One of them, each as likely as its weight. @throws RangeError where no weight is above 0 */
  weighted<Item>(items: readonly Item[], weightOf: (item: Item) => number): Item;
  /** True so often, from 0 to 1. */
  chance(probability: number): boolean;
};

export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    between,
    pick(items) {
      const [first] = items;
      if (first === undefined) throw new RangeError('there is nothing to pick from');
      return items[between(0, items.length - 1)] ?? first;
    },
    weighted(items, weightOf) {
      const total = items.reduce((sum, item) => sum + weightOf(item), 0);
      let left = next() * total;
      for (const item of items) {
        left -= weightOf(item);
        if (left < 0) return item;
      }
      throw new RangeError('nothing has any weight');
    },
    chance: (probability) => next() < probability,
  };
}
