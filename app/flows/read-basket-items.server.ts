import type { BasketItem } from "../core/basket";
import { linkState, noTotals, whyNotPayable, type LinkTotals, type NotPayableReason, type PaymentLink } from "../core/payment-link";
import type { DueNow } from "../core/payment-plan";
import { readLinkTotals } from "../db/links.server";
import { findOrder } from "../db/orders.server";
import type { Db } from "../db/client.server";
import type { Ctx } from "./ctx";
import { readDue } from "./read-due.server";

/** One link as a basket sees it, from our memory. `due`: what its plan lets be paid now; null: all or nothing. */
export type BasketLinkFacts = BasketItem & {
  link: PaymentLink;
  totals: LinkTotals;
  openMinor: number;
  due: DueNow | null;
  /** Null when it can be paid now. */
  closedBy: NotPayableReason | null;
};

/** What stands open on each of the links, in the order given. Asks no vendor. */
export async function readBasketItems(ctx: Pick<Ctx, "store" | "now" | "providers"> & { db: Db }, links: readonly PaymentLink[]): Promise<BasketLinkFacts[]> {
  const totals = await readLinkTotals(ctx.db, ctx.store.id, links.map((link) => link.id));
  return Promise.all(links.map(async (link) => {
    const total = totals.get(link.id) ?? noTotals;
    const order = link.platformId === null || link.orderRef === null ? null : await findOrder(ctx.db, ctx.store.id, link.platformId, link.orderRef);
    const due = readDue(ctx, link, total);
    return {
      linkId: link.id,
      since: order?.createdAt ?? link.createdAt,
      dueOn: due?.nextDueOn ?? null,
      link, totals: total, due,
      openMinor: linkState(link, total, ctx.now()).openMinor,
      closedBy: whyNotPayable(link, total, order, ctx.now()),
    };
  }));
}
