import fc from "fast-check";
import { bankTransfer } from "../../adapters/bank-transfer/index.server";
import { inPerson } from "../../adapters/in-person/index.server";
import { moneyOf } from "../../app/core/money";
import { currencyOf } from "../../app/core/currency";
import type { PlanTerms } from "../../app/core/payment-plan";
import { insertConnection } from "../../app/db/connections.server";
import { listNotesOfLink } from "../../app/db/hand-notes.server";
import { getLink, readLinkTotals } from "../../app/db/links.server";
import { listRebookingsOfLink } from "../../app/db/rebookings.server";
import { cancelLink, reopenLink } from "../../app/flows/change-link.server";
import { moveCheque, noteReturned, reverseNote } from "../../app/flows/note-about.server";
import { noteForBasket } from "../../app/flows/note-for-basket.server";
import { noteReceived } from "../../app/flows/note-received.server";
import { readCounter } from "../../app/flows/read-counter.server";
import { findFreeMoney, rebookMoney, undoRebooking } from "../../app/flows/rebook-money.server";
import { settlePayment } from "../../app/flows/settle-payment.server";
import { startPayment } from "../../app/flows/start-payment.server";
import { sweep } from "../../app/flows/sweep.server";
import { basketPage, openBasketOf, payBasket, type Basketed } from "./basket-walk";
import { breakNext, change, moneyTurns, refundSome, turnMoney } from "./history";
import { openHouse, payOnPaper, runDueJobs, runDueJobsUnnoted, type House, type Shop } from "./house";
import { paperOrder } from "./paper";

const nth = fc.nat({ max: 4 });
const which = fc.nat({ max: 2 });
const percent = fc.integer({ min: 1, max: 100 });

/** One shopper with a basket's tab and the tabs of its links, a merchant at the counter, and all that happens around them. */
export const basketStep = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant("press-basket" as const), ticks: fc.subarray([0, 1, 2], { minLength: 1 }), part: fc.constantFrom("all", "next", "stray"), way: fc.nat({ max: 2 }), times: fc.integer({ min: 1, max: 2 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("press-link" as const), which, way: fc.nat({ max: 2 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("press-both" as const), which }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant("pay" as const), nth, percent: fc.constantFrom(100, 100, 100, 60, 130), code: fc.constantFrom(null, null, null, null, null, "USD") }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom("debit-under-way" as const, "decline" as const, "expire" as const), nth }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("come-back" as const), nth, times: fc.integer({ min: 1, max: 2 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom("refund-there" as const, "refund-here" as const), nth, which, percent, isSlow: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom(...moneyTurns), nth }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("rebook" as const), nth, which, to: which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("undo-rebook" as const), which, nth: fc.nat({ max: 1 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("note" as const), which, method: fc.constantFrom("cash" as const, "cheque" as const, "bank-transfer" as const), percent: fc.constantFrom(100, 40, 130) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("note-basket" as const), ticks: fc.subarray([0, 1, 2], { minLength: 1 }), method: fc.constantFrom("bank-transfer" as const, "bank-transfer" as const, "cash" as const, "cheque" as const), percent: fc.constantFrom(100, 100, 40, 130), times: fc.integer({ min: 1, max: 2 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom("note-off" as const, "note-returned" as const, "cheque-banked" as const, "cheque-cleared" as const, "cheque-bounced" as const), which, nth: fc.nat({ max: 1 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("edit" as const), which, amountMinor: fc.integer({ min: 200, max: 9_000 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom("cancel" as const, "reopen" as const, "cancel-order" as const), which }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom("jobs" as const, "sweep" as const, "restart" as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("wait" as const), ms: fc.constantFrom(1_000, 30_000, 15 * 60_000, 31 * 86_400_000) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("break-next" as const), skip: fc.nat({ max: 8 }), moment: fc.constantFrom("do" as const, "done" as const) }) },
);
export type BasketStep = typeof basketStep extends fc.Arbitrary<infer S> ? S : never;
export type BasketWorld = { house: House; shop: Shop; basket: Basketed; refunds: number; ways: readonly string[] };

/** Three orders in one basket, two ways to pay, and a till. */
export async function openBasketWorld(plans: readonly PlanTerms[]): Promise<BasketWorld> {
  const house = await openHouse({ extraProviders: [inPerson, bankTransfer] });
  const shop = await house.openShop();
  const connect = async (vendor: string, settings: Record<string, string>) =>
    (await insertConnection(house.app.db, { id: house.app.newId("con"), storeId: shop.storeId, port: "provider", vendor, settings, hookSecret: null, at: house.clock.now() })).id;
  const other = await connect("paper-pay-two", {});
  await connect(inPerson.vendor, { place: "Rue Haute 12", cashMax: "1000", chequeOrder: "Maison Thé" });
  const account = await connect(bankTransfer.vendor, { holder: "Maison Thé", iban: "BE72000000001616", bic: "", referenceKind: "auto", ogmLine: "11" });
  await house.sql.query("UPDATE store SET notes_cash = true");
  const orders = [3_000, 4_500, 2_000].map((amountMinor, at) => ({ ref: String(at + 1), amountMinor, plan: plans[at] ?? { kind: "off" as const } }));
  return { house, shop, refunds: 0, ways: [shop.providerId, other, account], basket: await openBasketOf(house, shop, orders) };
}

async function pressBasket({ shop, basket, ways }: BasketWorld, ticks: readonly number[], part: string, way: number): Promise<unknown> {
  const { rows } = await basketPage(shop, basket.basketId);
  const picked = ticks.flatMap((at) => basket.linkIds[at] ?? []);
  const own = rows.filter(({ linkId }) => picked.includes(linkId));
  const nextMinor = own.reduce((sum, { due, openMinor }) => sum + (due?.suggestedMinor ?? openMinor), 0);
  return payBasket(shop, basket.basketId, picked, { providerId: ways[way] ?? "", typedMinor: part === "next" ? nextMinor : part === "stray" ? 777 : null });
}

async function pressLink({ shop, basket, ways }: BasketWorld, at: number, way: number): Promise<unknown> {
  return startPayment(await shop.ctx(), { linkId: basket.linkIds[at] ?? "", providerId: ways[way] ?? "", shownMinor: null, typedMinor: null });
}

export async function playBasket(world: BasketWorld, one: BasketStep): Promise<unknown> {
  const { house, shop, basket } = world;
  const ctx = await shop.ctx();
  const checkout = "nth" in one ? [...house.paper.checkouts.values()].filter(({ isAnswered }) => isAnswered)[one.nth] : undefined;
  const [linkId, orderRef] = "which" in one ? [basket.linkIds[one.which] ?? "", basket.orderRefs[one.which] ?? ""] : ["", ""];
  const order = house.paper.orders.get(orderRef);
  switch (one.do) {
    case "press-basket": return Promise.all(Array.from({ length: one.times }, () => pressBasket(world, one.ticks, one.part, one.way)));
    case "press-link": return pressLink(world, one.which, one.way);
    case "press-both": return Promise.all([pressBasket(world, [0, 1, 2], "all", 0), pressLink(world, one.which, 0)]);
    case "pay":
      if (!checkout || !["open", "processing"].includes(checkout.progress)) return;
      return payOnPaper(house, checkout.paymentId, { amountMinor: Math.max(1, Math.floor((checkout.amountMinor * one.percent) / 100)), ...(one.code !== null && { code: one.code }) });
    case "debit-under-way": return change(checkout, "open", "processing");
    case "decline": return change(checkout, "processing", "failed");
    case "expire":
      house.clock.move(30 * 60_000);
      return change(checkout, "open", "expired");
    case "come-back": return checkout && Promise.all(Array.from({ length: one.times }, () => settlePayment(ctx, checkout.paymentId)));
    case "refund-there":
    case "refund-here": return refundSome(world, checkout, { ...one, linkId });
    case "rebook":
    case "undo-rebook": return moveMoney(world, one);
    case "note-basket": return noteTogether(world, one);
    case "note":
    case "note-off":
    case "note-returned":
    case "cheque-banked":
    case "cheque-cleared":
    case "cheque-bounced": return atTheCounter(world, one);
    case "edit":
      if (order?.state === "unpaid") house.paper.orders.set(orderRef, paperOrder(orderRef, one.amountMinor, house.clock.now()));
      return;
    case "cancel-order":
      if (order?.state === "unpaid") house.paper.orders.set(orderRef, { ...order, state: "cancelled", updatedAt: house.clock.now() });
      return;
    case "cancel": return cancelLink(ctx, linkId);
    case "reopen": return reopenLink(ctx, linkId);
    case "jobs": return runDueJobs(house);
    case "restart": return runDueJobsUnnoted(house);
    case "sweep": return sweep(house.app);
    case "wait": return house.clock.move(one.ms);
    case "break-next": return breakNext(house, one.skip, one.moment);
    default: return turnMoney(house, checkout, one.do);
  }
}

/** The merchant gives what a link does not need to another one, or takes that back. */
async function moveMoney({ house, shop, basket }: BasketWorld, one: Extract<BasketStep, { do: "rebook" | "undo-rebook" }>): Promise<unknown> {
  const ctx = await shop.ctx();
  const fromLinkId = basket.linkIds[one.which] ?? "";
  if (one.do === "undo-rebook") {
    const made = (await listRebookingsOfLink(ctx.db, shop.storeId, fromLinkId)).filter(({ undoes }) => undoes === null);
    const rebookingId = made[one.nth]?.id;
    return rebookingId !== undefined && undoRebooking(ctx, { rebookingId });
  }
  const { rows } = await house.sql.query<{ id: string }>("SELECT id FROM payment ORDER BY created_at, id");
  const paymentId = rows[one.nth]?.id;
  const totals = (await readLinkTotals(ctx.db, shop.storeId, [fromLinkId])).get(fromLinkId);
  if (paymentId === undefined || !totals) return;
  const free = await findFreeMoney(ctx, ctx.db, { paymentId, link: await getLink(ctx.db, shop.storeId, fromLinkId), totals });
  return free && rebookMoney(ctx, { paymentId, fromLinkId, toLinkId: basket.linkIds[one.to] ?? "", shownMinor: free.amountMinor });
}

const eur = currencyOf("EUR");

/** Cash and cheques, noted and taken back by a person. */
async function atTheCounter(
  { house, shop, basket }: BasketWorld, one: Extract<BasketStep, { do: "note" | "note-off" | "note-returned" | "cheque-banked" | "cheque-cleared" | "cheque-bounced" }>,
): Promise<unknown> {
  const ctx = await shop.ctx();
  const linkId = basket.linkIds[one.which] ?? "";
  const stated = { happenedAt: house.clock.now(), memberId: "mem_zoe" };
  if (one.do === "note") {
    const link = await getLink(ctx.db, shop.storeId, linkId);
    const amount = moneyOf(Math.max(1, Math.floor(((link.amountMinor ?? 0) * one.percent) / 100)), eur);
    const cheque = one.method === "cheque" ? { number: "1234567", bank: "Banque du Nord", drawer: "Zoë Peeters" } : null;
    return noteReceived(ctx, { ...stated, linkId, noteId: house.app.newId("hnd"), method: one.method, amount, mayExceed: true, cheque });
  }
  if (one.do === "note-returned") {
    // Of whatever the link's page offers: also of money that was moved to it, or that paid others with it.
    const returnable = (await readCounter(ctx, linkId))?.returnables[one.nth];
    const amount = returnable && moneyOf(Math.ceil(returnable.held.amountMinor / 3), eur);
    return amount && noteReturned(ctx, { ...stated, id: house.app.newId("hnd"), linkId, paymentId: returnable.paymentId, amount, method: returnable.ways[0] ?? "cash", reason: "trop reçu" });
  }
  const notes = (await listNotesOfLink(ctx.db, shop.storeId, linkId)).filter(({ kind, aboutId }) => kind === "received" && aboutId === null);
  const note = notes[one.nth];
  if (!note) return;
  const about = { ...stated, id: house.app.newId("hnd"), noteId: note.id, reason: "erreur" };
  switch (one.do) {
    case "note-off": return reverseNote(ctx, about);
    case "cheque-banked": return moveCheque(ctx, { ...about, step: "banked" });
    case "cheque-cleared": return moveCheque(ctx, { ...about, step: "cleared" });
    default: return moveCheque(ctx, { ...about, step: "bounced" });
  }
}

/** Money for several orders at once: one note, perhaps of a double click. */
async function noteTogether({ house, shop, basket }: BasketWorld, one: Extract<BasketStep, { do: "note-basket" }>): Promise<void> {
  const ctx = await shop.ctx();
  const linkIds = one.ticks.flatMap((at) => basket.linkIds[at] ?? []);
  const links = await Promise.all(linkIds.map((id) => getLink(ctx.db, shop.storeId, id)));
  const amount = moneyOf(Math.max(1, Math.floor((links.reduce((sum, link) => sum + (link.amountMinor ?? 0), 0) * one.percent) / 100)), eur);
  const cheque = one.method === "cheque" ? { number: "7654321", bank: "Banque du Nord", drawer: "Zoë Peeters" } : null;
  const noted = { basketId: basket.basketId, linkIds, noteId: house.app.newId("hnd"), method: one.method, amount, happenedAt: house.clock.now(), mayExceed: true, cheque, memberId: "mem_zoe" };
  const presses = await Promise.allSettled(Array.from({ length: one.times }, () => noteForBasket(ctx, noted)));
  const failed = presses.find((press) => press.status === "rejected");
  if (failed) throw failed.reason;
}
