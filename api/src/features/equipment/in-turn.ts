const lastInLine = new Map<string, Promise<unknown>>();

/**
 * Does work on the same thing one after the other within this process. What keeps the books right is the version in the
 * database; this only spares two hundred people at once from overtaking each other two hundred times.
 */
export async function inTurn<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
  const before = lastInLine.get(key) ?? Promise.resolve();
  const mine = before.then(work);
  const turn = mine.catch(() => undefined);
  lastInLine.set(key, turn);
  try {
    return await mine;
  } finally {
    if (lastInLine.get(key) === turn) lastInLine.delete(key);
  }
}
