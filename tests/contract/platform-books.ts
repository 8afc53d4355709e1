import { expect, it } from "vitest";
import type { Order } from "../../app/core/order";
import type { Platform } from "../../app/core/ports";
import { expectWhole, paymentOf, startOf, unique, type PlatformBench } from "./platform-bench";

export function refunding(get: () => PlatformBench): void {
  it("records a refund once per ref, and never more than was paid", async (test) => {
    const bench = get();
    if (!bench.platform.can.recordRefund) return test.skip();
    const payment = paymentOf(bench, await startOf(bench));
    await bench.platform.markPaid(payment);
    const { orderRef } = payment;
    const refund = { orderRef, refundRef: unique("re"), amountMinor: 100, currency: bench.currency, reason: "Geste commercial" };
    expect(await bench.platform.recordRefund(refund)).toEqual({ ok: true, outcome: "recorded" });
    expect(await bench.platform.recordRefund(refund)).toEqual({ ok: true, outcome: "already-recorded" });
    const rest = { ...refund, refundRef: unique("re"), amountMinor: bench.totalMinor - 100 };
    expect(await bench.platform.recordRefund({ ...rest, amountMinor: rest.amountMinor + 1 })).toEqual({ ok: false, reason: "too-much" });
    expect((await bench.platform.getOrder(orderRef))?.state).toBe("paid");
    const both = await Promise.all([bench.platform.recordRefund(rest), bench.platform.recordRefund(rest)]);
    expect(both.map((result) => result.ok && result.outcome).sort()).toEqual(["already-recorded", "recorded"]);
    expect((await bench.platform.getOrder(orderRef))?.state).toBe("refunded");
    if (bench.readRefundedMinor) expect(await bench.readRefundedMinor(orderRef)).toBe(bench.totalMinor);
  });

  it("says that a refund's order is gone", async (test) => {
    const bench = get();
    if (!bench.platform.can.recordRefund) return test.skip();
    const refund = { orderRef: bench.unknownRef, refundRef: unique("re"), amountMinor: 100, currency: bench.currency, reason: "" };
    expect(await bench.platform.recordRefund(refund)).toEqual({ ok: false, reason: "order-gone" });
  });
}

export function polling(get: () => PlatformBench): void {
  it("lists every order changed since a moment, oldest change first, trashed ones included", async () => {
    const bench = get();
    const made = [await startOf(bench), await startOf(bench), await startOf(bench)];
    const [first = "", , last = ""] = made;
    const since = (await bench.platform.getOrder(first))?.updatedAt ?? new Date();
    await bench.platform.markPaid(paymentOf(bench, first));
    await bench.trash?.(last);
    const seen = await listAll(bench.platform, since);
    for (const orderRef of made) expect(seen.some((order) => order.ref === orderRef)).toBe(true);
    const latest = (orderRef: string) => seen.filter((order) => order.ref === orderRef).at(-1);
    expect(latest(first)?.state).toBe("paid");
    if (bench.trash) expect(latest(last)?.state).toBe("gone");
    const dates = seen.map((order) => order.updatedAt.getTime());
    expect(dates).toEqual([...dates].sort((a, b) => a - b));
    for (const order of seen) expectWhole(order);
  });

  it("lists nothing new after the last change", async () => {
    const later = new Date(Date.now() + 3_600_000);
    expect(await listAll(get().platform, later)).toEqual([]);
  });
}

const pagesMax = 500;

async function listAll(platform: Platform, modifiedAfter: Date): Promise<Order[]> {
  const all: Order[] = [];
  let page: string | null = null;
  for (let asked = 0; asked < pagesMax; asked += 1) {
    const answer: { orders: Order[]; next: string | null } = await platform.listOrders({ modifiedAfter, page });
    all.push(...answer.orders);
    page = answer.next;
    if (page === null) return all;
  }
  throw new Error("The list has no end");
}
