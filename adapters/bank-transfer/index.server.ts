import type { Adapter, AdapterDeps, Health, Provider, SettingsValues } from "../../app/core/ports";
import { formatIban } from "../../app/core/iban";
import { payTo } from "./pay-to";
import { servePage } from "./page.server";
import { example, readSettings, settingsFields, settingsOf } from "./settings";
import { openTransferRecords } from "./transfer-records.server";
import { closeCheckout, openCheckout, readPayment, recordReceived, recordReturned, recordReversed, transferLimits, vendor, type TransferSetup } from "./transfers.server";

/** A transfer to the shop's own account: we say where to send it and wait for a statement line or a person to say it came. */
export const bankTransfer: Adapter<Provider> = { vendor, name: "Virement", names: { fr: "Virement", en: "Bank transfer" }, settings: settingsFields, example, readSettings, connect };

function connect(values: SettingsValues, deps: AdapterDeps): Provider {
  const account = settingsOf(values);
  const transfers = openTransferRecords(deps);
  const setup: TransferSetup = { ...deps, transfers, referenceKind: account.referenceKind };
  return {
    isCheckoutLasting: true,
    can: { refund: false, refundPart: false, receiveHooks: false },
    currencies: transferLimits,
    methods: ["bank-transfer"],
    checkoutOrigins: [new URL(deps.appUrl).origin],
    check: async () => healthOf(values, deps.now()),
    openCheckout: (input) => openCheckout(setup, input),
    readPayment: (input) => readPayment(setup, input),
    closeCheckout: (input) => closeCheckout(setup, input),
    refund: async () => ({ ok: false, reason: "not-refundable", detail: "transfer-back-at-your-bank" }),
    ensureHooks: async () => ({ secret: null, problems: [] }),
    verifyHook: async () => ({ outcome: "refused", status: 401, why: "no-hooks-here" }),
    readHook: async () => [],
    recordReceived: (money) => recordReceived(setup, money),
    recordReturned: (money) => recordReturned(setup, money),
    recordReversed: (money) => recordReversed(setup, money),
    async disregardAnnounced(at) {
      if ((await transfers.findAt(at)) !== null) await transfers.announce(at.paymentId, false);
    },
    payTo: (input) => payTo(account, input),
    servePage: (request, path, shop) => servePage(transfers, account, { request, path, shop }),
  };
}

/** There is nobody to call: the account is as good as its settings. */
function healthOf(values: SettingsValues, now: Date): Health {
  const account = settingsOf(values);
  const read = readSettings(values);
  return {
    isWorking: read.ok,
    checkedAt: now,
    facts: [
      { label: { fr: "Titulaire", en: "Holder" }, value: account.holder },
      { label: { fr: "IBAN", en: "IBAN" }, value: formatIban(account.iban) },
    ],
    problems: read.ok ? [] : read.problems.map(({ message }) => message),
  };
}
