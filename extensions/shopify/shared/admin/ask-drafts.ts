import { readTimeoutMs, writeTimeoutMs, type Trouble } from "../ask-app";
import { addressOf, fieldsOf, listOf, textOf } from "../contract";
import { formatMinor, minorOf } from "../money";
import { draftToSendQuery, sendDraftMutation } from "./documents";
import { localeOf, type AdminSurface } from "./surface";

/** Shopify answers the admin by itself, with the rights of the person who looks. */
export type QueryingSurface = AdminSurface & {
  query: (query: string, options?: { variables?: Record<string, unknown> }) => Promise<{ data?: unknown; errors?: unknown }>;
};

export type DraftView = { id: string; name: string; amountText: string; invoiceUrl: string | null; isOpen: boolean };
export type DraftAnswer = { ok: true; draft: DraftView } | Trouble;
export type SentAnswer = { ok: true; invoiceUrl: string | null; to: string | null } | Trouble;

const unreachable: Trouble = { ok: false, kind: "unreachable", reason: null, message: null, retryAfterMs: 0 };

/** A draft as Shopify has it now. */
export async function askDraft(surface: QueryingSurface, id: string): Promise<DraftAnswer> {
  const told = await run(surface, draftToSendQuery, { id }, readTimeoutMs);
  if (told === null) return unreachable;
  const draft = fieldsOf(told["draftOrder"]);
  const money = fieldsOf(fieldsOf(draft["totalPriceSet"])["presentmentMoney"]);
  const [name, amount, currency] = [textOf(draft["name"]), textOf(money["amount"]), textOf(money["currencyCode"])];
  const minor = amount === null || currency === null ? null : minorOf(amount, currency);
  if (name === null || minor === null || currency === null) return { ...unreachable, kind: "unknown-order" };
  const amountText = formatMinor(minor, currency, localeOf(surface));
  return { ok: true, draft: { id, name, amountText, invoiceUrl: addressOf(draft["invoiceUrl"]), isOpen: draft["status"] !== "COMPLETED" } };
}

export type DraftAsk = { id: string; email?: string; note?: string };

/**
 * Shopify mails the draft's own payment page, and makes the order when it is paid. It has no word for "the same press
 * again" (2026-07): a lost answer is told as what it is.
 */
export async function sendDraft(surface: QueryingSurface, { id, email, note }: DraftAsk): Promise<SentAnswer> {
  const input = { ...(email !== undefined && { to: email }), ...(note !== undefined && { customMessage: note }) };
  const told = await run(surface, sendDraftMutation, { id, email: Object.keys(input).length === 0 ? null : input }, writeTimeoutMs);
  if (told === null) return { ...unreachable, kind: "refused", message: surface.i18n.translate("draft.uncertain") };
  const sending = fieldsOf(told["draftOrderInvoiceSend"]);
  const faults = listOf(sending["userErrors"]).flatMap((fault) => textOf(fieldsOf(fault)["message"]) ?? []);
  if (faults.length > 0 || sending["draftOrder"] == null) return { ...unreachable, kind: "refused", message: faults.join(" ") || null };
  return { ok: true, invoiceUrl: addressOf(fieldsOf(sending["draftOrder"])["invoiceUrl"]), to: email ?? null };
}

/** Null when Shopify does not answer in time, or answers with an error. */
async function run(surface: QueryingSurface, document: string, variables: Record<string, unknown>, timeoutMs: number): Promise<Record<string, unknown> | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), timeoutMs);
  });
  try {
    const told = await Promise.race([surface.query(document, { variables }), late]);
    return told === null || told.data == null || listOf(told.errors).length > 0 ? null : fieldsOf(told.data);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
