import { mollie } from "../../adapters/mollie/index.server";
import type { AdapterDeps, RawHook, SettingsValues } from "../../app/core/ports";
import { startMollie } from "../simulators/mollie";
import { memoryRecords } from "./sandbox-bench";
import { standingClock } from "./stripe-bench";

export const signingSecret = "VpQ3WukU6uSCGQ8TPTD3WPDpac3GyNEj";

/** The adapter against its simulator, on one standing clock. */
export async function mollieBench(change: Partial<AdapterDeps> = {}) {
  const clock = standingClock();
  const account = await startMollie({ now: clock.now });
  const deps: AdapterDeps = {
    connectionId: "con_1", fetch, now: clock.now, records: memoryRecords(), appUrl: "https://app.example", baseUrl: account.address,
    hookSecret: "the-secret-made-at-set-up", ...change,
  };
  const connect = (values: SettingsValues = {}, other: Partial<AdapterDeps> = {}) => mollie.connect({ apiKey: account.apiKey, signingSecret, ...values }, { ...deps, ...other });
  return { clock, account, deps, connect, provider: connect() };
}

export type MollieBench = Awaited<ReturnType<typeof mollieBench>>;

/** The newest classic hook Mollie would have sent. */
export function classicHook({ account }: MollieBench, change: { url?: (url: string) => string; body?: string } = {}): RawHook {
  const hook = account.world.hooks.at(-1);
  if (!hook) throw new Error("Nothing happened that Mollie would tell");
  return {
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new TextEncoder().encode(change.body ?? hook.body),
    url: change.url?.(hook.url) ?? hook.url,
  };
}
