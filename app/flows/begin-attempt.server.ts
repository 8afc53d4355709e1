import { splitAmount, wholeOnly, type SplitProblem } from "../core/basket";
import type { Currency } from "../core/currency";
import type { Order } from "../core/order";
import type { PartProblem } from "../core/payment-plan";
import { linkState, noTotals, whyNotPayable, type LinkTotals, type NotPayableReason, type PaymentLink } from "../core/payment-link";
import type { CurrencyLimits } from "../core/ports";
import type { Db } from "../db/client.server";
import { addJob } from "../db/jobs.server";
import { addLinkEvent } from "../db/link-events.server";
import { lockLinks, readLinkTotals } from "../db/links.server";
import { insertPayment, listPaymentsOfLinks, listTargets, type Payment } from "../db/payments.server";
import type { Ctx } from "./ctx";
import { readDue } from "./read-due.server";

/** A second press within this time is the same press: it gets the same attempt, not another one. */
export const samePressMs = 20_000;
const firstCheckMs = 60_000;

export type AttemptInput = {
  /** In the payer's order: money that is too little pays the first ones first. */
  linkIds: readonly string[];
  /** The basket whose page was pressed; null: the link's own page. */
  basketId: string | null;
  providerId: string;
  /** What the shopper was shown as open on all of them; null: nobody was shown anything. */
  shownMinor: number | null;
  /** What they typed or chose to pay of it; null: all that is open. */
  typedMinor: number | null;
};

export type BeginProblem =
  | NotPayableReason
  | PartProblem
  | "amount-changed"
  | "amount-missing"
  | "amount-below-minimum"
  | "amount-above-maximum"
  | "currency-not-offered";

export type Refused<Reason> = { ok: false; reason: Reason; limits?: CurrencyLimits; nearest?: Pick<SplitProblem, "belowMinor" | "aboveMinor"> };

/** An attempt that is saved. `openMinor`: what stood open on each link it pays when it began, to see whether it still does. */
export type Begun = { payment: Payment; openMinor: ReadonlyMap<string, number>; isSamePress: boolean };

type Asked = { link: PaymentLink; totals: LinkTotals; openMinor: number };

/**
 * Inside a transaction: locks the links (by id, whatever the payer's order, so that two baskets that share some never wait
 * for each other), decides how much of each is paid, and saves the attempt with the job that asks about it.
 */
export async function beginAttempt(
  ctx: Ctx, tx: Db, input: AttemptInput & { orders: ReadonlyMap<string, Order | null>; limits: readonly CurrencyLimits[]; isLasting: boolean },
): Promise<({ ok: true } & Begun) | Refused<BeginProblem>> {
  const asked = await readAsked(ctx, tx, input.linkIds);
  for (const { link, totals } of asked) {
    const reason = whyNotPayable(link, totals, input.orders.get(link.id) ?? null, ctx.now());
    if (reason) return { ok: false, reason };
  }
  const currency = currencyOfAll(asked);
  const shared = sharesOf(ctx, asked, input);
  if (!shared.ok) return shared;
  const targets = asked.map(({ link }, at) => ({ linkId: link.id, amountMinor: shared.shares[at] ?? 0 })).filter(({ amountMinor }) => amountMinor > 0);
  const amountMinor = targets.reduce((sum, target) => sum + target.amountMinor, 0);
  const limits = input.limits.find((limit) => limit.currency === currency);
  if (!limits) return { ok: false, reason: "currency-not-offered" };
  if (amountMinor < limits.amountMinorMin) return { ok: false, reason: "amount-below-minimum", limits };
  if (amountMinor > limits.amountMinorMax) return { ok: false, reason: "amount-above-maximum", limits };
  const openMinor = new Map(asked.flatMap((one, at) => ((shared.shares[at] ?? 0) > 0 ? [[one.link.id, one.openMinor] as const] : [])));
  const recent = asked.some(({ link }) => link.kind === "reusable") ? null : await findSamePress(ctx, tx, { targets, providerId: input.providerId, isLasting: input.isLasting });
  if (recent) return { ok: true, payment: recent, openMinor, isSamePress: true };
  const payment = await insertPayment(tx, {
    id: ctx.newId("pay"), storeId: ctx.store.id, providerId: input.providerId, basketId: input.basketId, currency, targets, at: ctx.now(),
  });
  for (const target of targets) {
    await addLinkEvent(tx, {
      id: ctx.newId("lev"), storeId: ctx.store.id, linkId: target.linkId, kind: "payment-started", at: ctx.now(),
      detail: { paymentId: payment.id, providerId: input.providerId, amountMinor: target.amountMinor, currency },
    });
  }
  await addJob(tx, "check-payment", { storeId: ctx.store.id, paymentId: payment.id }, {
    key: `check:${payment.id}`, runAt: new Date(ctx.now().getTime() + firstCheckMs),
  });
  return { ok: true, payment, openMinor, isSamePress: false };
}

async function readAsked(ctx: Ctx, tx: Db, linkIds: readonly string[]): Promise<Asked[]> {
  const links = new Map((await lockLinks(tx, ctx.store.id, linkIds)).map((link) => [link.id, link]));
  const totals = await readLinkTotals(tx, ctx.store.id, linkIds);
  return linkIds.map((id) => {
    const link = links.get(id);
    if (!link) throw new Error(`No link ${id}`);
    const total = totals.get(id) ?? noTotals;
    return { link, totals: total, openMinor: openOf(ctx, link, total) };
  });
}

/** What a link still asks; one for many payers asks all of it of each, one whose payer chooses asks nothing in particular. */
export function openOf(ctx: Pick<Ctx, "now">, link: PaymentLink, totals: LinkTotals): number {
  return link.kind === "reusable" ? (link.amountMinor ?? 0) : linkState(link, totals, ctx.now()).openMinor;
}

function currencyOfAll(asked: readonly Asked[]): Currency {
  const [currency, ...others] = new Set(asked.map(({ link }) => link.currency));
  if (currency === undefined || others.length > 0) throw new Error("An attempt is for at least one link and has one currency");
  return currency;
}

/** How much of each link this attempt asks: what the payer typed, all that is open, or the part of it that they chose and the plans allow. */
function sharesOf(ctx: Ctx, asked: readonly Asked[], input: AttemptInput): { ok: true; shares: number[] } | Refused<BeginProblem> {
  if (asked.some(({ link }) => link.amountMinor === null)) {
    if (asked.length > 1) throw new Error("A link whose payer chooses the amount is paid alone");
    return input.typedMinor === null ? { ok: false, reason: "amount-missing" } : { ok: true, shares: [input.typedMinor] };
  }
  const allMinor = asked.reduce((sum, { openMinor }) => sum + openMinor, 0);
  if (input.shownMinor !== null && input.shownMinor !== allMinor) return { ok: false, reason: "amount-changed" };
  const split = splitAmount(input.typedMinor, asked.map(({ link, totals, openMinor }) => readDue(ctx, link, totals) ?? wholeOnly(openMinor)));
  return split.ok ? split : { ok: false, reason: split.reason, nearest: { belowMinor: split.belowMinor, aboveMinor: split.aboveMinor } };
}

/**
 * The attempt that this press already made: the latest one on every link, for the same amounts by the same way. Where a
 * checkout lasts (instructions that the payer follows elsewhere), the same choice is the same attempt however late it comes.
 */
async function findSamePress(
  ctx: Ctx, tx: Db, press: { targets: readonly { linkId: string; amountMinor: number }[]; providerId: string; isLasting: boolean },
): Promise<Payment | null> {
  const [latest] = await listPaymentsOfLinks(tx, ctx.store.id, press.targets.map(({ linkId }) => linkId));
  if (latest === undefined || latest.providerId !== press.providerId || latest.state !== "pending" || latest.progress !== "open") return null;
  const isRecent = latest.createdAt.getTime() >= ctx.now().getTime() - samePressMs;
  if (!isRecent && !(press.isLasting && latest.providerRef !== null)) return null;
  const own = await listTargets(tx, ctx.store.id, latest.id);
  const isSame = own.length === press.targets.length && press.targets.every((target, at) => own[at]?.linkId === target.linkId && own[at].amountMinor === target.amountMinor);
  return isSame ? latest : null;
}
