/** Pages come through, so that "previous" is an address too. */
export const pagesBackMax = 40;
const cursorShape = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z)~([\s\S]{1,200})$/;

/** The last row of a page: its moment, and its id as a tie-break. */
export type Cursor = { createdAt: Date; key: string };

/** Where a list stands. In: the address's `after` values, one per page come through; one that is none of ours means the first page. */
export function readCursors(params: URLSearchParams): { trail: string[]; before: Cursor | null } {
  const trail = params.getAll("after").slice(-pagesBackMax);
  const cursor = readCursor(trail.at(-1));
  return cursor ? { trail, before: cursor } : { trail: [], before: null };
}

export const writeCursor = ({ createdAt, key }: Cursor): string => `${createdAt.toISOString()}~${key}`;

/** The addresses of the pages before and after this one. In: the list's other parameters, the trail, the next page's cursor. */
export function pageLinks(path: string, kept: Record<string, string>, trail: readonly string[], next: Cursor | null): { previous: string | null; next: string | null } {
  return {
    previous: trail.length === 0 ? null : addressOf(path, kept, trail.slice(0, -1)),
    next: next === null ? null : addressOf(path, kept, [...trail, writeCursor(next)]),
  };
}

/** A list's address with what is not empty. */
export function addressOf(path: string, kept: Record<string, string>, trail: readonly string[] = []): string {
  const params = new URLSearchParams(Object.entries(kept).filter(([, value]) => value !== ""));
  for (const cursor of trail) params.append("after", cursor);
  return params.size === 0 ? path : `${path}?${params}`;
}

function readCursor(text: string | undefined): Cursor | null {
  const [, at, key] = cursorShape.exec(text ?? "") ?? [];
  if (at === undefined || key === undefined || Number.isNaN(Date.parse(at))) return null;
  return { createdAt: new Date(at), key };
}
