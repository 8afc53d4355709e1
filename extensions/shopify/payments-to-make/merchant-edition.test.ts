import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { control, neverAnswers, openStage, press, reply, seen, until, untilSeen, type Answering, type Call } from "../../../tests/support/extension-stage";
import { account, draftNode, orderNode, shopify } from "../../../tests/support/account-data";

const linkOf = (number: number, change: object = {}) => ({
  orderRef: `gid://shopify/Order/${number}`, linkId: `lnk_${number}`, status: "open", balance: "none", payUrl: `https://app.example.com/p/${number}`,
  currency: "EUR", open: "50.00", openText: "€50.00", isLate: false, dueAt: null, ...change,
});
const orders = account({ "": { nodes: [orderNode(1), orderNode(2), orderNode(3)] } }, [draftNode(7)]);

let stage: Awaited<ReturnType<typeof openStage>>;
/** Shopify answers as usual; the app as told, by verb. */
const open = async (app: Record<string, (call: Call, index: number) => Response | Promise<Response>>, language = "en", shop: Answering = orders) => {
  stage = await openStage({
    handle: "payments-to-make", target: "customer-account.page.render", language, set: { sessionToken: { get: async () => "tok" } },
    answer: (call, index) => (call.url === shopify ? shop(call, index) : (app[call.url.split("/").at(-1) ?? ""] ?? (() => reply({}, 404)))(call, index)),
  });
};
const links = (...all: object[]) => () => reply({ ok: true, links: all });
const calls = (verb: string) => stage.calls.filter((call) => call.url === `https://app.example.com/api/account/${verb}`);
const tick = (words: string) => {
  const box = control(words) as HTMLElement & { checked: boolean };
  box.checked = true;
  box.dispatchEvent(new Event("change", { bubbles: true }));
};

beforeAll(() => {
  vi.stubEnv("EDITION", "merchant");
  vi.stubEnv("APP_URL", "https://app.example.com");
});
afterAll(() => void vi.unstubAllEnvs());
afterEach(() => {
  stage.close();
  vi.useRealTimers();
});

it("pays on our page where there is a link, with the amount that is still open there", async () => {
  await open({ links: links(linkOf(1, { open: "30.00" })) });
  await untilSeen("€30.00");
  expect(control("Pay Order #1, €30.00").getAttribute("href")).toBe("https://app.example.com/p/1");
  expect(calls("links")[0]).toMatchObject({ body: { locale: "en" }, headers: { Authorization: "Bearer tok" } });
});

it("puts first what our link says is due soonest", async () => {
  await open({ links: links(linkOf(3, { dueAt: "2026-12-01T00:00:00Z" })) });
  await untilSeen("Due on 2026-12-01");
  expect(document.querySelector("s-heading")?.textContent).toBe("Order #3");
});

it("asks for a link where there is none, once, and becomes the way to it", async () => {
  await open({ links: links(), pay: () => reply({ ok: true, payUrl: "https://app.example.com/p/new" }) });
  await until(() => expect(control("Pay Order #2, €50.00").hasAttribute("disabled")).toBe(false));
  press("Pay Order #2, €50.00");
  press("Pay Order #2, €50.00");
  await until(() => expect(control("Pay Order #2, €50.00").getAttribute("href")).toBe("https://app.example.com/p/new"));
  expect(calls("pay").map((call) => call.body)).toEqual([{ orderRef: "gid://shopify/Order/2", locale: "en" }]);
});

it("pays a draft at Shopify, which makes the order of it", async () => {
  await open({ links: links() });
  await until(() => expect(control("Pay Order to confirm #D7, €20.50").getAttribute("href")).toBe("https://shop.example.com/invoice/7"));
});

it.each([[401, "You have been signed out."], [404, "This order is not in your account."], [409, "Something has changed in the meantime."], [429, "Too much was asked at once."], [503, "The payment page cannot be reached"]])("tells what to do after a %i, and leaves Shopify’s page as a way", async (status, words) => {
  await open({ links: links(), pay: () => reply({ ok: false }, status) });
  await until(() => expect(control("Pay Order #2, €50.00").hasAttribute("disabled")).toBe(false));
  press("Pay Order #2, €50.00");
  await untilSeen(words);
  expect(control("Pay at Shopify instead").getAttribute("href")).toBe("https://shop.example.com/pay/2");
});

it("shows what is owed and Shopify’s pages when our app is silent", async () => {
  vi.useFakeTimers();
  await open({ links: neverAnswers });
  await vi.advanceTimersByTimeAsync(10_100);
  expect(seen()).toContain("The shop’s payment pages do not answer right now.");
  expect(control("Pay Order #1, €50.00").getAttribute("href")).toBe("https://shop.example.com/pay/1");
});

it.each([[429, "Too much was asked at once."], [503, "The shop’s payment pages do not answer right now."]])("asks our app again after a %i, at a press", async (status, words) => {
  let asked = 0;
  await open({ links: () => ((asked += 1) === 1 ? reply({ ok: false }, status) : reply({ ok: true, links: [linkOf(1)] })) });
  await untilSeen(words, "Order #1");
  press("Try again");
  await until(() => expect(control("Pay Order #1, €50.00").getAttribute("href")).toBe(linkOf(1).payUrl));
  expect(seen()).not.toContain(words);
});

it("is as plain when the customer’s token cannot be had", async () => {
  stage = await openStage({
    handle: "payments-to-make", target: "customer-account.page.render", answer: orders, set: { sessionToken: { get: () => Promise.reject(new Error("no")) } },
  });
  await untilSeen("The shop’s payment pages do not answer right now.", "Order #1");
});

it("pays several at once, once", async () => {
  await open({ links: links(linkOf(1), linkOf(2, { open: "20.00" }), linkOf(3)), basket: () => reply({ ok: true, url: "https://app.example.com/b/1" }) });
  await untilSeen("Tick several to pay them together.");
  tick("Pay Order #1, €50.00, together with others");
  await Promise.resolve();
  await Promise.resolve();
  tick("Pay Order #2, €20.00, together with others");
  await untilSeen("Pay 2 together: €70.00");
  press("Pay 2 together: €70.00");
  press("Pay 2 together: €70.00");
  await untilSeen("Go to payment: €70.00");
  expect(control("Go to payment: €70.00").getAttribute("href")).toBe("https://app.example.com/b/1");
  expect(calls("basket").map((call) => call.body)).toEqual([{ linkIds: ["lnk_1", "lnk_2"], locale: "en" }]);
});

it("offers one currency at a time", async () => {
  const dollars = { totalOutstandingAmount: { amount: "9.00", currencyCode: "USD" } };
  const shop = account({ "": { nodes: [orderNode(1), orderNode(2), orderNode(3, dollars)] } });
  await open({ links: links(linkOf(1), linkOf(2), linkOf(3, { currency: "USD", open: "9.00" })) }, "en", shop);
  await untilSeen("Tick several");
  tick("Pay Order #1, €50.00, together with others");
  await until(() => expect(control("Pay Order #3, $9.00, together with others").hasAttribute("disabled")).toBe(true));
  expect(control("Pay Order #2, €50.00, together with others").hasAttribute("disabled")).toBe(false);
});

it("says why several could not be paid together", async () => {
  await open({ links: links(linkOf(1), linkOf(2)), basket: () => reply({ ok: false, message: "One of them was paid a minute ago." }, 409) });
  await untilSeen("Tick several");
  tick("Pay Order #1, €50.00, together with others");
  await Promise.resolve();
  await Promise.resolve();
  tick("Pay Order #2, €50.00, together with others");
  await untilSeen("Pay 2 together");
  press("Pay 2 together: €100.00");
  await untilSeen("One of them was paid a minute ago.");
});

it.each([["fr", "Cochez-en plusieurs"], ["nl", "Vink er meerdere aan"], ["de", "Wählen Sie mehrere aus"]])("speaks %s", async (language, words) => {
  await open({ links: links(linkOf(1), linkOf(2)) }, language);
  await untilSeen(words);
});
