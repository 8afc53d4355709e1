import { findMemberBySignIn, type Member } from "../db/members.server";
import type { App, Ctx } from "./ctx";

/** Who a sign-in's token belongs to now, with their store opened; null when nobody. */
export async function findSignedIn(app: App, token: string): Promise<{ member: Member; ctx: Ctx } | null> {
  const member = await findMemberBySignIn(app.db, token, app.now());
  return member && { member, ctx: await app.openStore(member.storeId) };
}
