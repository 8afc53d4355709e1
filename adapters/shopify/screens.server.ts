import { cleanText } from "../../app/core/order";
import type { OrderOwner, ScreenReach, ScreenTokens } from "../../app/core/platform-screens";
import type { Shop } from "./api.server";
import { customerOrdersQuery, orderOwnerQuery, tagOrderMutation } from "./documents/screens.graphql";
import { addNote } from "./metafields.server";
import { gidOf, isOrderRef } from "./orders.server";
import { customerOrdersReply, ownerReply, tagsReply } from "./replies";
import { accessOf } from "./secrets";
import { claimedShopOf, readSessionToken } from "./session-token";
import { readShopSettings } from "./settings";
import { ShopTrouble } from "./trouble";

/** What a customer's page shows at most; older orders are paid or forgotten. */
const customerOrdersMax = 50;
/** Seen on the order, searched for in the admin, and understood by the shop's other programs. */
const paymentRequiredTag = "payment-required";

export const screens: ScreenTokens = {
  claimedShop: claimedShopOf,
  readToken(settings, { token, surface, now, client }) {
    const read = readShopSettings(settings);
    if (!read.ok) return { ok: false, reason: "settings" };
    const { shopDomain, clientId, believedSecrets } = accessOf(read.shop, client);
    const found = readSessionToken({ token, surface, clientId, clientSecrets: believedSecrets, now, shopDomain });
    return found.ok ? { ok: true, session: { shopRef: found.session.shopDomain, surface, userRef: found.session.userRef, expiresAt: found.session.expiresAt } } : found;
  },
  // App Bridge fetches a new token and asks once more when it sees this beside a 401.
  retryHeaders: { "X-Shopify-Retry-Invalid-Session-Request": "1" },
  findOrderRef: (screenRef) => /^(?:gid:\/\/shopify\/Order\/)?([1-9]\d{0,19})$/.exec(screenRef)?.[1] ?? null,
  screenRefOf: gidOf,
};

export function openScreenReach(shop: Shop): Required<ScreenReach> {
  return {
    findOwner: (orderRef) => findOwner(shop, orderRef),
    listOrdersOf: (customerRef) => listOrdersOf(shop, customerRef),
    requirePayment: (input) => requirePayment(shop, input),
  };
}

async function findOwner({ api }: Shop, orderRef: string): Promise<OrderOwner | null> {
  if (!isOrderRef(orderRef)) return null;
  const { order } = await api.run(orderOwnerQuery, { id: gidOf(orderRef) }, ownerReply);
  return order && { createdAt: order.createdAt, customerRef: order.customer?.legacyResourceId ?? null };
}

async function listOrdersOf({ api }: Shop, customerRef: string): Promise<string[]> {
  if (!isOrderRef(customerRef)) return [];
  const { customer } = await api.run(customerOrdersQuery, { id: `gid://shopify/Customer/${customerRef}`, first: customerOrdersMax }, customerOrdersReply);
  return customer?.orders.nodes.map((order) => order.legacyResourceId) ?? [];
}

/** The tag first: a program that reads it must not miss it when the note fails. Shopify keeps a tag once, we a note. */
async function requirePayment(shop: Shop, input: { orderRef: string; note: string }): Promise<void> {
  if (!isOrderRef(input.orderRef)) throw new ShopTrouble("order-missing", "?");
  const errors = await shop.api.run(tagOrderMutation, { id: gidOf(input.orderRef), tags: [paymentRequiredTag] }, tagsReply);
  if (errors[0]) throw new ShopTrouble("bad-request", cleanText(errors[0].message, 200));
  await addNote(shop, input);
}
