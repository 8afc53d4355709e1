import type { Words } from "../core/locale";
import { inTransaction } from "../db/client.server";
import { countInvitations, deleteInvitation, invitationDays, putInvitation } from "../db/invitations.server";
import { countMembers, findMemberByEmail, lockMembers, type Member } from "../db/members.server";
import type { Ctx } from "./ctx";
import { noteSetting } from "./note-setting.server";
import { sendAccountMail } from "./send-account-mail.server";

/** People and open invitations of one store together: a shop's staff, not a mailing list. */
export const membersMax = 50;

export const joinPath = (token: string): string => `/join/${token}`;

/** `url`: shown this once, to be copied; `mail`: how the shop's mail server took it. */
export type InviteResult =
  | { ok: true; email: string; url: string; mail: "sent" | "no-messenger" | { problem: Words | string } }
  | { ok: false; reason: "already-member" | "too-many-members" };

/** Invites an address into the store; asked again, the earlier link is over. The mail goes at once, so that its fate can be told with the link. */
export async function inviteMember(ctx: Ctx, input: { by: Member; email: string }): Promise<InviteResult> {
  const email = input.email.trim().toLowerCase();
  const put = await inTransaction(ctx.db, async (tx) => {
    await lockMembers(tx, ctx.store.id);
    const known = await findMemberByEmail(tx, email);
    if (known?.storeId === ctx.store.id) return { ok: false as const, reason: "already-member" as const };
    if ((await countMembers(tx, ctx.store.id)) + (await countInvitations(tx, ctx.store.id)) >= membersMax) return { ok: false as const, reason: "too-many-members" as const };
    const { id, token } = await putInvitation(tx, { id: ctx.newId("inv"), storeId: ctx.store.id, email, invitedBy: input.by.id, at: ctx.now() });
    await noteSetting(ctx, tx, { kind: "invited", subject: id });
    return { ok: true as const, token };
  });
  if (!put.ok) return put;
  const url = ctx.appUrl + joinPath(put.token);
  const sent = await sendAccountMail(ctx, { to: email, locale: input.by.locale, mail: { kind: "invitation", url, days: invitationDays, invitedBy: input.by.email } });
  if (sent.ok) return { ok: true, email, url, mail: "sent" };
  if (sent.reason === "no-messenger") return { ok: true, email, url, mail: "no-messenger" };
  return { ok: true, email, url, mail: { problem: sent.reason === "trouble" ? sent.words : sent.detail } };
}

/** Takes an invitation back: its link opens nothing any more. False when there is none of this id. */
export async function withdrawInvitation(ctx: Ctx, invitationId: string): Promise<boolean> {
  return inTransaction(ctx.db, async (tx) => {
    const isGone = await deleteInvitation(tx, ctx.store.id, invitationId);
    if (isGone) await noteSetting(ctx, tx, { kind: "invitation-withdrawn", subject: invitationId });
    return isGone;
  });
}
