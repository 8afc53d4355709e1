import { expect, test } from "vitest";
import { isShopWriter, orderKey, readOrderKeys, whyNoLink, type EachMeans, type EachProblem } from "./each-order";
import type { OrderState } from "./order";

const order = { state: "unpaid" as OrderState, openMinor: 1_000, customer: { email: "zoe@example.test" } };
const means: EachMeans = { isConnected: true, hasMessenger: true, isShopWriting: false, isPaidByLink: false };
const noEmail = { customer: { email: "" } };

test.each<[string, Partial<typeof order>, Partial<EachMeans>, EachProblem | null]>([
  ["unpaid, with an address", {}, {}, null],
  ["paid", { state: "paid", openMinor: 0 }, {}, "order-paid"],
  ["cancelled, and without an address too", { state: "cancelled", ...noEmail }, {}, "order-cancelled"],
  ["refunded", { state: "refunded" }, {}, "order-refunded"],
  ["deleted", { state: "gone" }, {}, "order-gone"],
  ["paid by its link, while its shop does not know", {}, { isPaidByLink: true }, "paid-by-link"],
  ["nothing left of it", { openMinor: 0 }, {}, "nothing-open"],
  ["of a shop that is no longer connected", noEmail, { isConnected: false }, "not-connected"],
  ["without an address", noEmail, {}, "no-email"],
  ["without an address, in a store without mail", noEmail, { hasMessenger: false }, "no-email"],
  ["in a store without mail", {}, { hasMessenger: false }, "no-messenger"],
  ["without address or mail, where the shop writes", noEmail, { hasMessenger: false, isShopWriting: true }, null],
])("an order that is %s", (_, change, more, told) => {
  expect(whyNoLink({ ...order, ...change }, { ...means, ...more })).toBe(told);
});

test("the shop writes where it can and we cannot", () => {
  expect(isShopWriter(order, { canCollect: true, hasMessenger: true })).toBe(false);
  expect(isShopWriter(order, { canCollect: true, hasMessenger: false })).toBe(true);
  expect(isShopWriter(noEmail, { canCollect: true, hasMessenger: true })).toBe(true);
  expect(isShopWriter(noEmail, { canCollect: false, hasMessenger: false })).toBe(false);
});

test("orders are named in an address whatever their id holds, each once, and too many stay too many", () => {
  const odd = { platformId: "con_1", orderRef: "gid://shop/Order/1?x=1" };
  expect(readOrderKeys([orderKey(odd), orderKey(odd), "nonsense", "/1", ""], 10)).toEqual([odd]);
  expect(readOrderKeys(["a/1", "a/2", "a/3", "a/4"], 2)).toHaveLength(3);
});
