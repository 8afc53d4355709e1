import type { Adapter, AdapterDeps, Provider, SettingsValues } from "../../app/core/ports";
import { apiOrigins, connectApi, type PaypalMode } from "./api.server";
import * as checkout from "./checkout.server";
import * as connection from "./connection.server";
import { paypalCurrencies } from "./currencies";
import { vendor } from "./errors.server";
import { makeVerifier, read } from "./hooks.server";
import { refund } from "./refund.server";
import { readSettings, settingsFields, settingsOf } from "./settings";

/** PayPal accounts and what PayPal offers beside them; `providerRef` is the order's id. */
export const paypal: Adapter<Provider> = { vendor, name: "PayPal", settings: settingsFields, readSettings, connect };

const pageOrigins: Readonly<Record<PaypalMode, string>> = { live: "https://www.paypal.com", sandbox: "https://www.sandbox.paypal.com" };

function connect(values: SettingsValues, deps: AdapterDeps): Provider {
  const { mode, clientId, clientSecret, webhookId: typedWebhookId } = settingsOf(values);
  const webhookId = typedWebhookId ?? deps.hookSecret ?? null;
  const api = connectApi({ clientId, clientSecret, origin: deps.baseUrl ?? apiOrigins[mode] }, deps);
  const setup: checkout.PaypalSetup = { api, records: deps.records, now: deps.now };
  return {
    isTest: mode === "sandbox",
    can: { refund: true, refundPart: true, receiveHooks: true },
    currencies: paypalCurrencies,
    methods: ["paypal"],
    checkoutOrigins: [deps.baseUrl === null ? pageOrigins[mode] : new URL(deps.baseUrl).origin],
    check: () => connection.check({ api, mode, webhookId }, deps.now()),
    openCheckout: (input) => checkout.openCheckout(setup, input),
    readPayment: (input) => checkout.readPayment(setup, input),
    closeCheckout: (input) => checkout.closeCheckout(setup, input),
    refund: (input) => refund(api, input),
    ensureHooks: ({ url }) => connection.ensureHooks({ api, webhookId }, url),
    verifyHook: makeVerifier(api, webhookId),
    readHook: (hook) => read(hook, api.findCapture),
  };
}
