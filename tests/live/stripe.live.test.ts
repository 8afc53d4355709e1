import { expect, it } from "vitest";
import { stripe } from "../../adapters/stripe/index.server";
import type { AdapterDeps } from "../../app/core/ports";
import { checkoutInput, providerContract } from "../contract/provider.contract";
import { noRecords } from "../contract/stripe-bench";

/**
 * The provider contract against a real Stripe account in test mode: STRIPE_SECRET_KEY=sk_test_… (or rk_test_…).
 * Nobody can pay a hosted checkout by API, so what needs a payer is skipped and reported as such.
 */
const secretKey = process.env.STRIPE_SECRET_KEY ?? "";
const isTestKey = /^[sr]k_test_/.test(secretKey);

it.skipIf(isTestKey)("skipped: no key of Stripe's test mode in STRIPE_SECRET_KEY", () => {
  expect(secretKey, "a live key must never be used here").not.toMatch(/^[sr]k_live_/);
});

/** Counts what leaves, and can lose one answer on its way back. */
function countingFetch() {
  let calls = 0;
  let lost: RegExp | null = null;
  const counted: typeof fetch = async (input, init) => {
    calls += 1;
    const answer = await fetch(input, init);
    if (!lost?.test(String(input))) return answer;
    lost = null;
    throw new TypeError("fetch failed");
  };
  return { fetch: counted, calls: () => calls, lose: (path: RegExp) => void (lost = path) };
}

function benchOf(connectionId: string) {
  const wire = countingFetch();
  const deps: AdapterDeps = {
    connectionId, fetch: wire.fetch, now: () => new Date(), appUrl: "https://reglo.example", baseUrl: process.env.STRIPE_BASE_URL ?? null,
    records: noRecords,
  };
  return { wire, deps, provider: stripe.connect({ secretKey }, deps) };
}

providerContract({
  name: "Stripe, test mode",
  isSkipped: !isTestKey,
  async make() {
    const { wire, deps, provider } = benchOf("con_live");
    const wrongKey = "sk_test_51WrongWrongWrongWrong";
    return {
      provider,
      calls: wire.calls,
      pay: null,
      hookAbout: null,
      moveClock: null,
      loseAnswer: (to) => wire.lose(to === "refund" ? /\/refunds$/ : /\/sessions$/),
      withWrongKey: stripe.connect({ secretKey: wrongKey }, deps),
      secrets: [secretKey, wrongKey],
      close: async () => undefined,
    };
  },
});

it.skipIf(!isTestKey)("opens a checkout in every currency it offers, at the smallest amount and the largest", async () => {
  const { provider } = benchOf("con_live");
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

it.skipIf(!isTestKey)("creates its webhook endpoint with a secret, and finds it again", async () => {
  const connectionId = `con_live_${Date.now()}`;
  const url = `https://reglo.example/hooks/${connectionId}`;
  const { deps, provider } = benchOf(connectionId);
  const { secret, problems } = await provider.ensureHooks({ url });
  expect(problems).toEqual([]);
  expect(secret).toMatch(/^whsec_/);
  const known = stripe.connect({ secretKey }, { ...deps, hookSecret: secret });
  expect(await known.ensureHooks({ url })).toEqual({ secret: null, problems: [] });
  await removeEndpoint(url);
});

async function removeEndpoint(url: string): Promise<void> {
  const { default: Stripe } = await import("stripe");
  const base = process.env.STRIPE_BASE_URL ? new URL(process.env.STRIPE_BASE_URL) : null;
  const client = new Stripe(secretKey, base ? { host: base.hostname, port: base.port, protocol: "http" } : {});
  for (const endpoint of await client.webhookEndpoints.list({ limit: 100 }).autoPagingToArray({ limit: 1_000 })) {
    if (endpoint.url === url) await client.webhookEndpoints.del(endpoint.id);
  }
}
