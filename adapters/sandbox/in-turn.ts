const tails = new Map<string, Promise<unknown>>();

/** Runs what concerns one record one after the other: the records have no compare-and-set, two writers would lose one. */
export async function inTurn<T>(key: string, run: () => Promise<T>): Promise<T> {
  const mine = (tails.get(key) ?? Promise.resolve()).then(run, run);
  const tail = mine.catch(() => undefined);
  tails.set(key, tail);
  try {
    return await mine;
  } finally {
    if (tails.get(key) === tail) tails.delete(key);
  }
}
