import { afterEach, expect, it, vi } from "vitest";
import { control, neverAnswers, openStage, press, reply, seen, until, untilSeen, type Answering, type StageInput } from "../../../tests/support/extension-stage";

const orderRef = "gid://shopify/Order/1001";
const order = { orderRef, number: "#1001", openText: "€50.00", customerEmail: "ann@example.com", isPayable: true, reason: null };
const message = { status: "sent", to: "ann@example.com", at: "2026-11-20T10:00:00Z", problem: null };
const link = {
  orderRef, linkId: "lnk_1", status: "open", balance: "none", payUrl: "https://app.example.com/p/abc", qrUrl: "https://app.example.com/qr.png",
  currency: "EUR", asked: "50.00", open: "50.00", openText: "€50.00", createdAt: "2026-11-20T10:00:00Z", expiresAt: null, dueAt: null, paidAt: null, message,
};
const navigate = vi.fn();
const known = (change: object = {}, payable: object = {}) => () => reply({ ok: true, links: [{ ...link, ...change }], orders: [{ ...order, ...payable }] });

let stage: Awaited<ReturnType<typeof openStage>>;
const open = async (answer: Answering, more: Partial<StageInput> = {}) => {
  stage = await openStage({
    handle: "payment-status", target: "admin.order-details.block.render", answer,
    set: { data: { selected: [{ id: orderRef }] }, navigation: { navigate } }, ...more,
  });
};
const badge = () => document.querySelector("s-badge");

afterEach(() => {
  navigate.mockClear();
  stage.close();
  vi.useRealTimers();
});

it("waits visibly, and says so when folded", async () => {
  await open(neverAnswers);
  expect(document.querySelector("s-admin-block")?.getAttribute("collapsedsummary")).toBe("One moment…");
});

it("shows an open link: amount, address, QR code, when and to whom it was sent", async () => {
  await open(known({ dueAt: "2026-12-01T00:00:00Z" }));
  await untilSeen("Waiting for payment", "€50.00 to pay", link.payUrl, "Sent to ann@example.com on 2026-11-20.", "Due on 2026-12-01.", "QR code of the payment page");
  expect(document.querySelector("s-image")?.getAttribute("src")).toBe(link.qrUrl);
  expect(document.querySelector("s-admin-block")?.getAttribute("collapsedsummary")).toBe("Waiting for payment · €50.00");
  expect(control("Open the payment page in a new tab").getAttribute("href")).toBe(link.payUrl);
});

it.each([
  [{ status: "paid", open: "0.00", openText: "€0.00", paidAt: "2026-11-21T09:00:00Z" }, "Paid", "success"],
  [{ isLate: true }, "Late", "critical"],
  [{ balance: "partial" }, "Partly paid", "warning"],
  [{ status: "expired" }, "Expired", "warning"],
  [{ status: "cancelled" }, "Cancelled", "neutral"],
])("says how it stands: %o", async (change, words, tone) => {
  await open(known(change));
  await untilSeen(words);
  expect(badge()?.textContent).toBe(words);
  expect(badge()?.getAttribute("tone")).toBe(tone);
});

it("shows of a paid link when it was paid, and nothing to pay with", async () => {
  await open(known({ status: "paid", paidAt: "2026-11-21T09:00:00Z" }, { isPayable: false, reason: "nothing-due" }));
  await untilSeen("Paid on 2026-11-21.");
  expect(seen()).not.toContain(link.payUrl);
  expect(() => control("Send the payment link again")).toThrow();
});

it("tells of a mail that did not arrive", async () => {
  await open(known({ message: { ...message, status: "refused", problem: "mailbox unknown" } }));
  await untilSeen("The mail did not arrive: mailbox unknown");
});

it.each([["en", "the server refused this address."], ["fr", "le serveur a refusé cette adresse."]])("says in %s why, where the app knows", async (language, words) => {
  await open(known({ message: { ...message, status: "refused", problem: "recipient-refused: 550 no such user" } }), { language });
  await untilSeen(words);
  expect(seen()).not.toContain("recipient-refused");
});

it("sends again once, however often it is pressed, and shows the new state", async () => {
  const again = { ...link, message: { ...message, to: "bob@example.com", status: "queued" } };
  let answerSend = (_response: Response) => {};
  await open((call) => (call.url.endsWith("/send") ? new Promise<Response>((resolve) => { answerSend = resolve; }) : known()()));
  await untilSeen("Waiting for payment");
  for (let time = 0; time < 3; time++) press("Send the payment link again");
  await until(() => expect(stage.calls.filter((call) => call.url.endsWith("/send"))).toHaveLength(1));
  answerSend(reply({ ok: true, link: again }));
  await untilSeen("The payment link is on its way to bob@example.com.");
  press("Send the payment link again");
  await until(() => expect(stage.calls.filter((call) => call.url.endsWith("/send"))).toHaveLength(2));
  const [first, second] = stage.calls.filter((call) => call.url.endsWith("/send")).map((call) => call.body["requestId"]);
  expect(second).not.toBe(first);
});

it("leads to the action while there is no link", async () => {
  await open(() => reply({ ok: true, links: [], orders: [order] }));
  await untilSeen("No payment link yet. €50.00 to pay.");
  press("Send payment link");
  expect(navigate).toHaveBeenCalledWith("extension://send-payment-link");
});

it("says why no link can be sent", async () => {
  await open(() => reply({ ok: true, links: [], orders: [{ ...order, isPayable: false, reason: "something-newer" }] }));
  await untilSeen("This order cannot be paid by a link right now.");
  expect(() => control("Send payment link")).toThrow();
});

it("says that the app is down, and asks again on demand", async () => {
  vi.useFakeTimers();
  await open((_call, index) => (index === 0 ? neverAnswers() : known()()));
  await vi.advanceTimersByTimeAsync(10_100);
  expect(seen()).toContain("Réglo does not answer.");
  press("Try again");
  await vi.advanceTimersByTimeAsync(100);
  expect(seen()).toContain("Waiting for payment");
});

it.each([[401, "Your session has ended."], [409, "The order has changed in the meantime."], [429, "Too much was asked at once."]])("tells what to do after a %i", async (status, words) => {
  await open((call) => (call.url.endsWith("/send") ? reply({ ok: false }, status) : known()()));
  await untilSeen("Waiting for payment");
  press("Send the payment link again");
  await untilSeen(words);
});

it.each([["fr", "En attente de paiement"], ["nl", "Wacht op betaling"], ["de", "Wartet auf Zahlung"]])("speaks %s", async (language, words) => {
  await open(known(), { language });
  await untilSeen(words);
});
