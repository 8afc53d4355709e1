import { getBasketToken } from "../db/baskets.server";
import { getLinkToken } from "../db/links.server";
import type { Ctx } from "./ctx";

/** Where a link is paid: short enough for a QR code and an SMS. */
export const payPath = (token: string) => `/p/${token}`;
/** Where several are paid at once. */
export const basketPath = (token: string) => `/b/${token}`;

/** The whole address of a link's pay page, token included: a bearer secret, never logged. */
export async function linkAddress(ctx: Pick<Ctx, "db" | "store" | "appUrl">, linkId: string): Promise<string> {
  return ctx.appUrl + payPath(await getLinkToken(ctx.db, ctx.store.id, linkId));
}

/** The whole address of a basket's page; as secret as a link's. */
export async function basketAddress(ctx: Pick<Ctx, "db" | "store" | "appUrl">, basketId: string): Promise<string> {
  return ctx.appUrl + basketPath(await getBasketToken(ctx.db, ctx.store.id, basketId));
}
