const tails = new Map<string, Promise<unknown>>();

/**
 * Runs one after the other what concerns one order: WooCommerce has no idempotency keys, and two calls that both read
 * before either writes would both write. Between processes the house's own unique effects keep order.
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
