import { listBasketLinks } from "../db/baskets.server";
import type { Db } from "../db/client.server";
import type { Message } from "../db/messages.server";
import type { Ctx } from "./ctx";

/** The links a message is about: one, or all of a basket; none where it is about neither. */
export async function linksOfMessage(ctx: Ctx, tx: Db, { linkId, basketId }: Pick<Message, "linkId" | "basketId">): Promise<string[]> {
  if (linkId !== null || basketId === null) return linkId === null ? [] : [linkId];
  return (await listBasketLinks(tx, ctx.store.id, basketId)).map((held) => held.linkId);
}
