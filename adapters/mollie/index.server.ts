import type { Adapter, AdapterDeps, Provider, SettingsValues } from "../../app/core/ports";
import { connectApi, modeOf } from "./api.server";
import * as checkout from "./checkout.server";
import * as connection from "./connection.server";
import { mollieCurrencies } from "./currencies";
import { vendor } from "./errors.server";
import { read, sealedHookUrl, verify, type HookKeys } from "./hooks";
import { readSettings, settingsFields, settingsOf } from "./settings";

/** Cards, Bancontact, iDEAL, PayPal, SEPA debit… on Mollie's hosted pages; `providerRef` is the payment's id there. */
export const mollie: Adapter<Provider> = { vendor, name: "Mollie", settings: settingsFields, readSettings, connect };

function connect(values: SettingsValues, deps: AdapterDeps): Provider {
  const { apiKey, signingSecret, methods } = settingsOf(values);
  const api = connectApi(apiKey, deps);
  const hookUrl = `${deps.appUrl}/hooks/${deps.connectionId}`;
  const canReceiveHooks = connection.isPublicHttps(hookUrl);
  // Until the secret made at set-up is there, the key itself seals; addresses sealed so stay good after.
  const sealing = deps.hookSecret ? [deps.hookSecret, apiKey] : [apiKey];
  const keys: HookKeys = { sealing, signing: signingSecret };
  const setup: checkout.MollieSetup = {
    api,
    records: deps.records,
    hookUrlFor: (paymentId) => (canReceiveHooks ? sealedHookUrl(hookUrl, paymentId, sealing[0] ?? apiKey) : null),
  };
  return {
    isTest: modeOf(apiKey) === "test",
    can: { refund: true, refundPart: true, receiveHooks: true },
    currencies: mollieCurrencies,
    methods,
    checkoutOrigins: deps.baseUrl === null ? ["https://www.mollie.com", "https://pay.mollie.com"] : [new URL(deps.baseUrl).origin],
    check: () => connection.check({ api, apiKey, canReceiveHooks }, deps.now()),
    openCheckout: (input) => checkout.openCheckout(setup, input),
    readPayment: (input) => checkout.readPayment(setup, input),
    closeCheckout: (input) => checkout.closeCheckout(setup, input),
    refund: (input) => checkout.refund(setup, input),
    ensureHooks: async ({ url }) => connection.ensureHooks(url, deps.hookSecret ?? null),
    verifyHook: async (hook) => verify(hook, keys, deps.now()),
    readHook: (hook) => read(hook, keys, api.findPayment),
  };
}
