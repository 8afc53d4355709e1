import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { HookSubject, HookVerdict, RawHook } from "../../app/core/ports";
import { findJson } from "./api.server";
import { hookBody } from "./replies";

const decoder = new TextDecoder();

/**
 * Signature over the raw bytes: base64 of HMAC-SHA256 with the secret we gave at creation. The ping that creation
 * sends ("webhook_id=3") has no signature and says nothing: it is answered and forgotten.
 */
export function verifyHook(hook: RawHook, secret: string | null): HookVerdict {
  const signature = hook.headers["x-wc-webhook-signature"];
  if (signature === undefined) {
    const isPing = hook.body.byteLength < 40 && /^webhook_id=\d+$/.test(decoder.decode(hook.body));
    return isPing ? { outcome: "ignored", why: "ping" } : { outcome: "refused", status: 401, why: "no signature" };
  }
  if (secret === null || secret === "") return { outcome: "refused", status: 401, why: "no secret known yet" };
  // Compared as written: decoding base64 forgives trailing characters.
  const expected = Buffer.from(createHmac("sha256", secret).update(hook.body).digest("base64"));
  const given = Buffer.from(signature);
  if (given.byteLength !== expected.byteLength || !timingSafeEqual(given, expected)) {
    return { outcome: "refused", status: 401, why: "wrong signature" };
  }
  return { outcome: "accepted", eventId: eventIdOf(hook) };
}

/**
 * What happened, as a hint: the payload is the order as it stood at delivery. A signed body that holds no order is
 * Woo's error in its place (the order is gone, or the key's owner lost their rights): the connection needs a look.
 */
export function readHook(hook: RawHook): HookSubject[] {
  if (!topicOf(hook).startsWith("order.")) return [];
  const parsed = hookBody.safeParse(findJson(decoder.decode(hook.body)));
  return parsed.success ? [{ kind: "order", orderRef: String(parsed.data.id) }] : [{ kind: "connection" }];
}

/**
 * The delivery id is a hash of hook and second, shared by deliveries of one second: no key on its own. An order's
 * body carries its date of change, so topic and body are one; a body without ("{id}" of a trashed order, an error)
 * comes back word for word when it happens again, and needs the delivery id to be told apart.
 */
function eventIdOf(hook: RawHook): string {
  const hash = createHash("sha256").update(topicOf(hook)).update("\n").update(hook.body);
  const parsed = hookBody.safeParse(findJson(decoder.decode(hook.body)));
  const isDated = parsed.success && typeof parsed.data.date_modified_gmt === "string";
  if (!isDated) hash.update("\n").update(hook.headers["x-wc-webhook-delivery-id"] ?? "");
  return hash.digest("hex");
}

const topicOf = (hook: RawHook) => hook.headers["x-wc-webhook-topic"] ?? "";
