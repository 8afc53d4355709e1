import { findPasswordProblem, type PasswordProblem } from "../core/password";
import { inTransaction } from "../db/client.server";
import { addJob } from "../db/jobs.server";
import { findMember, findMemberByEmail, updatePassword, type Member } from "../db/members.server";
import { findReset, insertReset, resetMinutes, takeReset } from "../db/password-resets.server";
import { takeAttempt, type DoorLimits } from "./attempt-limits.server";
import type { App } from "./ctx";
import { byMember, noteSetting } from "./note-setting.server";
import { sendAccountMail } from "./send-account-mail.server";

const hourMs = 60 * 60_000;
/** Mails asked for from one network, and to one address, in an hour: nobody's inbox is flooded through us. */
export const resetLimits: DoorLimits = {
  perCaller: { attemptsMax: 10, windowMs: hourMs, keysMax: 20_000 },
  perSubject: { attemptsMax: 3, windowMs: hourMs, keysMax: 20_000 },
};
/** A few minutes of tries; whoever asked has given up long before. */
const mailAttemptsMax = 6;
const tokenShape = /^[A-Za-z0-9_-]{43}$/;

export const resetPath = (token: string): string => `/reset/${token}`;

export type AskResetResult = { ok: true } | { ok: false; reason: "too-many"; retryAfterSeconds: number };

/**
 * "I forgot my password." Whether anybody has this address is looked up by the job, later: the answer, and the time it
 * takes, are the same for every address.
 */
export async function askForReset(app: App, input: { email: string; clientIp: string }): Promise<AskResetResult> {
  const email = input.email.trim().toLowerCase();
  const retryAfterSeconds = takeAttempt(app, resetLimits, { clientIp: input.clientIp, subject: email });
  if (retryAfterSeconds !== null) return { ok: false, reason: "too-many", retryAfterSeconds };
  const until = new Date(app.now().getTime() + resetMinutes * 60_000).toISOString();
  await addJob(app.db, "send-reset-mail", { email, until }, { attemptsMax: mailAttemptsMax });
  return { ok: true };
}

/** The job: makes the token only now, so that it stands in the mail and nowhere else. Thrown outages try again, until nobody waits any more. */
export async function sendResetMail(app: App, { email, until }: { email: string; until: string }): Promise<void> {
  if (app.now().toISOString() > until) return;
  const member = await findMemberByEmail(app.db, email);
  if (!member) return;
  const ctx = await app.openStore(member.storeId);
  if (!ctx.messenger) return app.log("warn", "reset-without-mail", { storeId: member.storeId });
  const url = await makeResetAddress(app, member);
  const sent = await sendAccountMail(ctx, { to: member.email, locale: member.locale, mail: { kind: "reset", url, minutes: resetMinutes } });
  if (sent.ok) return;
  if (sent.reason === "trouble" && sent.isRetryable) throw new Error("The reset mail could not be handed over");
  app.log("warn", "reset-mail-not-sent", { storeId: member.storeId, reason: sent.reason });
}

/** A one-time address at which this member chooses a new password; earlier ones are over. */
export async function makeResetAddress(app: App, member: Pick<Member, "id" | "storeId">): Promise<string> {
  const token = await inTransaction(app.db, (tx) => insertReset(tx, member, app.now()));
  return app.appUrl + resetPath(token);
}

/** Whose password an address may set now; null when it is unknown, used or too old. */
export async function findResetMember(app: App, token: string): Promise<Member | null> {
  return tokenShape.test(token) ? findReset(app.db, token, app.now()) : null;
}

/** Sets the new password, once per token, and signs the member out everywhere; they are told by mail. */
export async function resetPassword(
  app: App, input: { token: string; password: string },
): Promise<{ ok: true } | { ok: false; reason: PasswordProblem | "token-over" }> {
  const problem = findPasswordProblem(input.password);
  if (problem) return { ok: false, reason: problem };
  const member = await findResetMember(app, input.token);
  if (!member) return { ok: false, reason: "token-over" };
  return inTransaction(app.db, async (tx) => {
    if (!(await takeReset(tx, input.token, member.id))) return { ok: false, reason: "token-over" };
    await updatePassword(tx, member, input.password);
    await noteSetting(byMember(app, member), tx, { kind: "password-reset", subject: member.id });
    await addJob(tx, "tell-password-changed", { storeId: member.storeId, memberId: member.id }, { attemptsMax: mailAttemptsMax });
    return { ok: true };
  });
}

/** The job: whoever did not do it themselves learns of it at once. */
export async function tellPasswordChanged(app: App, { storeId, memberId }: { storeId: string; memberId: string }): Promise<void> {
  const member = await findMember(app.db, storeId, memberId);
  if (!member) return;
  const sent = await sendAccountMail(await app.openStore(storeId), {
    to: member.email, locale: member.locale, mail: { kind: "password-changed", url: `${app.appUrl}/forgot` },
  });
  if (!sent.ok && sent.reason === "trouble" && sent.isRetryable) throw new Error("The mail about a new password could not be handed over");
}
