import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parse, validate } from "graphql";
import { expect, it } from "vitest";
import { allOrdersScope } from "../../adapters/shopify/check.server";
import { headerOf, hookTopics } from "../../adapters/shopify/topics";
import { documents } from "../../adapters/shopify/documents/all";
import { access, adminSchema, coordinatesOf, deniedBy, isGranted } from "../fixtures/shopify/schema";

const toml = readFileSync(new URL("../../shopify.app.toml", import.meta.url), "utf8");
const scopes = (/^scopes = "(.*)"$/m.exec(toml)?.[1] ?? "").split(",");

it("has documents that are valid on Shopify's own schema, every one of them", () => {
  expect(Object.keys(documents).length).toBeGreaterThan(15);
  for (const [name, text] of Object.entries(documents)) expect(validate(adminSchema, parse(text)), name).toEqual([]);
});

it("would notice a document that is not", () => {
  const wrong = ["{ order(id: 1) { nothing } }", "{ orders { nodes { id } } ", "mutation { orderCapture { transaction { id } } }"];
  for (const text of wrong) expect(() => validate(adminSchema, parse(text)).forEach((error) => { throw error; }), text).toThrow();
});

it("asks in its app file for the scopes its documents need", () => {
  for (const [name, text] of Object.entries(documents)) expect(deniedBy(text, scopes), name).toEqual([]);
  expect(deniedBy(documents["captureMutation"] ?? "", ["read_orders"])).toEqual([{ coordinate: "Mutation.orderCapture", needs: ["write_orders", "write_marketplace_orders"] }]);
});

it("declares as optional what the connection's page asks for, and that is not asked for at the start", () => {
  expect(/^optional_scopes = (.*)$/m.exec(toml)?.[1]).toBe(JSON.stringify([allOrdersScope]));
  expect(scopes).not.toContain(allOrdersScope);
});

it("asks for no scope that nothing needs", () => {
  const touched = Object.values(documents).flatMap(coordinatesOf);
  const needed = touched.flatMap((coordinate) => access.scopes[coordinate] ?? []);
  const readInTheBrowser = scopes.filter((scope) => scope.startsWith("customer_"));
  const useless = scopes.filter((scope) => !readInTheBrowser.includes(scope) && !needed.some((need) => isGranted(need, [scope])));
  expect(useless).toEqual([]);
});

/** Of each payload, the fields without a person's name in them that Shopify documents for its topic. */
function payloadFields(topic: string): readonly string[] {
  const resource = topic.split("/")[0] ?? "";
  if (topic === "orders/edited") return ["order_edit"];
  if (topic.endsWith("/delete") || topic === "app/uninstalled") return ["id"];
  const fields: Readonly<Record<string, readonly string[]>> = {
    orders: ["id", "admin_graphql_api_id", "updated_at"], order_transactions: ["id", "order_id", "created_at"], refunds: ["id", "order_id", "created_at"],
    draft_orders: ["id", "order_id", "updated_at"], payment_schedules: ["id", "payment_terms_id", "due_at"],
  };
  return fields[resource] ?? [];
}

it("declares no metafield that nothing fills, so that no merchant ticks a box that does nothing", () => {
  const declared = [...toml.matchAll(/^\[(\w+)\.metafields\.app\.(\w+)\]$/gm)].map(([, owner = "", key = ""]) => `${owner}.${key}`);
  const written = readFileSync(new URL("../../adapters/shopify/metafields.server.ts", import.meta.url), "utf8");
  expect(declared).toContain("order.payment_notes");
  expect(declared.filter((name) => !(name.startsWith("order.") && written.includes(`${name.split(".")[1]}: `)))).toEqual([]);
});

it("names the handler of every subscription, and lets no name or address into a payload", () => {
  const subscriptions = toml.split(/^ *\[\[webhooks\.subscriptions\]\]$/m).slice(1);
  const handlers = [...toml.matchAll(/^ *# Handled by: (app\/flows\/[\w-]+\.server\.ts)\n *\[\[webhooks\.subscriptions\]\]$/gm)];
  expect(handlers).toHaveLength(subscriptions.length);
  for (const [, file = ""] of handlers) expect(existsSync(new URL(`../../${file}`, import.meta.url)), file).toBe(true);
  for (const subscription of subscriptions) {
    expect(subscription).toContain('uri = "/hooks/shopify"');
    // What the law sends must be read whole; scopes are nobody's name.
    if (/compliance_topics|"app\/scopes_update"/.test(subscription)) continue;
    const fields = JSON.parse(/^ *include_fields = (\[.*\])$/m.exec(subscription)?.[1] ?? "[]") as string[];
    const topics = JSON.parse(/^ *topics = (\[.*\])$/m.exec(subscription)?.[1] ?? "[]") as string[];
    expect([topics.length > 0, fields.length > 0]).toEqual([true, true]);
    for (const topic of topics) expect([topic, fields.filter((field) => !payloadFields(topic).includes(field))]).toEqual([topic, []]);
  }
});

it("asks for the same in the merchant edition's file, but for the orders' webhooks, which that edition makes by itself", () => {
  const own = readFileSync(new URL("../../shopify.app.merchant.toml", import.meta.url), "utf8");
  const partsOf = (text: string) => ({ scopes: /^scopes = .*$/m.exec(text)?.[0], optional: /^optional_scopes = .*$/m.exec(text)?.[0], metafields: text.slice(text.indexOf("[order.metafields")) });
  expect(partsOf(own)).toEqual(partsOf(toml));
  const topicsOf = (text: string) => [...text.matchAll(/^ *(?:compliance_)?topics = (\[.*\])$/gm)].flatMap(([, list = "[]"]) => JSON.parse(list) as string[]);
  const made = hookTopics.map(({ topic }) => headerOf(topic));
  expect(topicsOf(own).filter((topic) => made.includes(topic))).toEqual([]);
  const inFile = [...new Set([...topicsOf(own), ...made])].sort();
  expect(topicsOf(toml).filter((topic) => !topic.startsWith("draft_orders/") && !inFile.includes(topic))).toEqual([]);
});

it("answers the compliance topics that review demands", () => {
  expect(toml).toContain('compliance_topics = ["customers/data_request", "customers/redact", "shop/redact"]');
});

it("asks of protected customer data a name and an e-mail, and can do without", () => {
  const touched = new Set(Object.values(documents).flatMap(coordinatesOf));
  const asked = Object.keys(access.protectedContent).filter((coordinate) => touched.has(coordinate)).sort();
  expect(asked).toEqual(["Customer.displayName", "CustomerEmailAddress.emailAddress", "MailingAddress.name", "Order.email"]);
});

/** A file of the adapter and all it imports there; types are gone when it runs. */
function reachOf(name: string, seen = new Map<string, string>()): Map<string, string> {
  if (seen.has(name)) return seen;
  const folder = fileURLToPath(new URL("../../adapters/shopify/", import.meta.url));
  const text = readFileSync(path.join(folder, `${name}.ts`), "utf8");
  seen.set(name, text);
  for (const [, imported = ""] of text.matchAll(/^import (?!type ).* from "(\.[^"]+)";$/gm)) {
    const next = path.posix.join(path.posix.dirname(name), imported);
    if (!next.startsWith("..")) reachOf(next, seen);
  }
  return seen;
}

it("keeps every mutation that writes a payment out of the App Store edition's reach", () => {
  const forbidden = /orderMarkAsPaid|orderCreateManualPayment|orderCapture|orderCreate\b|draftOrderComplete|refundCreate/;
  for (const entry of ["app-store.server", "collect.server", "embedding.server", "follow.server", "session-token"]) {
    for (const [name, text] of reachOf(entry)) expect(forbidden.test(text), `${entry} → ${name}`).toBe(false);
  }
  expect([...reachOf("index.server")].filter(([, text]) => forbidden.test(text)).map(([name]) => name).sort()).toEqual(["documents/payments.graphql", "payment-replies"]);
});
