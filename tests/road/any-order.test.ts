import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { currencyOf } from "../../app/core/currency";
import type { MoneyFact } from "../../app/core/payment";
import { linkState } from "../../app/core/payment-link";
import { getLink, readLinkTotals } from "../../app/db/links.server";
import { insertPayment } from "../../app/db/payments.server";
import { listTasksOfLink } from "../../app/db/tasks.server";
import { openCheckout } from "../../app/flows/open-checkout.server";
import { settlePayment } from "../../app/flows/settle-payment.server";
import { openHouse, openLink, runDueJobs, type House, type Shop } from "./house";
import { expectInvariants } from "./invariants";
import { netOf, type PaperCheckout } from "./paper";

/** More for a night: ORDERS=500 npm test -- tests/road/any-order.test.ts */
const ordersDefault = 8;
const orders = Number(process.env.ORDERS ?? ordersDefault);
const askedMinor = 10_000;

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

/** One payment's life at its provider, in its provider's time: what came, and what became of it. */
const life = fc.record({
  capturedMinor: fc.constantFrom(askedMinor, askedMinor, 4_000, 13_000),
  later: fc.array(fc.constantFrom("refund" as const, "refund-fails" as const, "dispute" as const, "dispute-won" as const), { maxLength: 4 }),
  percent: fc.integer({ min: 1, max: 100 }),
});
type Life = typeof life extends fc.Arbitrary<infer L> ? L : never;

/** The facts of a life, each a minute after the one before. */
function factsOf({ capturedMinor, later, percent }: Life, startMs: number): MoneyFact[] {
  const facts: MoneyFact[] = [{ kind: "capture", ref: "ch", amountMinor: capturedMinor, occurredAt: new Date(startMs) }];
  const world = () => netOf({ facts } as PaperCheckout);
  const has = (kind: MoneyFact["kind"], ref: string) => facts.some((fact) => fact.kind === kind && fact.ref === ref);
  for (const [index, what] of later.entries()) {
    const occurredAt = new Date(startMs + (index + 1) * 60_000);
    const refund = facts.find((fact) => fact.kind === "refund" && !has("refund-reversal", fact.ref));
    const dispute = facts.find((fact) => fact.kind === "dispute");
    const amountMinor = what === "dispute" ? world() : Math.floor((world() * percent) / 100);
    if (what === "refund" && !dispute && amountMinor > 0) facts.push({ kind: "refund", ref: `re_${index}`, amountMinor, occurredAt });
    if (what === "refund-fails" && refund) facts.push({ ...refund, kind: "refund-reversal", occurredAt });
    if (what === "dispute" && !dispute && amountMinor > 0) facts.push({ kind: "dispute", ref: "dp", amountMinor, occurredAt });
    if (what === "dispute-won" && dispute && !has("dispute-reversal", "dp")) facts.push({ ...dispute, kind: "dispute-reversal", occurredAt });
  }
  return facts;
}

/** Looks at the payments: which one, and how much of its life has happened by then. */
const look = fc.record({ nth: fc.nat({ max: 2 }), part: fc.double({ min: 0, max: 1, noNaN: true }), times: fc.integer({ min: 1, max: 2 }) });
type Look = typeof look extends fc.Arbitrary<infer L> ? L : never;

type Payments = { shop: Shop; linkId: string; ids: string[] };

async function openPayments(count: number, code: string): Promise<Payments> {
  const shop = await house.openShop();
  const { linkId } = await openLink(house, shop, { amountMinor: askedMinor, code });
  const ctx = await shop.ctx();
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const payment = await insertPayment(ctx.db, {
      id: house.app.newId("pay"), storeId: shop.storeId, providerId: shop.providerId, currency: currencyOf(code), at: house.clock.now(), targets: [{ linkId, amountMinor: askedMinor }],
    });
    await openCheckout(ctx, payment);
    ids.push(payment.id);
  }
  return { shop, linkId, ids };
}

async function see({ shop, ids }: Payments, lives: readonly MoneyFact[][], looks: readonly Look[], last: readonly number[]): Promise<void> {
  const ctx = await shop.ctx();
  const seeUntil = async (nth: number, until: number) => {
    const checkout = house.paper.checkouts.get(`cs_${ids[nth]}`);
    if (!checkout) return;
    checkout.facts = (lives[nth] ?? []).slice(0, until);
    checkout.progress = checkout.facts.length > 0 ? "succeeded" : "open";
    await settlePayment(ctx, checkout.paymentId);
  };
  // Answers overtake each other: a later look may know less than an earlier one.
  for (const { nth, part, times } of looks) {
    for (let time = 0; time < times; time += 1) await seeUntil(nth, Math.round(part * (lives[nth]?.length ?? 0)));
  }
  for (const nth of last) await seeUntil(nth, lives[nth]?.length ?? 0);
}

/** All that a merchant or a shopper reads of it, whichever payment was seen first. */
async function stateOf({ shop, linkId, ids }: Payments) {
  const ctx = await shop.ctx();
  const link = await getLink(ctx.db, ctx.store.id, linkId);
  const totals = (await readLinkTotals(ctx.db, ctx.store.id, [linkId])).get(linkId);
  if (!totals) throw new Error("no totals");
  const ledger = await house.sql.query<Record<string, string>>(
    "SELECT payment_id, kind, ref, amount_minor::text AS amount, currency FROM entry WHERE store_id = $1", [shop.storeId]);
  const states = await house.sql.query<{ id: string; state: string }>("SELECT id, state FROM payment WHERE store_id = $1", [shop.storeId]);
  const tasks = (await listTasksOfLink(ctx.db, ctx.store.id, linkId)).map(({ kind }) => kind);
  return {
    totals, ...linkState(link, totals, house.clock.now()),
    isSurplusTold: tasks.includes("surplus") || tasks.includes("paid-twice"),
    ledger: ledger.rows.map((row) => [ids.indexOf(row["payment_id"] ?? ""), row["kind"], row["ref"], row["amount"], row["currency"]].join(" ")).sort(),
    payments: ids.map((id) => states.rows.find((row) => row.id === id)?.state),
  };
}

test("the final state is the same for any order and any duplication of what providers tell", { timeout: 60_000 + orders * 20_000 }, async () => {
  const inputs = [fc.array(life, { minLength: 1, maxLength: 3 }), fc.array(look, { maxLength: 8 }), fc.shuffledSubarray([0, 1, 2], { minLength: 3 }), fc.constantFrom("EUR", "JPY", "KWD")] as const;
  await fc.assert(fc.asyncProperty(...inputs, async (lives, looks, last, code) => {
    const startMs = house.clock.now().getTime();
    const facts = lives.map((one, nth) => factsOf(one, startMs + nth * 1_000));
    const inTime = await openPayments(lives.length, code);
    await see(inTime, facts, [], [0, 1, 2]);
    const inDisorder = await openPayments(lives.length, code);
    await see(inDisorder, facts, looks, last);
    expect(await stateOf(inDisorder)).toEqual(await stateOf(inTime));
    house.clock.move(3_600_000);
    expect(await runDueJobs(house)).toEqual([]);
    await expectInvariants(house, inDisorder.shop);
  }), { numRuns: orders });
});
