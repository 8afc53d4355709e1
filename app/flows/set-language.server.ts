import type { MerchantLocale } from "../core/locale";
import { updateMemberLocale, type Member } from "../db/members.server";
import { updateVisitorLocale } from "../db/visitors.server";
import type { Ctx } from "./ctx";

/** Changes the language of one member's screens; what shoppers read is the store's and each link's own. */
export async function setLanguage(ctx: Ctx, member: Member, locale: MerchantLocale): Promise<void> {
  if (member.email === "") await updateVisitorLocale(ctx.db, member.id, locale);
  else await updateMemberLocale(ctx.db, member.id, locale);
}
