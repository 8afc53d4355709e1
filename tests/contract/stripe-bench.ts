import type { AdapterDeps, OpenedCheckout, RawHook, Records, SettingsValues } from "../../app/core/ports";
import { stripe } from "../../adapters/stripe/index.server";
import { startStripe } from "../simulators/stripe";

export const hookUrl = "https://app.example/hooks/con_1";

/** A clock that stands still until it is moved. */
export function standingClock(start = new Date("2026-11-21T10:00:00Z")) {
  let at = start.getTime();
  return { now: () => new Date(at), move: (ms: number) => void (at += ms) };
}

export const noRecords: Records = { find: async () => null, put: async () => undefined, list: async () => [], claim: async (_kind, _key, value) => value, swap: async () => true, next: async () => 1 };

/** The adapter against its simulator, on one standing clock. */
export async function stripeBench(settings: SettingsValues = {}) {
  const clock = standingClock();
  const account = await startStripe({ now: clock.now });
  const hookSecret = account.hookTo(hookUrl);
  account.setDelivery("drop");
  const deps: AdapterDeps = { connectionId: "con_1", fetch, now: clock.now, records: noRecords, appUrl: "https://app.example", baseUrl: account.address, hookSecret };
  const connect = (values: SettingsValues, change: Partial<AdapterDeps> = {}) => stripe.connect({ secretKey: account.secretKey, ...values }, { ...deps, ...change });
  return { clock, account, deps, hookSecret, connect, provider: connect(settings) };
}

export type StripeBench = Awaited<ReturnType<typeof stripeBench>>;

/** The newest event of a type, signed now. */
export function hookOf({ account, hookSecret }: Pick<StripeBench, "account" | "hookSecret">, type: string, secrets: string[] = [hookSecret]): RawHook {
  const event = account.events.findLast((known) => known.type === type);
  if (!event) throw new Error(`No ${type} happened; these did: ${account.events.map((known) => known.type).join(", ")}`);
  const { body, headers } = account.signedEvent(event, secrets);
  return { headers, body: new TextEncoder().encode(body), url: hookUrl };
}

export const atOf = (paymentId: string, { providerRef }: Pick<OpenedCheckout, "providerRef">) => ({ paymentId, providerRef });
