import { listInvitations } from "../db/invitations.server";
import { listMembers } from "../db/members.server";
import type { Ctx } from "./ctx";

export type MembersView = {
  members: { id: string; email: string; createdAt: Date }[];
  invitations: { id: string; email: string; createdAt: Date; expiresAt: Date; isOver: boolean }[];
};

/** Who acts for the store, and who was asked to. */
export async function readMembers(ctx: Ctx): Promise<MembersView> {
  const [members, invitations] = await Promise.all([listMembers(ctx.db, ctx.store.id), listInvitations(ctx.db, ctx.store.id)]);
  return {
    members: members.map(({ id, email, createdAt }) => ({ id, email, createdAt })),
    invitations: invitations.map(({ id, email, createdAt, expiresAt }) => ({ id, email, createdAt, expiresAt, isOver: expiresAt <= ctx.now() })),
  };
}
