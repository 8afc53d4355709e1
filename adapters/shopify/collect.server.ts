import type { CollectionPage } from "../../app/core/collecting";
import { cleanText } from "../../app/core/order";
import { minorOf } from "./amounts";
import type { ShopApi } from "./api.server";
import { findCurrency } from "../../app/core/currency";
import { draftCollectionQuery, draftInvoiceMutation, orderCollectionQuery, orderInvoiceMutation, orderSchedulesQuery, reminderMutation } from "./documents/collect.graphql";
import { stateOf } from "./map";
import { draftCollectionReply, draftInvoiceReply, orderCollectionReply, orderInvoiceReply, orderSchedulesReply, reminderReply, type UserErrors } from "./replies";

const schedulesMax = 20;
const subjectLengthMax = 255;
const messageLengthMax = 5_000;

export type Mailed = { ok: true; how: "reminder" | "invoice" } | { ok: false; reason: "gone" | "nothing-open" | "refused"; said: string };
export type Mail = { to?: string; subject?: string; customMessage?: string };

/** The App Store edition's whole reach into payment: it asks, Shopify collects. Holds no code that writes a payment. */
export type Collector = {
  findOrderPage(orderRef: string): Promise<CollectionPage>;
  findDraftPage(draftRef: string): Promise<CollectionPage>;
  /** Shopify's own reminder where payment terms are due, else its invoice. We hold no address: `to` only replaces it. */
  mailOrder(orderRef: string, mail?: Mail): Promise<Mailed>;
  mailDraft(draftRef: string, mail?: Mail): Promise<Mailed>;
};

export function openCollector(api: ShopApi): Collector {
  return {
    findOrderPage: (orderRef) => findOrderPage(api, orderRef),
    findDraftPage: (draftRef) => findDraftPage(api, draftRef),
    mailOrder: (orderRef, mail = {}) => mailOrder(api, orderRef, mail),
    mailDraft: (draftRef, mail = {}) => mailDraft(api, draftRef, mail),
  };
}

const isRef = (ref: string) => /^[1-9]\d{0,19}$/.test(ref);
const orderGid = (ref: string) => `gid://shopify/Order/${ref}`;
const draftGid = (ref: string) => `gid://shopify/DraftOrder/${ref}`;

/** Asked at the moment of the click: an address kept would outlive the order's next edit. */
async function findOrderPage(api: ShopApi, orderRef: string): Promise<CollectionPage> {
  if (!isRef(orderRef)) return { ok: false, reason: "gone" };
  const { order } = await api.run(orderCollectionQuery, { id: orderGid(orderRef) }, orderCollectionReply);
  if (order === null) return { ok: false, reason: "gone" };
  const currency = findCurrency(order.presentmentCurrencyCode);
  const openMinor = currency === null ? null : minorOf(order.totalOutstandingSet, currency);
  const state = stateOf({ ...order, cancelledAt: order.cancelledAt === null ? null : new Date(order.cancelledAt) }, openMinor ?? 0);
  if (state !== "unpaid") return { ok: false, reason: "nothing-open" };
  return pageAt(order.paymentCollectionDetails.additionalPaymentCollectionUrl);
}

async function findDraftPage(api: ShopApi, draftRef: string): Promise<CollectionPage> {
  if (!isRef(draftRef)) return { ok: false, reason: "gone" };
  const { draftOrder } = await api.run(draftCollectionQuery, { id: draftGid(draftRef) }, draftCollectionReply);
  if (draftOrder === null) return { ok: false, reason: "gone" };
  // A draft that was checked out is an order now, and that order is asked.
  if (draftOrder.order !== null) return findOrderPage(api, draftOrder.order.legacyResourceId);
  return draftOrder.status === "COMPLETED" ? { ok: false, reason: "nothing-open" } : pageAt(draftOrder.invoiceUrl);
}

/** Only https leaves us: a shopper is about to be sent there. */
function pageAt(url: string | null): CollectionPage {
  return url !== null && new URL(url).protocol === "https:" ? { ok: true, url } : { ok: false, reason: "no-address" };
}

async function mailOrder(api: ShopApi, orderRef: string, mail: Mail): Promise<Mailed> {
  const page = await findOrderPage(api, orderRef);
  if (!page.ok && page.reason !== "no-address") return { ok: false, reason: page.reason, said: "" };
  const id = orderGid(orderRef);
  const { order } = await api.run(orderSchedulesQuery, { id, first: schedulesMax }, orderSchedulesReply);
  const schedules = order?.paymentTerms?.paymentSchedules.nodes ?? [];
  const due = schedules.filter(({ completedAt, dueAt }) => completedAt === null && dueAt !== null).sort((a, b) => Number(a.dueAt) - Number(b.dueAt))[0];
  // A reminder takes no words of ours: words ask for an invoice.
  if (due && order?.paymentTerms?.overdue === true && Object.keys(mail).length === 0) {
    return mailed("reminder", await api.run(reminderMutation, { id: due.id }, reminderReply));
  }
  return mailed("invoice", await api.run(orderInvoiceMutation, { id, email: emailInput(mail) }, orderInvoiceReply));
}

async function mailDraft(api: ShopApi, draftRef: string, mail: Mail): Promise<Mailed> {
  if (!isRef(draftRef)) return { ok: false, reason: "gone", said: "" };
  const { draftOrder } = await api.run(draftCollectionQuery, { id: draftGid(draftRef) }, draftCollectionReply);
  if (draftOrder === null) return { ok: false, reason: "gone", said: "" };
  if (draftOrder.order !== null) return mailOrder(api, draftOrder.order.legacyResourceId, mail);
  if (draftOrder.status === "COMPLETED") return { ok: false, reason: "nothing-open", said: "" };
  return mailed("invoice", await api.run(draftInvoiceMutation, { id: draftGid(draftRef), email: emailInput(mail) }, draftInvoiceReply));
}

function mailed(how: "reminder" | "invoice", errors: UserErrors): Mailed {
  return errors.length === 0 ? { ok: true, how } : { ok: false, reason: "refused", said: cleanText(errors[0]?.message ?? "", 200) };
}

/** null lets Shopify's own template speak, in the customer's language. A line break in a subject would be a second header. */
function emailInput({ to, subject, customMessage }: Mail): Record<string, string> | null {
  const email = {
    ...(to ? { to: cleanText(to, 254) } : {}),
    ...(subject ? { subject: cleanText(subject, subjectLengthMax) } : {}),
    ...(customMessage ? { customMessage: customMessage.slice(0, messageLengthMax) } : {}),
  };
  return Object.keys(email).length === 0 ? null : email;
}
