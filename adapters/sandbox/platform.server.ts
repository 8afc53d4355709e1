import { cleanText } from "../../app/core/order";
import type { Adapter, AdapterDeps, MarkPaidInput, MarkPaidResult, Platform, RecordRefundInput } from "../../app/core/ports";
import { VendorError } from "../../app/core/vendor-error";
import { sendEvent, subjectsOf, verify } from "./hooks.server";
import { inTurn } from "./in-turn";
import { orderKind, orderSchema, refundedMinor, statusWords, toOrder, type SandboxOrder } from "./orders";

const vendor = "sandbox";
const pageSize = 50;
const noteLengthMax = 2_000;
const titleLengthMax = 200;

/** A shop with no shop behind it: its orders live in the connection's records, put there by a seed or a test. */
export const sandboxPlatform: Adapter<Platform> = {
  vendor,
  name: "Sandbox",
  settings: [],
  readSettings: () => ({ ok: true }),
  connect: (_values, deps) => connect(deps),
};

function connect(deps: AdapterDeps): Platform {
  return {
    can: { cancelOrder: false, recordRefund: true, receiveHooks: true },
    statusWords,
    async check() {
      const orders = await listKept(deps);
      return { isWorking: true, checkedAt: deps.now(), facts: [{ label: { fr: "Commandes", en: "Orders" }, value: String(orders.length) }], problems: [] };
    },
    async getOrder(orderRef) {
      const kept = await findKept(deps, orderRef);
      return kept && toOrder(kept);
    },
    listOrders: (input) => listOrders(deps, input),
    markPaid: (input) => change(deps, input.orderRef, (kept) => paid(kept, input, deps.now()), { ok: false, reason: "order-gone", order: null }),
    async addNote({ orderRef, note }) {
      const isWritten = await change(deps, orderRef, (kept) => ({ kept: noted(kept, note, deps.now()), result: true }), false);
      if (!isWritten) throw new VendorError({ vendor, isRetryable: false, merchantMessage: { fr: "Cette commande n’existe pas.", en: "There is no such order." } });
    },
    recordRefund: (input) => change(deps, input.orderRef, (kept) => refundRecorded(kept, input, deps.now()), { ok: false, reason: "order-gone" }),
    // The address is always the house's own and the secret arrives with the next connect: there is nothing to set up.
    ensureHooks: async () => ({ created: 0, repaired: 0, problems: [] }),
    verifyHook: async (hook) => verify(hook, deps.hookSecret ?? null, deps.now()),
    readHook: async (hook) => subjectsOf(hook),
  };
}

async function findKept({ records }: AdapterDeps, orderRef: string): Promise<SandboxOrder | null> {
  const value = await records.find(orderKind, orderRef);
  return value === null ? null : orderSchema.parse(value);
}

async function listKept({ records }: AdapterDeps): Promise<SandboxOrder[]> {
  return (await records.list(orderKind)).map(({ value }) => orderSchema.parse(value));
}

/** A page ends at (updatedAt, ref): an order that changes meanwhile moves to a later page and is never jumped over. */
async function listOrders(deps: AdapterDeps, input: { modifiedAfter: Date; page: string | null }): ReturnType<Platform["listOrders"]> {
  const after = input.page ?? "";
  const placeOf = (kept: SandboxOrder) => `${kept.updatedAt} ${kept.ref}`;
  const changed = (await listKept(deps))
    .filter((kept) => Date.parse(kept.updatedAt) >= input.modifiedAfter.getTime() && placeOf(kept) > after)
    .sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  const orders = changed.slice(0, pageSize);
  const last = orders.at(-1);
  return { orders: orders.map(toOrder), next: changed.length > pageSize && last ? placeOf(last) : null };
}

/** Reads, changes, writes and tells of it, one at a time per order; `absent` is the answer where there is no order. */
async function change<T>(deps: AdapterDeps, orderRef: string, step: (kept: SandboxOrder) => { kept: SandboxOrder; result: T }, absent: T): Promise<T> {
  const done = await inTurn(`${deps.connectionId}/${orderKind}/${orderRef}`, async () => {
    const before = await findKept(deps, orderRef);
    if (before === null) return null;
    const after = step(before);
    if (after.kept !== before) await deps.records.put(orderKind, orderRef, after.kept);
    return { isChanged: after.kept !== before, ...after };
  });
  if (done === null) return absent;
  const { updatedAt, notes, refunds } = done.kept;
  const id = `${orderRef}.${Date.parse(updatedAt)}.${notes.length}-${refunds.length}`;
  if (done.isChanged) await sendEvent(deps, { id, about: { kind: "order", orderRef } });
  return done.result;
}

function paid(kept: SandboxOrder, input: MarkPaidInput, now: Date): { kept: SandboxOrder; result: MarkPaidResult } {
  const order = toOrder(kept);
  const refused = (reason: "order-gone" | "order-refunded" | "amount-differs") => ({ kept, result: { ok: false as const, reason, order } });
  if (order.state === "gone") return refused("order-gone");
  if (order.state === "refunded") return refused("order-refunded");
  if (order.state === "paid") {
    const after = noted(kept, input.note, now);
    return { kept: after, result: { ok: true, outcome: "already-paid", order: toOrder(after) } };
  }
  if (order.currency !== input.currency || order.openMinor !== input.amountMinor) return refused("amount-differs");
  const payment = { transactionId: input.transactionId, methodTitle: cleanText(input.methodTitle, titleLengthMax), paidAt: input.paidAt.toISOString() };
  const after = noted({ ...kept, status: "processing", payment, updatedAt: now.toISOString() }, input.note, now);
  return { kept: after, result: { ok: true, outcome: "marked", order: toOrder(after) } };
}

/** The same words are written once, however often they come. */
function noted(kept: SandboxOrder, note: string, now: Date): SandboxOrder {
  const text = cleanText(note, noteLengthMax);
  if (text === "" || kept.notes.some((known) => known.text === text)) return kept;
  return { ...kept, notes: [...kept.notes, { text, at: now.toISOString() }], updatedAt: now.toISOString() };
}

type Recorded = Awaited<ReturnType<Platform["recordRefund"]>>;

function refundRecorded(kept: SandboxOrder, input: RecordRefundInput, now: Date): { kept: SandboxOrder; result: Recorded } {
  if (kept.status === "trash") return { kept, result: { ok: false, reason: "order-gone" } };
  if (kept.refunds.some((refund) => refund.ref === input.refundRef)) return { kept, result: { ok: true, outcome: "already-recorded" } };
  const left = kept.totalMinor - refundedMinor(kept) - input.amountMinor;
  if (input.currency !== kept.currency || left < 0) return { kept, result: { ok: false, reason: "too-much" } };
  const refund = { ref: input.refundRef, amountMinor: input.amountMinor, reason: cleanText(input.reason, noteLengthMax), at: now.toISOString() };
  const status = left === 0 ? "refunded" : kept.status;
  return { kept: { ...kept, status, refunds: [...kept.refunds, refund], updatedAt: now.toISOString() }, result: { ok: true, outcome: "recorded" } };
}
