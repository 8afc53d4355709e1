import { afterEach, beforeEach, expect, it } from "vitest";
import { outcomeTable } from "../../adapters/sandbox/index.server";
import { signEvent } from "../../adapters/sandbox/hooks.server";
import { shopperLocales } from "../../app/core/locale";
import { paymentState, settle } from "../../app/core/payment";
import { checkoutInput, providerContract } from "./provider.contract";
import { sandboxBench, type SandboxBench } from "./sandbox-bench";

providerContract({
  name: "sandbox",
  async make() {
    const bench = await sandboxBench();
    return {
      provider: bench.provider,
      calls: () => bench.hooks.length,
      async pay(checkout) {
        await bench.press(checkout, "pay");
        const seen = await bench.provider.readPayment({ paymentId: checkout.providerRef.replace("sbx_", ""), providerRef: checkout.providerRef });
        if (seen?.progress !== "succeeded") throw new Error("The page did not take the money");
      },
      async hookAbout() {
        const hook = bench.hooks.at(-1);
        if (!hook) throw new Error("No hook arrived");
        return hook;
      },
      moveClock: bench.clock.move,
      loseAnswer: null,
      withWrongKey: null,
      secrets: [bench.hookSecret],
      close: bench.close,
    };
  },
});

let bench: SandboxBench;
beforeEach(async () => {
  bench = await sandboxBench();
});
afterEach(() => bench.close());

async function opened(lastDigits: number) {
  const input = checkoutInput({ amountMinor: 1_200 + lastDigits });
  const checkout = await bench.provider.openCheckout(input);
  const read = async () => {
    const seen = await bench.provider.readPayment({ paymentId: input.paymentId, providerRef: checkout.providerRef });
    if (!seen) throw new Error("lost");
    return seen;
  };
  return { input, checkout, read };
}

it("names every ending of an amount once, in every language", () => {
  expect(outcomeTable.map(({ lastDigits }) => lastDigits)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  for (const { says } of outcomeTable) for (const locale of shopperLocales) expect(says[locale]).not.toBe("");
});

it("sends the payer on to the shop once paid, and tells the shop by a signed hook", async () => {
  const { input, checkout, read } = await opened(0);
  const answer = await bench.press(checkout, "pay");
  expect([answer.status, answer.headers.get("location")]).toEqual([303, input.doneUrl]);
  expect(await read()).toMatchObject({ progress: "succeeded", method: "card" });
  const [hook, ...more] = bench.hooks;
  if (!hook) throw new Error("no hook");
  expect(more).toEqual([]);
  expect(hook.url).toBe(`/hooks/${bench.deps.connectionId}`);
  expect(await bench.provider.verifyHook(hook)).toMatchObject({ outcome: "accepted" });
});

it("takes one payment, however often the button is pressed", async () => {
  const { checkout, read } = await opened(0);
  await Promise.all([1, 2, 3].map(() => bench.press(checkout, "pay")));
  expect((await read()).facts).toHaveLength(1);
  expect(bench.hooks).toHaveLength(1);
});

it("01: declines, says so on the page, and stays open for another try", async () => {
  const { checkout, read } = await opened(1);
  const answer = await bench.press(checkout, "pay");
  expect(answer.headers.get("location")).toBe(checkout.checkoutUrl);
  expect(await read()).toMatchObject({ progress: "open", facts: [], failure: "declined" });
  expect(await (await bench.look(checkout)).text()).toContain("La banque a refusé");
});

it("02: waits 20 seconds, then is paid", async () => {
  const { checkout, read } = await opened(2);
  await bench.press(checkout, "pay");
  expect(await read()).toMatchObject({ progress: "processing", facts: [] });
  bench.clock.move(19_999);
  expect((await read()).progress).toBe("processing");
  bench.clock.move(1);
  expect((await read()).progress).toBe("succeeded");
});

it("03: takes the money after its time, and after it was closed", async () => {
  const { input, checkout, read } = await opened(3);
  bench.clock.move(3_600_000);
  expect((await read()).progress).toBe("expired");
  expect(await bench.provider.closeCheckout({ paymentId: input.paymentId, providerRef: checkout.providerRef })).toBe("already-closed");
  await bench.press(checkout, "pay");
  const seen = await read();
  expect(seen.progress).toBe("succeeded");
  expect(seen.facts[0]?.occurredAt.getTime()).toBeGreaterThan(checkout.expiresAt.getTime());
});

it("04: sends its hook twice, as one event", async () => {
  const { checkout } = await opened(4);
  await bench.press(checkout, "pay");
  expect(bench.hooks).toHaveLength(2);
  const verdicts = await Promise.all(bench.hooks.map((hook) => bench.provider.verifyHook(hook)));
  expect(verdicts[0]).toEqual(verdicts[1]);
});

it("05: is down for now", async () => {
  await expect(opened(5)).rejects.toMatchObject({ name: "VendorError", isRetryable: true });
});

it("06: is paid and tells nobody", async () => {
  const { checkout, read } = await opened(6);
  await bench.press(checkout, "pay");
  expect((await read()).progress).toBe("succeeded");
  expect(bench.hooks).toEqual([]);
});

it("keeps a payment whose hook finds the shop closed", async () => {
  const { checkout, read } = await opened(0);
  await bench.close();
  expect((await bench.press(checkout, "pay")).status).toBe(303);
  expect((await read()).progress).toBe("succeeded");
});

it("ends when the payer gives up, and sends them back", async () => {
  const { input, checkout, read } = await opened(0);
  const answer = await bench.press(checkout, "give-up");
  expect(answer.headers.get("location")).toBe(input.backUrl);
  expect(await read()).toMatchObject({ progress: "failed", failure: "cancelled-by-payer" });
  await bench.press(checkout, "pay");
  expect((await read()).facts).toEqual([]);
});

it("plays the provider afterwards: a refund, a dispute, and its end, each with a hook", async () => {
  const { input, checkout, read } = await opened(0);
  for (const action of ["pay", "refund-half", "dispute", "dispute-won", "refund-all"]) await bench.press(checkout, action);
  expect(bench.hooks).toHaveLength(5);
  const ids = await Promise.all(bench.hooks.map(async (hook) => JSON.stringify(await bench.provider.verifyHook(hook))));
  expect(new Set(ids).size).toBe(5);
  const seen = await read();
  const entries = settle([], seen);
  expect(entries.map(({ kind }) => kind).sort()).toEqual(["capture", "dispute", "dispute-reversal", "refund", "refund"]);
  expect(entries.reduce((sum, entry) => sum + entry.amountMinor, 0)).toBe(0);
  expect(paymentState(entries, seen)).toBe("refunded");
  const late = { paymentId: input.paymentId, providerRef: checkout.providerRef, refundId: "rfd_9", amountMinor: 1, currency: input.currency, reason: "" };
  expect(await bench.provider.refund(late)).toMatchObject({ ok: false, reason: "too-much" });
});

it("holds the money of a lost dispute", async () => {
  const { checkout, read } = await opened(0);
  for (const action of ["pay", "dispute", "dispute-lost"]) await bench.press(checkout, action);
  const seen = await read();
  expect(seen.openDispute).toBeNull();
  expect(paymentState(settle([], seen), seen)).toBe("disputed");
});

it("changes nothing when it is only looked at, by whatever method", async () => {
  const { checkout, read } = await opened(0);
  const before = await read();
  const page = await bench.look(checkout);
  expect(page.status).toBe(200);
  await bench.press(checkout, "__proto__");
  await bench.press(checkout, "x".repeat(5_000));
  expect(await read()).toEqual(before);
});

it("is set as markup whatever the shop writes, without script, under its own policy", async () => {
  const odd = { description: `<img src=x onerror=alert(1)> "Zoë" & 'Co'`, locale: "nl-BE" };
  const checkout = await bench.provider.openCheckout(checkoutInput(odd));
  const page = await bench.look(checkout);
  const text = await page.text();
  expect(text).toContain(`<html lang="nl">`);
  expect(text).toContain("Sandbox · geen echt geld");
  expect(text).not.toMatch(/<img|<script/);
  const policy = page.headers.get("content-security-policy");
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("form-action 'self' https://shop.example");
  expect((await bench.look({ checkoutUrl: `${checkout.checkoutUrl}x` })).status).toBe(404);
});

it("ignores a signed ping, and everything signed while it has no secret", async () => {
  const { headers, body } = signEvent({ id: "ping.1", about: { kind: "ping" } }, bench.hookSecret, bench.clock.now());
  const hook = { headers, body, url: "/" };
  expect(await bench.provider.verifyHook(hook)).toEqual({ outcome: "ignored", why: "ping" });
  expect(await bench.provider.ensureHooks({ url: "http://127.0.0.1/hooks/con_sandbox" })).toEqual({ secret: null, problems: [] });
});
