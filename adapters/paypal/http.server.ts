import type { AdapterDeps } from "../../app/core/ports";
import { outage, PaypalRefusal, toVendorError } from "./errors.server";
import { problemSchema, tokenSchema } from "./schemas";

const paypalTimeoutMs = 8_000;
const replyLengthMax = 2_000_000;
/** A token is renewed this long before it ends, so that none ends on its way. */
const tokenMarginMs = 60_000;

export type Ask = { method: "GET" | "POST"; path: string; body?: string; requestId?: string };
export type Credentials = { clientId: string; clientSecret: string; origin: string };
type Reach = Pick<AdapterDeps, "fetch" | "now">;

/** One call after another to PayPal's REST API, with a token that is fetched once and shared. Throws VendorError. */
export function makeCaller(credentials: Credentials, reach: Reach): (ask: Ask) => Promise<unknown> {
  let token: { value: Promise<string>; until: number } | null = null;

  function currentToken(): Promise<string> {
    if (token !== null && token.until > reach.now().getTime()) return token.value;
    const asked = askToken(credentials, reach);
    // Until the answer names its own end, twins share the question; a question that failed is forgotten.
    const mine = { value: asked.then(({ value }) => value), until: reach.now().getTime() + paypalTimeoutMs };
    token = mine;
    asked.then(({ livesMs }) => void (mine.until = reach.now().getTime() + livesMs - tokenMarginMs), () => void (token = token === mine ? null : token));
    return mine.value;
  }

  return async (ask) => {
    const used = await currentToken();
    try {
      return await send(credentials, reach, ask, used);
    } catch (error) {
      if (!(error instanceof PaypalRefusal)) throw error;
      if (error.code !== 401) throw toVendorError(error);
    }
    // A token may be revoked before its time; a second 401 is the credentials' own.
    token = null;
    try {
      return await send(credentials, reach, ask, await currentToken());
    } catch (error) {
      throw error instanceof PaypalRefusal ? toVendorError(error) : error;
    }
  };
}

async function askToken({ clientId, clientSecret, origin }: Credentials, reach: Reach): Promise<{ value: string; livesMs: number }> {
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString("base64");
  const { status, json } = await exchange(reach, `${origin}/v1/oauth2/token`, {
    method: "POST",
    headers: { authorization: `Basic ${basic}`, accept: "application/json", "content-type": "application/x-www-form-urlencoded" },
    body: "grant_type=client_credentials",
  });
  const parsed = tokenSchema.safeParse(json);
  if (status === 200 && parsed.success) return { value: parsed.data.access_token, livesMs: parsed.data.expires_in * 1_000 };
  throw toVendorError(refusal(status === 200 ? 502 : status, json));
}

async function send({ origin }: Credentials, reach: Reach, ask: Ask, token: string): Promise<unknown> {
  const { status, json } = await exchange(reach, `${origin}${ask.path}`, {
    method: ask.method,
    headers: {
      authorization: `Bearer ${token}`,
      accept: "application/json",
      ...(ask.method === "POST" && { "content-type": "application/json", prefer: "return=representation" }),
      ...(ask.requestId !== undefined && { "paypal-request-id": ask.requestId }),
    },
    ...(ask.body !== undefined && { body: ask.body }),
  });
  if (status >= 200 && status < 300) return json;
  throw refusal(status, json);
}

async function exchange(reach: Reach, url: string, init: RequestInit): Promise<{ status: number; json: unknown }> {
  try {
    // Credentials must not follow a redirect to anywhere.
    const response = await reach.fetch(url, { ...init, redirect: "error", signal: AbortSignal.timeout(paypalTimeoutMs) });
    const text = await response.text();
    return { status: response.status, json: text.length <= replyLengthMax ? parse(text) : null };
  } catch (error) {
    throw outage(error);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function refusal(code: number, json: unknown): PaypalRefusal {
  const { data } = problemSchema.safeParse(json);
  const detail = data?.details?.find(({ issue }) => issue);
  return new PaypalRefusal({
    code,
    issue: detail?.issue ?? data?.name ?? data?.error ?? "UNKNOWN",
    detail: detail?.description || data?.message || data?.error_description || "no reason given",
  });
}
