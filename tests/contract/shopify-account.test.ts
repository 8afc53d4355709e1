import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { startShopifySimulator } from "../simulators/shopify";
import { runAccount } from "../simulators/shopify/account";
import { customerIdOf, type SimCustomer } from "../simulators/shopify/world";

const documents = readFileSync(new URL("../fixtures/shopify/customer-documents.graphql", import.meta.url), "utf8");
const account = documents.slice(documents.indexOf("query Account("), documents.indexOf("query OrderOfAccount"));
const camille: SimCustomer = { name: "Camille Dubois", email: "camille@example.com", locale: "fr" };
const zoe: SimCustomer = { name: "Zoë Peeters", email: "zoe@example.com", locale: "nl" };

type Listed = { data: { customer: { displayName: string; orders: { nodes: { id: string; paymentInformation: { totalOutstandingAmount: { amount: string } } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } }; draftOrders: { nodes: { name: string }[] } } } };

async function openAccount() {
  const shop = await startShopifySimulator();
  const orders = [1, 2, 3].map((index) => shop.addOrder({ totalMinor: index * 1_000, customer: camille }));
  const foreign = shop.addOrder({ customer: zoe });
  shop.addDraft({ name: "#D1", customer: camille, isVisible: true });
  shop.addDraft({ name: "#D2", customer: camille });
  shop.addDraft({ name: "#D3", customer: zoe, isVisible: true });
  return { shop, orders, foreign, ask: (query: string, variables: Record<string, unknown>) => runAccount(shop, customerIdOf(camille), { query, variables }) };
}

it("shows a customer their own orders and the drafts the merchant made visible, page by page", async () => {
  const { shop, orders, ask } = await openAccount();
  const first = (await ask(account, { first: 2 })) as Listed;
  expect(first).not.toHaveProperty("errors");
  expect(first.data.customer.displayName).toBe("Camille Dubois");
  expect(first.data.customer.draftOrders.nodes.map(({ name }) => name)).toEqual(["#D1"]);
  const rest = (await ask(account, { first: 2, after: first.data.customer.orders.pageInfo.endCursor })) as Listed;
  const seen = [...first.data.customer.orders.nodes, ...rest.data.customer.orders.nodes];
  expect(seen.map(({ paymentInformation: { totalOutstandingAmount } }) => totalOutstandingAmount.amount)).toEqual(["30.0", "20.0", "10.0"]);
  expect(seen.map(({ id }) => id)).toEqual(orders.map(({ ref }) => `gid://shopify/Order/${ref}`).reverse());
  expect(rest.data.customer.orders.pageInfo.hasNextPage).toBe(false);
  expect(shop.complaints).toEqual([]);
  await shop.close();
});

it("answers null for somebody else's order, and refuses a document the schema does not know", async () => {
  const { shop, orders, foreign, ask } = await openAccount();
  const one = "query One($id: ID!) { order(id: $id) { name } }";
  expect(await ask(one, { id: `gid://shopify/Order/${foreign.ref}` })).toEqual({ data: { order: null } });
  expect(await ask(one, { id: `gid://shopify/Order/${orders[0]?.ref}` })).toEqual({ data: { order: { name: orders[0]?.name } } });
  expect(await ask("{ customer { secret } }", {})).toHaveProperty("errors");
  await shop.close();
});
