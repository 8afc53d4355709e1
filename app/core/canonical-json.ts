/** What a hash may be taken of: no floats, no dates, nothing undefined. */
export type Canonical = string | number | boolean | null | readonly Canonical[] | { readonly [name: string]: Canonical };

/**
 * One text for one value, whatever order its names were written in (RFC 8785: names by UTF-16 code units, no spaces).
 * Numbers are safe integers only, so that no two programs write them differently; throws on any other.
 */
export function canonicalJson(value: Canonical): string {
  if (typeof value === "number" && !Number.isSafeInteger(value)) throw new Error(`Not an integer: ${value}`);
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((one: Canonical) => canonicalJson(one)).join(",")}]`;
  const object = value as { readonly [name: string]: Canonical };
  const names = Object.keys(object).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonicalJson(object[name] ?? null)}`).join(",")}}`;
}
