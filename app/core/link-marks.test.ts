import { expect, test } from "vitest";
import { isWatched, linkGroup, linkMarks, noFacts, speakingMark, type LinkFacts, type LinkMark } from "./link-marks";
import { noTotals, type LinkBalance, type LinkStatus, type LinkTotals } from "./payment-link";

const paid = { ...noTotals, paidMinor: 1_000 };

const cases: [string, LinkStatus, Partial<LinkTotals>, Partial<LinkFacts>, LinkMark[]][] = [
  ["nothing happened", "open", {}, { orderState: "unpaid" }, []],
  ["paid, and so is its order", "paid", paid, { orderState: "paid" }, []],
  ["a dispute waits, before any money moved", "paid", paid, { isDisputeOpen: true, orderState: "paid" }, ["disputed"]],
  ["a dispute waits and took the money: not a refund", "paid", { ...paid, refundedMinor: 1_000 }, { isDisputeOpen: true, disputedMinor: 1_000 }, ["disputed"]],
  ["a dispute was lost", "paid", { ...paid, refundedMinor: 1_000 }, { disputedMinor: 1_000 }, ["dispute-lost"]],
  ["all given back", "paid", { ...paid, refundedMinor: 1_000 }, {}, ["refunded"]],
  ["more given back than came", "paid", { ...paid, refundedMinor: 1_200 }, {}, ["refunded"]],
  ["some given back", "paid", { ...paid, refundedMinor: 1 }, {}, ["partly-refunded"]],
  ["some given back, the rest lost in a dispute", "paid", { ...paid, refundedMinor: 1_000 }, { disputedMinor: 600 }, ["dispute-lost", "partly-refunded"]],
  ["only what was too much was given back", "paid", { ...paid, surplusMinor: 0, refundedMinor: 0 }, {}, []],
  ["its order was cancelled before anybody paid", "open", {}, { orderState: "cancelled" }, ["order-cancelled"]],
  ["its order was deleted, and its date went by", "expired", {}, { orderState: "gone" }, ["order-gone"]],
  ["its order was paid otherwise", "open", {}, { orderState: "paid" }, ["paid-elsewhere"]],
  ["its order was paid otherwise and refunded there", "expired", {}, { orderState: "refunded" }, ["paid-elsewhere"]],
  ["its order was cancelled after it was paid, and the money is here", "paid", paid, { orderState: "cancelled" }, ["order-cancelled"]],
  ["its order was cancelled and the money went back", "paid", { ...paid, refundedMinor: 1_000 }, { orderState: "cancelled" }, ["refunded"]],
  ["the merchant cancelled it, then the order", "cancelled", {}, { orderState: "cancelled" }, []],
  ["its own money went away again and the shop still calls it paid", "open", {}, { orderState: "paid", isMarkedByUs: true }, ["shop-still-paid"]],
  ["the same, and refunded in the shop: nothing is asked any more", "expired", {}, { orderState: "refunded", isMarkedByUs: true }, ["order-cancelled"]],
  ["paid and marked by us", "paid", paid, { orderState: "paid", isMarkedByUs: true }, []],
  ["a link without an order", "open", {}, { orderState: null }, []],
];

test.each(cases)("%s", (_, status, totals, facts, marks) => {
  expect(linkMarks(status, { ...noTotals, ...totals }, { ...noFacts, ...facts })).toEqual(marks);
});

test.each<[LinkStatus, LinkMark[], LinkStatus, LinkMark | null]>([
  ["open", [], "open", null],
  ["open", ["order-cancelled"], "cancelled", "order-cancelled"],
  ["expired", ["order-gone"], "cancelled", "order-gone"],
  ["open", ["partly-refunded", "paid-elsewhere"], "paid", "paid-elsewhere"],
  ["open", ["shop-still-paid"], "open", null],
  ["paid", ["refunded"], "paid", "refunded"],
  ["paid", ["partly-refunded"], "paid", null],
  ["paid", ["disputed", "order-cancelled"], "paid", null],
  ["cancelled", [], "cancelled", null],
])("a link that is %s with %j is listed as %s and led by %s", (status, marks, group, mark) => {
  expect([linkGroup(status, marks), speakingMark(status, marks)]).toEqual([group, mark]);
});

test.each<[LinkBalance, Partial<LinkTotals>, LinkMark[], boolean]>([
  ["none", {}, [], false],
  ["none", {}, ["paid-elsewhere"], false],
  ["none", {}, ["shop-still-paid"], true],
  ["partial", { paidMinor: 1 }, ["paid-elsewhere"], true],
  ["none", paid, ["order-cancelled"], true],
  ["none", paid, ["disputed"], true],
  ["none", { ...paid, refundedMinor: 1_000 }, ["dispute-lost"], false],
  ["over", { ...paid, surplusMinor: 1 }, [], true],
  ["late", paid, [], false],
])("with a balance of %s, %j and %j, a person should look: %s", (balance, totals, marks, told) => {
  expect(isWatched(balance, { ...noTotals, ...totals }, marks)).toBe(told);
});
