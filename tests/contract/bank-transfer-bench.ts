import { bankTransfer } from "../../adapters/bank-transfer/index.server";
import { readEpc } from "../../app/core/epc-reader";
import type { EpcTransfer } from "../../app/core/epc-qr";
import type { AdapterDeps, OpenedCheckout, SettingsValues } from "../../app/core/ports";
import { scanCode } from "../support/scan-code";
import { memoryRecords } from "./sandbox-bench";
import { standingClock } from "./stripe-bench";
import { plainShop } from "../support/plain-shop";

export const account = { holder: "Maison Verhaegen SRL", iban: "BE72 0000 0000 1616", bic: "", referenceKind: "auto", ogmLine: "11" };

/** The adapter on records in memory; `look` and `press` are the shopper's browser. */
export function bankTransferBench(change: SettingsValues = {}) {
  const clock = standingClock();
  const deps: AdapterDeps = { connectionId: "con_1", fetch, now: clock.now, records: memoryRecords(), appUrl: "https://app.example", baseUrl: null };
  const connect = (values: SettingsValues = {}) => bankTransfer.connect({ ...account, ...change, ...values }, deps);
  const provider = connect();
  const serve = async (checkoutUrl: string, init: RequestInit = {}, served = provider) => {
    const answer = await served.servePage?.(new Request(checkoutUrl, init), new URL(checkoutUrl).pathname.replace("/checkout/con_1/", ""), plainShop);
    if (!answer) throw new Error("no page");
    return answer;
  };
  const look = async ({ checkoutUrl }: Pick<OpenedCheckout, "checkoutUrl">, served = provider) => (await serve(checkoutUrl, {}, served)).text();
  const scanBytes = async (checkout: Pick<OpenedCheckout, "checkoutUrl">, served = provider): Promise<Uint8Array> => {
    const [, box = "", path = ""] = /viewBox="-4 -4 (\d+) \d+"[^>]*><path d="([^"]+)"/.exec(await look(checkout, served)) ?? [];
    if (path === "") throw new Error("The page shows no code");
    const [text = ""] = await scanCode({ size: Number(box) - 8, path });
    return new TextEncoder().encode(text);
  };
  return {
    clock, deps, connect, provider, serve, look,
    press: ({ checkoutUrl }: Pick<OpenedCheckout, "checkoutUrl">, value: string) => serve(checkoutUrl, { method: "POST", body: new URLSearchParams({ transfer: value }) }),
    scanBytes,
    /** The shopper's bank app: scans the page's code and sends what it says. Throws where the page shows none. */
    async scan(checkout: Pick<OpenedCheckout, "checkoutUrl">, served = provider): Promise<EpcTransfer> {
      const bytes = await scanBytes(checkout, served);
      const read = readEpc(bytes);
      if (!read.ok) throw new Error(`${read.reason}: ${JSON.stringify(new TextDecoder().decode(bytes))}`);
      return read.transfer;
    },
  };
}

export type BankTransferBench = ReturnType<typeof bankTransferBench>;
