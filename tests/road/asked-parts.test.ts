import { afterAll, beforeAll, expect, test } from "vitest";
import type { AskTerms } from "../../app/core/ask-form";
import { currencyOf } from "../../app/core/currency";
import type { PlanTerms } from "../../app/core/payment-plan";
import { getLink } from "../../app/db/links.server";
import { askForPayment } from "../../app/flows/ask-for-payment.server";
import { paymentLinkMessage } from "../../app/flows/compose-link-message.server";
import { openHouse, runDueJobs, type House, type Shop } from "./house";
import { expectInvariants } from "./invariants";
import { walkIn } from "./walk";

let house: House;
let shop: Shop;
beforeAll(async () => {
  house = await openHouse();
  shop = await house.openShop();
});
afterAll(() => house.close());

const { start, payPart, factsOf, tasksOf } = walkIn(() => ({ house, shop }));

/** A link without an order, for 100.01 € unless said. */
async function ask(plan: PlanTerms, change: Partial<AskTerms> = {}): Promise<string> {
  const linkId = house.app.newId("lnk");
  const terms: AskTerms = {
    kind: "single", description: "Acompte sur mesure", amountMinor: 10_001, currency: currencyOf("EUR"), customerName: "Zoë", email: "zoe@example.test", locale: "fr", expiresAt: null, note: "", plan, ...change,
  };
  const asked = await askForPayment(await shop.ctx(), { terms, linkId, messageId: house.app.newId("msg") });
  if (!asked.ok) throw new Error(asked.reason);
  expect(await runDueJobs(house)).toEqual([]);
  return linkId;
}

const mailOf = async (linkId: string) => {
  const ctx = await shop.ctx();
  const { amount, firstPart } = await paymentLinkMessage(ctx, await getLink(ctx.db, shop.storeId, linkId), "");
  return [amount?.amountMinor, firstPart?.amountMinor ?? null];
};

test.each<[string, PlanTerms, number[]]>([
  ["a deposit and its balance", { kind: "deposit", share: "30%" }, [3_000, 7_001]],
  ["a deposit of an amount", { kind: "deposit", share: "25.50" }, [2_550, 7_451]],
  ["three instalments", { kind: "instalments", count: 3, every: "month" }, [3_334, 3_334, 3_333]],
  ["what the customer likes", { kind: "any", share: "20.00" }, [2_000, 5_001, 3_000]],
])("%s, without an order: each part is settled and receipted to the cent until all is paid", async (_, plan, parts) => {
  const linkId = await ask(plan);
  let openMinor = 10_001;
  for (const partMinor of parts) {
    const { due, state } = await factsOf(linkId);
    expect(state).toEqual({ status: "open", balance: openMinor === 10_001 ? "none" : "partial", openMinor });
    // The last part of a deposit leaves no choice: a mail then names only what is open.
    expect(await mailOf(linkId)).toEqual([openMinor, due && due.minMinor < due.maxMinor ? due.minMinor : null]);
    if (plan.kind !== "any") expect(due?.minMinor).toBe(partMinor);
    await payPart(linkId, partMinor);
    openMinor -= partMinor;
  }
  const { state, totals, receipts } = await factsOf(linkId);
  expect([state, totals.paidMinor, totals.surplusMinor]).toEqual([{ status: "paid", balance: "none", openMinor: 0 }, 10_001, 0]);
  expect(receipts.map(({ facts }) => facts.amount.amountMinor)).toEqual(parts);
  expect(receipts.map(({ facts }) => facts.items[0]?.openAfterMinor)).toEqual(parts.map((__, at) => 10_001 - parts.slice(0, at + 1).reduce((sum, part) => sum + part, 0)));
  expect(await start(linkId, null)).toMatchObject({ ok: false, reason: "already-paid" });
  expect(await tasksOf(linkId)).toEqual([]);
  expect([house.paper.notes, house.paper.markedPaid]).toEqual([[], []]);
  await expectInvariants(house, shop);
});

test("less than the deposit, more than all, and a second first part at once are refused", async () => {
  const linkId = await ask({ kind: "deposit", share: "30%" });
  expect(await start(linkId, 2_999)).toMatchObject({ ok: false, reason: "part-below-minimum" });
  expect(await start(linkId, 10_002)).toMatchObject({ ok: false, reason: "part-above-open" });
  const both = await Promise.all([start(linkId, 3_000), start(linkId, 3_000)]);
  expect(new Set(both.map((one) => (one.ok ? one.paymentId : one.reason))).size).toBe(1);
});

test("a link with dates says each next one, and can be paid until after the last", async () => {
  const linkId = await ask({ kind: "instalments", count: 3, every: "week" }, { expiresAt: new Date(house.clock.now().getTime() + 86_400_000) });
  const days = [];
  for (let part = 0; part < 3; part += 1) {
    days.push((await factsOf(linkId)).due?.nextDueOn);
    await payPart(linkId, (await factsOf(linkId)).due?.minMinor ?? null);
    house.clock.move(7 * 86_400_000);
  }
  expect(days).toEqual(["2030-11-21", "2030-11-28", "2030-12-05"]);
  expect((await factsOf(linkId)).state.status).toBe("paid");
});
