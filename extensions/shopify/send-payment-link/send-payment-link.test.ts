import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { control, neverAnswers, openStage, press, reply, seen, type, until, untilSeen, type Answering, type StageInput } from "../../../tests/support/extension-stage";

const orderRef = "gid://shopify/Order/1001";
const order = { orderRef, number: "#1001", openText: "€50.00", customerEmail: "ann@example.com", isPayable: true, reason: null };
const link = {
  orderRef, linkId: "lnk_1", status: "open", balance: "none", payUrl: "https://app.example.com/p/abc", qrUrl: "https://app.example.com/qr.png",
  currency: "EUR", asked: "50.00", open: "50.00", openText: "€50.00", createdAt: "2026-11-20T10:00:00Z", expiresAt: null, paidAt: null,
  message: { status: "queued", to: "ann@example.com", at: "2026-11-21T10:00:00Z", problem: null },
};
const known = reply.bind(null, { ok: true, links: [], orders: [order] });
const close = vi.fn();

let stage: Awaited<ReturnType<typeof openStage>>;
const open = async (answer: Answering, more: Partial<StageInput> = {}) => {
  stage = await openStage({
    handle: "send-payment-link", target: "admin.order-details.action.render", answer,
    set: { data: { selected: [{ id: orderRef }] }, close }, ...more,
  });
};
const sends = () => stage.calls.filter((call) => call.url === "/api/admin/send");

beforeEach(() => void close.mockClear());
afterEach(() => {
  stage.close();
  vi.useRealTimers();
});

it("waits visibly while the app is asked", async () => {
  await open(neverAnswers);
  expect(seen()).toContain("One moment…");
  await until(() => expect(stage.calls).toMatchObject([{ url: "/api/admin/links", body: { orderRefs: [orderRef], locale: "en" } }]));
});

it("shows what is asked of whom, sends it with the note, and gives the link", async () => {
  await open((call) => (call.url.endsWith("/send") ? reply({ ok: true, link }) : known()));
  await untilSeen("Order #1001: €50.00 to pay", "ann@example.com", "Note to the customer");
  await type("s-text-area", "Thank you, Ann");
  press("Send payment link");
  await untilSeen("The payment link is on its way to ann@example.com.", link.payUrl);
  expect(sends()).toMatchObject([{ body: { orderRef, email: "ann@example.com", note: "Thank you, Ann", locale: "en" } }]);
  expect(() => control("Send payment link")).toThrow();
  press("Close");
  expect(close).toHaveBeenCalledOnce();
});

it("sends once when pressed twice", async () => {
  await open((call) => (call.url.endsWith("/send") ? neverAnswers() : known()));
  await untilSeen("Order #1001");
  press("Send payment link");
  press("Send payment link");
  await until(() => expect(control("Send payment link").hasAttribute("disabled")).toBe(true));
  press("Send payment link");
  expect(sends()).toHaveLength(1);
});

it("is the same press after a lost answer, and another one when the address was changed", async () => {
  vi.useFakeTimers();
  await open((call) => (call.url.endsWith("/send") ? neverAnswers() : known()));
  await vi.advanceTimersByTimeAsync(100);
  for (const email of [null, null, "bob@example.com"]) {
    if (email) await type("s-email-field", email);
    await vi.advanceTimersByTimeAsync(100);
    press("Send payment link");
    await vi.advanceTimersByTimeAsync(20_100);
    expect(seen()).toContain("Réglo does not answer. Try again in a moment: nothing is done twice.");
  }
  const ids = sends().map((call) => call.body["requestId"]);
  expect(ids[0]).toMatch(/^[0-9a-f]{32}$/);
  expect(ids[1]).toBe(ids[0]);
  expect(ids[2]).not.toBe(ids[0]);
});

it("leaves out what is empty, so that the order's own address is used", async () => {
  const bare = { ...order, customerEmail: null };
  await open((call) => (call.url.endsWith("/send") ? reply({ ok: true, link: { ...link, message: null } }) : reply({ ok: true, links: [], orders: [bare] })));
  await untilSeen("Empty: Shopify sends it to the order’s own address.");
  press("Send payment link");
  await untilSeen("The payment link is ready.");
  expect(Object.keys(sends()[0]?.body ?? {}).sort()).toEqual(["locale", "orderRef", "requestId"]);
});

it("says what was sent before", async () => {
  await open(() => reply({ ok: true, links: [link], orders: [order] }));
  await untilSeen("A link was sent to ann@example.com on 2026-11-21. Sending again keeps its address.");
});

it("tells why an order is not asked for, and offers no button", async () => {
  await open(() => reply({ ok: true, links: [], orders: [{ ...order, isPayable: false, reason: "nothing-due" }] }));
  await untilSeen("Nothing is left to pay on this order.");
  expect(() => control("Send payment link")).toThrow();
});

it("tells of an order the app does not know", async () => {
  await open(() => reply({ ok: true, links: [], orders: [] }));
  await untilSeen("Réglo does not know this order yet. Reload the page in a minute.");
});

it.each([
  [401, {}, "Your session has ended. Reload the page, then try again."],
  [403, {}, "Your staff account may not do this. Ask the owner of the shop."],
  [404, {}, "Réglo does not find this order."],
  [409, { message: "The order was paid a minute ago." }, "The order was paid a minute ago."],
  [409, {}, "The order has changed in the meantime."],
  [429, {}, "Too much was asked at once. Wait a minute, then try again."],
  [400, { message: "This is no e-mail address." }, "This is no e-mail address."],
  [500, { message: "stack trace" }, "Something went wrong at Réglo."],
  [503, {}, "Réglo does not answer."],
])("tells what to do after a %i", async (status, body, words) => {
  await open((call) => (call.url.endsWith("/send") ? reply({ ok: false, reason: "x", ...body }, status) : known()));
  await untilSeen("Order #1001");
  press("Send payment link");
  await untilSeen(words);
  expect(seen()).not.toContain("stack trace");
  expect(control("Send payment link").hasAttribute("disabled")).toBe(false);
});

it("asks again when the app did not answer the first time", async () => {
  await open((_call, index) => (index === 0 ? reply({}, 503) : known()));
  await untilSeen("Réglo does not answer.");
  press("Try again");
  await untilSeen("Order #1001: €50.00 to pay");
});

it("does not take an answer that is no link for a success", async () => {
  await open((call) => (call.url.endsWith("/send") ? reply({ ok: true, link: { ...link, payUrl: "javascript:alert(1)" } }) : known()));
  await untilSeen("Order #1001");
  press("Send payment link");
  await untilSeen("Something went wrong at Réglo.");
});

it("copies the link, and says how to do it by hand where the clipboard is closed", async () => {
  await open((call) => (call.url.endsWith("/send") ? reply({ ok: true, link }) : known()));
  await untilSeen("Order #1001");
  press("Send payment link");
  await untilSeen(link.payUrl);
  press("Copy the payment link");
  await untilSeen("Select the address above and copy it.");
  const writeText = vi.fn(async () => {});
  Object.defineProperty(navigator, "clipboard", { value: { writeText }, configurable: true });
  press("Copy the payment link");
  await untilSeen("Copied.");
  expect(writeText).toHaveBeenCalledWith(link.payUrl);
  Reflect.deleteProperty(navigator, "clipboard");
});

it.each(["fr", "nl", "de"])("speaks %s, and asks the app for it", async (language) => {
  await open((call) => (call.url.endsWith("/send") ? reply({}, 429) : known()), { language });
  await untilSeen("#1001");
  expect(stage.calls[0]?.body["locale"]).toBe(language);
  press({ fr: "Envoyer le lien de paiement", nl: "Betaallink versturen", de: "Zahlungslink senden" }[language] ?? "");
  await untilSeen({ fr: "Trop de demandes à la fois.", nl: "Er is te veel tegelijk gevraagd.", de: "Es wurde zu viel auf einmal verlangt." }[language] ?? "");
});
