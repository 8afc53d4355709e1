import { afterAll, beforeAll, expect, it } from "vitest";
import { documents } from "../../adapters/shopify/documents/all";
import { startShopifySimulator, type ShopifySimulator } from "../simulators/shopify";

let shop: ShopifySimulator;
let token: string;
beforeAll(async () => {
  shop = await startShopifySimulator();
  token = ((await grant({ grant_type: "client_credentials" })).body as { access_token: string }).access_token;
});
afterAll(() => shop.close());

type Answer = { status: number; body: { data?: unknown; errors?: { message: string; extensions?: { code?: string } }[] } & Record<string, unknown> };
async function post(path: string, headers: Record<string, string>, body: unknown): Promise<Answer> {
  const reply = await fetch(`${shop.url}${path}`, { method: "POST", headers: { "content-type": "application/json", "x-forwarded-host": shop.domain, ...headers }, body: JSON.stringify(body) });
  return { status: reply.status, body: (await reply.json()) as Answer["body"] };
}
const grant = (more: Record<string, unknown>) => post("/admin/oauth/access_token", {}, { client_id: shop.door.clientId, client_secret: shop.door.clientSecret, ...more });
const ask = (query: string, variables: Record<string, unknown> = {}, as = token) => post("/admin/api/2026-07/graphql.json", { "x-shopify-access-token": as }, { query, variables });
const codeOf = (answer: Answer) => answer.body.errors?.[0]?.extensions?.code;
const orderId = (ref: string) => `gid://shopify/Order/${ref}`;

it("refuses what Shopify's schema does not hold", async () => {
  expect((await ask("{ shop { nothing } }")).body.errors?.[0]?.message).toContain('Cannot query field "nothing"');
  expect((await ask("{ order { name } }")).body.errors?.[0]?.message).toContain("id");
  expect((await ask("query A($id: ID!) { order(id: $id) { name } }", {})).body.errors?.[0]?.message).toContain("$id");
  expect((await ask("{")).status).toBe(400);
});

it("complains of a field of Shopify's that it does not simulate", async () => {
  const { ref } = shop.addOrder();
  expect((await ask(`{ order(id: "${orderId(ref)}") { cartToken } }`)).body.errors?.[0]?.message).toContain("Order.cartToken");
  expect(shop.complaints.splice(0)).toEqual(["not simulated: Order.cartToken"]);
});

it("refuses dead, foreign and missing tokens", async () => {
  for (const dead of ["", "shpat_unknown"]) expect((await ask("{ shop { name } }", {}, dead)).status).toBe(401);
  expect((await post("/admin/api/2026-07/graphql.json", { "x-shopify-access-token": token, "x-forwarded-host": "rival.myshopify.com" }, { query: "{ shop { name } }" })).status).toBe(404);
});

it("refuses a call without its scope", async () => {
  const { ref } = shop.addOrder();
  const scopes = shop.scopes;
  shop.scopes = ["read_orders"];
  expect(codeOf(await ask(documents["captureMutation"] ?? "", { input: { id: orderId(ref), parentTransactionId: "gid://shopify/OrderTransaction/1", amount: "1.0" } }))).toBe("ACCESS_DENIED");
  shop.scopes = [];
  expect(codeOf(await ask(documents["orderQuery"] ?? "", { id: orderId(ref), lines: 1, named: true }))).toBe("ACCESS_DENIED");
  shop.scopes = scopes;
});

it("keeps the amount of a manual payment to Plus", async () => {
  const { ref } = shop.addOrder();
  const call = () => ask(documents["manualPaymentMutation"] ?? "", { id: orderId(ref), amount: { amount: "1.0", currencyCode: "EUR" } });
  expect(codeOf(await call())).toBe("ACCESS_DENIED");
  expect(shop.receivedMinor(ref)).toBe(0);
  shop.isPlus = true;
  expect((await call()).body.errors).toBeUndefined();
  expect(shop.receivedMinor(ref)).toBe(100);
  shop.isPlus = false;
});

it("takes every manual payment as a new one", async () => {
  const { ref } = shop.addOrder();
  const errors = async () => ((await ask(documents["manualBalanceMutation"] ?? "", { id: orderId(ref) })).body.data as { orderCreateManualPayment: { userErrors: unknown[] } }).orderCreateManualPayment.userErrors;
  expect(await errors()).toEqual([]);
  expect(await errors()).toHaveLength(1);
  shop.editOrder(ref, { unitMinor: 20_000 });
  expect(await errors()).toEqual([]);
  expect(shop.receivedMinor(ref)).toBe(20_000);
});

it("refuses a refund without an idempotency key, and does one once per key", async () => {
  const { ref } = shop.addOrder();
  await ask(documents["manualBalanceMutation"] ?? "", { id: orderId(ref) });
  const paid = shop.order(ref).transactions.find(({ status }) => status === "SUCCESS");
  const input = { orderId: orderId(ref), transactions: [{ orderId: orderId(ref), parentId: paid?.id, gateway: paid?.gateway, kind: "REFUND", amount: "1.0" }] };
  const bare = "mutation R($input: RefundInput!) { refundCreate(input: $input) { userErrors { message } } }";
  expect((await ask(bare, { input })).body.errors?.[0]?.message).toContain("@idempotent");
  expect((await ask(documents["refundMutation"] ?? "", { input, key: " " })).body.errors?.[0]?.message).toContain("@idempotent");
  const refund = () => ask(documents["refundMutation"] ?? "", { input, key: "k" });
  expect((await refund()).body.errors).toBeUndefined();
  expect((await refund()).body.errors).toBeUndefined();
  expect(shop.refundedMinor(ref)).toBe(100);
});

it("sets metafields only from the value that was read", async () => {
  const { ref } = shop.addOrder();
  const set = async (value: string, compareDigest: string | null) => {
    const metafields = [{ ownerId: orderId(ref), namespace: "$app", key: "payment_notes", type: "multi_line_text_field", value, compareDigest }];
    return (await ask(documents["metafieldsSetMutation"] ?? "", { metafields })).body.data as { metafieldsSet: { metafields: { compareDigest: string }[] | null; userErrors: { code: string }[] } };
  };
  const first = await set("a", null);
  expect((await set("b", null)).metafieldsSet.userErrors[0]?.code).toBe("STALE_OBJECT");
  const digest = first.metafieldsSet.metafields?.[0]?.compareDigest ?? "";
  expect((await set("b", digest)).metafieldsSet.userErrors).toEqual([]);
  expect((await set("c", digest)).metafieldsSet.userErrors[0]?.code).toBe("STALE_OBJECT");
  expect(shop.notes(ref)).toEqual(["b"]);
});

it("refuses a query that could cost more than 1 000 points", async () => {
  expect(codeOf(await ask(documents["changedOrdersQuery"] ?? "", { query: "updated_at:>='2026-01-01T00:00:00Z'", first: 50, after: null, lines: 50, named: true }))).toBe("MAX_COST_EXCEEDED");
});

it("rotates refresh tokens: the old one until the new one is used, never after", async () => {
  const exchanged = await grant({
    grant_type: "urn:ietf:params:oauth:grant-type:token-exchange", subject_token: shop.sessionToken(), expiring: "1",
    subject_token_type: "urn:ietf:params:oauth:token-type:id_token", requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
  });
  const refresh = async (refresh_token: unknown) => grant({ grant_type: "refresh_token", refresh_token });
  const first = exchanged.body["refresh_token"];
  const second = (await refresh(first)).body["refresh_token"];
  const again = await refresh(first);
  expect(again.status).toBe(200);
  expect((await refresh(second)).status).toBe(400);
  expect((await refresh(again.body["refresh_token"])).status).toBe(200);
  expect((await refresh(first)).status).toBe(400);
});

it("refuses grants to strangers, to other organisations, and session tokens of other apps", async () => {
  expect((await post("/admin/oauth/access_token", {}, { client_id: shop.door.clientId, client_secret: "wrong", grant_type: "client_credentials" })).body["error"]).toBe("invalid_client");
  const exchange = (subject_token: string, expiring: string | null) => grant({
    grant_type: "urn:ietf:params:oauth:grant-type:token-exchange", subject_token, ...(expiring && { expiring }),
    subject_token_type: "urn:ietf:params:oauth:token-type:id_token", requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
  });
  expect((await exchange(shop.sessionToken(), null)).status).toBe(403);
  expect((await exchange(shop.sessionToken({ aud: "other" }), "1")).body["error"]).toBe("invalid_subject_token");
  expect((await exchange(shop.sessionToken({ exp: 1 }), "1")).body["error"]).toBe("invalid_subject_token");
});

it("keeps an order's books: status and balance follow payments, edits and refunds", async () => {
  const { ref } = shop.addOrder({
    lines: [{ name: "A", quantity: 2, currentQuantity: 2, unitMinor: 1_000 }], discountMinor: 200, shippingMinor: 500, taxMinor: 300, taxesIncluded: false, tipMinor: 100,
  });
  expect([shop.status(ref), shop.outstandingMinor(ref)]).toEqual(["PENDING", 2_700]);
  await ask(documents["manualBalanceMutation"] ?? "", { id: orderId(ref) });
  expect([shop.status(ref), shop.outstandingMinor(ref)]).toEqual(["PAID", 0]);
  shop.editOrder(ref, { unitMinor: 1_500 });
  expect([shop.status(ref), shop.outstandingMinor(ref)]).toEqual(["PARTIALLY_PAID", 1_000]);
  shop.refundAll(ref);
  expect(shop.status(ref)).toBe("REFUNDED");
});
