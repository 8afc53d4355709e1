import { expect, it } from "vitest";
import { currencyOf } from "../../app/core/currency";
import type { MarkPaidInput } from "../../app/core/ports";
import { paymentOf, startOf, unique, type PlatformBench } from "./platform-bench";

export function paying(get: () => PlatformBench): void {
  it("marks an order paid from every status it may be unpaid in, with one note and the transaction", async () => {
    const bench = get();
    for (const start of bench.starts) {
      const payment = paymentOf(bench, await start.make());
      const result = await bench.platform.markPaid(payment);
      expect(result, start.status).toMatchObject({ ok: true, outcome: "marked", order: { state: "paid", openMinor: 0 } });
      const order = await bench.platform.getOrder(payment.orderRef);
      expect(order, start.status).toMatchObject({ state: "paid", openMinor: 0, totalMinor: bench.totalMinor });
      expect(await bench.readTransaction?.(payment.orderRef), start.status).toBe(bench.readTransaction ? payment.transactionId : undefined);
      await expectOneNote(bench, payment);
    }
  });

  it("marks once and notes once when asked again, or twice at the same moment", async () => {
    const bench = get();
    for (const start of bench.starts) {
      const payment = paymentOf(bench, await start.make());
      const both = await Promise.all([bench.platform.markPaid(payment), bench.platform.markPaid(payment)]);
      const again = await bench.platform.markPaid(payment);
      expect(both.map((result) => result.ok), start.status).toEqual([true, true]);
      expect(again).toMatchObject({ ok: true, outcome: "already-paid" });
      await expectOneNote(bench, payment);
    }
  });

  it("leaves a paid order's transaction alone when a second payment comes", async () => {
    const bench = get();
    const first = paymentOf(bench, await startOf(bench));
    await bench.platform.markPaid(first);
    const before = await bench.platform.getOrder(first.orderRef);
    const result = await bench.platform.markPaid(paymentOf(bench, first.orderRef));
    expect(result).toMatchObject({ ok: true, outcome: "already-paid", order: { platformStatus: before?.platformStatus } });
    if (bench.readTransaction) expect(await bench.readTransaction(first.orderRef)).toBe(first.transactionId);
  });

  it("adds a note to an order, once per wording however often it is told", async (test) => {
    const bench = get();
    if (bench.listNotes === null) return test.skip();
    const orderRef = await startOf(bench);
    const note = `Lien envoyé à <zoé@example.com> & Cie ${unique("n")}`;
    await bench.platform.addNote({ orderRef, note });
    await Promise.all([1, 2].map(() => bench.platform.addNote({ orderRef, note })));
    await bench.platform.addNote({ orderRef, note: `${note} 2` });
    const notes = (await bench.listNotes(orderRef)).map(readable);
    expect(notes.filter((text) => text.includes(readable(note)))).toHaveLength(2);
  });
}

/** Notes are shown as HTML in some shops: entities are compared as what they show. */
const readable = (text: string) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

async function expectOneNote(bench: PlatformBench, payment: MarkPaidInput): Promise<void> {
  if (bench.listNotes === null) return;
  const notes = await bench.listNotes(payment.orderRef);
  expect(notes.filter((note) => note.includes(payment.note))).toHaveLength(1);
}

export function refusing(get: () => PlatformBench): void {
  it("does not mark an order paid with another amount or currency, and writes nothing", async () => {
    const bench = get();
    const orderRef = await startOf(bench);
    const before = await bench.platform.getOrder(orderRef);
    const other = currencyOf(bench.currency === "CHF" ? "EUR" : "CHF");
    for (const change of [{ amountMinor: bench.totalMinor - 1 }, { amountMinor: bench.totalMinor + 1 }, { currency: other }]) {
      const result = await bench.platform.markPaid(paymentOf(bench, orderRef, change));
      expect(result).toMatchObject({ ok: false, reason: "amount-differs", order: { ref: orderRef, state: "unpaid" } });
    }
    expect(await bench.platform.getOrder(orderRef)).toEqual(before);
  });

  it("says that an order is gone: trashed, or never there", async () => {
    const bench = get();
    expect(await bench.platform.markPaid(paymentOf(bench, bench.unknownRef))).toEqual({ ok: false, reason: "order-gone", order: null });
    if (bench.trash === null) return;
    const orderRef = await startOf(bench);
    await bench.trash(orderRef);
    expect(await bench.platform.getOrder(orderRef)).toMatchObject({ state: "gone", openMinor: 0 });
    expect(await bench.platform.markPaid(paymentOf(bench, orderRef))).toMatchObject({ ok: false, reason: "order-gone" });
  });

  it("says that an order is refunded rather than paying it again", async (test) => {
    const bench = get();
    if (bench.refundAll === null) return test.skip();
    const payment = paymentOf(bench, await startOf(bench));
    await bench.platform.markPaid(payment);
    await bench.refundAll(payment.orderRef);
    expect(await bench.platform.getOrder(payment.orderRef)).toMatchObject({ state: "refunded", openMinor: 0 });
    expect(await bench.platform.markPaid(paymentOf(bench, payment.orderRef))).toMatchObject({ ok: false, reason: "order-refunded" });
  });
}
