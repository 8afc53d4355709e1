import { z } from "zod";
import type { AdapterDeps } from "../../app/core/ports";
import type { ShopSettings } from "./settings";
import { ShopTrouble } from "./trouble";

/** A whole call, from name look-up to last byte. */
export const callTimeoutMs = 10_000;
export const replyBytesMax = 8_000_000;

export type Reply = { status: number; headers: Headers; text: string };

/**
 * One POST to the shop, capped in time and bytes; redirects are not followed, they would carry the token away.
 * A simulator (`deps.baseUrl`) stands in for every shop, so the shop's own name travels in a header there.
 */
export async function post(shop: ShopSettings, deps: AdapterDeps, path: string, headers: Record<string, string>, body: string): Promise<Reply> {
  const origin = deps.baseUrl ?? `https://${shop.shopDomain}`;
  try {
    const reply = await deps.fetch(`${origin}${path}`, {
      method: "POST",
      redirect: "manual",
      signal: AbortSignal.timeout(callTimeoutMs),
      headers: { accept: "application/json", ...(deps.baseUrl === null ? {} : { "x-forwarded-host": shop.shopDomain }), ...headers },
      body,
    });
    return { status: reply.status, headers: reply.headers, text: await readCapped(reply) };
  } catch (error) {
    throw error instanceof ShopTrouble ? error : networkTrouble(error);
  }
}

async function readCapped(reply: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const reader = reply.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    bytes += part.value.byteLength;
    if (bytes > replyBytesMax) throw new ShopTrouble("too-large", `${replyBytesMax / 1_000_000} MB`);
    chunks.push(part.value);
  }
  return Buffer.concat(chunks).toString("utf8");
}

const systemError = z.looseObject({ code: z.string() });

/** fetch hides the system's error in `cause`, and several tries (IPv4, IPv6) in an AggregateError within. Only its code goes on. */
function networkTrouble(error: unknown): ShopTrouble {
  if (error instanceof DOMException && error.name === "TimeoutError") return new ShopTrouble("timeout", `${callTimeoutMs / 1_000} s`);
  const cause = error instanceof Error ? error.cause : undefined;
  const code = systemError.safeParse(cause instanceof AggregateError ? cause.errors[0] : cause).data?.code ?? "fetch";
  return new ShopTrouble("unreachable", code, code);
}

export function findJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What a status says before anything is parsed; null when the body decides. */
export function statusTrouble(reply: Reply, shop: ShopSettings): ShopTrouble | null {
  if (reply.status === 402 || reply.status === 423) return new ShopTrouble("shop-frozen", shop.shopDomain, String(reply.status));
  if (reply.status === 404) return new ShopTrouble("no-shop", shop.shopDomain);
  if (reply.status === 429) return new ShopTrouble("rate-limited", "429");
  if (reply.status >= 500) return new ShopTrouble("server-fault", String(reply.status));
  if (reply.status >= 300 && reply.status < 400) return new ShopTrouble("no-shop", shop.shopDomain, String(reply.status));
  return null;
}
