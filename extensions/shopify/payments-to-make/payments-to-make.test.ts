import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { control, neverAnswers, openStage, press, reply, seen, untilSeen, type Answering, type StageInput } from "../../../tests/support/extension-stage";
import { account, draftNode, orderNode, shopify } from "../../../tests/support/account-data";

let stage: Awaited<ReturnType<typeof openStage>>;
const open = async (answer: Answering, more: Partial<StageInput> = {}) => {
  stage = await openStage({ handle: "payments-to-make", target: "customer-account.page.render", answer, ...more });
};
const headings = () => [...document.querySelectorAll("s-heading")].map((heading) => heading.textContent);

beforeAll(() => void vi.stubEnv("EDITION", "app-store"));
afterAll(() => void vi.unstubAllEnvs());
afterEach(() => {
  stage.close();
  vi.useRealTimers();
});

it("waits visibly while Shopify is asked", async () => {
  await open(neverAnswers);
  expect(seen()).toContain("One moment…");
});

it("lists every unpaid order and visible draft with its amount and the way to pay, and asks Shopify alone", async () => {
  await open(account({ "": { nodes: [orderNode(1001), orderNode(1002, { totalOutstandingAmount: { amount: "1234567.89", currencyCode: "EUR" } })] } }, [draftNode(7)]));
  await untilSeen("Order #1001", "€50.00", "€1,234,567.89", "Order to confirm #D7", "€20.50");
  expect(control("Pay Order #1001, €50.00").getAttribute("href")).toBe("https://shop.example.com/pay/1001");
  expect(control("Pay Order to confirm #D7, €20.50").getAttribute("href")).toBe("https://shop.example.com/invoice/7");
  expect(seen()).toContain("In all: €1,234,638.39");
  expect([...new Set(stage.calls.map((call) => call.url))]).toEqual([shopify]);
});

it("puts the late ones first, then those due soonest, and says so", async () => {
  const terms = (nextDueAt: string, overdue: boolean) => ({ paymentTerms: { nextDueAt, overdue } });
  await open(account({ "": { nodes: [orderNode(1), orderNode(2, terms("2026-12-24T00:00:00Z", false)), orderNode(3, terms("2026-10-01T00:00:00Z", true)), orderNode(4, terms("2026-12-01T00:00:00Z", false))] } }));
  await untilSeen("Late", "Was due on 2026-10-01", "Due on 2026-12-01");
  expect(headings()).toEqual(["Order #3", "Order #4", "Order #2", "Order #1"]);
  expect(document.querySelectorAll("s-badge")).toHaveLength(1);
});

it("asks for nothing that is settled, cancelled, or of which Shopify does not say how much", async () => {
  const settled = ["AUTHORIZED", "PAID", "PARTIALLY_REFUNDED", "REFUNDED", "VOIDED"].map((paymentStatus, index) => orderNode(10 + index, { paymentStatus }));
  const zero = orderNode(20, { totalOutstandingAmount: { amount: "0.0", currencyCode: "EUR" } });
  const unknown = orderNode(21, { totalOutstandingAmount: null });
  await open(account({ "": { nodes: [...settled, zero, unknown, orderNode(22, {}, "2026-11-01T00:00:00Z")] } }, [draftNode(7, { status: "COMPLETED" })]));
  await untilSeen("You have nothing to pay.");
  expect(headings()).toEqual([]);
});

it("says who can help where Shopify has no page to pay on", async () => {
  await open(account({ "": { nodes: [orderNode(1001, { paymentCollectionUrl: null })] } }));
  await untilSeen("Order #1001", "This cannot be paid here. The shop will send you a way to pay, or ask them.");
  expect(() => control("Pay Order #1001, €50.00")).toThrow();
});

it("shows a draft with terms as one to look at, not to pay now", async () => {
  await open(account({}, [draftNode(7, { amountDueNow: { amount: "0.0", currencyCode: "EUR" }, amountDueLater: { amount: "80", currencyCode: "EUR" } })]));
  await untilSeen("€80.00, to pay later");
  expect(control("View Order to confirm #D7, €80.00").getAttribute("href")).toBe("https://shop.example.com/invoice/7");
});

it("reads page after page, 250 orders at a time, and the rest on demand", async () => {
  const pages = Object.fromEntries(["", "c1", "c2", "c3", "c4", "c5"].map((cursor, index) => [cursor, { nodes: [orderNode(index + 1)], ...(index < 5 && { next: `c${index + 1}` }) }]));
  await open(account(pages));
  await untilSeen("Order #5", "Show older orders");
  expect(seen()).not.toContain("Order #6");
  press("Show older orders");
  await untilSeen("Order #6");
  expect(() => control("Show older orders")).toThrow();
  expect(headings()).toHaveLength(6);
});

it("says that orders could not be read, and reads again on demand", async () => {
  let isUp = false;
  await open((call) => (isUp ? account({ "": { nodes: [orderNode(1001)] } })(call) : reply({ errors: [{ message: "down" }] })));
  await untilSeen("Your orders could not be read");
  expect(seen()).not.toContain("You have nothing to pay.");
  isUp = true;
  press("Try again");
  await untilSeen("Order #1001");
});

it("gives up after a while on a Shopify that is silent", async () => {
  vi.useFakeTimers();
  await open(neverAnswers);
  await vi.advanceTimersByTimeAsync(15_100);
  expect(seen()).toContain("Your orders could not be read");
});

it.each([401, 409, 429])("shows orders although drafts are refused with a %i, and says that it is not all", async (status) => {
  await open((call) => (String(call.body["query"]).includes("draftOrders") ? reply({}, status) : account({ "": { nodes: [orderNode(1001)] } })(call)));
  await untilSeen("Order #1001", "Not everything could be read.");
});

it("does not take a null beside an error for nothing to pay", async () => {
  await open(() => reply({ data: { customer: { orders: null, draftOrders: null } }, errors: [{ message: "ACCESS_DENIED" }] }));
  await untilSeen("Your orders could not be read");
});

it.each([["fr", "Paiements à faire", "50,00"], ["nl", "Te betalen", "50,00"], ["de", "Offene Zahlungen", "50,00"]])("speaks %s and writes amounts so", async (language, heading, amount) => {
  await open(account({ "": { nodes: [orderNode(1001)] } }), { language });
  await untilSeen(heading, amount);
});
