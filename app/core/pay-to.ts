import type { Money } from "./money";

/** Where money may be sent with no page of ours in between, and the words by which it finds back. */
export type PayToAccount = {
  /** Its legal holder: the payer's bank compares the name with the account. */
  holder: string;
  /** In electronic form, without spaces. */
  iban: string;
  bic: string | null;
  /** As it is printed; null where it is drawn only when the message leaves. */
  reference: string | null;
  /** What a bank's app reads from a code (EPC069-12); null where this transfer cannot be written as one. */
  epc: string | null;
};

/** The same, for one link or basket, as it stood when the message or the paper was made. */
export type PayTo = PayToAccount & {
  /** What is due now; null where the payer chooses. */
  amount: Money | null;
  /** Where it may be paid in parts: the least and the most that may be sent now. */
  range: { least: Money; most: Money } | null;
};
