import { afterEach, expect, it, vi } from "vitest";
import { neverAnswers, openStage, press, reply, seen, until, untilSeen, type Answering, type StageInput } from "../../../tests/support/extension-stage";

const refs = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `gid://shopify/Order/${index + 1}` }));
const url = "https://app.example.com/print/signed.pdf";
const paper = (address = url) => reply({ ok: true, url: address });

let stage: Awaited<ReturnType<typeof openStage>>;
const open = async (answer: Answering, count = 1, more: Partial<StageInput> = {}) => {
  stage = await openStage({ handle: "print-invoice", target: "admin.order-details.print-action.render", answer, set: { data: { selected: refs(count) } }, ...more });
};
const src = () => document.querySelector("s-admin-print-action")?.getAttribute("src") ?? null;

afterEach(() => {
  stage.close();
  vi.useRealTimers();
});

it("prints nothing while the paper is not there", async () => {
  await open(neverAnswers);
  expect(seen()).toContain("One moment…");
  expect(src()).toBeNull();
});

it("prints one order from an address of the app", async () => {
  await open(() => paper());
  await untilSeen("One invoice with its payment QR code.");
  expect(src()).toBe(url);
  expect(stage.calls).toMatchObject([{ url: "/api/admin/print", body: { orderRefs: ["gid://shopify/Order/1"], locale: "en" } }]);
});

it("prints the selected orders as one paper", async () => {
  await open(() => paper(), 50, { target: "admin.order-index.selection-print-action.render" });
  await untilSeen("50 invoices, each with its payment QR code.");
  expect(stage.calls[0]?.body["orderRefs"]).toHaveLength(50);
});

it("says that more than 50 cannot be printed, and asks for none", async () => {
  await open(() => paper(), 51, { target: "admin.order-index.selection-print-action.render" });
  await untilSeen("You selected 51 orders; 50 can be printed at once. Select fewer.");
  expect(src()).toBeNull();
  expect(stage.calls).toEqual([]);
});

it("renews an address before it dies, and keeps the old one until then", async () => {
  vi.useFakeTimers();
  await open((_call, index) => paper(`${url}?${index}`));
  await until(() => expect(src()).toBe(`${url}?0`));
  await vi.advanceTimersByTimeAsync(3 * 60_000);
  expect(src()).toBe(`${url}?0`);
  await vi.advanceTimersByTimeAsync(60_000);
  await until(() => expect(src()).toBe(`${url}?1`));
  expect(stage.calls).toHaveLength(2);
});

it.each([[401, "Your session has ended."], [409, "The order has changed in the meantime."], [429, "Too much was asked at once."], [503, "Réglo does not answer."]])("prints nothing after a %i, and tries again on demand", async (status, words) => {
  await open((_call, index) => (index === 0 ? reply({ ok: false }, status) : paper()));
  await untilSeen(words);
  expect(src()).toBeNull();
  press("Try again");
  await untilSeen("One invoice with its payment QR code.");
  expect(src()).toBe(url);
});

it("says when the app is down", async () => {
  vi.useFakeTimers();
  await open(neverAnswers);
  await vi.advanceTimersByTimeAsync(20_100);
  expect(seen()).toContain("Réglo does not answer.");
});

it.each([["fr", "Une facture avec son code QR"], ["nl", "Eén factuur met betaal-QR-code."], ["de", "Eine Rechnung mit ihrem"]])("speaks %s", async (language, words) => {
  await open(() => paper(), 1, { language });
  await untilSeen(words);
});
