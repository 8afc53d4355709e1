import { z } from "zod";
import type { MoneyFact } from "../../app/core/payment";
import type { AdapterDeps } from "../../app/core/ports";
import { referenceOf, type StructuredReference } from "../../app/core/structured-reference";

const transferSchema = z.object({
  paymentId: z.string(), number: z.number().int().positive(), token: z.string(), amountMinor: z.number().int().positive(), about: z.string(),
  locale: z.string(), backUrl: z.string(), expiresAt: z.iso.datetime(), isShared: z.boolean().optional(),
});
/** The instructions of one payment, drawn once. `isShared`: its number is the link's or basket's, so other attempts state it too. */
export type Transfer = z.output<typeof transferSchema>;

const statedSchema = z.object({ amountMinor: z.number().int().positive(), at: z.iso.datetime() });
const reversedSchema = z.object({ at: z.iso.datetime() });
/** What a statement or a person stated. */
export type Stated = z.output<typeof statedSchema>;

/** received: it came to the account · returned: it was sent back from there. */
export type Direction = "received" | "returned";

/** No transfer travels longer, over a weekend with holidays: who said so by mistake can then pay another way. */
const announcedDays = 5;

/** announced: the payer says the transfer is made · closed: no longer wanted, the page says so. */
export type Stage = "open" | "announced" | "closed";

export const referenceOfTransfer = ({ number }: Pick<Transfer, "number">): StructuredReference => referenceOf(number);

/** What names one attempt: its reference, with the attempt where others share it. */
export const providerRefOf = (transfer: Pick<Transfer, "number" | "paymentId" | "isShared">): string =>
  transfer.isShared ? `${referenceOfTransfer(transfer).ogm}-${transfer.paymentId}` : referenceOfTransfer(transfer).ogm;

export type TransferRecords = ReturnType<typeof openTransferRecords>;

/** The transfers of one connection, in its records: what is asked, what the payer said, what arrived. */
export function openTransferRecords({ records, now }: Pick<AdapterDeps, "records" | "now">) {
  const find = async (paymentId: string): Promise<Transfer | null> => {
    const value = await records.find("transfer", paymentId);
    return value === null ? null : transferSchema.parse(value);
  };
  const listReversed = async (paymentId: string) =>
    new Map((await records.list(reversedKind(paymentId))).map(({ key, value }) => [key, new Date(reversedSchema.parse(value).at)]));
  return {
    find,
    /** Of the sequence that numbers the store's links and baskets too. */
    nextNumber: () => records.next("transfer-reference"),
    /** The first of two at the same moment stands for both; its page is found by its token. */
    async claim(transfer: Transfer): Promise<Transfer> {
      const stands = transferSchema.parse(await records.claim("transfer", transfer.paymentId, transfer));
      await records.claim("page", stands.token, stands.paymentId);
      return stands;
    },
    /** Null where the payment and the reference do not belong together. */
    async findAt({ paymentId, providerRef }: { paymentId: string; providerRef: string }): Promise<Transfer | null> {
      const transfer = await find(paymentId);
      return transfer && providerRefOf(transfer) === providerRef ? transfer : null;
    },
    async findByToken(token: string): Promise<Transfer | null> {
      const paymentId = await records.find("page", token);
      return typeof paymentId === "string" ? find(paymentId) : null;
    },
    async stageOf(paymentId: string): Promise<Stage> {
      if ((await records.find("closed", paymentId)) !== null) return "closed";
      const saidAt = await records.find("announced", paymentId);
      return typeof saidAt === "string" && now().getTime() < Date.parse(saidAt) + announcedDays * 86_400_000 ? "announced" : "open";
    },
    /** Whose closing it was: the first caller gets its own name back. */
    close: (paymentId: string, by: string) => records.claim("closed", paymentId, by),
    /** What the payer says, and may take back; nothing is believed of it but that asking again should wait. */
    announce: (paymentId: string, isMade: boolean) => records.put("announced", paymentId, isMade ? now().toISOString() : false),
    /** What was stated, and what took it back as a mistake. */
    async listMoney(paymentId: string, direction: Direction): Promise<MoneyFact[]> {
      const [rows, reversed] = await Promise.all([records.list(moneyKind(paymentId, direction)), listReversed(paymentId)]);
      return rows.flatMap(({ key, value }): MoneyFact[] => {
        const { amountMinor, at } = statedSchema.parse(value);
        const fact: MoneyFact = { kind: direction === "received" ? "capture" : "refund", ref: key, amountMinor, occurredAt: new Date(at) };
        const backAt = reversed.get(key);
        return backAt === undefined ? [fact] : [fact, { ...fact, kind: direction === "received" ? "reversal" : "refund-reversal", occurredAt: backAt }];
      });
    },
    listReversed,
    /** Once per `ref`: what was noted under it was a mistake. */
    reverse: (paymentId: string, ref: string, at: Date) => records.claim(reversedKind(paymentId), ref, { at: at.toISOString() }),
    /** Once per `ref`; out: what stands under it. */
    state: async (paymentId: string, direction: Direction, ref: string, stated: Stated): Promise<Stated> =>
      statedSchema.parse(await records.claim(moneyKind(paymentId, direction), ref, stated)),
  };
}

const reversedKind = (paymentId: string) => `reversed:${paymentId}`;
const moneyKind = (paymentId: string, direction: Direction) => `${direction}:${paymentId}`;
