import { inTransaction } from "../db/client.server";
import { countMembers, findMember, lockMembers, removeMemberRow } from "../db/members.server";
import type { Ctx } from "./ctx";
import { noteSetting } from "./note-setting.server";

/** Takes somebody out of the store, at once and on every device; never the last one. What they did stays under their name. */
export async function removeMember(ctx: Ctx, memberId: string): Promise<{ ok: true; email: string } | { ok: false; reason: "member-unknown" | "last-member" }> {
  return inTransaction(ctx.db, async (tx) => {
    // Two who remove each other at the same moment: the second one finds itself the last.
    await lockMembers(tx, ctx.store.id);
    const member = await findMember(tx, ctx.store.id, memberId);
    if (!member) return { ok: false, reason: "member-unknown" };
    if ((await countMembers(tx, ctx.store.id)) <= 1) return { ok: false, reason: "last-member" };
    await removeMemberRow(tx, member, ctx.now());
    await noteSetting(ctx, tx, { kind: "member-removed", subject: member.id });
    return { ok: true, email: member.email };
  });
}
