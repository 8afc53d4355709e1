/** A decoded value of `a[b][0]=c`: Stripe's own nesting of form fields. */
export type FormValue = string | FormValue[] | { [key: string]: FormValue };

const depthMax = 8;

/** Decodes "line_items[0][price_data][currency]=eur&mode=payment". Throws on what no client of Stripe's would send. */
export function decodeForm(text: string): { [key: string]: FormValue } {
  const root: Record<string, unknown> = {};
  for (const [name, value] of new URLSearchParams(text)) {
    const path = pathOf(name);
    let node = root;
    for (const part of path.slice(0, -1)) node = (node[part] ??= {}) as Record<string, unknown>;
    const last = path.at(-1) ?? "";
    if (last in node) throw new Error(`Duplicate parameter: ${name}`);
    node[last] = value;
  }
  return listed(root) as { [key: string]: FormValue };
}

function pathOf(name: string): string[] {
  if (!/^[a-z0-9_]+(?:\[[A-Za-z0-9_]*\])*$/.test(name)) throw new Error(`Invalid parameter name: ${name}`);
  const path = name.split(/[[\]]+/).filter((part, index, all) => part !== "" || index < all.length - 1);
  if (path.length > depthMax || path.includes("__proto__")) throw new Error(`Invalid parameter name: ${name}`);
  return path;
}

/** Objects whose keys are 0, 1, 2… become lists. */
function listed(node: unknown): unknown {
  if (typeof node !== "object" || node === null) return node;
  const entries = Object.entries(node).map(([key, value]) => [key, listed(value)] as const);
  if (entries.length > 0 && entries.every(([key], index) => key === String(index))) return entries.map(([, value]) => value);
  return Object.fromEntries(entries);
}
