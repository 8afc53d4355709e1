import { afterAll, afterEach, expect, it, vi } from "vitest";
import { control, neverAnswers, openStage, press, reply, seen, until, untilSeen, type Answering, type Call } from "../../../tests/support/extension-stage";

const id = "gid://shopify/Order/1001";
const shopify = "shopify://customer-account/api/2026-07/graphql.json";
const payment = { paymentCollectionUrl: "https://shop.example.com/pay/1", paymentStatus: "PENDING", totalOutstandingAmount: { amount: "50.0", currencyCode: "EUR" }, paymentTerms: null };
const shop = (change: object = {}) => reply({ data: { order: { id, name: "#1001", cancelledAt: null, paymentInformation: { ...payment, ...change } } } });
const link = { orderRef: id, linkId: "lnk_1", status: "open", balance: "none", payUrl: "https://app.example.com/p/1", currency: "EUR", open: "30.00", openText: "€30.00", isLate: false, dueAt: null };

let stage: Awaited<ReturnType<typeof openStage>>;
const open = async (answer: Answering, language = "en") => {
  stage = await openStage({
    handle: "pay-order", target: "customer-account.order-status.block.render", language, answer, set: { order: { value: { id, name: "#1001" } }, sessionToken: { get: async () => "tok" } },
  });
};
/** Both editions in one file: the choice is made when the module is read. */
const edition = (name: string) => {
  vi.stubEnv("EDITION", name);
  vi.stubEnv("APP_URL", "https://app.example.com");
  vi.resetModules();
};
const both = (app: (call: Call, index: number) => Response | Promise<Response>, change: object = {}): Answering => (call, index) => (call.url === shopify ? shop(change) : app(call, index));

afterAll(() => void vi.unstubAllEnvs());
afterEach(() => {
  stage.close();
  vi.useRealTimers();
});

it("App Store edition: shows what is open and Shopify’s page, and asks Shopify alone", async () => {
  edition("app-store");
  await open(() => shop({ paymentTerms: { nextDueAt: "2026-10-01T00:00:00Z", overdue: true } }));
  expect(seen()).toContain("One moment…");
  await untilSeen("€50.00 to pay", "Late", "Was due on 2026-10-01");
  expect(control("Pay now").getAttribute("href")).toBe("https://shop.example.com/pay/1");
  expect(document.querySelector("s-qr-code")).toBeNull();
  expect(stage.calls.map((call) => call.url)).toEqual([shopify]);
  expect(stage.calls[0]?.body["variables"]).toEqual({ id });
});

it("App Store edition: says who can help where Shopify has no page", async () => {
  edition("app-store");
  await open(() => shop({ paymentCollectionUrl: null }));
  await untilSeen("This cannot be paid here.");
});

it.each([[() => shop({ paymentStatus: "PAID", totalOutstandingAmount: { amount: "0.0", currencyCode: "EUR" } })], [() => reply({}, 401)], [() => reply({}, 429)]])("App Store edition: shows nothing on an order that is paid or not told", async (answer) => {
  edition("app-store");
  await open(answer);
  await until(() => expect(document.querySelector("s-spinner")).toBeNull());
  expect(seen()).toBe("");
});

it("merchant edition: our link, with a QR code for the phone", async () => {
  edition("merchant");
  await open(both(() => reply({ ok: true, link })));
  await untilSeen("€30.00 to pay", "Pay with your phone", "QR code of the payment page");
  expect(control("Pay now").getAttribute("href")).toBe(link.payUrl);
  expect(document.querySelector("s-qr-code")?.getAttribute("content")).toBe(link.payUrl);
});

it("merchant edition: makes a link on demand, once", async () => {
  edition("merchant");
  await open(both((call) => (call.url.endsWith("/pay") ? reply({ ok: true, payUrl: "https://app.example.com/p/new" }) : reply({ ok: true, link: null }))));
  await untilSeen("€50.00 to pay");
  press("Pay this order");
  press("Pay this order");
  await untilSeen("Pay now");
  expect(control("Pay now").getAttribute("href")).toBe("https://app.example.com/p/new");
  expect(stage.calls.filter((call) => call.url.endsWith("/pay"))).toHaveLength(1);
});

it("merchant edition: says that it is paid before Shopify knows", async () => {
  edition("merchant");
  await open(both(() => reply({ ok: true, link: { ...link, status: "paid" } })));
  await untilSeen("Paid. Thank you.");
});

it("merchant edition: leads to Shopify’s page when our app is silent", async () => {
  edition("merchant");
  vi.useFakeTimers();
  await open(both(neverAnswers));
  await vi.advanceTimersByTimeAsync(10_100);
  await untilSeen("€50.00 to pay", "The shop’s payment pages do not answer right now.");
  expect(control("Pay now").getAttribute("href")).toBe("https://shop.example.com/pay/1");
});

it.each([[429, "Too much was asked at once."], [503, "do not answer right now"]])("merchant edition: says after a %i what it means, and asks again at a press", async (status, words) => {
  edition("merchant");
  let asked = 0;
  await open(both(() => ((asked += 1) === 1 ? reply({ ok: false }, status) : reply({ ok: true, link }))));
  await untilSeen("€50.00 to pay", words);
  press("Try again");
  await untilSeen("€30.00 to pay");
  expect(control("Pay now").getAttribute("href")).toBe(link.payUrl);
});

it.each([[401, "You have been signed out."], [409, "Something has changed in the meantime."], [429, "Too much was asked at once."]])("merchant edition: tells what to do after a %i", async (status, words) => {
  edition("merchant");
  await open(both((call) => (call.url.endsWith("/pay") ? reply({ ok: false }, status) : reply({ ok: true, link: null }))));
  await untilSeen("Pay this order");
  press("Pay this order");
  await untilSeen(words);
});

it.each([["fr", "à payer"], ["nl", "te betalen"], ["de", "zu zahlen"]])("speaks %s", async (language, words) => {
  edition("app-store");
  await open(() => shop(), language);
  await untilSeen(words);
});
