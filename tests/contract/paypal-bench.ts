import { paypal } from "../../adapters/paypal/index.server";
import type { AdapterDeps, OpenedCheckout, RawHook, SettingsValues } from "../../app/core/ports";
import { startPaypal } from "../simulators/paypal";
import { memoryRecords } from "./sandbox-bench";
import { standingClock } from "./stripe-bench";

export const hookUrl = "https://app.example/hooks/con_1";

/** The adapter against its simulator, on one standing clock. */
export async function paypalBench() {
  const clock = standingClock();
  const account = await startPaypal({ now: clock.now });
  const webhookId = account.webhookTo(hookUrl);
  const deps: AdapterDeps = {
    connectionId: "con_1", fetch, now: clock.now, records: memoryRecords(), appUrl: "https://app.example", baseUrl: account.address, hookSecret: webhookId,
  };
  const settings = { mode: "sandbox", clientId: account.clientId, clientSecret: account.clientSecret };
  const connect = (values: SettingsValues = {}, change: Partial<AdapterDeps> = {}) => paypal.connect({ ...settings, ...values }, { ...deps, ...change });
  const provider = connect();
  return {
    clock, account, deps, webhookId, connect, provider,
    /** The payer approves and comes back, which is when the money is taken; throws where it was not. */
    async pay(paymentId: string, { providerRef }: Pick<OpenedCheckout, "providerRef">) {
      account.approve(providerRef);
      await provider.readPayment({ paymentId, providerRef });
      if (!account.captureOf(providerRef)) throw new Error("Nothing was captured");
    },
  };
}

export type PaypalBench = Awaited<ReturnType<typeof paypalBench>>;

/** The newest event of a type, signed now. */
export function hookOf({ account, webhookId }: Pick<PaypalBench, "account" | "webhookId">, type: string): RawHook {
  const event = account.world.events.findLast((known) => known.event_type === type);
  if (!event) throw new Error(`No ${type} happened; these did: ${account.world.events.map((known) => known.event_type).join(", ")}`);
  const { body, headers } = account.signedEvent(event, webhookId);
  return { headers, body: new TextEncoder().encode(body), url: hookUrl };
}
