/** Gives way to others now and then. */
export interface Pacer {
  step(): Promise<void> | undefined;
}

/** So many are sorted at once: a million would hold up everybody else for seconds. */
const RUN = 256;

/** Sorts items in runs, to be merged, giving way to others. */
export async function sortedRuns<Item>(
  items: readonly Item[],
  compare: (left: Item, right: Item) => number,
  pacer: Pacer,
): Promise<Item[][]> {
  const runs: Item[][] = [];
  for (let start = 0; start < items.length; start += RUN) {
    runs.push(items.slice(start, start + RUN).toSorted(compare));
    // As many steps as it had items: after one alone nobody would look at the clock.
    for (let item = 0; item < RUN; item += 1) {
      const turn = pacer.step();
      // oxlint-disable-next-line no-await-in-loop
      if (turn) await turn;
    }
  }
  return runs;
}

/** A run that has items left. */
interface Run<Item> {
  items: readonly Item[];
  position: number;
}

/**
 * The items of several sorted runs in one order, each when it is asked for.
 * @param compare never 0, or what comes first of equal items is left to chance
 */
export function* mergeRuns<Item>(
  runs: readonly (readonly Item[])[],
  compare: (left: Item, right: Item) => number,
): Generator<Item, void, void> {
  // A heap, on top of which is the run whose next item is the first of all.
  const heap: Run<Item>[] = runs
    .filter(({ length }) => length > 0)
    .map((items) => ({ items, position: 0 }))
    .toSorted((left, right) => compare(left.items[0]!, right.items[0]!));
  for (let [top] = heap; top; [top] = heap) {
    yield top.items[top.position]!;
    top.position += 1;
    if (top.position === top.items.length) {
      const last = heap.pop()!;
      if (last !== top) heap[0] = last;
    }
    sink(heap, compare);
  }
}

/** Puts the run on top where it belongs. */
function sink<Item>(heap: Run<Item>[], compare: (left: Item, right: Item) => number): void {
  const isBefore = (left: Run<Item>, right: Run<Item>): boolean =>
    compare(left.items[left.position]!, right.items[right.position]!) < 0;
  for (let parent = 0; ;) {
    const left = parent * 2 + 1;
    const right = left + 1;
    if (left >= heap.length) return;
    const child = right < heap.length && isBefore(heap[right]!, heap[left]!) ? right : left;
    const [above, below] = [heap[parent]!, heap[child]!];
    if (!isBefore(below, above)) return;
    heap[parent] = below;
    heap[child] = above;
    parent = child;
  }
}
