import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Order } from "../../app/core/order";
import type { MarkPaidInput } from "../../app/core/ports";
import type { Shop } from "./api.server";
import { isLeased, landedMinor, leasedMark, readMark, writtenMark, type Mark } from "./mark";
import { writeMetafields } from "./metafields.server";
import { withNote } from "./notes";
import { findBooks, toOrder } from "./orders.server";
import type { UserErrors } from "./replies";
import { sendPayment } from "./send-payment.server";
import { ShopTrouble } from "./trouble";
import type { Books, Plan, PlanRefusal } from "./write-plan";

const waitMaxMs = 8_000;
const pollMs = 250;

export type Written =
  | { ok: true; outcome: "written" | "already"; order: Order }
  | { ok: false; reason: "order-gone" | PlanRefusal; order: Order | null };

/** What one reading shows. `isOurs`: the order's lease is held by this very call. */
type Sight = { books: Books; order: Order; mark: Mark; isOurs: boolean };

/**
 * Writes one payment into the order's books, never twice: read, take the order's lease, read again, write, read what
 * came of it, then note and release in one step. Every turn starts by reading. Whoever is cut off leaves a lease that
 * lapses, with the list of what stood before, by which the next one sees whether the money had landed.
 */
export async function writePayment(shop: Shop, input: MarkPaidInput, plan: (books: Books, order: Order) => Plan): Promise<Written> {
  const by = randomUUID();
  const deadline = performance.now() + waitMaxMs;
  let sent: UserErrors | null = null;
  while (performance.now() < deadline) {
    const books = await findBooks(shop, input.orderRef);
    if (books === null) return { ok: false, reason: "order-gone", order: null };
    const mark = readMark(books.order.mark);
    const sight: Sight = { books, order: toOrder(shop, books.order), mark, isOurs: mark.lease?.by === by };
    if (sent !== null) {
      const came = landedMinor(mark, books.order.transactions, input.currency);
      if (await close(shop, input, sight, { isWritten: came > 0, isNoted: came > 0 })) return resultOf(input, sight, sent, came);
      continue;
    }
    const planned = plan(books, sight.order);
    if (planned.kind !== "write") {
      const isAlready = planned.kind === "already";
      if (!(await close(shop, input, sight, { isWritten: isAlready && planned.isAdopted, isNoted: isAlready }))) continue;
      return isAlready ? { ok: true, outcome: "already", order: sight.order } : { ok: false, reason: planned.reason, order: sight.order };
    }
    if (sight.isOurs) sent = await sendPayment(shop, input, planned.way);
    else if (isLeased(mark, shop.deps.now()) || !(await takeLease(shop, input, sight, by))) await sleep(pollMs);
  }
  throw new ShopTrouble("busy", input.orderRef);
}

function takeLease(shop: Shop, input: MarkPaidInput, { books, mark }: Sight, by: string): Promise<boolean> {
  const leased = leasedMark(mark, { by, transactionId: input.transactionId, now: shop.deps.now(), transactions: books.order.transactions });
  return writeMetafields(shop, input.orderRef, [{ key: "payment_mark", value: JSON.stringify(leased), from: books.order.mark }]);
}

/** Leaves the order's mark and notes as they must stand; false when someone wrote meanwhile, and all must be read again. */
async function close(shop: Shop, input: MarkPaidInput, { books, mark, isOurs }: Sight, ends: { isWritten: boolean; isNoted: boolean }): Promise<boolean> {
  const { order } = books;
  const nextMark = ends.isWritten ? writtenMark(mark, input.transactionId) : isOurs ? { ...mark, lease: null } : mark;
  const before = order.notes?.value ?? "";
  const notes = ends.isNoted ? withNote(before, input.note) : before;
  const writes = [
    ...(nextMark === mark ? [] : [{ key: "payment_mark" as const, value: JSON.stringify(nextMark), from: order.mark }]),
    ...(notes === before ? [] : [{ key: "payment_notes" as const, value: notes, from: order.notes }]),
  ];
  return writes.length === 0 || (await writeMetafields(shop, input.orderRef, writes));
}

/** What came of the one write, by the books after it; Shopify's words decide only where the books are silent. */
function resultOf(input: MarkPaidInput, { order }: Sight, errors: UserErrors, cameMinor: number): Written {
  if (cameMinor === input.amountMinor) return { ok: true, outcome: "written", order };
  // The balance changed between our last look and the write: a person must see it.
  if (cameMinor > 0) return { ok: false, reason: "amount-differs", order };
  const code = errors[0]?.code ?? "";
  if (code === "ORDER_IS_TEMPORARILY_UNAVAILABLE") throw new ShopTrouble("busy", input.orderRef, code);
  if (order.state === "paid") return { ok: true, outcome: "already", order };
  const isAmount = code.startsWith("AMOUNT_") || code === "CURRENCY_MISMATCH" || order.openMinor < input.amountMinor;
  return { ok: false, reason: isAmount ? "amount-differs" : "write-ignored", order };
}
