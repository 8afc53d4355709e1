import { addDays, dayOf, findEndOfDay } from "../core/civil-day";
import { shopperLocaleOf } from "../core/locale";
import type { Order } from "../core/order";
import { linkState, noTotals } from "../core/payment-link";
import { payWords } from "../core/shopper-words-page";
import { listLinksOfOrder, readLinkTotals } from "../db/links.server";
import type { Ctx } from "./ctx";
import type { OpenedCompanion } from "./open-companion.server";
import { refreshOrder } from "./refresh-order.server";
import { sendLinkOf, type SendLinkInput, type SendLinkResult } from "./send-payment-link.server";

/** The store, and which of its shops. */
export type AskingFor = Pick<OpenedCompanion, "ctx"> & { connection: Pick<OpenedCompanion["connection"], "id"> };
export type AskResult = SendLinkResult | { ok: false; reason: "no-email" };
/**
 * `locale`: the shop's language for this order, when the order itself does not say ("nl_BE"). `messageId`: as in
 * sendPaymentLink. `email` and `note`: what a person wrote instead of the order's own address, and above the button.
 */
export type AskInput = { orderRef: string; locale: string | null; messageId: string | null; email?: string; note?: string };

/** One connection of a store, and whoever proved that they speak for its shop. */
export type ShopCaller = Pick<OpenedCompanion, "ctx" | "connection">;

/**
 * A shop's own screen asks for a link with no form in between: the order's own address and language, everything it
 * has open, for as long as the store's links live. Throws VendorError when the shop cannot be asked.
 */
export async function askForOrder(asking: AskingFor, input: AskInput): Promise<AskResult> {
  const { ctx, connection } = asking;
  const known = input.messageId === null ? await findOpenLinkId(asking, input.orderRef) : null;
  // Somebody wants to pay: the terms a merchant gave this link stand, and the order is read again when they press "pay".
  if (known !== null) return { ok: true, linkId: known, isNewLink: false, isNewMessage: false };
  const order = await refreshOrder(ctx, { platformId: connection.id, orderRef: input.orderRef });
  if (!order) return { ok: false, reason: "order-unknown" };
  const email = input.email ?? order.customer.email;
  if (input.messageId !== null && email === "") return { ok: false, reason: "no-email" };
  return sendLinkOf(ctx, { ...usualTerms(ctx, order, input.locale), platformId: connection.id, email, note: input.note ?? "", messageId: input.messageId }, order);
}

function usualTerms(ctx: Ctx, order: Order, wish: string | null): Omit<SendLinkInput, "platformId" | "messageId" | "email" | "note"> {
  const { store } = ctx;
  const locale = shopperLocaleOf([order.customer.locale, wish], store.locale);
  return {
    orderRef: order.ref,
    amountMinor: null,
    locale,
    expiresAt: findEndOfDay(addDays(dayOf(ctx.now(), store.timeZone), store.linkDays), store.timeZone),
    description: payWords[locale].order(order.number),
  };
}

async function findOpenLinkId({ ctx, connection }: AskingFor, orderRef: string): Promise<string | null> {
  const links = await listLinksOfOrder(ctx.db, ctx.store.id, connection.id, orderRef);
  const totals = await readLinkTotals(ctx.db, ctx.store.id, links.map((link) => link.id));
  const open = links.find((link) => linkState(link, totals.get(link.id) ?? noTotals, ctx.now()).status === "open");
  return open?.id ?? null;
}
