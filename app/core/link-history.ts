/** What can happen to a link, as its history tells it. */
export const linkEventKinds = [
  "created", "terms-changed", "amount-changed", "message-queued", "message-sent", "message-refused", "message-failed", "message-returned", "message-delayed", "mailed-by-platform",
  "payment-started", "payment-pending", "payment-failed", "captured", "taken-back", "refunded", "refund-asked", "refund-reversed", "refund-pending", "refund-not-made", "rebooked-out", "rebooked-in", "dispute-closed", "disputed",
  "dispute-won", "surplus-noticed", "paid-twice-noticed", "foreign-noticed", "late-noticed", "receipt-issued", "order-marked-paid",
  "order-not-marked", "order-cancelled", "order-gone", "order-paid-elsewhere", "order-asks-again", "cancelled", "reopened",
] as const;
export type LinkEventKind = (typeof linkEventKinds)[number];

/** One line of a link's history. `detail` is what the flow that wrote it knew; `by`: the address of the member who did it, null for everybody else. */
export type LinkEvent = { id: string; kind: LinkEventKind; detail: Record<string, unknown>; by: string | null; at: Date };

/** Something only a person can decide. */
export const taskKinds = [
  "surplus", "paid-twice", "late-money", "foreign-money", "money-on-cancelled", "dispute", "dispute-due", "refund-failed", "refund-not-made", "money-taken-back", "cheque-bounced", "order-not-marked", "order-unmarked", "order-differs",
  "message-refused", "event-not-understood", "no-messenger", "customer-data-asked",
] as const;
export type TaskKind = (typeof taskKinds)[number];
