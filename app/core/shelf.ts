/** Keeps the latest `max` things by key, so that a memory cannot grow without end; the one put down longest ago goes first. */
export function makeShelf<T>(max: number) {
  const kept = new Map<string, T>();
  return {
    find: (key: string): T | null => kept.get(key) ?? null,
    keep(key: string, thing: T): T {
      kept.delete(key);
      const [oldest] = kept.keys();
      if (kept.size >= max && oldest !== undefined) kept.delete(oldest);
      kept.set(key, thing);
      return thing;
    },
  };
}
