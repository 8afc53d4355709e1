import { randomUUID } from "node:crypto";
import { invariant } from "../../app/core/assert";
import { currencyOf } from "../../app/core/currency";
import { moneyOf } from "../../app/core/money";
import { cleanText } from "../../app/core/order";
import type { FailureReason, SeenPayment } from "../../app/core/payment";
import type { AdapterDeps, CheckoutInput, CloseResult, OpenedCheckout } from "../../app/core/ports";
import type { PaypalApi } from "./api.server";
import { refuseAmount, toPaypalAmount } from "./currencies";
import { refusalOf, vendorError } from "./errors.server";
import { checkoutLocale, expiredPayment, findDecline, toSeenPayment } from "./map";
import { capturesOf, type PaypalOrder } from "./schemas";

/** "3 hours from the time the order is created, to redirect your payer" (Orders v2, links); longer by agreement only. */
const approvalMs = 3 * 3_600_000;
/** Counted in bytes: PayPal's limit of 127 is meant for ASCII. */
const descriptionBytesMax = 127;

export type PaypalSetup = { api: PaypalApi; records: AdapterDeps["records"]; now(): Date };
type At = { paymentId: string; providerRef: string };

/** What we keep about an order, since PayPal forgets those nobody approved. */
type OpenedOrder = { currency: string; expiresAt: string };
/** Whether this order is to be captured or never: decided once, by whoever comes first. */
type Decision = { is: "capture" | "closed"; by: string };

/**
 * An order for the payer to approve on PayPal's pages; nothing is taken until we capture it. Our payment id is the
 * request id, kept for 6 hours: whoever repeats a lost call later opens a second order, and nobody holds the first.
 * Throws VendorError, before any call when the amount is one PayPal refuses.
 */
export async function openCheckout({ api, records, now }: PaypalSetup, input: CheckoutInput): Promise<OpenedCheckout> {
  refuseAmount(input);
  const order = await api.createOrder(orderBody(input), input.paymentId);
  const checkoutUrl = order.links?.find(({ rel }) => rel === "payer-action" || rel === "approve")?.href;
  if (!checkoutUrl) throw vendorError({ fr: "PayPal n’a pas donné d’adresse de paiement.", en: "PayPal gave no payment address." }, false);
  const expiresAt = new Date((order.create_time ?? now()).getTime() + approvalMs);
  const opened: OpenedOrder = { currency: input.currency, expiresAt: expiresAt.toISOString() };
  await records.claim("order", order.id, opened);
  return { providerRef: order.id, checkoutUrl, expiresAt };
}

function orderBody(input: CheckoutInput): object {
  const description = cutBytes(cleanText(input.description, descriptionBytesMax)) || cutBytes(cleanText(input.reference, descriptionBytesMax));
  const locale = checkoutLocale(input.locale);
  return {
    intent: "CAPTURE",
    purchase_units: [{
      custom_id: input.paymentId,
      amount: toPaypalAmount(moneyOf(input.amountMinor, input.currency)),
      ...(description !== "" && { description }),
    }],
    payment_source: { paypal: { experience_context: {
      // What the payer agrees to on PayPal's page is final: there is no page of ours behind it to confirm on.
      user_action: "PAY_NOW",
      shipping_preference: "NO_SHIPPING",
      return_url: input.doneUrl,
      cancel_url: input.backUrl,
      ...(locale !== null && { locale }),
    } } },
  };
}

function cutBytes(text: string): string {
  let cut = text;
  while (new TextEncoder().encode(cut).length > descriptionBytesMax) cut = [...cut].slice(0, -1).join("");
  return cut.trim();
}

/**
 * The truth; null for an order PayPal does not know. An order the payer approved is captured here: approving is the
 * payer's step on PayPal's side, and every door (return, hook, sweep) may finish it, once, under one request id.
 */
export async function readPayment(setup: PaypalSetup, at: At): Promise<SeenPayment | null> {
  const { api, records } = setup;
  const order = await api.findOrder(at.providerRef);
  if (order === null) return forgotten(setup, at);
  invariant(order.purchase_units?.[0]?.custom_id === at.paymentId, `order ${at.providerRef} does not belong to ${at.paymentId}`);
  const current = order.status === "APPROVED" ? await captureOnce(setup, at, order) : order;
  const [first] = capturesOf(current);
  const disputes = first ? await api.disputesOf(first.id) : null;
  const decision = (await records.find("decision", at.paymentId)) as Decision | null;
  const declined = (await records.find("declined", at.paymentId)) as { reason: FailureReason } | null;
  return toSeenPayment(current, disputes ?? [], { isClosed: decision?.is === "closed", declined: declined?.reason ?? null });
}

async function forgotten({ records, now }: PaypalSetup, { paymentId, providerRef }: At): Promise<SeenPayment | null> {
  const opened = (await records.find("order", providerRef)) as OpenedOrder | null;
  const decision = (await records.find("decision", paymentId)) as Decision | null;
  // Where a capture was begun, an unknown order is a riddle for a person, not an expiry.
  if (opened === null || decision?.is === "capture" || Date.parse(opened.expiresAt) > now().getTime()) return null;
  return expiredPayment(providerRef, currencyOf(opened.currency));
}

/**
 * Captures an approved order unless it was closed here before. The same request id at every try, so that a lost answer
 * is asked for again and not charged again; a refusal that is final is kept, and never tried a second time.
 */
async function captureOnce({ api, records }: PaypalSetup, { paymentId, providerRef }: At, order: PaypalOrder): Promise<PaypalOrder> {
  if ((await records.find("declined", paymentId)) !== null) return order;
  const mine: Decision = { is: "capture", by: randomUUID() };
  const decision = (await records.claim("decision", paymentId, mine)) as Decision;
  if (decision.is === "closed") return order;
  try {
    return await captured(api, providerRef, await api.captureOrder(providerRef, `${paymentId}-capture`));
  } catch (error) {
    const issue = refusalOf(error)?.issue ?? "";
    const reason = findDecline(issue);
    if (reason !== null) await records.claim("declined", paymentId, { reason });
    else if (issue !== "ORDER_ALREADY_CAPTURED" && issue !== "ORDER_NOT_APPROVED") throw error;
    return (await api.findOrder(providerRef)) ?? order;
  }
}

/** A repeated request id may be answered in the short form; the order itself has the amounts. */
async function captured(api: PaypalApi, providerRef: string, order: PaypalOrder): Promise<PaypalOrder> {
  return order.purchase_units?.[0]?.custom_id ? order : ((await api.findOrder(providerRef)) ?? order);
}

/**
 * PayPal cannot cancel an order, and need not: only we capture, so an order closed here takes no money, whatever the
 * payer approves afterwards. Whether capture or closing came first is decided in our records, by one claim.
 */
export async function closeCheckout({ api, records }: PaypalSetup, { paymentId, providerRef }: At): Promise<CloseResult> {
  const order = await api.findOrder(providerRef);
  if (order !== null && capturesOf(order).length > 0) return "money-seen";
  if (order === null || order.status === "VOIDED" || (await records.find("declined", paymentId)) !== null) return "already-closed";
  const mine: Decision = { is: "closed", by: randomUUID() };
  const decision = (await records.claim("decision", paymentId, mine)) as Decision;
  if (decision.is === "capture") return "money-seen";
  return decision.by === mine.by ? "closed" : "already-closed";
}
