import { findMemberByPassword, insertSignIn } from "../db/members.server";
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
  const member = await findMemberByPassword(app.db, email, input.password);
  if (!member) return { ok: false, reason: "wrong" };
  forgetAttempts(app, signInLimits, email);
  return { ok: true, token: await insertSignIn(app.db, member, app.now()) };
}
