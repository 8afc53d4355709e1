/** Why the payer's bank took the money back, in our words; adapters' codes are mapped here, all others are `general`. */
export const disputeReasons = ["fraud", "not-received", "not-as-described", "paid-twice", "refund-missing", "cancelled", "amount-wrong", "not-recognised", "debit-refused", "general"] as const;
export type DisputeReason = (typeof disputeReasons)[number];

/** Card schemes', wallets' and banks' codes as adapters give them: lower case, hyphens. */
const reasonByCode: Readonly<Record<string, DisputeReason>> = {
  fraudulent: "fraud", unauthorised: "fraud", unauthorized: "fraud", "fraudulent-transaction": "fraud",
  "product-not-received": "not-received", "merchandise-or-service-not-received": "not-received",
  "product-unacceptable": "not-as-described", "merchandise-or-service-not-as-described": "not-as-described", "problem-with-remittance": "general",
  duplicate: "paid-twice", "duplicate-transaction": "paid-twice", "payment-by-other-means": "paid-twice",
  "credit-not-processed": "refund-missing",
  "subscription-canceled": "cancelled", "canceled-recurring-billing": "cancelled", "canceled-transaction": "cancelled",
  "incorrect-amount": "amount-wrong", "incorrect-account-details": "general",
  unrecognized: "not-recognised", "bank-cannot-process": "debit-refused", "debit-not-authorized": "debit-refused", "insufficient-funds": "debit-refused",
  am04: "debit-refused", ac04: "debit-refused", md01: "debit-refused", md06: "debit-refused", ms02: "debit-refused", ms03: "debit-refused",
};

export function disputeReasonOf(code: string): DisputeReason {
  return reasonByCode[code] ?? "general";
}

/** How long before its deadline a dispute is told again. */
export const disputeReminderMs = 3 * 86_400_000;

/** Whole days left until a deadline, rounded down; 0 on the last day, null once it is past. */
export function daysLeft(dueAt: Date, now: Date): number | null {
  const leftMs = dueAt.getTime() - now.getTime();
  return leftMs < 0 ? null : Math.floor(leftMs / 86_400_000);
}

/** What proves that the money is owed; `isHeld` false: only the shop has it. */
export type Evidence = { kind: "receipt" | "history" | "messages" | "order" | "delivery"; isHeld: boolean };
