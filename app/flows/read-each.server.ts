import { isShopWriter, orderKey, whyNoLink, type EachProblem, type WhichOrder } from "../core/each-order";
import type { OrderRow } from "../core/order-row";
import { findKnownMessages } from "../db/messages.server";
import { listOrdersByKey } from "../db/orders.server";
import { messageIdOf } from "./ask-from-screen.server";
import type { Ctx } from "./ctx";
import { readOrderRows } from "./read-order-rows.server";

/** A chosen order: why it gets no link, or null; whether its shop would write by itself; whether this press has sent it already. */
export type EachRow = OrderRow & { problem: EachProblem | null; isByShop: boolean; isSent: boolean };

/** The message of one order and one press, however often and from however many tabs it is pressed. */
export const eachMessageId = (pressId: string, { platformId, orderRef }: WhichOrder): string => messageIdOf(platformId, `${pressId}\n${orderRef}`);

/** The orders somebody chose, as last read, in the order asked; those the store does not have are left out. Asks no shop, changes nothing. */
export async function readEach(ctx: Ctx, input: { wanted: readonly WhichOrder[]; pressId: string }): Promise<EachRow[]> {
  const { wanted, pressId } = input;
  const orders = await listOrdersByKey(ctx.db, ctx.store.id, wanted);
  const messageIds = new Map(wanted.map((which) => [orderKey(which), eachMessageId(pressId, which)]));
  const [rows, sent] = await Promise.all([readOrderRows(ctx, orders), findKnownMessages(ctx.db, ctx.store.id, [...messageIds.values()])]);
  const hasMessenger = ctx.messenger !== null;
  return rows.map((row) => {
    const platform = ctx.platforms.find(({ connection }) => connection.id === row.platformId);
    const asked = { state: row.state, openMinor: row.open.amountMinor, customer: { email: row.customerEmail } };
    const isByShop = isShopWriter(asked, { canCollect: platform?.port.collect !== undefined, hasMessenger });
    const means = { isConnected: platform !== undefined, hasMessenger, isShopWriting: isByShop, isPaidByLink: row.link?.status === "paid" };
    return { ...row, problem: whyNoLink(asked, means), isByShop, isSent: sent.has(messageIds.get(orderKey({ platformId: row.platformId, orderRef: row.ref })) ?? "") };
  });
}
