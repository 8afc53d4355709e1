import { fieldsOf, textOf } from "./contract";

/** Why the app gave no answer that can be used. */
export type TroubleKind = "unreachable" | "signed-out" | "forbidden" | "unknown-order" | "conflict" | "busy" | "refused" | "broken";

export type Trouble = {
  ok: false;
  kind: TroubleKind;
  reason: string | null;
  /** The app's own sentence, in the language asked for; it says what to do. */
  message: string | null;
  /** After how long a busy app may be asked again. */
  retryAfterMs: number;
};

export type Answer = { ok: true; told: Record<string, unknown> } | Trouble;

export const readTimeoutMs = 10_000;
/** Longer: the app asks Shopify before it answers. */
export const writeTimeoutMs = 20_000;
const retryAfterMsMax = 60_000;

export type Ask = { url: string; body: Record<string, unknown>; timeoutMs: number; token?: string };

/**
 * Posts to the app and never throws. In the admin a relative address goes to the app, with the person's token added
 * by Shopify (https://shopify.dev/docs/api/admin-extensions, "App authentication"); elsewhere the token is ours to add.
 */
export async function askApp({ url, body, timeoutMs, token }: Ask): Promise<Answer> {
  const cancel = new AbortController();
  const timer = setTimeout(() => cancel.abort(), timeoutMs);
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...(token !== undefined && { Authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
      signal: cancel.signal,
    });
    const told = fieldsOf(await response.json().catch(() => null));
    if (response.ok && told["ok"] === true) return { ok: true, told };
    return troubleOf(response, told);
  } catch {
    // No network, no answer in time, or an answer the browser may not show us: to the person it is all the same.
    return { ok: false, kind: "unreachable", reason: null, message: null, retryAfterMs: 0 };
  } finally {
    clearTimeout(timer);
  }
}

function troubleOf(response: Response, told: Record<string, unknown>): Trouble {
  const seconds = Number(response.headers.get("Retry-After") ?? "0");
  const retryAfterMs = Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds * 1000, retryAfterMsMax) : 0;
  return { ok: false, kind: kindOf(response.status), reason: textOf(told["reason"]), message: textOf(told["message"]), retryAfterMs };
}

function kindOf(status: number): TroubleKind {
  if (status === 401) return "signed-out";
  if (status === 403) return "forbidden";
  if (status === 404) return "unknown-order";
  if (status === 409) return "conflict";
  if (status === 429) return "busy";
  if (status === 502 || status === 503 || status === 504) return "unreachable";
  // 200 with ok: false is a refusal too; 5xx is our fault and not the person's.
  return status < 500 ? "refused" : "broken";
}
