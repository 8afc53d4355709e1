import { moneyOf, toDecimal } from "./money";
import type { TillEntry } from "./till";

const columns = ["number", "at", "happened_at", "kind", "method", "amount", "amount_minor", "currency", "reference", "entry_id", "previous_hash", "hash"] as const;

/** The first line of the moves' CSV: UTF-8 with its mark, so that a spreadsheet reads it. */
export const csvHead = `\ufeff${columns.join(";")}\r\n`;

/** One move as a line of CSV (RFC 4180, semicolons); times in UTC. */
export function csvLine(entry: TillEntry): string {
  const amount = toDecimal(moneyOf(entry.amountMinor, entry.currency)).replace(".", ",");
  const cells = [
    String(entry.number), entry.at.toISOString(), entry.happenedAt.toISOString(), entry.kind, entry.method, amount, String(entry.amountMinor), entry.currency,
    harmless(entry.reference), entry.entryId, entry.previousHash, entry.hash,
  ];
  return `${cells.map(quoted).join(";")}\r\n`;
}

/** A stranger's text that a spreadsheet would run as a formula begins with an apostrophe (OWASP, CSV injection). */
const harmless = (text: string) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
const quoted = (text: string) => (/[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** How the hashes are made, for whoever checks the export without us. */
export const chainRule =
  "hash = SHA-256(previous_hash as ASCII hex || RFC 8785 JSON of {number, storeId, at, happenedAt, kind, method, amountMinor, currency, reference, entryId}); times are ISO 8601 UTC with milliseconds; the first previous_hash is 64 zeros. " +
  "A closing's hash is made in the same way of {number, storeId, kind, name, timeZone, from, until, closedAt, lastMove, lastMoveHash, totals, perpetual}.";
