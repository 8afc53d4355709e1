import type { Words } from "../../app/core/locale";
import type { Health } from "../../app/core/ports";
import { VendorError } from "../../app/core/vendor-error";
import type { PaypalApi, PaypalMode } from "./api.server";
import { refusalOf } from "./errors.server";

/** What PayPal is asked to tell: each is a hint to read the payment again. */
const hookEvents = [
  "CHECKOUT.ORDER.APPROVED", "CHECKOUT.PAYMENT-APPROVAL.REVERSED", "PAYMENT.CAPTURE.COMPLETED", "PAYMENT.CAPTURE.PENDING",
  "PAYMENT.CAPTURE.DENIED", "PAYMENT.CAPTURE.DECLINED", "PAYMENT.CAPTURE.REFUNDED", "PAYMENT.CAPTURE.REVERSED",
  "CUSTOMER.DISPUTE.CREATED", "CUSTOMER.DISPUTE.UPDATED", "CUSTOMER.DISPUTE.RESOLVED",
];

/** Whether the credentials work; listing webhooks is the lightest call they must be able to make. */
export async function check(setup: { api: PaypalApi; mode: PaypalMode; webhookId: string | null }, now: Date): Promise<Health> {
  const facts: Health["facts"] = [{ label: { fr: "Mode", en: "Mode" }, value: setup.mode }];
  try {
    const webhooks = await setup.api.webhooks();
    const hears = setup.webhookId !== null && webhooks.some(({ id }) => id === setup.webhookId);
    return { isWorking: true, checkedAt: now, facts, problems: hears ? [] : [withoutHooks] };
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    if (refusalOf(error)?.code === 403) return { isWorking: true, checkedAt: now, facts, problems: [withoutHooks] };
    return { isWorking: false, checkedAt: now, facts, problems: [error.merchantWords] };
  }
}

const withoutHooks: Words = {
  fr: "PayPal ne nous prévient pas encore des paiements : nous l’interrogeons à intervalles réguliers, ce qui peut prendre quelques minutes.",
  en: "PayPal does not notify us of payments yet: we ask it at intervals, which may take a few minutes.",
};

/** PayPal calls public https addresses only; a name without a dot and a private network are none. */
function isPublicHttps(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  if (protocol !== "https:" || !hostname.includes(".") || hostname.endsWith(".localhost")) return false;
  return !/^(?:127|10|0|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01]))\./.test(hostname);
}

/**
 * Creates the webhook at `url`, or finds it. Hooks are verified with its id, which therefore is what is kept as the
 * connection's hook secret; null when nothing new is to be kept.
 */
export async function ensureHooks(setup: { api: PaypalApi; webhookId: string | null }, url: string): Promise<{ secret: string | null; problems: Words[] }> {
  if (!isPublicHttps(url)) return { secret: null, problems: [withoutHooks] };
  const webhooks = await setup.api.webhooks();
  if (webhooks.some(({ id }) => id === setup.webhookId)) return { secret: null, problems: [] };
  const here = webhooks.find((webhook) => webhook.url === url);
  if (here) return { secret: here.id, problems: [] };
  const made = await setup.api.createWebhook({ url, event_types: hookEvents.map((name) => ({ name })) });
  return { secret: made.id, problems: [] };
}
