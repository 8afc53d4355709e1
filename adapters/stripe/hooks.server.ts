import { createHmac, timingSafeEqual } from "node:crypto";
import type { HookSubject, HookVerdict, RawHook } from "../../app/core/ports";
import { eventSchema, paymentKey, type StripeEvent, type StripeSession } from "./schemas";

/** Stripe's own default; a clock that runs ahead is as wrong as one behind, so it holds both ways. */
const hookToleranceMs = 300_000;
/** More than one `v1` stands in the header for a day after a secret was rolled. */
const signaturesMax = 10;

/**
 * Believes a hook or not: HMAC-SHA256 over "<t>.<raw body>" before anything is parsed (docs.stripe.com/webhooks/signature).
 * In: the hook, its secret, the mode of our key, the time. Out: the event's id to store it under, or why not.
 */
export function verify(hook: RawHook, secret: string | null, mode: "test" | "live", now: Date): HookVerdict {
  if (!secret) return refused(401, "no-signing-secret");
  const header = readHeader(hook.headers["stripe-signature"] ?? "");
  if (header === null) return refused(401, "signature-missing");
  const expected = createHmac("sha256", secret).update(`${header.timestamp}.`).update(hook.body).digest();
  const isSigned = header.signatures.map((signature) => timingSafeEqual(signature, expected)).includes(true);
  if (!isSigned) return refused(401, "signature-wrong");
  if (Math.abs(now.getTime() - Number(header.timestamp) * 1_000) > hookToleranceMs) return refused(400, "too-old");
  const event = parse(hook.body);
  if (event === null) return refused(400, "not-an-event");
  if (event.livemode !== (mode === "live")) return refused(400, "other-mode");
  return { outcome: "accepted", eventId: event.id };
}

const refused = (status: 400 | 401, why: string): HookVerdict => ({ outcome: "refused", status, why });

/** "t=1700000000,v1=<64 hex>,v1=…,v0=…" to its parts; null when it could not have been written by Stripe. */
function readHeader(header: string): { timestamp: string; signatures: Buffer[] } | null {
  const items = header.split(",").map((item) => item.trim());
  const timestamp = items.find((item) => item.startsWith("t="))?.slice(2) ?? "";
  const signatures = items.filter((item) => /^v1=[0-9a-f]{64}$/.test(item)).map((item) => Buffer.from(item.slice(3), "hex"));
  if (!/^\d{1,12}$/.test(timestamp) || signatures.length === 0 || signatures.length > signaturesMax) return null;
  return { timestamp, signatures };
}

function parse(body: Uint8Array): StripeEvent | null {
  try {
    const parsed = eventSchema.safeParse(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body)));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

const ours = ["checkout.session.", "payment_intent.", "charge.", "refund."];

/**
 * Which payment a stored event speaks of. Our own payment id stands on the session, the intent and its charges; a refund
 * made in Stripe's dashboard and a dispute carry none, so their payment intent is asked for its session.
 * Out: nothing for other people's payments on the same account, nor for types that say nothing of a payment.
 */
export async function read(hook: RawHook, sessionsOf: (intent: string) => Promise<Pick<StripeSession, "id" | "metadata">[]>): Promise<HookSubject[]> {
  const event = parse(hook.body);
  if (event === null || !ours.some((start) => event.type.startsWith(start))) return [];
  const { object } = event.data;
  const paymentId = object.metadata?.[paymentKey];
  if (paymentId) return [{ kind: "payment", paymentId, providerRef: object.object === "checkout.session" ? (object.id ?? null) : null }];
  if (object.object === "checkout.session" || object.object === "payment_intent" || !object.payment_intent) return [];
  const sessions = await sessionsOf(object.payment_intent);
  return sessions.flatMap((session) => {
    const found = session.metadata?.[paymentKey];
    return found ? [{ kind: "payment" as const, paymentId: found, providerRef: session.id }] : [];
  });
}
