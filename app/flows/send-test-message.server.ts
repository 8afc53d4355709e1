import { addDays, dayOf, findEndOfDay } from "../core/civil-day";
import { currencyOf } from "../core/currency";
import type { Words } from "../core/locale";
import type { PaymentLinkMessage } from "../core/message";
import { moneyOf } from "../core/money";
import { VendorError } from "../core/vendor-error";
import { senderOf } from "../db/stores.server";
import type { Ctx } from "./ctx";

export type TestResult = { ok: true } | { ok: false; reason: "no-messenger" } | { ok: false; reason: "refused"; detail: string } | { ok: false; reason: "trouble"; words: Words };

const sampleMinor = 4_250;

/**
 * Sends a sample of the mail shoppers get, through the store's own mail settings, and says how the server took it.
 * `about`: an address of ours to be tried, instead of one that leads nowhere.
 */
export async function sendTestMessage(ctx: Ctx, to: string, about?: Pick<PaymentLinkMessage, "orderNumber" | "payUrl">): Promise<TestResult> {
  if (!ctx.messenger) return { ok: false, reason: "no-messenger" };
  const { port } = ctx.messenger;
  try {
    const result = await port.send({ to, messageId: ctx.newId("msg"), composed: await port.compose({ ...sampleMessage(ctx), ...about }) });
    return result.ok ? { ok: true } : { ok: false, reason: "refused", detail: result.detail };
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    return { ok: false, reason: "trouble", words: error.merchantWords };
  }
}

/** Its button leads to the shop's own start page: nobody can pay a sample. */
function sampleMessage(ctx: Ctx): PaymentLinkMessage {
  const { store } = ctx;
  const words = { fr: "Essai : rien n’est à payer", nl: "Test: er is niets te betalen", en: "Test: nothing is to be paid", de: "Test: Es ist nichts zu zahlen" }[store.locale];
  return {
    kind: "payment-link",
    locale: store.locale,
    sender: senderOf(store),
    customerName: "",
    orderNumber: null,
    description: words,
    lines: [{ description: words, quantity: 1, totalMinor: sampleMinor }],
    amount: moneyOf(sampleMinor, currencyOf("EUR")),
    expiresAt: findEndOfDay(addDays(dayOf(ctx.now(), store.timeZone), store.linkDays), store.timeZone),
    payUrl: ctx.appUrl,
    personalNote: words,
  };
}
