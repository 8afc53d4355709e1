import type { Adapter, AdapterDeps, Provider, SettingsValues } from "../../app/core/ports";
import { connectApi, modeOf } from "./api.server";
import * as checkout from "./checkout.server";
import * as connection from "./connection.server";
import { stripeCurrencies } from "./currencies";
import { vendor } from "./errors.server";
import { read, verify } from "./hooks.server";
import { readSettings, settingsFields, settingsOf } from "./settings";

/** Cards, Bancontact, iDEAL, SEPA debit… on Stripe's hosted Checkout; `providerRef` is the checkout session's id. */
export const stripe: Adapter<Provider> = { vendor, name: "Stripe", settings: settingsFields, readSettings, connect };

function connect(values: SettingsValues, deps: AdapterDeps): Provider {
  const { secretKey, webhookSecret, checkoutDomain, methods } = settingsOf(values);
  const hookSecret = webhookSecret ?? deps.hookSecret ?? null;
  const api = connectApi(secretKey, deps);
  const setup = { api, secretKey, connectionId: deps.connectionId, hasHookSecret: hookSecret !== null };
  return {
    isTest: modeOf(secretKey) === "test",
    can: { refund: true, refundPart: true, receiveHooks: true },
    currencies: stripeCurrencies,
    methods,
    checkoutOrigins: [
      deps.baseUrl === null ? "https://checkout.stripe.com" : new URL(deps.baseUrl).origin,
      ...(checkoutDomain === null ? [] : [`https://${checkoutDomain}`]),
    ],
    check: () => connection.check(setup, deps.now()),
    openCheckout: (input) => checkout.openCheckout(api, input),
    readPayment: (input) => checkout.readPayment(api, input),
    closeCheckout: (input) => checkout.closeCheckout(api, input),
    refund: (input) => checkout.refund(api, input),
    ensureHooks: ({ url }) => connection.ensureHooks(setup, url),
    verifyHook: async (hook) => verify(hook, hookSecret, modeOf(secretKey), deps.now()),
    readHook: (hook) => read(hook, api.sessionsOf),
  };
}
