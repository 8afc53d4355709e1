import { findPasswordProblem, type PasswordProblem } from "../core/password";
import { inTransaction } from "../db/client.server";
import { addJob } from "../db/jobs.server";
import { findMemberByPassword, insertSignIn, isPasswordStill, updatePassword, type Member } from "../db/members.server";
import { forgetAttempts, takeAttempt, type DoorLimits } from "./attempt-limits.server";
import type { App } from "./ctx";
import { byMember, noteSetting } from "./note-setting.server";

const windowMs = 15 * 60_000;
/** Whoever finds a screen open must not be able to try out its owner's password. */
export const changePasswordLimits: DoorLimits = {
  perCaller: { attemptsMax: 30, windowMs, keysMax: 20_000 },
  perSubject: { attemptsMax: 5, windowMs, keysMax: 20_000 },
};

export type ChangePasswordResult =
  | { ok: true; token: string }
  | { ok: false; reason: "wrong" | PasswordProblem }
  | { ok: false; reason: "too-many"; retryAfterSeconds: number };

/** A member's own new password. Every other device is signed out; the token goes on for this one. */
export async function changePassword(
  app: App, input: { member: Member; current: string; password: string; clientIp: string },
): Promise<ChangePasswordResult> {
  const { member } = input;
  const problem = findPasswordProblem(input.password);
  if (problem) return { ok: false, reason: problem };
  const retryAfterSeconds = takeAttempt(app, changePasswordLimits, { clientIp: input.clientIp, subject: member.id });
  if (retryAfterSeconds !== null) return { ok: false, reason: "too-many", retryAfterSeconds };
  const proven = await findMemberByPassword(app.db, member.email, input.current);
  if (proven?.member.id !== member.id) return { ok: false, reason: "wrong" };
  forgetAttempts(app, changePasswordLimits, member.id);
  return inTransaction(app.db, async (tx) => {
    if (!(await isPasswordStill(tx, proven))) return { ok: false, reason: "wrong" };
    await updatePassword(tx, member, input.password);
    await noteSetting(byMember(app, member), tx, { kind: "password-changed", subject: member.id });
    await addJob(tx, "tell-password-changed", { storeId: member.storeId, memberId: member.id }, { attemptsMax: 6 });
    return { ok: true, token: await insertSignIn(tx, member, app.now()) };
  });
}
