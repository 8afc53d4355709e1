import { currencyOf } from "../../app/core/currency";
import type { CheckoutInput, OpenedCheckout, Provider, RawHook } from "../../app/core/ports";

/** A provider set up for one test, and a hand on the world behind it. What a real account cannot do is null. */
export type ProviderBench = {
  provider: Provider;
  /** Calls that left for the provider so far. */
  calls(): number;
  /** The shopper pays the whole amount at once; throws where the provider would not let them. */
  pay: ((checkout: OpenedCheckout) => Promise<void>) | null;
  /** A hook about this checkout as the provider would sign it now. */
  hookAbout: ((checkout: OpenedCheckout) => Promise<RawHook>) | null;
  moveClock: ((ms: number) => void) | null;
  /** The next call that matches has its effect, and its answer is lost. */
  loseAnswer: ((to: "openCheckout" | "refund") => void) | null;
  /** The account behind this bench leaves open checkouts payable until they end by themselves. */
  cannotClose?: boolean;
  /** The same provider with credentials that are wrong; null for one that has none. */
  withWrongKey: Provider | null;
  /** Values that must never show: keys and hook secrets. */
  secrets: string[];
  close(): Promise<void>;
};

let counter = 0;

/** A checkout to open; payment ids differ between runs, since a real account remembers the last one. */
export function checkoutInput(change: Partial<CheckoutInput> = {}): CheckoutInput {
  counter += 1;
  return {
    paymentId: `pay_contract${Date.now().toString(36)}${process.pid}x${counter}`,
    amountMinor: 12_100,
    currency: currencyOf("EUR"),
    description: "Commande 1042 – Théière en fonte 🫖",
    reference: "1042",
    referenceNumber: null,
    customerEmail: "camille@example.com",
    locale: "fr",
    doneUrl: "https://shop.example/pay/token/done",
    backUrl: "https://shop.example/pay/token",
    ...change,
  };
}

/** Skips at run time what this bench has no hand for, so that the report says so. */
export function need<T>(hand: T | null, skip: (why: string) => never): T {
  return hand ?? skip("the account behind this bench cannot do it");
}

/** Where a payment is found again. */
export type At = { paymentId: string; providerRef: string };

/** A checkout that its payer paid. */
export async function paid(bench: ProviderBench, input: CheckoutInput, skip: (why: string) => never): Promise<At> {
  const pay = need(bench.pay, skip);
  const opened = await bench.provider.openCheckout(input);
  await pay(opened);
  return { paymentId: input.paymentId, providerRef: opened.providerRef };
}

/** What the provider says of a payment it must know. */
export async function mustRead(provider: Provider, at: At) {
  const seen = await provider.readPayment(at);
  if (!seen) throw new Error(`The provider lost ${at.providerRef}`);
  return seen;
}

/** A refund request in euro, with everything but its id and amount the same. */
export const refundOf = (at: At, refundId: string, amountMinor: number) => ({ ...at, refundId, amountMinor, currency: currencyOf("EUR"), reason: "Retour d’un article" });
