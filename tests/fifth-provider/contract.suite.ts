import { registry } from "../../adapters/index.server";
import type { SettingsValues } from "../../app/core/ports";
import { providerContract } from "../../tests/contract/provider.contract";
import { memoryRecords } from "../../tests/contract/sandbox-bench";
import { standingClock } from "../../tests/contract/stripe-bench";
import { startQuillpay } from "./simulator";

const key = "qk_secret0001";
const hookSecret = "the-secret-of-its-hooks";

/** Through the registry, as the house finds it. */
const adapter = registry({ isDemo: false }).provider.find(({ vendor }) => vendor === "quillpay");

providerContract({
  name: "quillpay",
  async make() {
    if (!adapter) throw new Error("The registry does not know quillpay");
    const clock = standingClock();
    const account = await startQuillpay({ now: clock.now, key, hookSecret });
    const connect = (values: SettingsValues) => adapter.connect(values, {
      connectionId: "con_fifth", fetch, now: clock.now, records: memoryRecords(), appUrl: "https://app.example", baseUrl: account.address, hookSecret,
    });
    return {
      provider: connect({ apiKey: key }),
      calls: account.calls,
      pay: async ({ providerRef }) => account.pay(providerRef),
      hookAbout: async ({ providerRef }) => account.hookAbout(providerRef),
      moveClock: clock.move,
      loseAnswer: account.lose,
      withWrongKey: connect({ apiKey: "qk_another0001" }),
      secrets: [key, "qk_another0001", hookSecret],
      close: account.close,
    };
  },
});
