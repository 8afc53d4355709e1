import { afterEach, expect, it, vi } from "vitest";
import { control, neverAnswers, openStage, press, reply, seen, until, untilSeen, type Answering, type Call, type StageInput } from "../../../tests/support/extension-stage";

const refOf = (n: number) => `gid://shopify/Order/${n}`;
const orderOf = (n: number) => ({ orderRef: refOf(n), number: `#${n}`, openText: `€${n}.00`, customerEmail: `c${n}@example.com`, isPayable: true, reason: null });
const linkOf = (orderRef: unknown) => ({ orderRef, linkId: `lnk_${String(orderRef)}`, status: "open", balance: "none", payUrl: "https://app.example.com/p/abc", openText: "", message: null });
const selected = (count: number) => Array.from({ length: count }, (_, index) => ({ id: refOf(index + 1) }));
/** An app that knows every order it is asked of, and answers each sending as told. */
const app = (send: (call: Call, index: number) => Response | Promise<Response> = (call) => reply({ ok: true, link: linkOf(call.body["orderRef"]) })): Answering => {
  let sends = 0;
  return (call) => (call.url.endsWith("/send") ? send(call, sends++) : reply({ ok: true, links: [], orders: (call.body["orderRefs"] as string[]).map((ref) => orderOf(Number(ref.split("/").at(-1)))) }));
};

let stage: Awaited<ReturnType<typeof openStage>>;
const open = async (answer: Answering, count = 3, more: Partial<StageInput> = {}) => {
  stage = await openStage({
    handle: "send-payment-links", target: "admin.order-index.selection-action.render", answer, set: { data: { selected: selected(count) }, close: vi.fn() }, ...more,
  });
};
const sends = () => stage.calls.filter((call) => call.url === "/api/admin/send");

afterEach(() => {
  stage.close();
  vi.useRealTimers();
});

it("shows every order first, then sends one after the other and tells of each", async () => {
  let underWay = 0;
  let most = 0;
  await open(app(async (call) => {
    most = Math.max(most, ++underWay);
    await new Promise((resolve) => setTimeout(resolve, 5));
    underWay--;
    return reply({ ok: true, link: linkOf(call.body["orderRef"]) });
  }));
  await untilSeen("#1", "€2.00", "c3@example.com");
  press("Send 3 links");
  await untilSeen("3 of 3 sent.");
  expect(most).toBe(1);
  expect(sends().map((call) => call.body["orderRef"])).toEqual([1, 2, 3].map(refOf));
  expect([...document.querySelectorAll("s-badge")].map((badge) => badge.textContent)).toEqual(["Sent", "Sent", "Sent"]);
});

it("says how far it is", async () => {
  await open(app((call, index) => (index < 1 ? reply({ ok: true, link: linkOf(call.body["orderRef"]) }) : neverAnswers())));
  await untilSeen("#3");
  press("Send 3 links");
  await untilSeen("1 of 3 done. Keep this window open.");
});

it("says of each order where it stands: sent, being sent, waiting", async () => {
  await open(app((call, index) => (index < 1 ? reply({ ok: true, link: linkOf(call.body["orderRef"]) }) : neverAnswers())));
  await untilSeen("#3");
  press("Send 3 links");
  await until(() => expect([...document.querySelectorAll("s-badge")].map((badge) => badge.textContent)).toEqual(["Sent", "Sending…", "To send"]));
});

it("says which orders were asked for before, for another mail goes out", async () => {
  const asked = { ...linkOf(refOf(2)), message: { status: "sent", to: "c2@example.com", at: "2026-11-21T10:00:00Z", problem: null } };
  await open((call) => (call.url.endsWith("/send") ? app()(call, 0) : reply({ ok: true, links: [asked], orders: [orderOf(1), orderOf(2)] })), 2);
  await untilSeen("Already sent on", "Send 2 links");
  expect(seen().match(/Already sent on/g)).toHaveLength(1);
  press("Send 2 links");
  await untilSeen("2 of 2 sent.");
  expect(seen()).not.toContain("Already sent on");
});

it("sends once when pressed twice", async () => {
  await open(app(() => neverAnswers()));
  await untilSeen("#3");
  press("Send 3 links");
  press("Send 3 links");
  await until(() => expect(sends()).toHaveLength(1));
});

it("goes past an order that is refused, and offers to send what is left as the same press", async () => {
  let isFixed = false;
  await open(app((call) => (call.body["orderRef"] === refOf(2) && !isFixed
    ? reply({ ok: false, reason: "no-email", message: "Order #2 has no address." }, 409) : reply({ ok: true, link: linkOf(call.body["orderRef"]) }))));
  await untilSeen("#3");
  press("Send 3 links");
  await untilSeen("2 of 3 sent.", "Not sent", "Order #2 has no address.");
  isFixed = true;
  press("Send the one left");
  await untilSeen("3 of 3 sent.");
  const second = sends().filter((call) => call.body["orderRef"] === refOf(2));
  expect(second).toHaveLength(2);
  expect(second[1]?.body["requestId"]).toBe(second[0]?.body["requestId"]);
});

it.each([[401, "Your session has ended."], [403, "Your staff account may not do this."], [503, "Réglo does not answer."]])("stops at a %i, for it would be the same for all", async (status, words) => {
  await open(app(() => reply({ ok: false }, status)));
  await untilSeen("#3");
  press("Send 3 links");
  await untilSeen(words);
  expect(sends()).toHaveLength(1);
  expect(control("Send 3 links").hasAttribute("disabled")).toBe(false);
});

it("waits as long as a busy app asks for, then goes on", async () => {
  vi.useFakeTimers();
  await open(app((call, index) => (index === 0 ? reply({ ok: false }, 429, { "Retry-After": "30" }) : reply({ ok: true, link: linkOf(call.body["orderRef"]) }))));
  await vi.advanceTimersByTimeAsync(100);
  press("Send 3 links");
  await vi.advanceTimersByTimeAsync(29_000);
  expect(sends()).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(seen()).toContain("3 of 3 sent.");
});

it("stops after three busy answers", async () => {
  vi.useFakeTimers();
  await open(app(() => reply({ ok: false }, 429)));
  await vi.advanceTimersByTimeAsync(100);
  press("Send 3 links");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sends()).toHaveLength(3);
  expect(seen()).toContain("Too much was asked at once.");
});

it("stops when its window is closed", async () => {
  let answer = (_response: Response) => {};
  await open(app(() => new Promise<Response>((resolve) => { answer = resolve; })));
  await untilSeen("#3");
  press("Send 3 links");
  await until(() => expect(sends()).toHaveLength(1));
  const { calls } = stage;
  stage.close();
  answer(reply({ ok: true, link: linkOf(refOf(1)) }));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(calls.filter((call) => call.url.endsWith("/send"))).toHaveLength(1);
  await open(app());
});

it("says that 60 are too many, and asks for the first 50", async () => {
  await open(app(), 60);
  await untilSeen("You selected 60; 50 can be asked for at once.", "Send 50 links");
  expect(stage.calls[0]?.body["orderRefs"]).toHaveLength(50);
});

it("leaves alone what has nothing to pay", async () => {
  await open((call) => (call.url.endsWith("/send") ? app()(call, 0) : reply({ ok: true, links: [], orders: [orderOf(1), { ...orderOf(2), isPayable: false, reason: "nothing-due" }] })), 2);
  await untilSeen("Left alone", "Nothing is left to pay on this order.", "Send 1 link");
});

it("says when nothing at all is to pay", async () => {
  await open(() => reply({ ok: true, links: [], orders: [{ ...orderOf(1), isPayable: false, reason: "nothing-due" }] }), 1);
  await untilSeen("None of these has anything left to pay.");
  expect(document.querySelector("[slot=primary-action]")).toBeNull();
});

it.each([["fr", "Envoyer 3 liens"], ["nl", "3 links versturen"], ["de", "3 Links senden"]])("speaks %s", async (language, words) => {
  await open(app(), 3, { language });
  await untilSeen(words);
});
