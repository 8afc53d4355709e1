import { afterEach, expect, it } from "vitest";
import { shopify } from "../../adapters/shopify/index.server";
import { customerIdOf } from "../simulators/shopify/world";
import type { ShopifyOptions, ShopifySimulator } from "../simulators/shopify";
import { clockAt, closeCleanly, openShopify } from "./shopify-bench";

const open: ShopifySimulator[] = [];
afterEach(async () => {
  for (const shop of open.splice(0)) await closeCleanly(shop);
});
async function opened(options: ShopifyOptions = {}) {
  const made = await openShopify(options);
  open.push(made.shop);
  return made;
}

const ada = { name: "Ada", email: "ada@example.com", locale: "fr" };
const adaRef = customerIdOf(ada).replace(/\D/g, "");

it("says whose an order is by the customer's number, and of a guest's that it is nobody's", async () => {
  const clock = clockAt("2026-11-21T10:00:00Z");
  const { shop, platform } = await opened({ now: clock.now });
  const [hers, guests] = [shop.addOrder({ customer: ada }), shop.addOrder({ customer: null, email: ada.email })];
  expect(await platform.findOwner?.(hers.ref)).toEqual({ customerRef: adaRef, createdAt: clock.now() });
  expect(await platform.findOwner?.(guests.ref)).toEqual({ customerRef: null, createdAt: clock.now() });
  for (const nobodys of ["4999999999", "0", "../1", ""]) expect(await platform.findOwner?.(nobodys)).toBeNull();
});

it("lists a customer's latest fifty orders, newest first, and none of anybody else's", async () => {
  const { shop, platform } = await opened();
  const hers = Array.from({ length: 52 }, () => shop.addOrder({ customer: ada }).ref);
  shop.addOrder();
  expect(await platform.listOrdersOf?.(adaRef)).toEqual(hers.toReversed().slice(0, 50));
  for (const nobody of ["1", "x", ""]) expect(await platform.listOrdersOf?.(nobody)).toEqual([]);
});

it("tags and notes once that payment is required, beside the tags that are there", async () => {
  const { shop, platform } = await opened();
  const { ref } = shop.addOrder({ tags: ["vip"] });
  for (let time = 0; time < 2; time += 1) await platform.requirePayment?.({ orderRef: ref, note: "Paiement exigé." });
  expect([shop.order(ref).tags, shop.notes(ref)]).toEqual([["vip", "payment-required"], ["Paiement exigé."]]);
  await expect(platform.requirePayment?.({ orderRef: "4999999999", note: "x" })).rejects.toThrow();
});

it("without the right to read customers it says which is missing, and calls nobody an order's owner", async () => {
  const { shop, platform } = await opened({ scopes: ["read_orders"] });
  const { ref } = shop.addOrder({ customer: ada });
  const owner = await platform.findOwner?.(ref).catch((error: unknown) => String(error));
  expect(owner === undefined || typeof owner === "string" || owner?.customerRef === null).toBe(true);
  await expect(platform.listOrdersOf?.(adaRef)).rejects.toThrow(/read_customers/);
});

it("reads from a token which shop it says it is about, and proves nothing by it", async () => {
  const { shop } = await opened();
  const token = shop.sessionToken();
  expect(shopify.screens?.claimedShop(token)).toBe(shop.domain);
  expect(shopify.screens?.claimedShop(token.replace(/[^.]+$/, "AAAA"))).toBe(shop.domain);
  expect(shopify.screens?.readToken(shop.settings, { token: token.replace(/[^.]+$/, "AAAA"), surface: "admin", now: shop.now(), client: null })).toEqual({ ok: false, reason: "wrong-signature" });
  for (const none of ["", "x", "a.b", `a.${Buffer.from("null").toString("base64url")}.c`, `a.${Buffer.from('{"dest":"https://evil.example"}').toString("base64url")}.c`, "a".repeat(5_000)]) {
    expect(shopify.screens?.claimedShop(none)).toBeNull();
  }
});

it("takes an order as the screens name it and gives it back the same way; drafts and others are none", async () => {
  const { screens } = shopify;
  expect(screens?.findOrderRef("gid://shopify/Order/123")).toBe("123");
  expect(screens?.screenRefOf("123")).toBe("gid://shopify/Order/123");
  for (const none of ["gid://shopify/DraftOrder/123", "gid://shopify/Order/0", "gid://shopify/Order/12x", "gid://other/Order/1", "", "-1"]) expect(screens?.findOrderRef(none)).toBeNull();
});
