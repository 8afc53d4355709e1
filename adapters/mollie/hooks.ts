import { createHmac, timingSafeEqual } from "node:crypto";
import type { HookSubject, HookVerdict, RawHook } from "../../app/core/ports";
import type { MollieApi } from "./api.server";
import { eventSchema, ownId, paymentKey } from "./schemas";

/** The classic body is "id=tr_…" and nothing else; one byte more than any real one is already too much. */
const classicBytesMax = 100;
const classicShape = /^id=(tr_[A-Za-z0-9]{4,64})$/;
const signaturesMax = 10;

/** How often one payment's hook may be stored: a flood of the same body is one row a second, a later change a new row. */
const sameHookMs = 1_000;

export type HookKeys = {
  /** Seals the addresses we give to Mollie; the first seals, all are believed. */
  sealing: readonly string[];
  /** Signs the next generation of hooks; null when none is set up. */
  signing: string | null;
};

/**
 * The address Mollie calls about one payment. The classic hook is unsigned, so the address itself carries what only we
 * could have written: whoever does not know it reaches no further than this adapter.
 */
export function sealedHookUrl(hookUrl: string, paymentId: string, key: string): string {
  return `${hookUrl}?${new URLSearchParams({ payment: paymentId, seal: sealOf(paymentId, key) }).toString()}`;
}

const sealOf = (paymentId: string, key: string) => createHmac("sha256", key).update(`mollie-hook:${paymentId}`).digest("hex");

/**
 * Believes a hook or not, without a call. The same classic body comes again for every change of a payment, so it is named
 * after its second of arrival: named after its payment alone, all but the first would be taken for repetitions.
 */
export function verify(hook: RawHook, keys: HookKeys, now: Date): HookVerdict {
  const header = hook.headers["x-mollie-signature"];
  if (header !== undefined) return verifySigned(hook, header, keys.signing);
  if (hook.body.length > classicBytesMax) return refused(400, "body-too-large");
  const providerRef = readClassic(hook.body);
  if (providerRef === null) return refused(400, "not-a-hook");
  if (findSealedPayment(hook, keys.sealing) === null) return refused(401, "seal-wrong");
  return { outcome: "accepted", eventId: `${providerRef}@${Math.floor(now.getTime() / sameHookMs)}` };
}

/** HMAC-SHA256 over the raw body, in hex, with or without "sha256=" before it; several stand there while a secret is rolled. */
function verifySigned(hook: RawHook, header: string, secret: string | null): HookVerdict {
  if (secret === null) return refused(401, "no-signing-secret");
  const items = header.split(",").map((item) => item.trim().replace(/^sha256=/, ""));
  if (items.length > signaturesMax || !items.every((item) => /^[0-9a-f]{64}$/.test(item))) return refused(401, "signature-malformed");
  const expected = createHmac("sha256", secret).update(hook.body).digest();
  if (!items.map((item) => timingSafeEqual(Buffer.from(item, "hex"), expected)).includes(true)) return refused(401, "signature-wrong");
  const event = readEvent(hook.body);
  return event === null ? refused(400, "not-an-event") : { outcome: "accepted", eventId: event.id };
}

const refused = (status: 400 | 401, why: string): HookVerdict => ({ outcome: "refused", status, why });

const readClassic = (body: Uint8Array) => classicShape.exec(new TextDecoder("latin1").decode(body))?.[1] ?? null;

/** The payment the address was sealed for; null when the seal is not ours. */
function findSealedPayment(hook: RawHook, keys: readonly string[]): string | null {
  const { searchParams } = new URL(hook.url, "https://unused.invalid");
  const [paymentId = "", seal = ""] = [searchParams.get("payment") ?? "", searchParams.get("seal") ?? ""];
  if (paymentId.length > 100 || !/^[0-9a-f]{64}$/.test(seal)) return null;
  const given = Buffer.from(seal, "hex");
  const isOurs = keys.map((key) => timingSafeEqual(Buffer.from(sealOf(paymentId, key), "hex"), given)).includes(true);
  return isOurs ? paymentId : null;
}

function readEvent(body: Uint8Array) {
  try {
    const event = eventSchema.safeParse(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body)));
    return event.success ? event.data : null;
  } catch {
    return null;
  }
}

/** Which payment a stored hook speaks of: the one its address was sealed for, or the one whose id the event names. */
export async function read(hook: RawHook, keys: HookKeys, findPayment: MollieApi["findPayment"]): Promise<HookSubject[]> {
  const sealed = findSealedPayment(hook, keys.sealing);
  const classic = readClassic(hook.body);
  if (classic !== null && sealed !== null) return [{ kind: "payment", paymentId: sealed, providerRef: classic }];
  const entityId = readEvent(hook.body)?.entityId;
  if (!entityId?.startsWith("tr_")) return [];
  const payment = await findPayment(entityId);
  const paymentId = payment && ownId(payment.metadata, paymentKey);
  return paymentId ? [{ kind: "payment", paymentId, providerRef: entityId }] : [];
}
