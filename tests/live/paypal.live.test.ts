import { expect, it } from "vitest";
import { paypal } from "../../adapters/paypal/index.server";
import type { AdapterDeps } from "../../app/core/ports";
import { checkoutInput, providerContract } from "../contract/provider.contract";
import { memoryRecords } from "../contract/sandbox-bench";
import { countingFetch } from "./counting-fetch";

/**
 * The provider contract against PayPal's sandbox: PAYPAL_CLIENT_ID and PAYPAL_SECRET of a sandbox application.
 * Nobody can approve an order by API, so what needs a payer is skipped and reported as such. Live credentials do not
 * work there: the sandbox's address is the only one used.
 */
const clientId = process.env.PAYPAL_CLIENT_ID ?? "";
const clientSecret = process.env.PAYPAL_SECRET ?? "";
const hasKey = clientId !== "" && clientSecret !== "";

it.skipIf(hasKey)("skipped: no key in PAYPAL_CLIENT_ID and PAYPAL_SECRET", () => {
  expect(hasKey).toBe(false);
});

function benchOf() {
  const wire = countingFetch();
  const deps: AdapterDeps = {
    connectionId: "con_live", fetch: wire.fetch, now: () => new Date(), appUrl: "https://reglo.example.com",
    baseUrl: process.env.PAYPAL_BASE_URL ?? null, records: memoryRecords(),
  };
  const settings = { mode: "sandbox", clientId, clientSecret };
  return { wire, settings, deps, provider: paypal.connect(settings, deps) };
}

providerContract({
  name: "PayPal, sandbox",
  isSkipped: !hasKey,
  async make() {
    const { wire, settings, deps, provider } = benchOf();
    const wrongSecret = "EwrongwrongwrongwrongwrongwrongE";
    return {
      provider,
      calls: wire.calls,
      pay: null,
      hookAbout: null,
      moveClock: null,
      loseAnswer: (to) => wire.lose(to === "refund" ? /\/refund$/ : /\/orders$/),
      withWrongKey: paypal.connect({ ...settings, clientSecret: wrongSecret }, deps),
      secrets: [clientSecret, wrongSecret],
      close: async () => undefined,
    };
  },
});

it.skipIf(!hasKey)("opens a checkout in every currency it offers, at the smallest amount and the largest", async () => {
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
