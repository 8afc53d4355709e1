import { afterEach, expect, it, vi } from "vitest";
import draftShouldRender from "./src/draft-should-render";
import orderShouldRender from "./src/order-should-render";

const query = vi.fn();
const look = async (offers: () => Promise<{ display: boolean }>, answer: () => Promise<unknown>) => {
  query.mockImplementation(answer);
  vi.stubGlobal("shopify", { data: { selected: [{ id: "gid://shopify/Order/1" }] }, query });
  return (await offers()).display;
};
const order = (amount: string, cancelledAt: string | null = null) => async () => ({ data: { order: { cancelledAt, totalOutstandingSet: { presentmentMoney: { amount } } } } });

afterEach(() => void vi.unstubAllGlobals());

it("offers to ask for an order that has something open", async () => {
  expect(await look(orderShouldRender, order("0.01"))).toBe(true);
  expect(await look(orderShouldRender, order("50.0"))).toBe(true);
  expect(await look(orderShouldRender, order("0.0"))).toBe(false);
  expect(await look(orderShouldRender, order("-5.00"))).toBe(false);
  expect(await look(orderShouldRender, order("50.0", "2026-11-20T10:00:00Z"))).toBe(false);
});

it("offers it too when Shopify does not say, for the action tells why not", async () => {
  expect(await look(orderShouldRender, async () => ({ errors: [{ message: "denied" }] }))).toBe(true);
  expect(await look(orderShouldRender, async () => { throw new Error("offline"); })).toBe(true);
});

it("offers to ask for a draft until it is an order", async () => {
  expect(await look(draftShouldRender, async () => ({ data: { draftOrder: { status: "OPEN" } } }))).toBe(true);
  expect(await look(draftShouldRender, async () => ({ data: { draftOrder: { status: "INVOICE_SENT" } } }))).toBe(true);
  expect(await look(draftShouldRender, async () => ({ data: { draftOrder: { status: "COMPLETED" } } }))).toBe(false);
});

