import { pictureMark } from "../core/companion-signature";
import type { ShopperLocale } from "../core/locale";
import { formatMoney, moneyOf, toDecimal } from "../core/money";
import { linkState, noTotals, type LinkBalance, type LinkStatus, type LinkTotals, type PaymentLink } from "../core/payment-link";
import { listLinksOfOrders, readLinkTotals } from "../db/links.server";
import { listMessagesOfLink, type Message } from "../db/messages.server";
import { linkAddress } from "./link-address.server";
import type { ShopCaller } from "./ask-for-order.server";

/** A link as a shop's own screens show it. Texts are in the language asked for, else the link's; amounts a plain decimal beside their text. */
export type CompanionLink = {
  orderRef: string;
  linkId: string;
  status: LinkStatus;
  balance: LinkBalance;
  payUrl: string;
  qrUrl: string;
  currency: string;
  asked: string | null;
  open: string;
  openText: string;
  createdAt: string;
  expiresAt: string | null;
  paidAt: string | null;
  message: { status: Message["status"]; to: string; at: string; problem: string | null } | null;
};

/** The latest link of each order that has one, in the order asked. `locale`: of whoever reads; null: each link's own. Asks nobody but our own memory. */
export async function readCompanionLinks(companion: ShopCaller, orderRefs: readonly string[], locale: ShopperLocale | null = null): Promise<CompanionLink[]> {
  const { ctx, connection } = companion;
  const links = await listLinksOfOrders(ctx.db, ctx.store.id, orderRefs.map((ref) => ({ platformId: connection.id, ref })));
  const totals = await readLinkTotals(ctx.db, ctx.store.id, links.map((link) => link.id));
  const stateOf = (link: PaymentLink) => linkState(link, totals.get(link.id) ?? noTotals, ctx.now());
  const shown = orderRefs.flatMap((ref) => {
    const own = links.filter((link) => link.orderRef === ref);
    // A paid one says more than a later one that was cancelled; else the newest speaks.
    return own.findLast((link) => stateOf(link).status === "paid") ?? own.at(-1) ?? [];
  });
  return Promise.all(shown.map((link) => toCompanionLink(companion, { link, totals: totals.get(link.id) ?? noTotals, locale })));
}

async function toCompanionLink({ ctx, connection }: ShopCaller, { link, totals, locale }: { link: PaymentLink; totals: LinkTotals; locale: ShopperLocale | null }): Promise<CompanionLink> {
  const state = linkState(link, totals, ctx.now());
  const open = moneyOf(state.openMinor, link.currency);
  const [message] = (await listMessagesOfLink(ctx.db, ctx.store.id, link.id)).filter(({ kind }) => kind === "payment-link");
  const mark = connection.companion ? pictureMark(connection.companion.secret, link.id) : ctx.mark("picture", link.id).slice(0, 32);
  return {
    orderRef: link.orderRef ?? "",
    linkId: link.id,
    status: state.status,
    balance: state.balance,
    payUrl: await linkAddress(ctx, link.id),
    qrUrl: `${ctx.appUrl}/api/shop/qr/${connection.id}/${link.id}/${mark}.png`,
    currency: link.currency,
    asked: link.amountMinor === null ? null : toDecimal(moneyOf(link.amountMinor, link.currency)),
    open: toDecimal(open),
    openText: formatMoney(open, locale ?? link.locale),
    createdAt: link.createdAt.toISOString(),
    expiresAt: link.expiresAt?.toISOString() ?? null,
    paidAt: totals.lastPaidAt?.toISOString() ?? null,
    message: message
      ? { status: message.status, to: message.recipient, at: (message.sentAt ?? message.createdAt).toISOString(), problem: message.problem }
      : null,
  };
}
