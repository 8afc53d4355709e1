import { assertUnreachable } from "../../app/core/assert";
import type { MarkPaidInput, MarkPaidResult, RecordPartResult } from "../../app/core/ports";
import type { Shop } from "./api.server";
import { writePayment } from "./write-payment.server";
import { planPart, planWhole } from "./write-plan";

/** Marks an order paid with all that is open on it; a second call with the same payment finds it done. */
export async function markPaid(shop: Shop, input: MarkPaidInput): Promise<MarkPaidResult> {
  const written = await writePayment(shop, input, (books, order) => planWhole(books, order, input));
  if (written.ok) return { ok: true, outcome: written.outcome === "written" ? "marked" : "already-paid", order: written.order };
  switch (written.reason) {
    case "order-gone":
    case "order-refunded":
    case "amount-differs":
    case "write-ignored":
      return { ok: false, reason: written.reason, order: written.order };
    case "too-much":
      return { ok: false, reason: "amount-differs", order: written.order };
    case "not-possible":
      return { ok: false, reason: "write-ignored", order: written.order };
    default:
      return assertUnreachable(written.reason);
  }
}

/** Records a part, the way the shop's plan allows: an amount on Plus, a capture of the pending manual sale elsewhere. */
export async function recordPart(shop: Shop, input: MarkPaidInput): Promise<RecordPartResult> {
  const written = await writePayment(shop, input, (books, order) => planPart(books, order, input));
  if (written.ok) return { ok: true, outcome: written.outcome === "written" ? "recorded" : "already-recorded", order: written.order };
  switch (written.reason) {
    case "order-gone":
    case "order-refunded":
    case "too-much":
    case "not-possible":
      return { ok: false, reason: written.reason, order: written.order };
    case "amount-differs":
      return { ok: false, reason: "too-much", order: written.order };
    case "write-ignored":
      return { ok: false, reason: "not-possible", order: written.order };
    default:
      return assertUnreachable(written.reason);
  }
}
