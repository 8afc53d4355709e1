import { inTransaction } from "../db/client.server";
import { findMemberByPassword, insertSignIn, isPasswordStill } from "../db/members.server";
import { forgetAttempts, takeAttempt } from "./attempt-limits.server";
import type { App } from "./ctx";

const windowMs = 15 * 60_000;
/** Tries from one network, and on one address from anywhere, in a quarter of an hour; then the window must end. */
export const signInLimits = {
  perCaller: { attemptsMax: 30, windowMs, keysMax: 20_000 },
  perSubject: { attemptsMax: 10, windowMs, keysMax: 20_000 },
} as const;

export type SignInResult =
  | { ok: true; token: string }
  | { ok: false; reason: "wrong" }
  | { ok: false; reason: "too-many"; retryAfterSeconds: number };

/** Signs a member in. An unknown e-mail and a wrong password are told apart by nothing, not even by time. */
export async function signIn(app: App, input: { email: string; password: string; clientIp: string }): Promise<SignInResult> {
  const email = input.email.trim().toLowerCase();
  const retryAfterSeconds = takeAttempt(app, signInLimits, { clientIp: input.clientIp, subject: email });
  if (retryAfterSeconds !== null) return { ok: false, reason: "too-many", retryAfterSeconds };
  const proven = await findMemberByPassword(app.db, email, input.password);
  if (!proven) return { ok: false, reason: "wrong" };
  const token = await inTransaction(app.db, async (tx) => ((await isPasswordStill(tx, proven)) ? insertSignIn(tx, proven.member, app.now()) : null));
  if (token === null) return { ok: false, reason: "wrong" };
  forgetAttempts(app, signInLimits, email);
  return { ok: true, token };
}
