import { expect, test } from "vitest";
import { settlePayment } from "../../app/flows/settle-payment.server";
import { sweep } from "../../app/flows/sweep.server";
import { openBasketOf, payBasket, type Basketed } from "./basket-walk";
import { openHouse, payOnPaper, runDueJobs, type House, type Shop } from "./house";
import { expectInvariants } from "./invariants";
import { killAt, runUntilKilled, type KillStep } from "./kill";

const orders = [{ ref: "1", amountMinor: 3_000 }, { ref: "2", amountMinor: 4_500 }, { ref: "3", amountMinor: 2_000 }];

/** From the press to the last receipt, as the outside drives it; every stop of it may be where the process dies. */
async function road(house: House, shop: Shop, { basketId, linkIds }: Basketed): Promise<void> {
  const started = await payBasket(shop, basketId, linkIds);
  if (!started.ok) throw new Error(started.reason);
  payOnPaper(house, started.paymentId);
  await settlePayment(await shop.ctx(), started.paymentId);
  await runUntilKilled(house);
}

/** What people and vendors do after a crash: the shopper presses again where nothing was paid, and the sweep runs. */
async function recover(house: House, shop: Shop, { basketId, linkIds }: Basketed): Promise<void> {
  await runDueJobs(house);
  house.clock.move(60_000);
  const again = await payBasket(shop, basketId, linkIds);
  if (again.ok && house.paper.checkouts.get(`cs_${again.paymentId}`)?.facts.length === 0) payOnPaper(house, again.paymentId);
  for (let pass = 0; pass < 3; pass += 1) {
    house.clock.move(15 * 60_000);
    await sweep(house.app);
    await runDueJobs(house);
  }
}

/** Lives one road to its end, or to the given step; answers with what was passed on the way. */
async function live(at: number): Promise<string[]> {
  const house = await openHouse();
  try {
    const shop = await house.openShop();
    const basket = await openBasketOf(house, shop, orders);
    const step: KillStep = { at, seen: [] };
    const restart = killAt(house, step);
    const isWhole = await road(house, shop, basket).then(() => true, () => false);
    restart();
    expect(isWhole).toBe(at === 0);
    const seen = step.seen.slice(0, at || undefined);
    await recover(house, shop, basket);
    await expectInvariants(house, shop);
    const where = `killed at step ${at}, ${seen.at(-1)}`;
    const { rows } = await house.sql.query<{ order_ref: string; receipts: number; minor: number }>(
      `SELECT l.order_ref, count(r.id)::int AS receipts, sum((r.facts #>> '{amount,amountMinor}')::bigint)::int AS minor
       FROM payment_link l LEFT JOIN receipt r ON r.link_id = l.id GROUP BY l.id ORDER BY l.order_ref`,
    );
    expect({ where, rows }).toEqual({ where, rows: orders.map(({ ref, amountMinor }) => ({ order_ref: ref, receipts: 1, minor: amountMinor })) });
    expect(house.paper.markedPaid.map(({ orderRef }) => orderRef).sort(), where).toEqual(["1", "2", "3"]);
    // A mail that left before its end could be noted leaves once more, under the same name.
    expect(new Set(house.paper.mails.filter(({ message }) => message === "receipt").map(({ messageId }) => messageId)).size, where).toBe(3);
    return seen;
  } finally {
    await house.close();
  }
}

test("killed at any durable step of a payment for three orders, each ends settled, receipted once and marked once", { timeout: 1_200_000 }, async () => {
  const steps = await live(0);
  expect(steps.length).toBeGreaterThan(40);
  for (let at = 1; at <= steps.length; at += 1) expect(await live(at)).toHaveLength(at);
});
