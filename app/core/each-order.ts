import { assertUnreachable } from "./assert";
import type { Words } from "./locale";
import type { Order } from "./order";

/** How many orders one press sends a link each: two pages of the list. Each costs its shop two readings. */
export const eachOrdersMax = 50;

/** Why an order gets no link by mail. */
export type EachProblem =
  | "order-unknown" | "order-paid" | "order-cancelled" | "order-refunded" | "order-gone" | "paid-by-link" | "nothing-open" | "not-connected" | "no-email" | "no-messenger" | "not-possible";

/**
 * How an order's mail would leave. `isShopWriting`: its platform takes the money, and writes to its customers itself.
 * `isPaidByLink`: its link was paid, and its shop does not say so yet; another mail would ask twice.
 */
export type EachMeans = { isConnected: boolean; hasMessenger: boolean; isShopWriting: boolean; isPaidByLink: boolean };

/** Why an order, as last read, gets no link; null when it does. What is over is said before what can be put right. */
export function whyNoLink(order: Pick<Order, "state" | "openMinor"> & { customer: { email: string } }, means: EachMeans): EachProblem | null {
  switch (order.state) {
    case "paid": return "order-paid";
    case "cancelled": return "order-cancelled";
    case "refunded": return "order-refunded";
    case "gone": return "order-gone";
    case "unpaid": break;
    default: return assertUnreachable(order.state);
  }
  if (means.isPaidByLink) return "paid-by-link";
  if (order.openMinor <= 0) return "nothing-open";
  if (!means.isConnected) return "not-connected";
  if (means.isShopWriting) return null;
  if (order.customer.email === "") return "no-email";
  return means.hasMessenger ? null : "no-messenger";
}

/** Whether the shop itself writes: where it can, and we have no address or no mail. */
export const isShopWriter = (order: { customer: { email: string } }, means: { canCollect: boolean; hasMessenger: boolean }): boolean =>
  means.canCollect && (order.customer.email === "" || !means.hasMessenger);

/**
 * What became of one order. `shop-trouble`: its shop could not be asked, in its words; `isOutage`, and may answer later.
 * `not-tried`: nobody came to it, because its shop had just been silent or the time was up.
 */
export type EachOutcome =
  | { kind: "sent" | "sent-by-shop"; linkId: string }
  | { kind: "already-sent" }
  | { kind: "refused"; reason: EachProblem }
  | { kind: "shop-trouble"; words: Words; isOutage: boolean }
  | { kind: "not-tried" };

/** Nothing is left to do for it. */
export const isSent = ({ kind }: { kind: string }): boolean => kind === "sent" || kind === "sent-by-shop" || kind === "already-sent";

export type WhichOrder = { platformId: string; orderRef: string };

/** An order as addresses and forms name it: "<connection>/<the platform's own id>", which may hold anything, slashes too. */
export const orderKey = ({ platformId, orderRef }: WhichOrder): string => `${platformId}/${orderRef}`;

/** Reads names of orders, each once, in the order given; what is no name is left out. At most one more than `max`, so that too many are refused and not cut. */
export function readOrderKeys(texts: readonly string[], max: number): WhichOrder[] {
  return [...new Set(texts.slice(0, max + 1))].flatMap((text) => {
    const at = text.indexOf("/");
    return at > 0 ? [{ platformId: text.slice(0, at), orderRef: text.slice(at + 1) }] : [];
  });
}
