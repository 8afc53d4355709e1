import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { control, neverAnswers, openStage, press, reply, seen, until, untilSeen, type Answering } from "../../../tests/support/extension-stage";

/** What somebody who is not signed in is told. */
const bare = { orderRef: "gid://shopify/Order/1001", status: "open", balance: "none", payUrl: "https://app.example.com/p/1", open: "50.00", openText: "€50.00", currency: "EUR" };

let stage: Awaited<ReturnType<typeof openStage>>;
const open = async (answer: Answering, { type = "creditCard", language = "en" } = {}) => {
  stage = await openStage({
    handle: "pay-order", target: "purchase.thank-you.block.render", language, answer, set: {
      orderConfirmation: { value: { order: { id: "gid://shopify/OrderIdentity/1001" }, number: "ABC", isFirstOrder: false } },
      selectedPaymentOptions: { value: [{ type, handle: "x" }] }, sessionToken: { get: async () => "tok" },
    },
  });
};

beforeAll(() => void vi.stubEnv("APP_URL", "https://app.example.com"));
afterAll(() => void vi.unstubAllEnvs());
afterEach(() => {
  stage.close();
  vi.useRealTimers();
});

it("offers to pay an order that waits, to somebody of whom nothing is known", async () => {
  await open(() => reply({ ok: true, link: bare }));
  await untilSeen("€50.00 to pay");
  expect(control("Pay now").getAttribute("href")).toBe(bare.payUrl);
  expect(stage.calls).toMatchObject([{ url: "https://app.example.com/api/account/order", body: { orderRef: "gid://shopify/Order/1001", locale: "en" }, headers: { Authorization: "Bearer tok" } }]);
});

it.each(["manualPayment", "deferred"])("offers a link on demand after %s, and on no other thank-you page", async (type) => {
  const answer: Answering = (call) => (call.url.endsWith("/pay") ? reply({ ok: true, payUrl: bare.payUrl }) : reply({ ok: true, link: null }));
  await open(answer, { type });
  await untilSeen("This order waits for your payment.");
  press("Pay this order");
  await untilSeen("Pay now");
  stage.close();
  await open(answer);
  await until(() => expect(stage.calls).toHaveLength(1));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(seen()).toBe("");
});

it("asks again while the order is on its way to us, then leaves it", async () => {
  vi.useFakeTimers();
  await open((_call, index) => (index < 2 ? reply({ ok: false, reason: "not-yours" }, 404) : reply({ ok: true, link: bare })));
  await vi.advanceTimersByTimeAsync(3_100);
  await vi.advanceTimersByTimeAsync(3_100);
  await untilSeen("€50.00 to pay");
  stage.close();
  await open(() => reply({ ok: false, reason: "not-yours" }, 404));
  for (let tries = 0; tries < 10; tries++) await vi.advanceTimersByTimeAsync(3_100);
  expect(stage.calls).toHaveLength(5);
  expect(seen()).toBe("");
});

it.each([429, 503, 500])("says after a %i that the order can be paid in a moment, and asks again at a press", async (status) => {
  await open((_call, index) => (index === 0 ? reply({ ok: false }, status) : reply({ ok: true, link: bare })), { type: "manualPayment" });
  await untilSeen("This order waits for your payment.", status === 429 ? "Too much was asked at once." : "do not answer right now");
  press("Try again");
  await untilSeen("€50.00 to pay");
});

it.each([429, 503])("says nothing of a %i on the thank-you page of somebody who paid", async (status) => {
  await open(() => reply({ ok: false }, status));
  await until(() => expect(stage.calls).toHaveLength(1));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(seen()).toBe("");
});

it.each([401, 409])("spoils no thank-you page with a %i", async (status) => {
  await open(() => reply({ ok: false }, status), { type: "manualPayment" });
  await until(() => expect(stage.calls).toHaveLength(1));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(seen()).toBe("");
});

it("shows nothing while the app is silent, and nothing after", async () => {
  vi.useFakeTimers();
  await open(neverAnswers);
  await vi.advanceTimersByTimeAsync(10_100);
  expect(seen()).toBe("");
});

it.each([["fr", "Payer maintenant"], ["nl", "Nu betalen"], ["de", "Jetzt bezahlen"]])("speaks %s", async (language, words) => {
  await open(() => reply({ ok: true, link: bare }), { language });
  await untilSeen(words);
});
