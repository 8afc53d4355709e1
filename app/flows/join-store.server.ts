import type { MerchantLocale } from "../core/locale";
import { findPasswordProblem, type PasswordProblem } from "../core/password";
import { inTransaction, isAlreadyThere } from "../db/client.server";
import { deleteInvitation, findInvitation } from "../db/invitations.server";
import { findMemberByEmail, insertMember, insertSignIn, lockMembers } from "../db/members.server";
import { getStore } from "../db/stores.server";
import type { App } from "./ctx";
import { byMember, noteSetting } from "./note-setting.server";

const tokenShape = /^[A-Za-z0-9_-]{43}$/;

/** What an invitation's address opens: which shop, and for whom; null when it is unknown, used, withdrawn or too old. */
export async function findJoinable(app: App, token: string): Promise<{ shopName: string; email: string } | null> {
  const invitation = tokenShape.test(token) ? await findInvitation(app.db, token, app.now()) : null;
  return invitation && { shopName: (await getStore(app.db, invitation.storeId)).name, email: invitation.email };
}

export type JoinResult = { ok: true; token: string } | { ok: false; reason: PasswordProblem | "token-over" | "address-taken" };

/** Makes the invited address a member, once, and signs them in. `address-taken`: it runs another shop here already. */
export async function joinStore(app: App, input: { token: string; password: string; locale: MerchantLocale }): Promise<JoinResult> {
  const problem = findPasswordProblem(input.password);
  if (problem) return { ok: false, reason: problem };
  const found = tokenShape.test(input.token) ? await findInvitation(app.db, input.token, app.now()) : null;
  if (!found) return { ok: false, reason: "token-over" };
  const join = inTransaction(app.db, async (tx): Promise<JoinResult> => {
    await lockMembers(tx, found.storeId);
    const invitation = await findInvitation(tx, input.token, app.now());
    if (!invitation) return { ok: false, reason: "token-over" };
    if (await findMemberByEmail(tx, invitation.email)) return { ok: false, reason: "address-taken" };
    await deleteInvitation(tx, invitation.storeId, invitation.id);
    const member = { id: app.newId("usr"), storeId: invitation.storeId, email: invitation.email, locale: input.locale };
    await insertMember(tx, { ...member, password: input.password, at: app.now() });
    await noteSetting(byMember(app, member), tx, { kind: "joined", subject: member.id });
    return { ok: true, token: await insertSignIn(tx, member, app.now()) };
  });
  // Two shops invited the same address, and both were answered at once: the index keeps the first.
  return join.catch((error: unknown) => {
    if (isAlreadyThere(error)) return { ok: false, reason: "address-taken" } as const;
    throw error;
  });
}
