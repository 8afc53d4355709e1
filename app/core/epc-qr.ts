import { findCreditorReference } from "./creditor-reference";
import { currencyOf } from "./currency";
import { findBic, findIban, isSepaIban, needsBic } from "./iban";
import { amountMinorMax, toDecimal, type Money } from "./money";
import { findOgm } from "./ogm";
import { drawQrBytes, pictureQrBytes, type QrDrawing } from "./qr";

/** EPC069-12: the payload of a SEPA credit transfer's QR code, in bytes of its character set. */
export const epcBytesMax = 331;
/** Level M holds 331 bytes in version 13; a larger code is refused by payers' apps. */
const epcQrVersionMax = 13;
export const epcNameLengthMax = 70;
const epcTextLengthMax = 140;
const epcInfoLengthMax = 70;

/** What the payer tells the payee: a checked reference on line 10 or free text on line 11, never both. */
export type EpcRemittance = { kind: "reference"; reference: string } | { kind: "text"; text: string } | { kind: "none" };

/** A transfer as the code states it. `name` is the legal holder of the account: the payer's bank compares the two. */
export type EpcTransfer = {
  name: string;
  iban: string;
  bic: string | null;
  /** Null: the payer types it. */
  amount: Money | null;
  /** ISO 20022 purpose, 1 to 4 letters or digits ("GDDS"). */
  purpose: string | null;
  remittance: EpcRemittance;
  /** From payee to payer, shown by some apps. */
  info: string | null;
};

export type EpcProblem =
  | "name-missing" | "name-too-long" | "text-too-long" | "info-too-long" | "forbidden-character" | "iban-wrong" | "iban-not-sepa"
  | "bic-wrong" | "bic-missing" | "not-euro" | "amount-wrong" | "purpose-wrong" | "reference-wrong" | "too-many-bytes";

export const euro = currencyOf("EUR");

/**
 * C0 and C1 controls, line and paragraph separators: a line break in a name would write the IBAN's line.
 * Marks and isolates of direction, byte order marks and lone surrogates: what is shown would not be what is sent.
 */
const forbidden = /[\p{Cc}\p{Cs}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;

/** Why a transfer cannot be written, the first reason found; null when it can. Fields are taken as they are, nothing is cut. */
export function whyNotEpc(transfer: EpcTransfer): EpcProblem | null {
  const { name, iban, bic, amount, purpose, remittance, info } = transfer;
  const text = remittance.kind === "text" ? remittance.text : "";
  if ([name, text, info ?? ""].some((field) => forbidden.test(field))) return "forbidden-character";
  if (name.trim() === "") return "name-missing";
  if (lengthOf(name) > epcNameLengthMax) return "name-too-long";
  if (lengthOf(text) > epcTextLengthMax) return "text-too-long";
  if (lengthOf(info ?? "") > epcInfoLengthMax) return "info-too-long";
  if (findIban(iban) !== iban) return "iban-wrong";
  if (!isSepaIban(iban)) return "iban-not-sepa";
  if (bic !== null && findBic(bic) !== bic) return "bic-wrong";
  if (bic === null && needsBic(iban)) return "bic-missing";
  if (amount !== null && amount.currency !== euro) return "not-euro";
  if (amount !== null && !(Number.isSafeInteger(amount.amountMinor) && amount.amountMinor >= 1 && amount.amountMinor <= amountMinorMax)) return "amount-wrong";
  if (purpose !== null && !/^[A-Z0-9]{1,4}$/.test(purpose)) return "purpose-wrong";
  if (remittance.kind === "reference" && !isReference(remittance.reference)) return "reference-wrong";
  return new TextEncoder().encode(linesOf(transfer)).length > epcBytesMax ? "too-many-bytes" : null;
}

/** RF by the guideline; the Belgian OGM because banks there read it on this line too. As printed or bare. */
export function isReference(text: string): boolean {
  return !forbidden.test(text) && text.length <= 35 && (findCreditorReference(text) === text || findOgm(text) !== null);
}

/** Writes the payload: version 002, UTF-8, two decimals, lines ended by LF, nothing after the last one that says something. */
export function encodeEpc(transfer: EpcTransfer): { ok: true; payload: string } | { ok: false; reason: EpcProblem } {
  const reason = whyNotEpc(transfer);
  return reason === null ? { ok: true, payload: linesOf(transfer) } : { ok: false, reason };
}

function linesOf({ name, iban, bic, amount, purpose, remittance, info }: EpcTransfer): string {
  const lines = [
    "BCD", "002", "1", "SCT", bic ?? "", name, iban, amount === null ? "" : `EUR${toDecimal(amount)}`, purpose ?? "",
    remittance.kind === "reference" ? remittance.reference : "", remittance.kind === "text" ? remittance.text : "", info ?? "",
  ];
  return lines.join("\n").replace(/\n+$/, "");
}

const lengthOf = (text: string) => [...text].length;

/** Draws a payload of `encodeEpc`: byte mode, level M. Throws on one too large to be scanned as a transfer. */
export const drawEpcQr = (payload: string): QrDrawing => drawQrBytes(bytesOf(payload), { versionMax: epcQrVersionMax });

/** The same as a PNG picture; `scale`: pixels per module. */
export const pictureEpcQr = (payload: string, { scale }: { scale: number }): Promise<Uint8Array> => pictureQrBytes(bytesOf(payload), { scale });

function bytesOf(payload: string): Uint8Array {
  const bytes = new TextEncoder().encode(payload);
  if (bytes.length > epcBytesMax) throw new Error(`An EPC payload has ${epcBytesMax} bytes at most, not ${bytes.length}`);
  return bytes;
}
