import { afterEach, expect, it, vi } from "vitest";
import { control, openStage, press, seen, type, until, untilSeen } from "../../../tests/support/extension-stage";

const id = "gid://shopify/DraftOrder/7";
const invoiceUrl = "https://shop.example.com/invoice/7";
const draft = { id, name: "#D7", status: "OPEN", invoiceUrl, totalPriceSet: { presentmentMoney: { amount: "1250.5", currencyCode: "EUR" } } };
const sent = { data: { draftOrderInvoiceSend: { draftOrder: { invoiceUrl }, userErrors: [] } } };
const silent = () => new Promise<never>(() => {});
const query = vi.fn();

let stage: Awaited<ReturnType<typeof openStage>>;
const open = async (send: () => Promise<unknown>, read: () => Promise<unknown> = async () => ({ data: { draftOrder: draft } }), language = "en") => {
  query.mockReset().mockImplementation((document: string) => (document.startsWith("mutation") ? send() : read()));
  stage = await openStage({
    handle: "send-payment-link", target: "admin.draft-order-details.action.render", language, set: { data: { selected: [{ id }] }, query, close: vi.fn() },
  });
};
const sendings = () => query.mock.calls.filter(([document]) => String(document).startsWith("mutation")).map(([, options]) => (options as { variables: unknown }).variables);

afterEach(() => {
  stage.close();
  vi.useRealTimers();
});

it("lets Shopify mail the draft’s own payment page, with the note, once, and gives the address", async () => {
  await open(async () => sent);
  expect(seen()).toContain("One moment…");
  await untilSeen("Draft #D7: €1,250.50 to pay", "Empty: Shopify sends it to the order’s own address.");
  await type("s-text-area", "See you soon");
  press("Send payment link");
  press("Send payment link");
  await untilSeen("Shopify sends the payment link to the draft’s address.", invoiceUrl);
  expect(sendings()).toEqual([{ id, email: { customMessage: "See you soon" } }]);
  expect(stage.calls).toEqual([]);
});

it("sends to another address when one is typed, and nothing extra when none is", async () => {
  await open(async () => sent);
  await untilSeen("#D7");
  await type("s-email-field", " bob@example.com ");
  press("Send payment link");
  await untilSeen("The payment link is on its way to bob@example.com.");
  expect(sendings()).toEqual([{ id, email: { to: "bob@example.com" } }]);
  stage.close();
  await open(async () => sent);
  await untilSeen("#D7");
  press("Send payment link");
  await until(() => expect(sendings()).toEqual([{ id, email: null }]));
});

it("says that a lost answer is a lost answer, for Shopify would send twice", async () => {
  vi.useFakeTimers();
  await open(silent);
  await vi.advanceTimersByTimeAsync(100);
  press("Send payment link");
  await vi.advanceTimersByTimeAsync(20_100);
  expect(seen()).toContain("Shopify did not say whether the link was sent. Look at the draft before you send it again.");
});

it("tells what Shopify refuses", async () => {
  await open(async () => ({ data: { draftOrderInvoiceSend: { draftOrder: null, userErrors: [{ message: "The draft has no e-mail address." }] } } }));
  await untilSeen("#D7");
  press("Send payment link");
  await untilSeen("The draft has no e-mail address.");
  expect(control("Send payment link").hasAttribute("disabled")).toBe(false);
});

it("sends no link for a draft that is an order by now", async () => {
  await open(silent, async () => ({ data: { draftOrder: { ...draft, status: "COMPLETED" } } }));
  await untilSeen("This draft has become an order.");
  expect(() => control("Send payment link")).toThrow();
});

it.each([[silent], [async () => ({ errors: [{ message: "ACCESS_DENIED" }] })], [async () => { throw new Error("offline"); }]])("asks again when Shopify did not tell of the draft", async (broken) => {
  vi.useFakeTimers();
  let isUp = false;
  await open(async () => sent, () => (isUp ? Promise.resolve({ data: { draftOrder: draft } }) : broken()));
  await vi.advanceTimersByTimeAsync(10_100);
  expect(seen()).toContain("That did not work");
  isUp = true;
  press("Try again");
  await vi.advanceTimersByTimeAsync(100);
  expect(seen()).toContain("Draft #D7");
});

it.each([["fr", "Commande provisoire #D7"], ["nl", "Concept #D7"], ["de", "Entwurf #D7"]])("speaks %s", async (language, words) => {
  await open(async () => sent, undefined, language);
  await untilSeen(words);
});
