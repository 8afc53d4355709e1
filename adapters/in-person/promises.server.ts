import { randomBytes } from "node:crypto";
import { z } from "zod";
import { amountMinorMax } from "../../app/core/money";
import { cleanText } from "../../app/core/order";
import { signOf, type MoneyFact, type SeenPayment } from "../../app/core/payment";
import type { AdapterDeps, CheckoutInput, CloseResult, OpenedCheckout } from "../../app/core/ports";
import type { Cash } from "./cash.server";
import { chequeFacts, isMoney, isOnItsWay, type Cheques, type HeldCheque } from "./cheques.server";
import { refuseAmount } from "./errors.server";
import { euro, type CounterTerms } from "./settings";

/** How long a promise to come by stands. */
const promiseDays = 30;
const tokenBytes = 20;
const textLengthMax = 140;

const promiseSchema = z.object({
  paymentId: z.string(), number: z.number().int().positive(), token: z.string(), amountMinor: z.number().int().positive(), about: z.string(),
  locale: z.string(), backUrl: z.string(), expiresAt: z.iso.datetime(),
});
/** A payer's word that they will come by, under a number they can say at the counter. */
export type CounterPromise = z.output<typeof promiseSchema>;

type At = { paymentId: string; providerRef: string };
type Setup = Pick<AdapterDeps, "records" | "now" | "connectionId" | "appUrl"> & { terms: CounterTerms; cheques: Cheques; cash: Cash };
export type Promises = ReturnType<typeof makePromises>;

/** "P-000042": short enough to be said over a counter. */
export const codeOf = ({ number }: Pick<CounterPromise, "number">) => `P-${String(number).padStart(6, "0")}`;

/** The most that can be brought: without cheques, the most cash. At least two cents, for limits must have an inside. */
export const largestMinor = ({ chequeOrder, cashMinorMax }: CounterTerms) => (chequeOrder === null ? Math.max(2, cashMinorMax) : amountMinorMax);

/** The promises of one connection in its records, read with the money a person stated for them. */
export function makePromises({ records, now, connectionId, appUrl, terms, cheques, cash }: Setup) {
  const find = async (paymentId: string) => {
    const value = await records.find("promise", paymentId);
    return value === null ? null : promiseSchema.parse(value);
  };
  /** Null where the payment and the code do not belong together. */
  const findAt = async ({ paymentId, providerRef }: At) => {
    const promise = await find(paymentId);
    return promise && codeOf(promise) === providerRef ? promise : null;
  };
  const isClosed = async (paymentId: string) => (await records.find("closed", paymentId)) !== null;

  return {
    findAt,
    async findByToken(token: string): Promise<CounterPromise | null> {
      const paymentId = await records.find("page", token);
      return typeof paymentId === "string" ? find(paymentId) : null;
    },

    /** The number is drawn once per payment. Throws VendorError for an amount nobody could bring. */
    async open(input: CheckoutInput): Promise<OpenedCheckout> {
      refuseAmount(input, largestMinor(terms));
      const known = await find(input.paymentId);
      const promise = known ?? promiseSchema.parse(await records.claim("promise", input.paymentId, promiseOf(input, await records.next("counter-promise"), now())));
      await records.claim("page", promise.token, input.paymentId);
      return { providerRef: codeOf(promise), checkoutUrl: `${appUrl}/checkout/${connectionId}/${promise.token}`, expiresAt: new Date(promise.expiresAt) };
    },

    async read(at: At): Promise<SeenPayment | null> {
      const promise = await findAt(at);
      if (promise === null) return null;
      const [received, returned, reversed, held] = await Promise.all([
        cash.list(at.paymentId), cash.list(at.paymentId, "returned"), cash.listReversed(at.paymentId), cheques.list(at.paymentId),
      ]);
      const facts: MoneyFact[] = [
        ...received.flatMap((one) => cashFacts(one, "capture", reversed.get(one.ref))),
        ...returned.flatMap((one) => cashFacts(one, "refund", reversed.get(one.ref))),
        ...held.flatMap(chequeFacts),
      ];
      const hasMoney = facts.reduce((sum, fact) => sum + signOf[fact.kind] * fact.amountMinor, 0) > 0 || returned.some(({ ref }) => !reversed.has(ref));
      const isOver = (await isClosed(at.paymentId)) || now().getTime() >= Date.parse(promise.expiresAt);
      const progress = hasMoney ? "succeeded" : held.some(isOnItsWay) ? "processing" : isOver ? "expired" : "open";
      return {
        providerRef: at.providerRef, currency: euro, progress, facts, openDispute: null, ...methodOf(received.some(({ ref }) => !reversed.has(ref)), held),
        transactionId: codeOf(promise), failure: progress === "expired" ? "checkout-expired" : null,
      };
    },

    async close(at: At): Promise<CloseResult> {
      const promise = await findAt(at);
      if (promise === null || now().getTime() >= Date.parse(promise.expiresAt)) return "already-closed";
      const [received, reversed, held] = await Promise.all([cash.list(at.paymentId), cash.listReversed(at.paymentId), cheques.list(at.paymentId)]);
      const hasMoney = received.some(({ ref }) => !reversed.has(ref)) || held.some((cheque) => isOnItsWay(cheque) || isMoney(cheque));
      if (hasMoney) return "money-seen";
      const by = randomBytes(tokenBytes).toString("hex");
      return (await records.claim("closed", at.paymentId, by)) === by ? "closed" : "already-closed";
    },
  };
}

function promiseOf(input: CheckoutInput, number: number, now: Date): CounterPromise {
  return {
    paymentId: input.paymentId,
    number,
    token: randomBytes(tokenBytes).toString("base64url"),
    amountMinor: input.amountMinor,
    about: cleanText(input.reference, textLengthMax) || cleanText(input.description, textLengthMax),
    locale: input.locale,
    backUrl: input.backUrl,
    expiresAt: new Date(now.getTime() + promiseDays * 86_400_000).toISOString(),
  };
}

/** One note as the ledger wants it: what was taken, and what takes it back. */
function cashFacts(note: { ref: string; amountMinor: number; at: string; method: string }, kind: "capture" | "refund", reversedAt: Date | undefined): MoneyFact[] {
  const ref = kind === "capture" ? `cash:${note.ref}` : note.ref;
  const fact: MoneyFact = { kind, ref, amountMinor: note.amountMinor, occurredAt: new Date(note.at), method: note.method };
  return reversedAt === undefined ? [fact] : [fact, { ...fact, kind: kind === "capture" ? "reversal" : "refund-reversal", occurredAt: reversedAt }];
}

function methodOf(hasCash: boolean, held: readonly HeldCheque[]): Pick<SeenPayment, "method" | "methodDetail"> {
  const last = held.at(-1);
  if (hasCash || !last) return { method: "cash", methodDetail: null };
  return { method: "cheque", methodDetail: [last.cheque.number, last.cheque.bank].filter(Boolean).join(" · ") || null };
}
