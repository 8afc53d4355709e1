/**
 * A call's JSON, UTF-8 by its bytes; undefined where it is none. A text that holds NUL makes the whole unreadable: no
 * database takes one, and nobody types one.
 */
export function findJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes), refuseNul);
  } catch {
    return undefined;
  }
}

function refuseNul(_key: string, value: unknown): unknown {
  if (typeof value === "string" && value.includes("\0")) throw new Error("A text holds NUL");
  return value;
}
