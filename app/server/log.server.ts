import { VendorError } from "../core/vendor-error";

const tokenLength = 20;

/** A path fit for a log: parts as long as a token are secrets and left out. */
export function loggablePath(pathname: string): string {
  return pathname.split("/").map((part) => (part.length >= tokenLength ? "…" : part)).join("/");
}

/** One line of JSON on the error stream. A vendor's error is named and not quoted: its cause may hold what was sent. */
export function logError(what: string, error: unknown): void {
  write("error", what, describe(error));
}

/** One line of JSON on the error stream, for what an operator wants to see and nobody must act on. */
export function logNote(what: string, detail: Readonly<Record<string, string | number | boolean>> = {}): void {
  write("note", what, detail);
}

function describe(error: unknown): Record<string, unknown> {
  if (error instanceof VendorError) return { error: error.name, vendor: error.vendor, isRetryable: error.isRetryable, message: error.merchantMessage };
  if (error instanceof Error) return { error: error.name, message: error.message, stack: error.stack?.split("\n").slice(1, 9).map((line) => line.trim()) };
  return { error: typeof error };
}

function write(level: string, what: string, detail: Record<string, unknown>): void {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), level, what, ...detail })}\n`);
}
