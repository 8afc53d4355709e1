import type { z } from "zod";
import type { AdapterDeps } from "../../app/core/ports";
import { isInProgress, refusalOf, vendorError } from "./errors.server";
import { makeCaller, type Ask, type Credentials } from "./http.server";
import * as schemas from "./schemas";

/** A twin request with the same id usually ends within a second. */
const conflictTriesMax = 6;
const conflictDelayMs = 300;
const disputesMax = 50;

export type PaypalMode = "live" | "sandbox";
export const apiOrigins: Readonly<Record<PaypalMode, string>> = { live: "https://api-m.paypal.com", sandbox: "https://api-m.sandbox.paypal.com" };

/** The calls this adapter makes, each checked on return; every failure is a VendorError. */
export type PaypalApi = ReturnType<typeof connectApi>;

export function connectApi(credentials: Credentials, reach: Pick<AdapterDeps, "fetch" | "now">) {
  const call = makeCaller(credentials, reach);
  const one = async <S extends z.ZodType>(schema: S, ask: Ask): Promise<z.output<S>> => checked(schema, await call(ask));
  const found = async <S extends z.ZodType>(schema: S, path: string): Promise<z.output<S> | null> => {
    try {
      return await one(schema, { method: "GET", path });
    } catch (error) {
      if (refusalOf(error)?.code === 404) return null;
      throw error;
    }
  };
  const order = (id: string) => `/v2/checkout/orders/${encodeURIComponent(id)}`;
  const capture = (id: string) => `/v2/payments/captures/${encodeURIComponent(id)}`;
  return {
    createOrder: (body: object, requestId: string) =>
      whileFree(() => one(schemas.orderSchema, { method: "POST", path: "/v2/checkout/orders", body: JSON.stringify(body), requestId })),
    findOrder: (id: string) => found(schemas.orderSchema, order(id)),
    captureOrder: (id: string, requestId: string) =>
      whileFree(() => one(schemas.orderSchema, { method: "POST", path: `${order(id)}/capture`, body: "{}", requestId })),
    findCapture: (id: string) => found(schemas.captureSchema, capture(id)),
    refundCapture: (id: string, body: object, requestId: string) =>
      whileFree(() => one(schemas.refundSchema, { method: "POST", path: `${capture(id)}/refund`, body: JSON.stringify(body), requestId })),
    /** Disputes about a capture, in full; null where the credentials may not read them. */
    async disputesOf(captureId: string): Promise<schemas.PaypalDispute[] | null> {
      try {
        const query = new URLSearchParams({ disputed_transaction_id: captureId, page_size: String(disputesMax) });
        const { items } = await one(schemas.disputeListSchema, { method: "GET", path: `/v1/customer/disputes?${query.toString()}` });
        return await Promise.all((items ?? []).map(({ dispute_id: id }) =>
          one(schemas.disputeSchema, { method: "GET", path: `/v1/customer/disputes/${encodeURIComponent(id)}` })));
      } catch (error) {
        if ([403, 404].includes(refusalOf(error)?.code ?? 0)) return null;
        throw error;
      }
    },
    /** `body` is the request as it must be sent, the event's raw text inside. */
    verifyHook: (body: string) => one(schemas.verificationSchema, { method: "POST", path: "/v1/notifications/verify-webhook-signature", body }),
    webhooks: async () => (await one(schemas.webhookListSchema, { method: "GET", path: "/v1/notifications/webhooks" })).webhooks,
    createWebhook: (body: object) => one(schemas.webhookSchema, { method: "POST", path: "/v1/notifications/webhooks", body: JSON.stringify(body) }),
  };
}

/** Asks again while a twin with the same request id is under way: its answer becomes ours. */
async function whileFree<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask();
    } catch (error) {
      if (!isInProgress(error) || tries >= conflictTriesMax) throw error;
      await new Promise((done) => setTimeout(done, conflictDelayMs * tries));
    }
  }
}

function checked<S extends z.ZodType>(schema: S, reply: unknown): z.output<S> {
  const result = schema.safeParse(reply);
  if (result.success) return result.data;
  const where = result.error.issues.map((issue) => issue.path.join(".")).join(", ");
  throw vendorError({
    fr: `PayPal a répondu autrement que prévu (${where}) ; rien n’a été changé ici.`,
    en: `PayPal answered in an unexpected form (${where}); nothing was changed here.`,
  }, false, result.error);
}
