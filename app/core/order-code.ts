import { createHmac } from "node:crypto";
import { isSameText } from "./companion-signature";

/**
 * A code printed on a shop's own papers: which order to pay, signed with a key that stands in the shop's templates.
 *
 * What the key gives away. The platform's template language renders on its servers, so shoppers see finished codes and
 * never the key; whoever may read the templates (the shop's staff, an agency, another program with that right) sees it. With
 * it they can make the code of any order of that one shop whose number they know or guess, and so see what its holder sees:
 * the shop's name, the order's number and open amount, then its pay page. They can ask for the page to be made, and pay.
 * They can change no amount, see no other shop, send nothing to anybody, and learn nothing from a paid order but that it is
 * paid. A key that got out is renewed on the settings page, and the old one's codes can be ended there too.
 */
export type OrderCode = { keyId: string; orderRef: string; mark: string };

/** 128 bits of the signature: short enough to print small. */
const markLength = 32;
export const codeKeyIdShape = /^[0-9a-f]{10}$/;
const shape = /^([0-9a-f]{10})\.([\w-]{1,40})\.([0-9a-f]{32})$/;

/** Reads a code's parts; null for what cannot be one of ours, before anything is looked up. */
export function findOrderCode(text: string): OrderCode | null {
  const [, keyId, orderRef, mark] = shape.exec(text) ?? [];
  return keyId !== undefined && orderRef !== undefined && mark !== undefined ? { keyId, orderRef, mark } : null;
}

/** What a template computes too: hex HMAC-SHA256 of "pay:" and the order's ref, its first 32 digits. */
export function markOfOrder(secret: string, orderRef: string): string {
  return createHmac("sha256", secret).update(`pay:${orderRef}`).digest("hex").slice(0, markLength);
}

export const orderCode = (key: { id: string; secret: string }, orderRef: string): string => `${key.id}.${orderRef}.${markOfOrder(key.secret, orderRef)}`;

export const isSigned = (code: OrderCode, secret: string): boolean => isSameText(code.mark, markOfOrder(secret, code.orderRef));
