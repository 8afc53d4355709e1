import Stripe from "stripe";
import type { Words } from "../../app/core/locale";
import type { Health } from "../../app/core/ports";
import { VendorError } from "../../app/core/vendor-error";
import { modeOf, type StripeApi } from "./api.server";
import type { StripeEndpoint } from "./schemas";

/** What Stripe is asked to tell: each is a hint to read the payment again, so none needs its twin (charge.refunded). */
const hookEvents = [
  "checkout.session.completed", "checkout.session.async_payment_succeeded", "checkout.session.async_payment_failed",
  "checkout.session.expired", "payment_intent.payment_failed", "refund.created", "refund.updated", "refund.failed",
  "charge.dispute.created", "charge.dispute.updated", "charge.dispute.closed",
  "charge.dispute.funds_withdrawn", "charge.dispute.funds_reinstated",
] satisfies Stripe.WebhookEndpointCreateParams.EnabledEvent[];

const connectionKey = "reglo_connection";

type Setup = { api: StripeApi; secretKey: string; connectionId: string; hasHookSecret: boolean };

/** Whether the key works and the account may charge. A restricted key that may not read the account still works. */
export async function check({ api, secretKey, hasHookSecret }: Setup, now: Date): Promise<Health> {
  const facts: Health["facts"] = [{ label: { fr: "Mode", en: "Mode" }, value: modeOf(secretKey) }];
  const problems: Words[] = [];
  try {
    await api.touchSessions();
    const account = await readableAccount(api);
    if (account) {
      facts.push({ label: { fr: "Compte", en: "Account" }, value: account.settings?.dashboard?.display_name || account.id });
      if (account.country) facts.push({ label: { fr: "Pays", en: "Country" }, value: account.country });
      if (account.charges_enabled === false) {
        problems.push({
          fr: "Ce compte Stripe ne peut pas encore encaisser : terminez son activation dans le tableau de bord Stripe.",
          en: "This Stripe account cannot take payments yet: finish its activation in the Stripe dashboard.",
        });
      }
    }
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    return { isWorking: false, checkedAt: now, facts, problems: [error.merchantWords] };
  }
  const isWorking = problems.length === 0;
  return { isWorking, checkedAt: now, facts, problems: hasHookSecret ? problems : [...problems, withoutHooks] };
}

async function readableAccount(api: StripeApi) {
  try {
    return await api.account();
  } catch (error) {
    if (error instanceof VendorError && error.cause instanceof Stripe.errors.StripePermissionError) return null;
    throw error;
  }
}

const withoutHooks: Words = {
  fr: "Stripe ne nous prévient pas encore des paiements : nous l’interrogeons à intervalles réguliers, ce qui peut prendre quelques minutes.",
  en: "Stripe does not notify us of payments yet: we ask it at intervals, which may take a few minutes.",
};

/** Stripe calls public https addresses only; a name without a dot and a private network are none. */
function isPublicHttps(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  if (protocol !== "https:" || !hostname.includes(".") || hostname.endsWith(".localhost")) return false;
  return !/^(?:127|10|0|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01]))\./.test(hostname);
}

/**
 * Creates the webhook endpoint at `url`, or repairs the one we made. Stripe shows a signing secret once, at creation:
 * an endpoint of ours whose secret is not known here is replaced; one made by hand is left for its secret to be pasted.
 */
export async function ensureHooks(setup: Setup, url: string): Promise<{ secret: string | null; problems: Words[] }> {
  if (!isPublicHttps(url)) return { secret: null, problems: [withoutHooks] };
  const endpoints = await setup.api.endpoints();
  const isOurs = (endpoint: StripeEndpoint) => endpoint.metadata?.[connectionKey] === setup.connectionId;
  const moved = endpoints.filter((endpoint) => isOurs(endpoint) && endpoint.url !== url);
  for (const endpoint of moved) await setup.api.deleteEndpoint(endpoint.id);
  const here = endpoints.filter((endpoint) => endpoint.url === url);
  const mine = here.find(isOurs);
  if (setup.hasHookSecret && mine) return repair(setup.api, mine);
  if (here.length > 0 && !mine) return setup.hasHookSecret ? { secret: null, problems: [] } : { secret: null, problems: [pasteSecret] };
  if (setup.hasHookSecret && moved.length === 0) return { secret: null, problems: [] };
  if (mine) await setup.api.deleteEndpoint(mine.id);
  const made = await setup.api.createEndpoint({
    url,
    enabled_events: hookEvents,
    api_version: Stripe.API_VERSION,
    description: "Réglo",
    metadata: { [connectionKey]: setup.connectionId },
  });
  return { secret: made.secret ?? null, problems: made.secret ? [] : [pasteSecret] };
}

async function repair(api: StripeApi, endpoint: StripeEndpoint): Promise<{ secret: null; problems: Words[] }> {
  const isComplete = hookEvents.every((event) => endpoint.enabled_events.includes(event) || endpoint.enabled_events.includes("*"));
  if (!isComplete || endpoint.status !== "enabled") await api.updateEndpoint(endpoint.id, { enabled_events: hookEvents, disabled: false });
  return { secret: null, problems: [] };
}

const pasteSecret: Words = {
  fr: "Un webhook vers cette adresse existe déjà dans Stripe : copiez son secret de signature (whsec_…) dans les réglages, ou supprimez-le.",
  en: "Stripe already has a webhook to this address: copy its signing secret (whsec_…) into the settings, or delete it.",
};
