import { z } from "zod";
import { chequeSteps, stateOfCheque, whyNotStep, type ChequeStep } from "../../app/core/cheque";
import { cleanText } from "../../app/core/order";
import type { MoneyFact } from "../../app/core/payment";
import type { AdapterDeps, ChequeStated, Provider } from "../../app/core/ports";
import { fail, refuseMoney } from "./errors.server";
import { euro } from "./settings";

const numberLengthMax = 40;
const bankLengthMax = 80;

const chequeSchema = z.object({ number: z.string(), bank: z.string(), amountMinor: z.number().int().positive() });
const stepSchema = z.object({ step: z.enum(chequeSteps), at: z.iso.datetime() });

/** A cheque handed over, with the steps it took. */
export type HeldCheque = { ref: string; cheque: z.output<typeof chequeSchema>; steps: ReadonlyMap<ChequeStep, Date> };

export type Cheques = ReturnType<typeof makeCheques>;

/** The cheques of one connection, in its records: one row each, and one for every step. */
export function makeCheques(records: AdapterDeps["records"]) {
  const stepsOf = async (paymentId: string, ref: string): Promise<Map<ChequeStep, Date>> => {
    const rows = (await records.list(stepsKind(paymentId, ref))).map(({ value }) => stepSchema.parse(value));
    return new Map(rows.map(({ step, at }) => [step, new Date(at)]));
  };

  return {
    /** Those that took a step at least; one whose first step was never noted is no cheque yet. */
    async list(paymentId: string): Promise<HeldCheque[]> {
      const rows = await records.list(chequeKind(paymentId));
      const all = await Promise.all(rows.map(async ({ key, value }) => ({ ref: key, cheque: chequeSchema.parse(value), steps: await stepsOf(paymentId, key) })));
      return all.filter(({ steps }) => steps.size > 0);
    },

    /** Of two steps at the same moment one is taken: the place of a step is claimed, never written over. */
    async record({ paymentId, ref, step, at, cheque }: ChequeStated): ReturnType<NonNullable<Provider["recordCheque"]>> {
      if (step === "received") {
        if (cheque === null) return fail({ fr: "Recopiez le chèque reçu.", en: "Write down the cheque received." });
        refuseMoney(cheque.amountMinor, ref, euro);
        const written = { number: cleanText(cheque.number, numberLengthMax), bank: cleanText(cheque.bank, bankLengthMax), amountMinor: cheque.amountMinor };
        const stands = chequeSchema.parse(await records.claim(chequeKind(paymentId), ref, written));
        if (stands.amountMinor !== written.amountMinor) fail({ fr: "Ce chèque a déjà été noté avec un autre montant.", en: "This cheque was already noted with another amount." });
      }
      const problem = whyNotStep(new Set((await stepsOf(paymentId, ref)).keys()), step);
      if (problem) return { ok: false, reason: problem };
      const stood = stepSchema.parse(await records.claim(stepsKind(paymentId, ref), placeOf(step), { step, at: at.toISOString() }));
      return stood.step === step ? { ok: true } : { ok: false, reason: "not-now" };
    },
  };
}

const chequeKind = (paymentId: string) => `cheque:${paymentId}`;
const stepsKind = (paymentId: string, ref: string) => `cheque-steps:${paymentId}/${ref}`;

/** Cleared, bounced and withdrawn exclude each other, so they have one place between them. */
const placeOf = (step: ChequeStep) => (["cleared", "bounced", "withdrawn"].includes(step) ? "outcome" : step);

/** In the shop's hands or at its bank, and not yet money. */
export const isOnItsWay = ({ steps }: HeldCheque) => ["received", "banked"].includes(stateOfCheque(new Set(steps.keys())) ?? "");
export const isMoney = ({ steps }: HeldCheque) => steps.has("cleared") && !steps.has("reversed");

/** A cleared cheque is money since the day it was handed over, by which lateness is judged; one taken back is money out. */
export function chequeFacts({ ref, cheque, steps }: HeldCheque): MoneyFact[] {
  const [received, cleared, reversed] = [steps.get("received"), steps.get("cleared"), steps.get("reversed")];
  if (!received || !cleared) return [];
  const fact = { ref: `cheque:${ref}`, amountMinor: cheque.amountMinor, method: "cheque" };
  const taken: MoneyFact = { kind: "capture", ...fact, occurredAt: received };
  return reversed ? [taken, { kind: "reversal", ...fact, occurredAt: reversed }] : [taken];
}
