import { expect, it } from "vitest";
import { mollie } from "../../adapters/mollie/index.server";
import type { AdapterDeps } from "../../app/core/ports";
import { checkoutInput, providerContract } from "../contract/provider.contract";
import { memoryRecords } from "../contract/sandbox-bench";
import { countingFetch } from "./counting-fetch";

/**
 * The provider contract against a real Mollie profile in test mode: MOLLIE_API_KEY=test_….
 * Nobody can pay a hosted page by API, so what needs a payer is skipped and reported as such.
 */
const apiKey = process.env.MOLLIE_API_KEY ?? "";
const isTestKey = apiKey.startsWith("test_");

it.skipIf(isTestKey)("skipped: no test key in MOLLIE_API_KEY", () => {
  expect(apiKey, "a live key must never be used here").not.toMatch(/^live_/);
});

function benchOf() {
  const wire = countingFetch();
  const deps: AdapterDeps = {
    connectionId: "con_live", fetch: wire.fetch, now: () => new Date(), appUrl: "https://reglo.example.com",
    baseUrl: process.env.MOLLIE_BASE_URL ?? null, records: memoryRecords(),
  };
  return { wire, deps, provider: mollie.connect({ apiKey }, deps) };
}

providerContract({
  name: "Mollie, test mode",
  isSkipped: !isTestKey,
  async make() {
    const { wire, deps, provider } = benchOf();
    const wrongKey = "test_wrongwrongwrongwrongwrongwr";
    return {
      provider,
      calls: wire.calls,
      pay: null,
      hookAbout: null,
      moveClock: null,
      loseAnswer: (to) => wire.lose(to === "refund" ? /\/refunds$/ : /\/payments$/),
      cannotClose: true,
      withWrongKey: mollie.connect({ apiKey: wrongKey }, deps),
      secrets: [apiKey, wrongKey],
      close: async () => undefined,
    };
  },
});

it.skipIf(!isTestKey)("opens a checkout in every currency it offers, at the smallest amount and the largest", async () => {
  const { provider } = benchOf();
  const refused: string[] = [];
  for (const { currency, amountMinorMin, amountMinorMax } of provider.currencies) {
    for (const amountMinor of [amountMinorMin, amountMinorMax]) {
      try {
        await provider.openCheckout(checkoutInput({ currency, amountMinor }));
      } catch (error) {
        refused.push(`${amountMinor} ${currency}: ${String(error)}`);
      }
    }
  }
  expect(refused).toEqual([]);
});
