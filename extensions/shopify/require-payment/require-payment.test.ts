import { afterEach, expect, it, vi } from "vitest";
import { control, neverAnswers, openStage, press, reply, seen, untilSeen, type Answering } from "../../../tests/support/extension-stage";

const orderRef = "gid://shopify/Order/1001";
const order = { orderRef, number: "#1001", openText: "€50.00", customerEmail: "ann@example.com", isPayable: true, reason: null };
const link = { orderRef, linkId: "lnk_1", status: "open", balance: "none", payUrl: "https://app.example.com/p/abc", openText: "€50.00", message: null };
const known = () => reply({ ok: true, links: [], orders: [order] });
const close = vi.fn();

let stage: Awaited<ReturnType<typeof openStage>>;
const open = async (answer: Answering, language = "en") => {
  stage = await openStage({
    handle: "require-payment", target: "admin.order-details.action.render", answer, language, set: { data: { selected: [{ id: orderRef }] }, close },
  });
};
const asked = () => stage.calls.filter((call) => call.url === "/api/admin/require");

afterEach(() => {
  stage.close();
  vi.useRealTimers();
});

it("says what it will do, does it once, and gives the link", async () => {
  await open((call) => (call.url.endsWith("/require") ? reply({ ok: true, link }) : known()));
  await untilSeen("Order #1001: €50.00 to pay", "The order is marked as one that must be paid");
  press("Require payment");
  press("Require payment");
  await untilSeen("Payment is required on this order. Here is its link.", link.payUrl);
  expect(asked()).toHaveLength(1);
  expect(asked()[0]?.body).toMatchObject({ orderRef, locale: "en" });
  expect(() => control("Require payment")).toThrow();
});

it("says to whom the link was mailed", async () => {
  const message = { status: "queued", to: "ann@example.com", at: "2026-11-21T10:00:00Z", problem: null };
  await open((call) => (call.url.endsWith("/require") ? reply({ ok: true, link: { ...link, message } }) : known()));
  await untilSeen("Order #1001");
  press("Require payment");
  await untilSeen("The link is on its way to ann@example.com.");
});

it("is the same press after a lost answer", async () => {
  vi.useFakeTimers();
  await open((call) => (call.url.endsWith("/require") ? neverAnswers() : known()));
  await vi.advanceTimersByTimeAsync(100);
  for (let time = 0; time < 2; time++) {
    press("Require payment");
    await vi.advanceTimersByTimeAsync(20_100);
    expect(seen()).toContain("Réglo does not answer.");
  }
  expect(asked()[1]?.body["requestId"]).toBe(asked()[0]?.body["requestId"]);
});

it("requires nothing of an order that is paid", async () => {
  await open(() => reply({ ok: true, links: [], orders: [{ ...order, isPayable: false, reason: "nothing-due" }] }));
  await untilSeen("Nothing is left to pay on this order.");
  expect(() => control("Require payment")).toThrow();
});

it.each([[401, "Your session has ended."], [409, "The order has changed in the meantime."], [429, "Too much was asked at once."], [503, "Réglo does not answer."]])("tells what to do after a %i", async (status, words) => {
  await open((call) => (call.url.endsWith("/require") ? reply({ ok: false }, status) : known()));
  await untilSeen("Order #1001");
  press("Require payment");
  await untilSeen(words);
});

it.each([["fr", "Exiger le paiement"], ["nl", "Betaling vereisen"], ["de", "Zahlung verlangen"]])("speaks %s", async (language, words) => {
  await open(known, language);
  await untilSeen("#1001", words);
});
