import { expect, it } from "vitest";
import { orderKind, sandboxOrder } from "../../adapters/sandbox/index.server";
import { orderSchema, type SandboxOrder } from "../../adapters/sandbox/orders";
import { currencyOf } from "../../app/core/currency";
import { paymentOf, platformContract, type PlatformBench } from "./platform.contract";
import { sandboxBench } from "./sandbox-bench";

let counter = 0;

async function platformBench(): Promise<PlatformBench> {
  const { deps, platform, hooks, close } = await sandboxBench();
  deps.now = () => new Date();
  const put = (order: SandboxOrder) => deps.records.put(orderKind, order.ref, order);
  const kept = async (ref: string) => orderSchema.parse(await deps.records.find(orderKind, ref));
  const changeStatus = async (ref: string, status: SandboxOrder["status"]) => put({ ...(await kept(ref)), status, updatedAt: new Date().toISOString() });
  const make = async (change: Partial<Parameters<typeof sandboxOrder>[0]> = {}) => {
    const ref = String((counter += 1) + 1_000);
    await put(sandboxOrder({
      ref, createdAt: new Date(), customer: { name: "Camille Dubois", email: "camille@example.com", locale: "fr" },
      lines: [{ description: "Théière en fonte", quantity: 1, totalMinor: 9_900 }, { description: "Livraison", quantity: 1, totalMinor: 2_200 }],
      ...change,
    }));
    return ref;
  };
  return {
    platform,
    currency: currencyOf("EUR"),
    totalMinor: 12_100,
    starts: [{ status: "pending", make }, { status: "on-hold", make: () => make({ status: "on-hold" }) }],
    newOrder: ({ name, email }) => make({ customer: { name, email, locale: null } }),
    unknownRef: "999999",
    trash: (ref) => changeStatus(ref, "trash"),
    refundAll: (ref) => changeStatus(ref, "refunded"),
    listNotes: async (ref) => (await kept(ref)).notes.map(({ text }) => text),
    readTransaction: async (ref) => (await kept(ref)).payment?.transactionId ?? "",
    readRefundedMinor: async (ref) => (await kept(ref)).refunds.reduce((sum, refund) => sum + refund.amountMinor, 0),
    async hookAbout(orderRef) {
      await platform.addNote({ orderRef, note: `Note ${(counter += 1)}` });
      const hook = hooks.at(-1);
      if (!hook) throw new Error("No hook arrived");
      return hook;
    },
    hookTarget: null,
    close,
  };
}

platformContract({ name: "sandbox", make: platformBench });

it("hands out a long list page by page, each order once", async () => {
  const bench = await platformBench();
  for (let made = 0; made < 120; made += 1) await bench.starts[0]?.make();
  const seen: string[] = [];
  let page: string | null = null;
  do {
    const answer: Awaited<ReturnType<typeof bench.platform.listOrders>> = await bench.platform.listOrders({ modifiedAfter: new Date(0), page });
    seen.push(...answer.orders.map(({ ref }) => ref));
    page = answer.next;
  } while (page !== null);
  expect(seen).toHaveLength(120);
  expect(new Set(seen).size).toBe(120);
  await bench.close();
});

it("tells of every change by a signed hook, and of nothing when nothing changed", async () => {
  const { deps, platform, hooks, close } = await sandboxBench();
  const order = sandboxOrder({ ref: "7", createdAt: deps.now(), customer: { name: "", email: "", locale: null }, lines: [{ description: "x", quantity: 1, totalMinor: 12_100 }] });
  await deps.records.put(orderKind, order.ref, order);
  const bench = { currency: currencyOf("EUR"), totalMinor: 12_100 } as PlatformBench;
  const payment = paymentOf(bench, "7");
  await platform.markPaid(payment);
  await platform.markPaid(payment);
  expect(hooks).toHaveLength(1);
  await close();
});
