import type { z } from "zod";
import type { AdapterDeps } from "../../app/core/ports";
import { MollieRefusal, outage, refusalOf, toVendorError, vendorError } from "./errors.server";
import * as schemas from "./schemas";

const mollieTimeoutMs = 8_000;
const replyLengthMax = 1_000_000;
/** A twin request with the same key usually ends within a second. */
const conflictTriesMax = 6;
const conflictDelayMs = 300;

const apiOrigin = "https://api.mollie.com";

/** "test" or "live", as the key says. */
export const modeOf = (apiKey: string) => (apiKey.startsWith("live_") ? "live" : "test");

type Ask = { method: "GET" | "POST" | "DELETE"; path: string; body?: unknown; idempotencyKey?: string };

/** The calls this adapter makes (Payments API v2), each checked on return; every failure is a VendorError. */
export type MollieApi = ReturnType<typeof connectApi>;

export function connectApi(apiKey: string, deps: Pick<AdapterDeps, "fetch" | "baseUrl">) {
  const one = async <S extends z.ZodType>(schema: S, ask: Ask): Promise<z.output<S>> => checked(schema, await call(apiKey, deps, ask));
  const payment = (id: string) => `/v2/payments/${encodeURIComponent(id)}`;
  return {
    createPayment: (body: object, idempotencyKey: string) =>
      whileFree(() => one(schemas.paymentSchema, { method: "POST", path: "/v2/payments", body, idempotencyKey })),
    /** With its refunds and chargebacks; null for an id Mollie does not know. */
    async findPayment(id: string): Promise<schemas.MolliePayment | null> {
      try {
        return await one(schemas.paymentSchema, { method: "GET", path: `${payment(id)}?embed=refunds,chargebacks` });
      } catch (error) {
        if (refusalOf(error)?.code === 404) return null;
        throw error;
      }
    },
    cancelPayment: (id: string) => one(schemas.paymentSchema, { method: "DELETE", path: payment(id) }),
    refund: (id: string, body: object, idempotencyKey: string) =>
      whileFree(() => one(schemas.refundSchema, { method: "POST", path: `${payment(id)}/refunds`, body, idempotencyKey })),
    profile: () => one(schemas.profileSchema, { method: "GET", path: "/v2/profiles/me" }),
    methods: () => one(schemas.methodsSchema, { method: "GET", path: "/v2/methods" }),
  };
}

/** Mollie's own client dials https addresses only and pins its roots, which no simulator can stand behind: hence fetch. */
async function call(apiKey: string, deps: Pick<AdapterDeps, "fetch" | "baseUrl">, ask: Ask): Promise<unknown> {
  let status: number;
  let text: string;
  try {
    const response = await deps.fetch(`${deps.baseUrl ?? apiOrigin}${ask.path}`, {
      method: ask.method,
      // A key must not follow a redirect to anywhere.
      redirect: "error",
      signal: AbortSignal.timeout(mollieTimeoutMs),
      headers: {
        authorization: `Bearer ${apiKey}`,
        accept: "application/hal+json",
        ...(ask.body !== undefined && { "content-type": "application/json" }),
        ...(ask.idempotencyKey !== undefined && { "idempotency-key": ask.idempotencyKey }),
      },
      ...(ask.body !== undefined && { body: JSON.stringify(ask.body) }),
    });
    status = response.status;
    text = await response.text();
  } catch (error) {
    throw outage(error);
  }
  if (status >= 200 && status < 300 && text.length <= replyLengthMax) return parsed(text);
  const problem = schemas.problemSchema.safeParse(parsed(text.slice(0, replyLengthMax)));
  throw toVendorError(new MollieRefusal(status, (problem.success && (problem.data.detail ?? problem.data.title)) || "no reason given"));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Asks again while a twin with the same idempotency key is under way: its answer becomes ours. */
async function whileFree<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask();
    } catch (error) {
      if (refusalOf(error)?.code !== 409 || tries >= conflictTriesMax) throw error;
      await new Promise((done) => setTimeout(done, conflictDelayMs * tries));
    }
  }
}

function checked<S extends z.ZodType>(schema: S, reply: unknown): z.output<S> {
  const result = schema.safeParse(reply);
  if (result.success) return result.data;
  const where = result.error.issues.map((issue) => issue.path.join(".")).join(", ");
  throw vendorError({
    fr: `Mollie a répondu autrement que prévu (${where}) ; rien n’a été changé ici.`,
    en: `Mollie answered in an unexpected form (${where}); nothing was changed here.`,
  }, false, result.error);
}
