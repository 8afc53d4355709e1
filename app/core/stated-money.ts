import type { Cheque, ChequeStep } from "./cheque";
import type { Currency } from "./currency";

/** Money seen by a person or on a statement. `ref` is stable: the line's own id, or one made when the form was drawn. */
export type ReceivedMoney = { paymentId: string; providerRef: string; amountMinor: number; currency: Currency; receivedAt: Date; ref: string };

/** Money a person gave back by hand, at their bank or over the counter. */
export type ReturnedMoney = Omit<ReceivedMoney, "receivedAt"> & { returnedAt: Date; method?: "cash" | "bank-transfer" };

/** What was noted under `ref` was no money. Stated once; it goes out as it came in, whole. */
export type ReversedMoney = Omit<ReceivedMoney, "receivedAt" | "amountMinor" | "currency"> & { reversedAt: Date };

/** A step of one cheque. `ref` names the cheque, one made when its form was drawn; `cheque` is what is written on it, read when it is received. */
export type ChequeStated = { paymentId: string; providerRef: string; ref: string; step: ChequeStep; at: Date; cheque: Cheque | null };
