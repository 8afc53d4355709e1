import { createHash } from "node:crypto";

const shape = /^([0-9a-z]{28})\.([A-Za-z0-9_-]{27})$/;

/** What the address of a receipt's proof names: the receipt, and the mark that says the address is ours. */
export type ProofCode = { receiptId: string; mark: string };

/** The path of the page where anyone who holds a receipt can check it: "/r/" + id without its prefix + "." + mark. */
export function proofPath({ receiptId, mark }: ProofCode): string {
  return `/r/${receiptId.replace(/^rcp_/, "")}.${mark}`;
}

/** Reads the last part of such an address; null when it cannot be one of ours, before any look-up. */
export function findProofCode(text: string): ProofCode | null {
  const [, id, mark] = shape.exec(text) ?? [];
  return id === undefined || mark === undefined ? null : { receiptId: `rcp_${id}`, mark };
}

/** What an issued PDF is told by, among all others: its SHA-256 in hexadecimal. */
export const fileHash = (file: Uint8Array): string => createHash("sha256").update(file).digest("hex");
