import Stripe from "stripe";
import type { z } from "zod";
import type { AdapterDeps } from "../../app/core/ports";
import { calling, isConflict, refusalCode, vendorError } from "./errors.server";
import * as schemas from "./schemas";

/** The SDK's own 80 s would hold a shopper and a worker for as long. */
const stripeTimeoutMs = 8_000;
/** Stripe's largest page, and the most attempts, refunds or disputes one payment is read with. */
const pageSize = 100;
const listMax = 1_000;
/** A twin request with the same key usually ends within a second. */
const conflictTriesMax = 6;
const conflictDelayMs = 300;

/** "test" or "live", as the key says: sk_test_…, rk_live_…. */
export const modeOf = (secretKey: string) => (/^[sr]k_live_/.test(secretKey) ? "live" : "test");

/** The calls this adapter makes, each checked on return; every failure is a VendorError. */
export type StripeApi = ReturnType<typeof connectApi>;

export function connectApi(secretKey: string, deps: Pick<AdapterDeps, "fetch" | "baseUrl">) {
  const client = clientFor(secretKey, deps);
  const one = async <S extends z.ZodType>(schema: S, call: () => Promise<unknown>): Promise<z.output<S>> => checked(schema, await calling(call));
  const found = async <S extends z.ZodType>(schema: S, call: () => Promise<unknown>): Promise<z.output<S> | null> => {
    try {
      return await one(schema, call);
    } catch (error) {
      if (refusalCode(error) === "resource_missing") return null;
      throw error;
    }
  };
  const all = async <S extends z.ZodType>(schema: S, list: { autoPagingToArray(o: { limit: number }): Promise<unknown[]> }): Promise<z.output<S>[]> =>
    (await calling(() => list.autoPagingToArray({ limit: listMax }))).map((item) => checked(schema, item));

  return {
    openSession: (params: Stripe.Checkout.SessionCreateParams, idempotencyKey: string) =>
      one(schemas.sessionSchema, () => whileFree(() => client.checkout.sessions.create(params, { idempotencyKey }))),
    findSession: (id: string) => found(schemas.sessionSchema, () => client.checkout.sessions.retrieve(id, { expand: ["payment_intent"] })),
    expireSession: (id: string) => one(schemas.sessionSchema, () => client.checkout.sessions.expire(id)),
    sessionsOf: (intent: string) => all(schemas.sessionSchema, client.checkout.sessions.list({ payment_intent: intent, limit: pageSize })),
    chargesOf: (intent: string) => all(schemas.chargeSchema, client.charges.list({ payment_intent: intent, limit: pageSize })),
    refundsOf: (intent: string) =>
      all(schemas.refundSchema, client.refunds.list({ payment_intent: intent, limit: pageSize, expand: ["data.failure_balance_transaction"] })),
    disputesOf: (intent: string) => all(schemas.disputeSchema, client.disputes.list({ payment_intent: intent, limit: pageSize })),
    refund: (params: Stripe.RefundCreateParams, idempotencyKey: string) =>
      one(schemas.refundSchema, () => whileFree(() => client.refunds.create(params, { idempotencyKey }))),
    account: () => one(schemas.accountSchema, () => client.accounts.retrieveCurrent()),
    /** Reads one session at most: shows that the key may see checkouts at all. */
    touchSessions: () => calling(async () => void (await client.checkout.sessions.list({ limit: 1 }))),
    endpoints: () => all(schemas.endpointSchema, client.webhookEndpoints.list({ limit: pageSize })),
    createEndpoint: (params: Stripe.WebhookEndpointCreateParams) => one(schemas.endpointSchema, () => client.webhookEndpoints.create(params)),
    updateEndpoint: (id: string, params: Stripe.WebhookEndpointUpdateParams) => one(schemas.endpointSchema, () => client.webhookEndpoints.update(id, params)),
    deleteEndpoint: (id: string) => calling(async () => void (await client.webhookEndpoints.del(id))),
  };
}

/** Retries are the jobs' business, so the SDK makes none; telemetry would tell Stripe how long its calls took us. */
function clientFor(secretKey: string, { fetch, baseUrl }: Pick<AdapterDeps, "fetch" | "baseUrl">): Stripe {
  const base = baseUrl === null ? null : new URL(baseUrl);
  const protocol = base?.protocol === "http:" ? "http" : "https";
  return new Stripe(secretKey, {
    apiVersion: Stripe.API_VERSION,
    httpClient: Stripe.createFetchHttpClient(fetch),
    maxNetworkRetries: 0,
    timeout: stripeTimeoutMs,
    telemetry: false,
    ...(base && { host: base.hostname, protocol, port: base.port || (protocol === "http" ? 80 : 443) }),
  });
}

/** Asks again while a twin with the same idempotency key is under way: its answer becomes ours. */
async function whileFree<T>(call: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await call();
    } catch (error) {
      if (!isConflict(error) || tries >= conflictTriesMax) throw error;
      await new Promise((done) => setTimeout(done, conflictDelayMs * tries));
    }
  }
}

function checked<S extends z.ZodType>(schema: S, reply: unknown): z.output<S> {
  const parsed = schema.safeParse(reply);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues.map((issue) => issue.path.join(".")).join(", ");
  throw vendorError({
    fr: `Stripe a répondu autrement que prévu (${where}) ; rien n’a été changé ici.`,
    en: `Stripe answered in an unexpected form (${where}); nothing was changed here.`,
  }, false, parsed.error);
}
