import type { Adapter, AdapterDeps, Provider, SettingsValues } from "../../app/core/ports";
import { makeCheques } from "./cheques.server";
import { fail, vendor } from "./errors.server";
import { servePage } from "./page.server";
import { makeCash } from "./cash.server";
import { largestMinor, makePromises } from "./promises.server";
import { euro, example, readSettings, settingsFields, settingsOf } from "./settings";

/** Cash and cheques at the counter: a code to come by with, and a person who states what was received. `providerRef` is the code. */
export const inPerson: Adapter<Provider> = { vendor, name: "Sur place", names: { fr: "Sur place", en: "On the spot" }, settings: settingsFields, example, readSettings, connect };

function connect(values: SettingsValues, deps: AdapterDeps): Provider {
  const terms = settingsOf(values);
  const cheques = makeCheques(deps.records);
  const cash = makeCash({ ...deps, terms, cheques });
  const promises = makePromises({ ...deps, terms, cheques, cash });
  /** Whoever states money must name a payment of ours. */
  const mustBeOurs = async (at: { paymentId: string; providerRef: string }) => {
    if ((await promises.findAt(at)) === null) fail({ fr: "Ce paiement n’est pas attendu ici.", en: "This payment is not expected here." });
  };
  const methods = [...(terms.cashMinorMax > 0 ? ["cash"] : []), ...(terms.chequeOrder === null ? [] : ["cheque"])];
  return {
    isCheckoutLasting: true,
    can: { refund: false, refundPart: false, receiveHooks: false },
    currencies: [{ currency: euro, amountMinorMin: 1, amountMinorMax: largestMinor(terms) }],
    methods: methods.length > 0 ? methods : ["cash"],
    checkoutOrigins: [new URL(deps.appUrl).origin],
    async check() {
      const read = readSettings(values);
      return {
        isWorking: read.ok,
        checkedAt: deps.now(),
        facts: [{ label: { fr: "Où payer", en: "Where to pay" }, value: terms.place }],
        problems: read.ok ? [] : read.problems.map(({ message }) => message),
      };
    },
    openCheckout: (input) => promises.open(input),
    readPayment: (at) => promises.read(at),
    closeCheckout: (at) => promises.close(at),
    refund: async () => ({ ok: false, reason: "not-refundable", detail: "given-back-by-hand" }),
    ensureHooks: async () => ({ secret: null, problems: [] }),
    verifyHook: async () => ({ outcome: "refused", status: 401, why: "no-hooks-here" }),
    readHook: async () => [],
    async recordReceived(money) {
      await mustBeOurs(money);
      await cash.receive(money);
    },
    async recordReturned(money) {
      await mustBeOurs(money);
      await cash.giveBack(money);
    },
    async recordReversed(money) {
      await mustBeOurs(money);
      await cash.reverse(money);
    },
    async recordCheque(stated) {
      await mustBeOurs(stated);
      return cheques.record(stated);
    },
    servePage: (request, path, shop) => servePage(promises, terms, { request, path, shop }),
  };
}
