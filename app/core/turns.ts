/**
 * One of each group in turn, each group's in its own order: however much one of them has, none waits for all of it.
 * In: items, and the group each belongs to. Out: the same items; groups stand in the order of their first item.
 */
export function inTurns<Item>(items: readonly Item[], groupOf: (item: Item) => string): Item[] {
  const rounds: Item[][] = [];
  const seen = new Map<string, number>();
  for (const item of items) {
    const turn = seen.get(groupOf(item)) ?? 0;
    seen.set(groupOf(item), turn + 1);
    (rounds[turn] ??= []).push(item);
  }
  return rounds.flat();
}
