import { randomBytes } from "node:crypto";
import { invariant } from "../../app/core/assert";
import { currencyOf } from "../../app/core/currency";
import { amountMinorMax } from "../../app/core/money";
import { cleanText } from "../../app/core/order";
import type { Adapter, AdapterDeps, CheckoutInput, CurrencyLimits, OpenedCheckout, Provider, RefundResult } from "../../app/core/ports";
import { VendorError } from "../../app/core/vendor-error";
import { closed, refundableMinor, refunded, seenOf, stageOf, type Checkout } from "./checkout";
import { openCheckouts, type Checkouts } from "./checkouts.server";
import { subjectsOf, verify } from "./hooks.server";
import { outcomeOf } from "./outcomes";
import { servePage } from "./page.server";

const vendor = "sandbox";
const checkoutMs = 3_600_000;
/** "Paid after expiry" runs out within a coffee, so that a person can see it. */
const shortCheckoutMs = 60_000;
const textLengthMax = 500;
const secretBytes = 32;

/** One of each kind: no decimals, two, three, and those whose decimals vendors disagree about. */
const currencies: readonly CurrencyLimits[] =
  "AUD BHD CAD CHF CZK DKK EUR GBP HUF ISK JPY KWD NOK PLN RON SEK TND USD".split(" ").map((code) => ({ currency: currencyOf(code), amountMinorMin: 1, amountMinorMax }));

/** Takes no money and needs no account: the amount chooses what happens (outcomes.ts), a page of ours takes the click. */
export const sandboxProvider: Adapter<Provider> = {
  vendor,
  name: "Sandbox",
  settings: [],
  readSettings: () => ({ ok: true }),
  connect: (_values, deps) => connect(deps),
};

function connect(deps: AdapterDeps): Provider {
  const checkouts = openCheckouts(deps);
  return {
    displayName: "Sandbox",
    isTest: true,
    can: { refund: true, refundPart: true, receiveHooks: true },
    currencies,
    methods: ["card"],
    checkoutOrigins: [new URL(deps.appUrl).origin],
    check: async () => ({ isWorking: true, checkedAt: deps.now(), facts: [{ label: { fr: "Argent réel", en: "Real money" }, value: "0" }], problems: [] }),
    openCheckout: (input) => openCheckout(checkouts, deps, input),
    async readPayment({ paymentId, providerRef }) {
      const checkout = await checkouts.find(providerRef);
      invariant(checkout === null || checkout.paymentId === paymentId, `checkout ${providerRef} does not belong to ${paymentId}`);
      return checkout && seenOf(checkout, deps.now());
    },
    async closeCheckout({ providerRef }) {
      const after = await checkouts.change(providerRef, (checkout) => closed(checkout, deps.now()));
      return after?.result ?? "already-closed";
    },
    refund: (input) => refund(checkouts, deps, input),
    ensureHooks: async () => ({ secret: deps.hookSecret ? null : randomBytes(secretBytes).toString("base64url"), problems: [] }),
    verifyHook: async (hook) => verify(hook, deps.hookSecret ?? null, deps.now()),
    readHook: async (hook) => subjectsOf(hook),
    servePage: (request, path) => servePage(checkouts, deps, request, path),
  };
}

/** The reference comes from the payment id, so that the same payment finds the same checkout. */
async function openCheckout(checkouts: Checkouts, deps: AdapterDeps, input: CheckoutInput): Promise<OpenedCheckout> {
  const limits = currencies.find(({ currency }) => currency === input.currency);
  if (!limits || input.amountMinor < limits.amountMinorMin || input.amountMinor > limits.amountMinorMax) {
    throw new VendorError({ vendor, isRetryable: false, merchantMessage: {
      fr: `Le bac à sable n’accepte pas ${input.amountMinor} ${input.currency}.`, en: `The sandbox does not take ${input.amountMinor} ${input.currency}.`,
    } });
  }
  const { outcome } = outcomeOf(input.amountMinor);
  if (outcome === "provider-down") {
    throw new VendorError({ vendor, isRetryable: true, merchantMessage: {
      fr: "Le bac à sable simule une panne pour ce montant.", en: "The sandbox simulates an outage for this amount.",
    } });
  }
  const now = deps.now();
  const fresh: Checkout = {
    ref: `sbx_${input.paymentId}`,
    paymentId: input.paymentId,
    amountMinor: input.amountMinor,
    currency: input.currency,
    description: cleanText(input.description, textLengthMax),
    reference: cleanText(input.reference, textLengthMax),
    locale: input.locale,
    doneUrl: input.doneUrl,
    backUrl: input.backUrl,
    openedAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + (outcome === "paid-after-expiry" ? shortCheckoutMs : checkoutMs)).toISOString(),
    closedAt: null,
    gaveUpAt: null,
    declinedAt: null,
    paidAt: null,
    refunds: [],
    dispute: null,
  };
  const kept = await checkouts.open(fresh);
  return { providerRef: kept.ref, checkoutUrl: `${deps.appUrl}/checkout/${deps.connectionId}/pay/${kept.ref}`, expiresAt: new Date(kept.expiresAt) };
}

async function refund(checkouts: Checkouts, deps: AdapterDeps, input: Parameters<Provider["refund"]>[0]): Promise<RefundResult> {
  const done = await checkouts.change(input.providerRef, (checkout): { checkout: Checkout; result: RefundResult } => {
    const refused = (reason: Extract<RefundResult, { ok: false }>["reason"], detail: string) => ({ checkout, result: { ok: false as const, reason, detail } });
    const made = checkout.refunds.find((known) => known.refundId === input.refundId);
    if (made) return { checkout, result: { ok: true, refundRef: made.ref, isPending: false } };
    if (stageOf(checkout, deps.now()) !== "paid") return refused("not-refundable", "nothing-was-paid");
    if (checkout.currency !== input.currency) return refused("refused", `paid-in-${checkout.currency}`);
    if (checkout.dispute && !checkout.dispute.isWon) return refused("not-refundable", "disputed");
    if (input.amountMinor <= 0 || input.amountMinor > refundableMinor(checkout, deps.now())) return refused("too-much", "more-than-is-left");
    const after = refunded(checkout, { refundId: input.refundId, amountMinor: input.amountMinor }, deps.now());
    return { checkout: after, result: { ok: true, refundRef: after.refunds.at(-1)?.ref ?? "", isPending: false } };
  });
  return done?.result ?? { ok: false, reason: "not-refundable", detail: "nothing-was-paid" };
}
