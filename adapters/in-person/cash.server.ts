import { z } from "zod";
import type { AdapterDeps, ReceivedMoney, ReturnedMoney, ReversedMoney } from "../../app/core/ports";
import { chequeFacts, type Cheques } from "./cheques.server";
import { fail, refuseMoney } from "./errors.server";
import type { CounterTerms } from "./settings";

const cashSchema = z.object({ amountMinor: z.number().int().positive(), at: z.iso.datetime(), method: z.enum(["cash", "bank-transfer"]).default("cash") });
const reversedSchema = z.object({ at: z.iso.datetime() });

type Direction = "received" | "returned";
type Stated = Pick<ReturnedMoney, "paymentId" | "ref" | "amountMinor" | "method">;
const cashKind = (paymentId: string, direction: Direction) => `cash-${direction}:${paymentId}`;
const reversedKind = (paymentId: string) => `cash-reversed:${paymentId}`;
const sumOf = (list: readonly { amountMinor: number }[]) => list.reduce((total, one) => total + one.amountMinor, 0);
export type Cash = ReturnType<typeof makeCash>;

/** The cash a person counted for promises, each note of it once. */
export function makeCash({ records, terms, cheques }: Pick<AdapterDeps, "records"> & { terms: CounterTerms; cheques: Cheques }) {
  const list = async (paymentId: string, direction: Direction = "received") =>
    (await records.list(cashKind(paymentId, direction))).map(({ key, value }) => ({ ref: key, ...cashSchema.parse(value) }));
  /** The same ref with other money is a mistake somebody must look at. */
  const state = async (direction: Direction, { paymentId, ref, amountMinor, method = "cash" }: Stated, at: Date) => {
    const stands = cashSchema.parse(await records.claim(cashKind(paymentId, direction), ref, { amountMinor, at: at.toISOString(), method }));
    if (stands.amountMinor !== amountMinor) fail({ fr: "Cet argent a déjà été noté avec un autre montant.", en: "This money was already noted with another amount." });
  };

  /** The notes that were a mistake, by ref. */
  const listReversed = async (paymentId: string) =>
    new Map((await records.list(reversedKind(paymentId))).map(({ key, value }) => [key, new Date(reversedSchema.parse(value).at)]));
  /** Received and cleared, less what went back; a note of another ref only. */
  const held = async (paymentId: string, exceptRef: string) => {
    const [received, returned, reversed, held] = await Promise.all([list(paymentId), list(paymentId, "returned"), listReversed(paymentId), cheques.list(paymentId)]);
    const chequesMinor = held.flatMap(chequeFacts).reduce((total, fact) => (fact.kind === "capture" ? total + fact.amountMinor : total - fact.amountMinor), 0);
    return sumOf(received.filter(({ ref }) => !reversed.has(ref))) + chequesMinor - sumOf(returned.filter(({ ref }) => ref !== exceptRef && !reversed.has(ref)));
  };

  return {
    list,
    listReversed,

    /** Cash counted by a person, once per `ref`, within what the law allows in cash. */
    async receive(money: ReceivedMoney): Promise<void> {
      refuseMoney(money.amountMinor, money.ref, money.currency);
      const reversed = await listReversed(money.paymentId);
      const heldMinor = sumOf((await list(money.paymentId)).filter(({ ref }) => ref !== money.ref && !reversed.has(ref)));
      if (heldMinor + money.amountMinor > terms.cashMinorMax) fail({ fr: "C’est plus que le montant permis en espèces.", en: "This is more than the amount allowed in cash." });
      await state("received", money, money.receivedAt);
    },

    /** Money handed back by a person, of whatever was received; never more than is held. */
    async giveBack(money: ReturnedMoney): Promise<void> {
      refuseMoney(money.amountMinor, money.ref, money.currency);
      const heldMinor = await held(money.paymentId, money.ref);
      if (money.amountMinor > heldMinor) fail({ fr: "C’est plus que ce qui a été reçu.", en: "This is more than was received." });
      await state("returned", money, money.returnedAt);
    },

    /** A slip: what was noted under `ref`, received or given back, is taken back; the note itself stays. */
    async reverse({ paymentId, ref, reversedAt }: ReversedMoney): Promise<void> {
      const [received, returned, reversed] = await Promise.all([list(paymentId), list(paymentId, "returned"), listReversed(paymentId)]);
      if (reversed.has(ref)) return;
      const note = received.find((one) => one.ref === ref);
      if (!note && !returned.some((one) => one.ref === ref)) fail({ fr: "Cette note n’existe pas ici.", en: "There is no such note here." });
      const isHeld = !note || note.amountMinor <= (await held(paymentId, ""));
      // The twin of a double press may have taken it back since the first look.
      if (!isHeld && (await listReversed(paymentId)).has(ref)) return;
      if (!isHeld) fail({ fr: "Une partie de cet argent a déjà été rendue.", en: "Part of this money has been given back already." });
      await records.claim(reversedKind(paymentId), ref, { at: reversedAt.toISOString() });
    },
  };
}
