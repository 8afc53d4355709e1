import { forgetNonce, rememberNonce } from "../db/companions.server";
import { addLinkEvent } from "../db/link-events.server";
import type { Ctx } from "./ctx";

const pressKeptMs = 24 * 60 * 60_000;

/**
 * Where the platform takes the money and keeps its customers' addresses from us, it writes to them itself. The press is
 * claimed before the call and given back when the call fails: twice pressed is one mail, pressed again after an outage is
 * one too. Throws VendorError when the platform cannot be asked.
 */
export async function mailByPlatform(ctx: Ctx, press: { platformId: string; orderRef: string; linkId: string; pressId: string; note: string }): Promise<{ ok: true } | { ok: false; reason: "no-email" | "nothing-due" }> {
  const claim = { connectionId: press.platformId, nonce: press.pressId };
  const isFirst = await rememberNonce(ctx.db, { ...claim, expiresAt: new Date(ctx.now().getTime() + pressKeptMs), now: ctx.now() });
  if (!isFirst) return { ok: true };
  const mailed = await ctx.platform(press.platformId).collect?.mail(press.orderRef, { note: press.note }).catch(async (error: unknown) => {
    await forgetNonce(ctx.db, claim);
    throw error;
  });
  if (mailed?.ok) {
    await addLinkEvent(ctx.db, { id: ctx.newId("lev"), storeId: ctx.store.id, linkId: press.linkId, kind: "mailed-by-platform", at: ctx.now(), detail: {} });
    return { ok: true };
  }
  await forgetNonce(ctx.db, claim);
  return { ok: false, reason: mailed?.reason === "refused" ? "no-email" : "nothing-due" };
}
