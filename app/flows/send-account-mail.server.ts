import { composeAccountMail, type AccountMail } from "../core/account-mail";
import { readableOn } from "../core/color";
import type { MerchantLocale } from "../core/locale";
import { VendorError } from "../core/vendor-error";
import type { Words } from "../core/locale";
import type { Ctx } from "./ctx";

export type AccountMailResult = { ok: true } | { ok: false; reason: "no-messenger" } | { ok: false; reason: "refused"; detail: string } | { ok: false; reason: "trouble"; words: Words; isRetryable: boolean };

/** Writes to somebody who runs the shop, through the shop's own mail, and says how its server took it. */
export async function sendAccountMail(ctx: Ctx, input: { to: string; locale: MerchantLocale; mail: AccountMail }): Promise<AccountMailResult> {
  if (!ctx.messenger) return { ok: false, reason: "no-messenger" };
  const { name, accentColor } = ctx.store;
  const composed = composeAccountMail(input.mail, { shopName: name, locale: input.locale, accentColor, inkColor: readableOn(accentColor) });
  try {
    const result = await ctx.messenger.port.send({ to: input.to, messageId: ctx.newId("msg"), composed });
    return result.ok ? { ok: true } : { ok: false, reason: "refused", detail: result.detail };
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    return { ok: false, reason: "trouble", words: error.merchantWords, isRetryable: error.isRetryable };
  }
}
