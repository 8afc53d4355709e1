import { beforeEach, expect, it } from "vitest";
import { inPerson } from "../../adapters/in-person/index.server";
import type { ChequeStep } from "../../app/core/cheque";
import { currencyOf } from "../../app/core/currency";
import { paymentState, settle } from "../../app/core/payment";
import type { AdapterDeps, OpenedCheckout, Provider, SettingsValues } from "../../app/core/ports";
import { checkoutInput, providerContract } from "./provider.contract";
import { memoryRecords } from "./sandbox-bench";
import { standingClock } from "./stripe-bench";
import { plainShop } from "../support/plain-shop";

const eur = currencyOf("EUR");
const abroad = { place: "Rue Haute 12, Bruxelles", cashMax: "3000", chequeOrder: "Maison Verhaegen" };

function benchOf(change: SettingsValues = {}) {
  const clock = standingClock();
  const deps: AdapterDeps = { connectionId: "con_1", fetch, now: clock.now, records: memoryRecords(), appUrl: "https://app.example", baseUrl: null };
  const connect = (values: SettingsValues = {}): Provider => inPerson.connect({ ...abroad, ...change, ...values }, deps);
  const provider = connect();
  const look = async ({ checkoutUrl }: Pick<OpenedCheckout, "checkoutUrl">, served = provider, init: RequestInit = {}) => {
    const answer = await served.servePage?.(new Request(checkoutUrl, init), new URL(checkoutUrl).pathname.replace("/checkout/con_1/", ""), plainShop);
    if (!answer) throw new Error("no page");
    return { answer, page: await answer.text() };
  };
  return { clock, connect, provider, look };
}

providerContract({
  name: "cash at the counter on its records",
  async make() {
    const { provider, look, clock } = benchOf();
    const inputs = new Map<string, { paymentId: string; amountMinor: number }>();
    const openCheckout: Provider["openCheckout"] = async (input) => {
      const opened = await provider.openCheckout(input);
      inputs.set(opened.providerRef, input);
      return opened;
    };
    return {
      provider: { ...provider, openCheckout },
      calls: () => 0,
      async pay(checkout) {
        const { page } = await look(checkout);
        const [code = ""] = /P-\d{6}/.exec(page) ?? [];
        const { paymentId, amountMinor } = inputs.get(code) ?? { paymentId: "", amountMinor: 0 };
        await provider.recordReceived?.({ paymentId, providerRef: code, amountMinor, currency: eur, receivedAt: clock.now(), ref: "till-1" });
      },
      hookAbout: null,
      moveClock: null,
      loseAnswer: null,
      withWrongKey: null,
      secrets: [],
      close: async () => undefined,
    };
  },
});

let bench: ReturnType<typeof benchOf>;
beforeEach(() => {
  bench = benchOf();
});

async function opened(change: Parameters<typeof checkoutInput>[0] = {}) {
  const input = checkoutInput(change);
  const checkout = await bench.provider.openCheckout(input);
  return { checkout, at: { paymentId: input.paymentId, providerRef: checkout.providerRef } };
}

async function read(at: { paymentId: string; providerRef: string }) {
  const seen = await bench.provider.readPayment(at);
  if (!seen) throw new Error("lost");
  return seen;
}

const cheque = { number: "1234567", bank: "Banque du Nord", amountMinor: 12_100 };
const step = (at: { paymentId: string; providerRef: string }, taken: ChequeStep, ref = "chq-1") =>
  bench.provider.recordCheque?.({ ...at, ref, step: taken, at: bench.clock.now(), cheque: taken === "received" ? cheque : null });
const cash = (at: { paymentId: string; providerRef: string }, amountMinor: number, ref: string, provider = bench.provider) =>
  provider.recordReceived?.({ ...at, amountMinor, currency: eur, receivedAt: bench.clock.now(), ref });

it("is no money while a cheque is in hand or at the bank, and is when it clears", async () => {
  const { at } = await opened();
  const handedOver = bench.clock.now();
  expect(await step(at, "received")).toEqual({ ok: true });
  expect(await read(at)).toMatchObject({ progress: "processing", facts: [], method: "cheque", methodDetail: "1234567 · Banque du Nord" });
  expect(await bench.provider.closeCheckout(at)).toBe("money-seen");
  bench.clock.move(3 * 86_400_000);
  await step(at, "banked");
  expect((await read(at)).progress).toBe("processing");
  await step(at, "cleared");
  expect(await read(at)).toMatchObject({ progress: "succeeded", facts: [{ kind: "capture", ref: "cheque:chq-1", amountMinor: 12_100, occurredAt: handedOver }] });
});

it("asks again after a cheque bounced, and another one can pay", async () => {
  const { checkout, at } = await opened();
  for (const taken of ["received", "banked", "bounced"] as const) await step(at, taken);
  expect(await read(at)).toMatchObject({ progress: "open", facts: [] });
  expect((await bench.look(checkout)).page).toContain("P-000001");
  for (const taken of ["received", "banked", "cleared"] as const) await step(at, taken, "chq-2");
  expect((await read(at)).facts.map(({ ref }) => ref)).toEqual(["cheque:chq-2"]);
});

it("writes money out, and edits nothing, when the bank takes a cleared cheque back", async () => {
  const { at } = await opened();
  for (const taken of ["received", "banked", "cleared"] as const) await step(at, taken);
  const written = settle([], await read(at));
  await step(at, "reversed");
  const seen = await read(at);
  const all = [...written, ...settle(written, seen)];
  expect(all.map(({ kind, amountMinor }) => [kind, amountMinor])).toEqual([["capture", 12_100], ["reversal", -12_100]]);
  expect(paymentState(all, seen)).toBe("pending");
});

it("takes cleared or bounced, never both, from two people at the same moment", async () => {
  const { at } = await opened();
  await step(at, "received");
  await step(at, "banked");
  const results = await Promise.all([step(at, "cleared"), step(at, "bounced"), step(at, "cleared"), step(at, "bounced")]);
  const isMoney = (await read(at)).facts.length === 1;
  expect(results.filter((result) => result?.ok).length).toBeGreaterThan(0);
  expect(results.map((result) => result?.ok === true)).toEqual(isMoney ? [true, false, true, false] : [false, true, false, true]);
  expect(await step(at, "received")).toEqual({ ok: false, reason: "already-taken" });
});

it("adds cash up to the limit of the law and not a cent more", async () => {
  const { at } = await opened({ amountMinor: 400_000 });
  await cash(at, 200_000, "a");
  await cash(at, 200_000, "a");
  await cash(at, 100_000, "b");
  await expect(cash(at, 1, "c")).rejects.toMatchObject({ name: "VendorError" });
  await expect(cash(at, 100_001, "b")).rejects.toMatchObject({ name: "VendorError" });
  expect((await read(at)).facts.reduce((sum, fact) => sum + fact.amountMinor, 0)).toBe(300_000);
});

it("notes what was handed back, never more than is held", async () => {
  const { at, checkout } = await opened();
  await cash(at, 12_100, "a");
  const giveBack = (amountMinor: number, ref: string) => bench.provider.recordReturned?.({ ...at, amountMinor, currency: eur, returnedAt: bench.clock.now(), ref });
  await giveBack(2_100, "r1");
  await giveBack(2_100, "r1");
  await expect(giveBack(10_001, "r2")).rejects.toMatchObject({ name: "VendorError" });
  await giveBack(10_000, "r3");
  const written = settle([], await read(at));
  expect(written.map(({ kind, amountMinor }) => [kind, amountMinor])).toEqual([["capture", 12_100], ["refund", -2_100], ["refund", -10_000]]);
  expect((await bench.look(checkout)).page).not.toContain("P-000001");
});

it("takes back a slip, once, and is as if nothing had been paid", async () => {
  const { at, checkout } = await opened();
  await cash(at, 12_100, "a");
  const reverse = (ref: string) => bench.provider.recordReversed?.({ ...at, ref, reversedAt: bench.clock.now() });
  await expect(reverse("b")).rejects.toMatchObject({ name: "VendorError" });
  await reverse("a");
  await reverse("a");
  const seen = await read(at);
  const written = settle([], seen);
  expect(written.map(({ kind, amountMinor }) => [kind, amountMinor])).toEqual([["capture", 12_100], ["reversal", -12_100]]);
  expect([seen.progress, paymentState(written, seen)]).toEqual(["open", "pending"]);
  expect((await bench.look(checkout)).page).toContain("P-000001");
  await cash(at, 300_000, "c");
  await bench.provider.recordReturned?.({ ...at, amountMinor: 1, currency: eur, returnedAt: bench.clock.now(), ref: "r" });
  await expect(reverse("c")).rejects.toMatchObject({ name: "VendorError" });
  await reverse("r");
  await reverse("c");
  expect((await read(at)).progress).toBe("open");
});

it.each<[Record<string, string>, string[]]>([
  [{}, []],
  [{ place: " " }, ["place"]],
  [{ cashMax: "a lot" }, ["cashMax"]],
  [{ cashMax: "", chequeOrder: "" }, ["chequeOrder"]],
])("checks its settings: %j", (change, fields) => {
  const result = inPerson.readSettings({ ...abroad, ...change });
  expect(result.ok ? [] : result.problems.map(({ field }) => field)).toEqual(fields);
});

it.each(["fr", "nl", "en", "de"])("speaks %s and can only be looked at", async (locale) => {
  const { checkout } = await opened({ locale, reference: "<b>x</b>" });
  const { page, answer } = await bench.look(checkout);
  expect(page).toContain(`<html lang="${locale}">`);
  expect(page).not.toMatch(/<script|<form|<b>/);
  expect(answer.headers.get("content-security-policy")).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; form-action 'none'/);
  expect((await bench.look(checkout, bench.provider, { method: "POST", body: "x=1" })).answer.status).toBe(405);
});

it("offers cash only below its limit", async () => {
  const { checkout } = await opened({ amountMinor: 300_001, locale: "en" });
  const { page } = await bench.look(checkout);
  expect(page).not.toContain("In cash");
  expect(page).toContain("payable to Maison Verhaegen");
});
