import { euro, isReference, whyNotEpc, epcBytesMax, type EpcProblem, type EpcRemittance, type EpcTransfer } from "./epc-qr";
import { parseDecimal, type Money } from "./money";

export type EpcReadProblem = EpcProblem | "not-epc" | "version-unknown" | "charset-unknown" | "not-decodable" | "reference-and-text" | "too-many-lines";

/** Line 3 of EPC069-12. The label "iso-8859-1" means windows-1252 to a TextDecoder: its own letters are refused below. */
const charsets: Readonly<Record<string, string>> = {
  1: "utf-8", 2: "iso-8859-1", 3: "iso-8859-2", 4: "iso-8859-4", 5: "iso-8859-5", 6: "iso-8859-7", 7: "iso-8859-10", 8: "iso-8859-15",
};

const linesMin = 7;
const linesMax = 12;

/**
 * Reads a payload as strictly as it is written: both versions, all eight character sets, LF or CRLF.
 * In: the bytes of the code. Out: the transfer, or the first thing wrong with it.
 */
export function readEpc(bytes: Uint8Array): { ok: true; transfer: EpcTransfer } | { ok: false; reason: EpcReadProblem } {
  if (bytes.length > epcBytesMax) return { ok: false, reason: "too-many-bytes" };
  // The head is plain ASCII in every character set, and names the one of the rest.
  const head = /^BCD\r?\n([^\r\n]*)\r?\n([^\r\n]*)\r?\nSCT(?:\r?\n|$)/.exec(new TextDecoder("latin1").decode(bytes));
  if (!head) return { ok: false, reason: "not-epc" };
  const [, version = "", code = ""] = head;
  if (version !== "001" && version !== "002") return { ok: false, reason: "version-unknown" };
  const charset = charsets[code];
  if (charset === undefined) return { ok: false, reason: "charset-unknown" };
  const text = decode(bytes, charset);
  if (text === null) return { ok: false, reason: "not-decodable" };
  const lines = text.split(/\r?\n/);
  if (lines.length > linesMax) return { ok: false, reason: "too-many-lines" };
  return lines.length < linesMin ? { ok: false, reason: "not-epc" } : readLines(lines, version);
}

function decode(bytes: Uint8Array, charset: string): string | null {
  if (charset !== "utf-8" && bytes.some((byte) => byte >= 0x80 && byte <= 0x9f)) return null;
  try {
    return new TextDecoder(charset, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function readLines(lines: string[], version: "001" | "002"): ReturnType<typeof readEpc> {
  const [, , , , bic = "", name = "", iban = "", amountText = "", purpose = "", reference = "", text = "", info = ""] = lines;
  if (version === "001" && bic === "") return { ok: false, reason: "bic-missing" };
  if (reference !== "" && text !== "") return { ok: false, reason: "reference-and-text" };
  if (reference !== "" && !isReference(reference)) return { ok: false, reason: "reference-wrong" };
  const amount = readAmount(amountText);
  if (!amount.ok) return amount;
  const remittance: EpcRemittance = reference !== "" ? { kind: "reference", reference } : text !== "" ? { kind: "text", text } : { kind: "none" };
  const transfer: EpcTransfer = { name, iban, bic: bic || null, amount: amount.money, purpose: purpose || null, remittance, info: info || null };
  const reason = whyNotEpc(transfer);
  // Bytes were counted as they came: the same words may take more in UTF-8.
  return reason !== null && reason !== "too-many-bytes" ? { ok: false, reason } : { ok: true, transfer };
}

function readAmount(text: string): { ok: true; money: Money | null } | { ok: false; reason: "not-euro" | "amount-wrong" } {
  if (text === "") return { ok: true, money: null };
  const match = /^([A-Z]{3})(\d{1,9}(?:\.\d{1,2})?)$/.exec(text);
  if (!match) return { ok: false, reason: "amount-wrong" };
  if (match[1] !== "EUR") return { ok: false, reason: "not-euro" };
  const parsed = parseDecimal(match[2] ?? "", euro);
  return parsed.ok && parsed.money.amountMinor > 0 ? { ok: true, money: parsed.money } : { ok: false, reason: "amount-wrong" };
}
