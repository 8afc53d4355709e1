import type { ShopperLocale } from "../core/locale";
import type { Order } from "../core/order";
import { dayOf } from "../core/civil-day";
import { noPlan, payableUntil, planOf, termsOf, type PaymentPlan, type PlanTerms } from "../core/payment-plan";
import { draftLink, linkState, type DraftProblem, type LinkDraft, type LinkTerms, type PaymentLink } from "../core/payment-link";
import { inShortTransaction, inTransaction, type Db, type Statements } from "../db/client.server";
import { addJob } from "../db/jobs.server";
import { addLinkEvent } from "../db/link-events.server";
import { insertLink, listLinksOfOrder, lockLinks, readLinkTotals, updateLink } from "../db/links.server";
import { insertMessage } from "../db/messages.server";
import { lockOrder } from "../db/orders.server";
import type { Ctx } from "./ctx";
import { freeOverpaid } from "./free-overpaid.server";
import { queueClosing } from "./queue-closing.server";
import { askedOf, refreshOrder } from "./refresh-order.server";

export type SendLinkInput = {
  platformId: string;
  orderRef: string;
  /** Null: what the order has open, and follows it when it is edited. */
  amountMinor: number | null;
  email: string;
  locale: ShopperLocale;
  expiresAt: Date | null;
  description: string;
  note: string;
  /** How it may be paid in parts. Absent: as the order's link was, or as the store usually offers. */
  plan?: PlanTerms;
  /** Made when the form was drawn: pressing twice sends once. Null: only make the link, to copy or print. */
  messageId: string | null;
};

type LinkTermsInput = Omit<LinkTerms, "plan"> & Pick<SendLinkInput, "plan">;

export type SendLinkResult =
  | { ok: true; linkId: string; isNewLink: boolean; isNewMessage: boolean }
  | { ok: false; reason: DraftProblem | "order-unknown" | "no-messenger" };

/**
 * "Send a payment link": the order is read now, its link made (or the one it has given the new terms: an order has
 * one open link, so that no two mails ask twice), and the mail queued in the same transaction.
 * Throws VendorError when the shop cannot be asked.
 */
export async function sendPaymentLink(ctx: Ctx, input: SendLinkInput): Promise<SendLinkResult> {
  if (input.messageId !== null && !ctx.messenger) return { ok: false, reason: "no-messenger" };
  const order = await refreshOrder(ctx, input);
  return order ? sendLinkOf(ctx, input, order) : { ok: false, reason: "order-unknown" };
}

/** The same for an order that was just read. */
export async function sendLinkOf(ctx: Ctx, input: SendLinkInput, order: Order): Promise<SendLinkResult> {
  if (input.messageId !== null && !ctx.messenger) return { ok: false, reason: "no-messenger" };
  const drafted = draftLink(order, termsFor(ctx, order, input, null), ctx.now());
  if (!drafted.ok) return drafted;
  return (await sendNewLink(ctx, input, drafted.draft)) ?? sendOpenLink(ctx, input, order, drafted.draft);
}

/** The usual case: the order has no open link. Null when it has one. */
async function sendNewLink(ctx: Ctx, input: SendLinkInput, draft: LinkDraft): Promise<SendLinkResult | null> {
  return inShortTransaction(ctx.db, async (tx) => {
    await lockOrder(tx, ctx.store.id, input.platformId, input.orderRef);
    if ((await findOpenLinkId(ctx, tx, input)) !== null) return null;
    const linkId = await makeLink(ctx, tx, input, draft);
    return { ok: true, linkId, isNewLink: true, isNewMessage: await queueAsked(ctx, tx, input, linkId) };
  });
}

/** It had one: looked for again under the lock, for it may have been paid or withdrawn since. */
async function sendOpenLink(ctx: Ctx, input: SendLinkInput, order: Order, draft: LinkDraft): Promise<SendLinkResult> {
  return inTransaction(ctx.db, async (tx) => {
    await lockOrder(tx, ctx.store.id, input.platformId, input.orderRef);
    const known = await lockOpenLink(ctx, tx, input);
    const linkId = known ? known.id : await makeLink(ctx, tx, input, draft);
    if (known) await changeTerms(ctx, tx, { link: known, terms: termsFor(ctx, order, input, known), order });
    return { ok: true, linkId, isNewLink: known === null, isNewMessage: await queueAsked(ctx, tx, input, linkId) };
  });
}

async function queueAsked(ctx: Ctx, tx: Statements, { email, note, messageId }: SendLinkInput, linkId: string): Promise<boolean> {
  return messageId !== null && queueMessage(ctx, tx, { linkId, email, note, messageId });
}

/**
 * The terms with their plan made of today. The same plan asked again keeps its dates, and a link stays payable until
 * after its plan's last one, whatever date it was given.
 */
export function termsFor(ctx: Pick<Ctx, "store" | "now">, order: Order, input: LinkTermsInput, known: PaymentLink | null): LinkTerms {
  const { plan: wished, ...rest } = input;
  const { timeZone } = ctx.store;
  const terms = wished ?? (known ? termsOf(known.plan, known.currency) : ctx.store.plan);
  const isKept = known !== null && JSON.stringify(termsOf(known.plan, known.currency)) === JSON.stringify(terms);
  const plan: PaymentPlan = isKept ? known.plan : (planOf(terms, { currency: order.currency, today: dayOf(ctx.now(), timeZone) }) ?? noPlan);
  return { ...rest, plan, expiresAt: payableUntil(plan, rest.expiresAt, timeZone) };
}

async function makeLink(ctx: Ctx, tx: Statements, input: SendLinkInput, draft: LinkDraft): Promise<string> {
  const { link } = await insertLink(tx, { id: ctx.newId("lnk"), storeId: ctx.store.id, platformId: input.platformId, draft });
  await addLinkEvent(tx, {
    id: ctx.newId("lev"), storeId: ctx.store.id, linkId: link.id, kind: "created", memberId: ctx.actorId, at: ctx.now(),
    detail: { amountMinor: link.amountMinor, currency: link.currency, expiresAt: link.expiresAt },
  });
  return link.id;
}

async function findOpenLinkId(ctx: Ctx, tx: Statements, input: SendLinkInput): Promise<string | null> {
  const links = await listLinksOfOrder(tx, ctx.store.id, input.platformId, input.orderRef);
  const totals = await readLinkTotals(tx, ctx.store.id, links.map((link) => link.id));
  const open = links.find((link) => {
    const total = totals.get(link.id);
    return total !== undefined && ["open", "expired"].includes(linkState(link, total, ctx.now()).status);
  });
  return open?.id ?? null;
}

async function lockOpenLink(ctx: Ctx, tx: Db, input: SendLinkInput): Promise<PaymentLink | null> {
  const openId = await findOpenLinkId(ctx, tx, input);
  const [locked] = openId === null ? [] : await lockLinks(tx, ctx.store.id, [openId]);
  return locked ?? null;
}

async function changeTerms(ctx: Ctx, tx: Db, input: { link: PaymentLink; terms: LinkTerms; order: Order }): Promise<void> {
  const { link, terms, order } = input;
  const change = {
    amountMinor: terms.amountMinor ?? (order.recorded?.isUnsettled ? (link.amountMinor ?? order.openMinor) : await askedOf(ctx, tx, link, order)),
    followsOrder: terms.amountMinor === null,
    expiresAt: terms.expiresAt,
    customerEmail: terms.email,
    locale: terms.locale,
    description: terms.description,
    lines: order.lines,
    plan: terms.plan ?? noPlan,
  };
  await updateLink(tx, ctx.store.id, link.id, change);
  if (change.amountMinor !== link.amountMinor) {
    await queueClosing(ctx, tx, link.id);
    await freeOverpaid(ctx, tx, { ...link, amountMinor: change.amountMinor });
  }
  await addLinkEvent(tx, {
    id: ctx.newId("lev"), storeId: ctx.store.id, linkId: link.id, kind: "terms-changed", memberId: ctx.actorId, at: ctx.now(),
    detail: { fromMinor: link.amountMinor, toMinor: change.amountMinor, currency: link.currency, expiresAt: change.expiresAt },
  });
}

/** Saves the message and the job that sends it; false when this very message is queued already. */
export async function queueMessage(
  ctx: Ctx, tx: Statements, input: { linkId: string; email: string; note: string; messageId: string },
): Promise<boolean> {
  const isNew = await insertMessage(tx, {
    id: input.messageId, storeId: ctx.store.id, linkId: input.linkId, receiptId: null, kind: "payment-link", channel: "email",
    recipient: input.email, note: input.note, at: ctx.now(),
  });
  if (!isNew) return false;
  await addJob(tx, "send-message", { storeId: ctx.store.id, messageId: input.messageId }, { key: `message:${input.messageId}` });
  await addLinkEvent(tx, {
    id: ctx.newId("lev"), storeId: ctx.store.id, linkId: input.linkId, kind: "message-queued", memberId: ctx.actorId, at: ctx.now(),
    detail: { messageId: input.messageId, channel: "email", recipient: input.email },
  });
  return true;
}
