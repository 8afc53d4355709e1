import { readFileSync } from "node:fs";
import { parse, validate } from "graphql";
import { expect, it } from "vitest";
import * as admin from "../../extensions/shopify/shared/admin/documents";
import * as shopper from "../../extensions/shopify/shared/shopper/documents";
import { adminSchema, coordinatesOf, access, customerSchema, deniedBy } from "../fixtures/shopify/schema";

const toml = readFileSync(new URL("../../shopify.app.toml", import.meta.url), "utf8");
const scopes = (/^scopes = "(.*)"$/m.exec(toml)?.[1] ?? "").split(",");

it("asks the admin in documents that are valid, under scopes the app has", () => {
  expect(Object.keys(admin).length).toBeGreaterThan(1);
  for (const [name, text] of Object.entries(admin)) {
    expect(validate(adminSchema, parse(text)), name).toEqual([]);
    expect(deniedBy(text, scopes), name).toEqual([]);
  }
});

it("asks the customer's account in documents that are valid", () => {
  expect(Object.keys(shopper).length).toBeGreaterThan(2);
  for (const [name, text] of Object.entries(shopper)) expect(validate(customerSchema, parse(text)), name).toEqual([]);
  expect(validate(customerSchema, parse("{ customer { orders(first: 1) { nodes { nothing } } } }"))).not.toEqual([]);
});

it("reads nobody's name, address or e-mail in the browser", () => {
  for (const text of Object.values(admin)) expect(coordinatesOf(text).filter((coordinate) => coordinate in access.protectedContent)).toEqual([]);
  for (const text of Object.values(shopper)) expect(text).not.toMatch(/displayName|firstName|lastName|email|phone|address/i);
});

it("has the scopes the customer's account asks for", () => {
  expect(scopes).toEqual(expect.arrayContaining(["customer_read_customers", "customer_read_orders", "customer_read_draft_orders"]));
});
