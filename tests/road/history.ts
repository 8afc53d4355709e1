import { expect } from "vitest";
import { refundPayment } from "../../app/flows/refund-payment.server";
import { sweep } from "../../app/flows/sweep.server";
import { runDueJobs, type House, type Shop } from "./house";
import { endSlowRefund, netOf, outage, waitingOf, type PaperCheckout } from "./paper";

/** What a provider does later with money it already moved. */
export const moneyTurns = ["dispute", "dispute-won", "dispute-lost", "refund-fails", "slow-refund-made", "slow-refund-failed"] as const;
export type MoneyTurn = (typeof moneyTurns)[number];

export function turnMoney(house: House, checkout: PaperCheckout | undefined, what: MoneyTurn): void {
  if (!checkout) return;
  const occurredAt = house.clock.now();
  const has = (kind: string, ref: string) => checkout.facts.some((fact) => fact.kind === kind && fact.ref === ref);
  const net = netOf(checkout) - waitingOf(checkout);
  const disputed = checkout.facts.find((fact) => fact.kind === "dispute");
  const refunded = checkout.facts.find((fact) => fact.kind === "refund" && !has("refund-reversal", fact.ref));
  if (what === "slow-refund-made" || what === "slow-refund-failed") return endSlowRefund(checkout, what === "slow-refund-made" ? "made" : "failed", occurredAt);
  if (what === "dispute" && net > 0 && !disputed) {
    checkout.facts.push({ kind: "dispute", ref: "dp", amountMinor: net, occurredAt });
    checkout.openDispute = { ref: "dp", reason: "fraudulent", evidenceDueAt: new Date(occurredAt.getTime() + 7 * 86_400_000) };
  }
  if (what === "dispute-won" && disputed && checkout.openDispute && !has("dispute-reversal", "dp")) checkout.facts.push({ ...disputed, kind: "dispute-reversal", occurredAt });
  if (what === "dispute-won" || what === "dispute-lost") checkout.openDispute = null;
  if (what === "refund-fails" && refunded && !disputed) checkout.facts.push({ ...refunded, kind: "refund-reversal", occurredAt });
}

type Refunding = { do: "refund-there" | "refund-here"; percent: number; isSlow: boolean; linkId: string };

/** A share of what a payment still holds goes back: from one order's page of ours, or at the provider's own site. */
export async function refundSome(world: { house: House; shop: Shop; refunds: number }, checkout: PaperCheckout | undefined, one: Refunding): Promise<void> {
  const amountMinor = checkout ? Math.floor(((netOf(checkout) - waitingOf(checkout)) * one.percent) / 100) : 0;
  if (!checkout || amountMinor <= 0) return;
  const ref = `re_${(world.refunds += 1)}`;
  world.house.paper.isRefundSlow = one.isSlow;
  if (one.do === "refund-here") await refundPayment(await world.shop.ctx(), { paymentId: checkout.paymentId, linkId: one.linkId, refundId: ref, amountMinor, shownMinor: null, reason: "" });
  else if (one.isSlow) checkout.unsettledRefunds.push({ ref, amountMinor, state: "pending" });
  else checkout.facts.push({ kind: "refund", ref, amountMinor, occurredAt: world.house.clock.now() });
}

export function change(checkout: PaperCheckout | undefined, from: PaperCheckout["progress"], to: PaperCheckout["progress"]): void {
  if (checkout?.progress === from) checkout.progress = to;
}

/** One call on the outside fails, before or after it had its effect. */
export function breakNext(house: House, skip: number, moment: "do" | "done"): void {
  let left = skip;
  house.paper.fault = (vendor, _call, when) => {
    if (when !== moment || left-- > 0) return;
    house.paper.fault = () => undefined;
    throw outage(vendor);
  };
}

/** The faults stop; what the product does by itself must be enough. */
export async function comeToRest(house: House): Promise<void> {
  house.paper.fault = () => undefined;
  for (let pass = 0; pass < 3; pass += 1) {
    house.clock.move(15 * 60_000);
    await sweep(house.app);
    expect(await runDueJobs(house)).toEqual([]);
  }
}
