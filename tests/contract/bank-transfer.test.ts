import { beforeEach, expect, it } from "vitest";
import { bankTransfer } from "../../adapters/bank-transfer/index.server";
import { currencyOf } from "../../app/core/currency";
import { paymentState, settle } from "../../app/core/payment";
import { findStructuredReference } from "../../app/core/structured-reference";
import { account, bankTransferBench, type BankTransferBench } from "./bank-transfer-bench";
import { checkoutInput, providerContract } from "./provider.contract";
import { plainShop } from "../support/plain-shop";

const eur = currencyOf("EUR");

providerContract({
  name: "bank transfer on its records",
  async make() {
    const { provider, scan, clock } = bankTransferBench();
    const paymentIds = new Map<string, string>();
    const openCheckout: typeof provider.openCheckout = async (input) => {
      const opened = await provider.openCheckout(input);
      paymentIds.set(opened.providerRef, input.paymentId);
      return opened;
    };
    return {
      provider: { ...provider, openCheckout },
      calls: () => 0,
      async pay(checkout) {
        const sent = await scan(checkout);
        const typed = sent.remittance.kind === "text" ? sent.remittance.text : "";
        const providerRef = findStructuredReference(typed)?.ogm ?? "";
        await provider.recordReceived?.({
          paymentId: paymentIds.get(providerRef) ?? "", providerRef, amountMinor: sent.amount?.amountMinor ?? 0, currency: eur, receivedAt: clock.now(), ref: `line-${providerRef}`,
        });
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

let bench: BankTransferBench;
beforeEach(() => {
  bench = bankTransferBench();
});

async function opened(change: Parameters<typeof checkoutInput>[0] = {}) {
  const input = checkoutInput(change);
  const checkout = await bench.provider.openCheckout(input);
  return { input, checkout, at: { paymentId: input.paymentId, providerRef: checkout.providerRef } };
}

async function read(at: { paymentId: string; providerRef: string }) {
  const seen = await bench.provider.readPayment(at);
  if (!seen) throw new Error("lost");
  return seen;
}

const receive = (at: { paymentId: string; providerRef: string }, change: Partial<{ amountMinor: number; ref: string; currency: typeof eur }> = {}) =>
  bench.provider.recordReceived?.({ ...at, amountMinor: 12_100, currency: eur, receivedAt: bench.clock.now(), ref: "line-1", ...change });

it("shows a code that a bank's app reads as the whole transfer", async () => {
  const { checkout } = await opened();
  expect(await bench.scan(checkout)).toEqual({
    name: account.holder, iban: "BE72000000001616", bic: null, amount: { amountMinor: 12_100, currency: "EUR" }, purpose: null, info: null,
    remittance: { kind: "text", text: "+++000/0000/00101+++" },
  });
  expect((await bench.scan(checkout, bench.connect({ ogmLine: "10" }))).remittance).toEqual({ kind: "reference", reference: "+++000/0000/00101+++" });
  const rf = await bench.scan(checkout, bench.connect({ iban: "DE89370400440532013000" }));
  expect(rf).toMatchObject({ iban: "DE89370400440532013000", remittance: { kind: "reference", reference: expect.stringMatching(/^RF\d\d000000000101$/) as string } });
  expect((await bench.scan(checkout, bench.connect({ iban: "CH9300762011623852957", bic: "poficHbe" }))).bic).toBe("POFICHBE");
});

it("draws a number of its own for every payment, also at the same moment", async () => {
  const all = await Promise.all(Array.from({ length: 20 }, () => opened()));
  expect(new Set(all.map(({ at }) => at.providerRef)).size).toBe(20);
  const input = checkoutInput();
  const twins = await Promise.all([1, 2, 3].map(() => bench.provider.openCheckout(input)));
  expect(new Set(twins.map((twin) => JSON.stringify(twin))).size).toBe(1);
});

it("states one reference over all attempts of a link or basket, and still tells the attempts apart", async () => {
  const [first, second] = [await opened({ referenceNumber: 2_026 }), await opened({ referenceNumber: 2_026, amountMinor: 5_000 })];
  expect(first.at.providerRef).not.toBe(second.at.providerRef);
  const account = bench.provider.payTo?.({ referenceNumber: 2_026, currency: eur, amount: { amountMinor: 5_000, currency: eur } });
  for (const { checkout } of [first, second]) expect(await bench.look(checkout)).toContain(account?.reference ?? "none");
  expect(new TextEncoder().encode(account?.epc ?? "")).toEqual(await bench.scanBytes(second.checkout));
  await receive(second.at, { amountMinor: 5_000 });
  expect((await read(second.at)).transactionId).toBe(account?.reference);
  expect((await read(first.at)).facts).toEqual([]);
});

it("knows attempts from before references were shared", async () => {
  const { checkout, at, input } = await opened({ referenceNumber: 7 });
  const old = (await bench.deps.records.find("transfer", input.paymentId)) as Record<string, unknown>;
  const { isShared, ...before } = old;
  expect(isShared).toBe(true);
  await bench.deps.records.put("transfer", input.paymentId, before);
  const asBefore = { paymentId: at.paymentId, providerRef: at.providerRef.slice(0, 12) };
  await receive(asBefore);
  expect((await read(asBefore)).facts).toHaveLength(1);
  expect(await bench.look(checkout)).not.toContain("BE72");
});

it("says where to pay without its page: in euro, within what a transfer carries, with a code where one can be written", () => {
  const pay = (amountMinor: number | null, currency = eur) => bench.provider.payTo?.({ referenceNumber: 1, currency, amount: amountMinor === null ? null : { amountMinor, currency } });
  expect(pay(1)?.epc).toContain("\nEUR0.01\n");
  expect(pay(99_999_999_999)?.epc).toContain("\nEUR999999999.99\n");
  expect(pay(null)?.epc).not.toContain("EUR");
  for (const impossible of [pay(0), pay(100_000_000_000), pay(100, currencyOf("USD"))]) expect(impossible).toBeNull();
  expect(bench.provider.payTo?.({ referenceNumber: null, currency: eur, amount: null })).toEqual({ holder: account.holder, iban: "BE72000000001616", bic: null, reference: null, epc: null });
});

it("waits openly until the payer says the transfer is made, then as for money on its way, and the payer may take it back", async () => {
  const { checkout, at } = await opened();
  expect((await bench.press(checkout, "made")).status).toBe(303);
  expect(await read(at)).toMatchObject({ progress: "processing", facts: [], failure: null });
  expect(await bench.look(checkout)).toContain("role=\"status\"");
  expect(await bench.provider.closeCheckout(at)).toBe("money-seen");
  await bench.press(checkout, "not-made");
  expect((await read(at)).progress).toBe("open");
  await bench.press(checkout, "made");
  bench.clock.move(5 * 86_400_000);
  expect((await read(at)).progress).toBe("open");
  expect(await bench.provider.closeCheckout(at)).toBe("closed");
});

it("changes nothing when it is only looked at", async () => {
  const { checkout, at } = await opened();
  for (const method of ["GET", "HEAD"]) expect((await bench.serve(checkout.checkoutUrl, { method })).status).toBe(200);
  expect((await read(at)).progress).toBe("open");
  expect((await bench.serve(checkout.checkoutUrl, { method: "PUT" })).status).toBe(405);
  for (const wrong of ["", "paid", "made".repeat(100)]) expect((await bench.press(checkout, wrong)).status).toBe(400);
});

it("takes a statement line once, and a part as a part", async () => {
  const { checkout, at } = await opened();
  await receive(at, { amountMinor: 2_100 });
  await receive(at, { amountMinor: 2_100 });
  const first = await read(at);
  expect(first).toMatchObject({ progress: "succeeded", transactionId: "+++000/0000/00101+++", facts: [{ kind: "capture", ref: "line-1", amountMinor: 2_100 }] });
  expect((await bench.scan(checkout)).amount?.amountMinor).toBe(10_000);
  await receive(at, { amountMinor: 10_000, ref: "line-2" });
  const written = settle([], await read(at));
  expect(written.reduce((sum, entry) => sum + entry.amountMinor, 0)).toBe(12_100);
  expect(paymentState(written, await read(at))).toBe("succeeded");
  expect(await bench.look(checkout)).not.toContain("BE72");
});

it("refuses money that cannot be this payment's, and the same line with another amount", async () => {
  const { at } = await opened();
  await receive(at);
  for (const change of [{ amountMinor: 1 }, { amountMinor: 0, ref: "a" }, { amountMinor: 1.5, ref: "b" }, { currency: currencyOf("USD"), ref: "c" }, { ref: "" }]) {
    await expect(receive(at, change)).rejects.toMatchObject({ name: "VendorError", isRetryable: false });
  }
  await expect(receive({ ...at, providerRef: "000000000202" })).rejects.toMatchObject({ name: "VendorError" });
  expect((await read(at)).facts).toHaveLength(1);
});

it("keeps money that comes after it was closed, or after its time", async () => {
  const closed = await opened();
  await bench.provider.closeCheckout(closed.at);
  await receive(closed.at);
  expect(await read(closed.at)).toMatchObject({ progress: "succeeded", facts: [{ amountMinor: 12_100 }] });
  const late = await opened();
  bench.clock.move(31 * 86_400_000);
  expect(await read(late.at)).toMatchObject({ progress: "expired", failure: "checkout-expired" });
  expect(await bench.provider.closeCheckout(late.at)).toBe("already-closed");
  await receive(late.at, { ref: "line-late" });
  expect((await read(late.at)).progress).toBe("succeeded");
});

it("shows no account any more once it is closed", async () => {
  const { checkout, at } = await opened();
  await bench.provider.closeCheckout(at);
  const page = await bench.look(checkout);
  expect(page).not.toContain("BE72");
  expect(page).toContain(`href="https://shop.example/pay/token"`);
  await bench.press(checkout, "made");
  expect((await read(at)).progress).toBe("expired");
});

it.each(["fr", "nl", "en", "de"])("speaks %s, without a script, and escapes what strangers wrote", async (locale) => {
  const { checkout } = await opened({ locale, description: `<script>alert(1)</script>"'&`, backUrl: `https://shop.example/?a="><b>` });
  const answer = await bench.serve(checkout.checkoutUrl);
  const page = await answer.text();
  expect(page).toContain(`<html lang="${locale}">`);
  expect(page).not.toMatch(/<script|javascript:|a="><b>|\son[a-z]+=/);
  expect(page).toContain("&#60;script&#62;");
  expect(answer.headers.get("content-security-policy")).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self';/);
  expect(answer.headers.get("cache-control")).toBe("no-store");
});

it("knows nothing of addresses it did not give", async () => {
  for (const path of ["", "x", "a".repeat(27), "../../etc", "%00"]) {
    expect((await bench.provider.servePage?.(new Request("https://app.example/checkout/con_1/x"), path, plainShop))?.status).toBe(404);
  }
});

it.each<[Record<string, string>, string[]]>([
  [{}, []],
  [{ holder: " " }, ["holder"]],
  [{ holder: "Alice\nDE89370400440532013000" }, ["holder"]],
  [{ holder: "x".repeat(71) }, ["holder"]],
  [{ iban: "BE72000000001617" }, ["iban"]],
  [{ iban: "TR330006100519786457841326" }, ["iban"]],
  [{ iban: "CH9300762011623852957" }, ["bic"]],
  [{ iban: "CH9300762011623852957", bic: "POFICHBE" }, []],
  [{ bic: "KRED" }, ["bic"]],
])("checks the account before a shopper sees it: %j", (change, fields) => {
  const read = bankTransfer.readSettings({ ...account, ...change });
  expect(read.ok ? [] : read.problems.map(({ field }) => field)).toEqual(fields);
});
