import { expect, test } from "vitest";
import { settlePayment } from "../../app/flows/settle-payment.server";
import { startPayment } from "../../app/flows/start-payment.server";
import { sweep } from "../../app/flows/sweep.server";
import { openHouse, openLink, payOnPaper, runDueJobs, type House, type Shop } from "./house";
import { expectInvariants } from "./invariants";
import { killAt, runUntilKilled, type KillStep } from "./kill";

const orderRef = "42";

/** The whole road as the outside drives it; every stop of it may be where the process dies. */
async function road(house: House, shop: Shop): Promise<void> {
  const { linkId } = await openLink(house, shop, { ref: orderRef, isMailed: true });
  await runUntilKilled(house);
  const started = await startPayment(await shop.ctx(), { linkId, providerId: shop.providerId, shownMinor: null, typedMinor: null });
  if (!started.ok) throw new Error(started.reason);
  payOnPaper(house, started.paymentId);
  await settlePayment(await shop.ctx(), started.paymentId);
  await runUntilKilled(house);
}

/** What people and vendors do after a crash: the merchant presses again, the shopper comes back, the sweep runs. */
async function recover(house: House, shop: Shop): Promise<void> {
  await runDueJobs(house);
  const { linkId } = await openLink(house, shop, { ref: orderRef }).catch(() => ({ linkId: null }));
  if (linkId !== null) {
    house.clock.move(60_000);
    const started = await startPayment(await shop.ctx(), { linkId, providerId: shop.providerId, shownMinor: null, typedMinor: null });
    const isUnpaid = started.ok && house.paper.checkouts.get(`cs_${started.paymentId}`)?.facts.length === 0;
    if (started.ok && isUnpaid) payOnPaper(house, started.paymentId);
  }
  for (let pass = 0; pass < 3; pass += 1) {
    house.clock.move(15 * 60_000);
    await sweep(house.app);
    await runDueJobs(house);
  }
}

/** Lives one road to its end, or to the given step; answers with what was passed on the way. */
async function live(at: number): Promise<string[]> {
  const house = await openHouse();
  const shop = await house.openShop();
  const step: KillStep = { at, seen: [] };
  const restart = killAt(house, step);
  const isWhole = await road(house, shop).then(() => true, () => false);
  restart();
  expect(isWhole).toBe(at === 0);
  const seen = step.seen.slice(0, at || undefined);
  const where = `killed at step ${at}, ${seen.at(-1)}`;
  await recover(house, shop);
  await expectInvariants(house, shop);
  expect(house.paper.markedPaid, where).toHaveLength(1);
  const { rows } = await house.sql.query("SELECT number FROM receipt");
  expect(rows, where).toHaveLength(1);
  expect(house.paper.mails.filter((mail) => mail.message === "receipt").length, where).toBeLessThanOrEqual(2);
  await house.close();
  return seen;
}

test("killed at any durable step, the road ends the same: paid once, receipted once, marked once", { timeout: 900_000 }, async () => {
  const steps = await live(0);
  expect(steps.length).toBeGreaterThan(20);
  for (let at = 1; at <= steps.length; at += 1) expect(await live(at)).toHaveLength(at);
});
