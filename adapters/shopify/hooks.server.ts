import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { ComplianceSubject, HookSubject, HookVerdict, RawHook } from "../../app/core/ports";
import type { Shop } from "./api.server";
import { termsOrderQuery } from "./documents/orders.graphql";
import { findJson } from "./http.server";
import { rememberDeleted } from "./orders.server";
import { termsOrderReply } from "./replies";
import type { ShopAccess } from "./secrets";

const eventIdLengthMax = 100;
const orderRefsMax = 1_000;
const decoder = new TextDecoder();

/**
 * Signature over the raw bytes: base64 of HMAC-SHA256 with one of the app's secrets, before anything is parsed and
 * without touching a token: the token of a shop that uninstalled us is dead when that hook arrives. One app serves many
 * shops with its secrets, so `shopRef` says whose it is.
 */
export function verifyAppHook(hook: RawHook, secrets: readonly string[]): HookVerdict & { shopRef?: string } {
  const signature = Buffer.from(hook.headers["x-shopify-hmac-sha256"] ?? "");
  if (!secrets.some((secret) => isSigned(hook.body, signature, secret))) return { outcome: "refused", status: 401, why: "wrong signature" };
  const eventId = hook.headers["x-shopify-webhook-id"] ?? "";
  if (!/^[\w-]+$/.test(eventId) || eventId.length > eventIdLengthMax) return { outcome: "refused", status: 400, why: "no webhook id" };
  return { outcome: "accepted", eventId, shopRef: hook.headers["x-shopify-shop-domain"]?.toLowerCase() ?? "" };
}

function isSigned(body: Uint8Array, signature: Buffer, secret: string): boolean {
  // Compared as written: decoding base64 forgives trailing characters.
  const expected = Buffer.from(createHmac("sha256", secret).update(body).digest("base64"));
  return signature.byteLength === expected.byteLength && timingSafeEqual(signature, expected);
}

/** The same for one shop: a hook of another shop is signed as well as its own. */
export function verifyHook(hook: RawHook, settings: ShopAccess): HookVerdict {
  const { shopRef, ...verdict } = verifyAppHook(hook, settings.believedSecrets);
  return verdict.outcome === "accepted" && shopRef !== settings.shopDomain ? { outcome: "refused", status: 401, why: "another shop" } : verdict;
}

const id = z.union([z.int().positive(), z.string().regex(/^\d{1,20}$/)]).transform(String);
const ownId = z.object({ id });
const orderId = z.object({ order_id: id.nullish() });
const orderEdit = z.object({ order_edit: z.object({ order_id: id }) });
const schedule = z.object({ payment_terms_id: id });

/** What happened, as a hint. Nothing for topics and shapes we do not know: the sweep over changed orders finds the rest. */
export async function readHook(hook: RawHook, shop: Shop): Promise<HookSubject[]> {
  const topic = hook.headers["x-shopify-topic"] ?? "";
  const body = findJson(decoder.decode(hook.body));
  const order = (ref: string | null | undefined): HookSubject[] => (ref ? [{ kind: "order", orderRef: ref }] : []);
  switch (topic) {
    case "orders/create":
    case "orders/updated":
    case "orders/paid":
    case "orders/cancelled":
      return order(ownId.safeParse(body).data?.id);
    case "orders/delete": {
      const ref = ownId.safeParse(body).data?.id;
      if (ref !== undefined) await rememberDeleted(shop, ref);
      return order(ref);
    }
    case "orders/edited":
      return order(orderEdit.safeParse(body).data?.order_edit.order_id);
    case "order_transactions/create":
    case "refunds/create":
    case "draft_orders/create":
    case "draft_orders/update":
      return order(orderId.safeParse(body).data?.order_id);
    case "payment_schedules/due":
      return order(await findOrderOfTerms(shop, schedule.safeParse(body).data?.payment_terms_id));
    case "app/uninstalled":
    case "app/scopes_update":
      return [{ kind: "connection" }];
    case "customers/data_request":
      return compliance("tell-customer-data", body, shop);
    case "customers/redact":
      return compliance("forget-customer", body, shop);
    case "shop/redact":
      return compliance("forget-shop", body, shop);
    default:
      return [];
  }
}

/** This topic names payment terms and no order. */
async function findOrderOfTerms({ api }: Shop, termsId: string | undefined): Promise<string | null> {
  if (termsId === undefined) return null;
  const { node } = await api.run(termsOrderQuery, { id: `gid://shopify/PaymentTerms/${termsId}` }, termsOrderReply);
  return node?.order?.legacyResourceId ?? null;
}

const complianceBody = z.object({
  shop_domain: z.string(),
  customer: z.object({ id: id.nullish(), email: z.string().nullish() }).nullish(),
  orders_requested: z.array(id).max(orderRefsMax).nullish(),
  orders_to_redact: z.array(id).max(orderRefsMax).nullish(),
});

/** The topic stands in a header, which is not signed: the body must be of its kind, and name our shop. */
function compliance(request: ComplianceSubject["request"], body: unknown, { settings }: Shop): HookSubject[] {
  const parsed = complianceBody.safeParse(body);
  if (!parsed.success || parsed.data.shop_domain.toLowerCase() !== settings.shopDomain) return [];
  const { customer, orders_requested: requested, orders_to_redact: toRedact } = parsed.data;
  if ((request === "forget-shop") !== !customer) return [];
  return [{
    kind: "compliance", request, customerRef: customer?.id ?? "", customerEmail: customer?.email ?? "",
    orderRefs: (request === "forget-customer" ? toRedact : requested) ?? [],
  }];
}
