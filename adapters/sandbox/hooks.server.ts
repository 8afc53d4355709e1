import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { AdapterDeps, HookSubject, HookVerdict, RawHook } from "../../app/core/ports";

const signatureHeader = "x-sandbox-signature";
const hookToleranceMs = 300_000;
const sendTimeoutMs = 5_000;

const eventSchema = z.object({
  id: z.string().regex(/^[\w.:-]{1,200}$/),
  about: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("payment"), providerRef: z.string().nullable(), paymentId: z.string().nullable() }),
    z.object({ kind: z.literal("order"), orderRef: z.string() }),
    z.object({ kind: z.literal("ping") }),
  ]),
});
type SandboxEvent = z.output<typeof eventSchema>;

const macOf = (secret: string, timestamp: string, body: Uint8Array) => createHmac("sha256", secret).update(`${timestamp}.`).update(body).digest();

/** Signs an event: HMAC-SHA256 over "<seconds>.<body>". */
export function signEvent(event: SandboxEvent, secret: string, now: Date): { headers: Record<string, string>; body: Uint8Array<ArrayBuffer> } {
  const body = new TextEncoder().encode(JSON.stringify(event));
  const timestamp = String(Math.floor(now.getTime() / 1_000));
  return { headers: { "content-type": "application/json", [signatureHeader]: `t=${timestamp},v1=${macOf(secret, timestamp, body).toString("hex")}` }, body };
}

/** Believes a hook or not, before it is parsed. A ping is signed as well and ignored. */
export function verify(hook: RawHook, secret: string | null, now: Date): HookVerdict {
  const header = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(hook.headers[signatureHeader] ?? "");
  if (!secret || !header) return { outcome: "refused", status: 401, why: "signature-missing" };
  const [, timestamp = "", signature = ""] = header;
  if (!timingSafeEqual(Buffer.from(signature, "hex"), macOf(secret, timestamp, hook.body))) return { outcome: "refused", status: 401, why: "signature-wrong" };
  if (Math.abs(now.getTime() - Number(timestamp) * 1_000) > hookToleranceMs) return { outcome: "refused", status: 400, why: "too-old" };
  const event = parse(hook.body);
  if (event === null) return { outcome: "refused", status: 400, why: "not-an-event" };
  return event.about.kind === "ping" ? { outcome: "ignored", why: "ping" } : { outcome: "accepted", eventId: event.id };
}

/** What a stored hook speaks of. */
export function subjectsOf(hook: RawHook): HookSubject[] {
  const about = parse(hook.body)?.about;
  return about && about.kind !== "ping" ? [about] : [];
}

function parse(body: Uint8Array): SandboxEvent | null {
  try {
    const parsed = eventSchema.safeParse(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body)));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/**
 * Posts a signed event to the house's own door by real HTTP, `times` times at once. Whatever becomes of it is ignored,
 * as by a provider whose customer's server is down: the sweep finds what hooks do not tell. Without a secret none leaves.
 */
export async function sendEvent(deps: AdapterDeps, event: SandboxEvent, times = 1): Promise<void> {
  const { hookSecret } = deps;
  if (!hookSecret) return;
  const { headers, body } = signEvent(event, hookSecret, deps.now());
  const post = () => deps.fetch(`${deps.appUrl}/hooks/${deps.connectionId}`, {
    method: "POST", headers, body, redirect: "manual", signal: AbortSignal.timeout(sendTimeoutMs),
  });
  await Promise.allSettled(Array.from({ length: times }, post));
}
