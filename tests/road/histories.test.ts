import fc from "fast-check";
import { expect, test } from "vitest";
import { bankTransfer } from "../../adapters/bank-transfer/index.server";
import { currencyOf } from "../../app/core/currency";
import { moneyOf } from "../../app/core/money";
import type { PlanTerms } from "../../app/core/payment-plan";
import { VendorError } from "../../app/core/vendor-error";
import { insertConnection } from "../../app/db/connections.server";
import { listNotesOfLink } from "../../app/db/hand-notes.server";
import { getLink } from "../../app/db/links.server";
import { cancelLink, reopenLink } from "../../app/flows/change-link.server";
import { reverseNote } from "../../app/flows/note-about.server";
import { noteReceived } from "../../app/flows/note-received.server";
import { readPayPage } from "../../app/flows/read-pay-page.server";
import { settlePayment } from "../../app/flows/settle-payment.server";
import { startPayment } from "../../app/flows/start-payment.server";
import { sweep } from "../../app/flows/sweep.server";
import { openHouse, openLink, payOnPaper, runDueJobs, runDueJobsUnnoted, type House, type Shop } from "./house";
import { expectInvariants } from "./invariants";
import { breakNext, change, comeToRest, moneyTurns, refundSome, turnMoney } from "./history";
import { paperOrder } from "./paper";

/** More for a night: HISTORIES=5000 npm test -- tests/road/histories.test.ts */
const historiesDefault = 40;
const histories = Number(process.env.HISTORIES ?? historiesDefault);

const nth = fc.nat({ max: 5 });

/** How the link may be paid: also in parts, which change nothing of what must hold. */
const plans = fc.constantFrom<PlanTerms>(
  { kind: "off" }, { kind: "any", share: "10%" }, { kind: "deposit", share: "30%" }, { kind: "instalments", count: 3, every: "week" },
);

/** What shoppers, merchants, vendors and the weather do. */
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant("press-pay" as const), part: fc.constantFrom("all", "next", "least", "stray"), way: fc.nat({ max: 2 }), tabs: fc.constantFrom(1, 1, 2) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant("pay" as const), nth, percent: fc.constantFrom(100, 100, 100, 40, 130), code: fc.constantFrom(null, null, null, null, "USD") }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom("debit-under-way" as const, "decline" as const, "expire" as const), nth }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("come-back" as const), nth, times: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom("refund-there" as const, "refund-here" as const), nth, percent: fc.integer({ min: 1, max: 100 }), isSlow: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom(...moneyTurns), nth }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("transfer-noted" as const), percent: fc.constantFrom(100, 100, 40, 130) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("note-off" as const), at: fc.nat({ max: 2 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("edit-order" as const), amountMinor: fc.integer({ min: 100, max: 20_000 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom("cancel" as const, "reopen" as const, "cancel-order" as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom("sweep" as const, "jobs" as const, "restart" as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("wait" as const), ms: fc.constantFrom(1_000, 30_000, 15 * 60_000, 20 * 86_400_000) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("break-next" as const), skip: fc.nat({ max: 6 }), moment: fc.constantFrom("do" as const, "done" as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

type World = { house: House; shop: Shop; linkId: string; orderRef: string; refunds: number; ways: readonly string[] };

async function play(world: World, one: Step): Promise<void> {
  const { house, linkId } = world;
  const ctx = await world.shop.ctx();
  const checkout = "nth" in one ? [...house.paper.checkouts.values()].filter(({ isAnswered }) => isAnswered)[one.nth] : undefined;
  switch (one.do) {
    case "press-pay": {
      const order = house.paper.orders.get(world.orderRef);
      const { due } = await readPayPage(ctx, await getLink(ctx.db, ctx.store.id, linkId));
      const parts: Record<string, number | undefined> = { next: due?.suggestedMinor, least: due?.minMinor, stray: 777 };
      const press = (way: number) => startPayment(ctx, { linkId, providerId: world.ways[way] ?? "", shownMinor: null, typedMinor: parts[one.part] ?? null });
      const tabs = await Promise.allSettled(Array.from({ length: one.tabs }, (_, tab) => press((one.way + tab) % 3)));
      const failed = tabs.find((tab) => tab.status === "rejected");
      if (failed) throw failed.reason;
      const [started] = tabs.flatMap((tab) => (tab.status === "fulfilled" ? [tab.value] : []));
      // Two at once may close each other's checkout; whoever presses alone is sent where money is taken.
      if (one.tabs === 1 && started?.ok && order && one.way < 2) expect(house.paper.checkouts.get(`cs_${started.paymentId}`)?.progress).not.toBe("expired");
      return;
    }
    case "pay":
      if (checkout && ["open", "processing"].includes(checkout.progress)) {
        payOnPaper(house, checkout.paymentId, { amountMinor: Math.max(1, Math.floor((checkout.amountMinor * one.percent) / 100)), ...(one.code !== null && { code: one.code }) });
      }
      return;
    case "debit-under-way":
      return change(checkout, "open", "processing");
    case "decline":
      return change(checkout, "processing", "failed");
    case "expire":
      // No checkout lives for less than half an hour.
      house.clock.move(30 * 60_000);
      return change(checkout, "open", "expired");
    case "come-back":
      if (checkout) await Promise.all(Array.from({ length: one.times }, () => settlePayment(ctx, checkout.paymentId)));
      return;
    case "refund-there":
    case "refund-here":
      return refundSome(world, checkout, { ...one, linkId });
    case "dispute":
    case "dispute-won":
    case "dispute-lost":
    case "refund-fails":
    case "slow-refund-made":
    case "slow-refund-failed":
      return turnMoney(house, checkout, one.do);
    case "transfer-noted":
    case "note-off":
      return noteByHand(world, one);
    case "edit-order": {
      const order = house.paper.orders.get(world.orderRef);
      if (order?.state === "unpaid") house.paper.orders.set(world.orderRef, paperOrder(world.orderRef, one.amountMinor, house.clock.now()));
      return;
    }
    case "cancel-order":
      return cancelOrder(world);
    case "cancel":
      return void (await cancelLink(ctx, linkId));
    case "reopen":
      return void (await reopenLink(ctx, linkId));
    case "sweep":
      return sweep(house.app);
    case "jobs":
      return void (await runDueJobs(house));
    case "restart":
      return runDueJobsUnnoted(house);
    case "wait":
      return house.clock.move(one.ms);
    case "break-next":
      return breakNext(house, one.skip, one.moment);
  }
}

function cancelOrder({ house, orderRef }: World): void {
  const order = house.paper.orders.get(orderRef);
  if (order?.state === "unpaid") house.paper.orders.set(orderRef, { ...order, state: "cancelled", updatedAt: house.clock.now() });
}

const eur = currencyOf("EUR");

/** A transfer that a person saw on the account, or saw by mistake. */
async function noteByHand({ house, shop, linkId }: World, one: Extract<Step, { do: "transfer-noted" | "note-off" }>): Promise<void> {
  const ctx = await shop.ctx();
  const stated = { happenedAt: house.clock.now(), memberId: "mem_zoe" };
  if (one.do === "note-off") {
    const note = (await listNotesOfLink(ctx.db, shop.storeId, linkId)).filter(({ aboutId }) => aboutId === null)[one.at];
    if (note) await reverseNote(ctx, { ...stated, id: house.app.newId("hnd"), noteId: note.id, reason: "erreur" });
    return;
  }
  const { amountMinor } = await getLink(ctx.db, shop.storeId, linkId);
  const amount = moneyOf(Math.max(1, Math.floor(((amountMinor ?? 0) * one.percent) / 100)), eur);
  await noteReceived(ctx, { ...stated, linkId, noteId: house.app.newId("hnd"), method: "bank-transfer", amount, mayExceed: true, cheque: null });
}

test("no history of shoppers, merchants, vendors and outages loses, doubles or hides a cent", { timeout: histories * 15_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 25 }), fc.constantFrom("EUR", "JPY", "KWD"), plans, async (steps, code, plan) => {
      const house = await openHouse({ extraProviders: [bankTransfer] });
      try {
        const shop = await house.openShop();
        const other = await insertConnection(house.app.db, {
          id: house.app.newId("con"), storeId: shop.storeId, port: "provider", vendor: "paper-pay-two", settings: {}, hookSecret: null, at: house.clock.now(),
        });
        const account = await insertConnection(house.app.db, {
          id: house.app.newId("con"), storeId: shop.storeId, port: "provider", vendor: bankTransfer.vendor, hookSecret: null, at: house.clock.now(),
          settings: { holder: "Maison Thé", iban: "BE72000000001616", bic: "", referenceKind: "auto", ogmLine: "11" },
        });
        const world: World = { house, shop, refunds: 0, ways: [shop.providerId, other.id, account.id], ...(await openLink(house, shop, { ref: "7", code, plan })) };
        for (const one of steps) {
          await play(world, one).catch((error: unknown) => {
            if (!(error instanceof VendorError)) throw error;
          });
        }
        await comeToRest(house);
        await expectInvariants(house, shop);
      } finally {
        await house.close();
      }
    }),
    { numRuns: histories },
  );
});
