const tails = new Map<string, Promise<unknown>>();

/**
 * Runs one after the other what concerns one order in this process, so that the lease on the order itself, which costs
 * calls, is fought over between processes only.
 */
export async function inTurn<T>(key: string, run: () => Promise<T>): Promise<T> {
  const before = tails.get(key) ?? Promise.resolve();
  const mine = before.then(run, run);
  const tail = mine.catch(() => undefined);
  tails.set(key, tail);
  try {
    return await mine;
  } finally {
    if (tails.get(key) === tail) tails.delete(key);
  }
}
