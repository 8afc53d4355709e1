import { randomBytes } from "node:crypto";
import { euro } from "../../app/core/epc-qr";
import type { Words } from "../../app/core/locale";
import { amountMinorMax, moneyOf, toDecimal } from "../../app/core/money";
import { cleanText } from "../../app/core/order";
import { signOf, type MoneyFact, type SeenPayment } from "../../app/core/payment";
import type { AdapterDeps, CheckoutInput, CloseResult, OpenedCheckout, ReceivedMoney, ReturnedMoney, ReversedMoney } from "../../app/core/ports";
import { formatReference, type ReferenceKind } from "../../app/core/structured-reference";
import { VendorError } from "../../app/core/vendor-error";
import { providerRefOf, referenceOfTransfer, type Direction, type Stage, type Transfer, type TransferRecords } from "./transfer-records.server";

export const vendor = "bank-transfer";
/** How long the instructions stand: money that comes later is kept all the same. */
const transferDays = 30;
export const transferLimits = [{ currency: euro, amountMinorMin: 1, amountMinorMax }];
const tokenBytes = 20;
const textLengthMax = 140;
const refLengthMax = 200;

export type TransferSetup = Pick<AdapterDeps, "now" | "connectionId" | "appUrl"> & { transfers: TransferRecords; referenceKind: ReferenceKind };
type At = { paymentId: string; providerRef: string };

/**
 * The reference is the link's or the basket's own where it has one. Else one is drawn for this payment: of two calls at
 * the same moment one number is used, the other left out for ever.
 */
export async function openCheckout({ transfers, now, appUrl, connectionId }: TransferSetup, input: CheckoutInput): Promise<OpenedCheckout> {
  refuseAmount(input);
  const known = await transfers.find(input.paymentId);
  const transfer = await transfers.claim(known ?? transferOf(input, input.referenceNumber ?? (await transfers.nextNumber()), now()));
  return {
    providerRef: providerRefOf(transfer),
    checkoutUrl: `${appUrl}/checkout/${connectionId}/${transfer.token}`,
    expiresAt: new Date(transfer.expiresAt),
  };
}

function transferOf(input: CheckoutInput, number: number, now: Date): Transfer {
  return {
    paymentId: input.paymentId,
    number,
    token: randomBytes(tokenBytes).toString("base64url"),
    amountMinor: input.amountMinor,
    about: cleanText(input.description, textLengthMax) || cleanText(input.reference, textLengthMax),
    locale: input.locale,
    backUrl: input.backUrl,
    expiresAt: new Date(now.getTime() + transferDays * 86_400_000).toISOString(),
    isShared: input.referenceNumber !== null,
  };
}

/** Money in the records is the truth; before it, only what the payer said. Null for a payment never opened here. */
export async function readPayment({ transfers, referenceKind, now }: TransferSetup, at: At): Promise<SeenPayment | null> {
  const transfer = await transfers.findAt(at);
  if (transfer === null) return null;
  const [received, returned] = await Promise.all([transfers.listMoney(at.paymentId, "received"), transfers.listMoney(at.paymentId, "returned")]);
  const facts = [...received, ...returned];
  const progress = sumFacts(facts) > 0 || returned.length > 0 ? "succeeded" : progressOf(await transfers.stageOf(at.paymentId), transfer, now());
  return {
    providerRef: at.providerRef,
    currency: euro,
    progress,
    facts,
    openDispute: null,
    method: "bank-transfer",
    methodDetail: null,
    transactionId: formatReference(referenceOfTransfer(transfer), referenceKind),
    failure: progress === "expired" ? "checkout-expired" : null,
  };
}

function progressOf(stage: Stage, transfer: Transfer, now: Date): SeenPayment["progress"] {
  if (stage === "announced") return "processing";
  return stage === "closed" || now.getTime() >= Date.parse(transfer.expiresAt) ? "expired" : "open";
}

/** Takes the account off the page. Nobody can stop a transfer that was sent: money that still comes is kept and flagged. */
export async function closeCheckout({ transfers, now }: TransferSetup, at: At): Promise<CloseResult> {
  const transfer = await transfers.findAt(at);
  if (transfer === null) return "already-closed";
  if (sumFacts(await transfers.listMoney(at.paymentId, "received")) > 0 || (await transfers.stageOf(at.paymentId)) === "announced") return "money-seen";
  if (now().getTime() >= Date.parse(transfer.expiresAt)) return "already-closed";
  const by = randomBytes(tokenBytes).toString("hex");
  return (await transfers.close(at.paymentId, by)) === by ? "closed" : "already-closed";
}

/** Money seen on a statement or by a person. Throws VendorError for money that cannot be ours. */
export function recordReceived({ transfers }: TransferSetup, money: ReceivedMoney): Promise<void> {
  return state(transfers, "received", money, money.receivedAt);
}

/** Money sent back from the shop's bank, which only a person can do. Throws VendorError for more than is held. */
export async function recordReturned({ transfers }: TransferSetup, money: ReturnedMoney): Promise<void> {
  const heldMinor = await sumHeld(transfers, money.paymentId, money.ref);
  if (money.amountMinor > heldMinor) throw refused({ fr: "C’est plus que ce qui a été reçu.", en: "This is more than was received." });
  await state(transfers, "returned", money, money.returnedAt);
}

/** A slip: what was noted under `ref`, received or sent back, is taken back; the note itself stays. */
export async function recordReversed({ transfers }: TransferSetup, money: ReversedMoney): Promise<void> {
  const [received, returned] = await Promise.all([transfers.listMoney(money.paymentId, "received"), transfers.listMoney(money.paymentId, "returned")]);
  if ((await transfers.findAt(money)) === null) throw refused({ fr: "Ce virement n’est pas attendu ici.", en: "This transfer is not expected here." });
  if ((await transfers.listReversed(money.paymentId)).has(money.ref)) return;
  const note = received.find(({ ref }) => ref === money.ref);
  if (!note && !returned.some(({ ref }) => ref === money.ref)) throw refused({ fr: "Cette note n’existe pas ici.", en: "There is no such note here." });
  if (note && note.amountMinor > (await sumHeld(transfers, money.paymentId, ""))) {
    // The twin of a double press may have taken it back since the first look.
    if ((await transfers.listReversed(money.paymentId)).has(money.ref)) return;
    throw refused({ fr: "Une partie de cet argent a déjà été rendue.", en: "Part of this money has been given back already." });
  }
  await transfers.reverse(money.paymentId, money.ref, money.reversedAt);
}

const sumFacts = (facts: readonly MoneyFact[]) => facts.reduce((total, fact) => total + signOf[fact.kind] * fact.amountMinor, 0);

/** What is held, but for one movement that is being stated again. */
async function sumHeld(transfers: TransferRecords, paymentId: string, exceptRef: string): Promise<number> {
  const [received, returned] = await Promise.all([transfers.listMoney(paymentId, "received"), transfers.listMoney(paymentId, "returned")]);
  return sumFacts(received) + sumFacts(returned.filter(({ ref }) => ref !== exceptRef));
}

/** Once per `ref`; the same ref with other money is a mistake somebody must look at. */
async function state(transfers: TransferRecords, direction: Direction, money: Omit<ReceivedMoney, "receivedAt">, at: Date): Promise<void> {
  if ((await transfers.findAt(money)) === null) throw refused({ fr: "Ce virement n’est pas attendu ici.", en: "This transfer is not expected here." });
  if (money.currency !== euro) throw refused({ fr: "Un virement SEPA est en euros.", en: "A SEPA transfer is in euro." });
  const isAmount = Number.isSafeInteger(money.amountMinor) && money.amountMinor > 0;
  if (!isAmount || money.ref === "" || money.ref.length > refLengthMax) throw refused({ fr: "Montant ou référence inexacts.", en: "Wrong amount or reference." });
  const stands = await transfers.state(money.paymentId, direction, money.ref, { amountMinor: money.amountMinor, at: at.toISOString() });
  if (stands.amountMinor !== money.amountMinor) {
    throw refused({ fr: "Cette ligne a déjà été notée avec un autre montant.", en: "This line was already recorded with another amount." });
  }
}

const refused = (merchantMessage: Words) => new VendorError({ vendor, isRetryable: false, merchantMessage });

function refuseAmount({ amountMinor, currency }: { amountMinor: number; currency: CheckoutInput["currency"] }): void {
  if (currency !== euro) throw refused({ fr: `Un virement SEPA est en euros, pas en ${currency}.`, en: `A SEPA transfer is in euro, not in ${currency}.` });
  if (amountMinor >= 1 && amountMinor <= amountMinorMax) return;
  const amount = `${toDecimal(moneyOf(amountMinor, currency))} ${currency}`;
  throw refused({ fr: `${amount} n’est pas un montant qu’un virement peut porter.`, en: `${amount} is no amount a transfer can carry.` });
}
