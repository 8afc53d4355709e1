import { dayOf } from "../core/civil-day";
import type { Currency } from "../core/currency";
import type { LinkTotals, PaymentLink } from "../core/payment-link";
import { dueNow, type DueNow } from "../core/payment-plan";
import type { Ctx } from "./ctx";

/** The least that one of the store's providers takes in a currency; what is left below it could be paid nowhere. */
function floorOf(ctx: Pick<Ctx, "providers">, currency: Currency): number {
  const least = ctx.providers.flatMap(({ port }) => port.currencies.filter((limit) => limit.currency === currency).map((limit) => limit.amountMinorMin));
  return least.length === 0 ? 1 : Math.min(...least);
}

/** What a link asks today under its plan; null where no plan leaves a choice: in one payment, or as much as the payer likes. */
export function readDue(ctx: Pick<Ctx, "providers" | "store" | "now">, link: Pick<PaymentLink, "amountMinor" | "kind" | "plan" | "currency">, totals: LinkTotals): DueNow | null {
  if (link.amountMinor === null || link.kind === "reusable" || link.plan.kind === "off") return null;
  const floorMinor = floorOf(ctx, link.currency);
  return dueNow(link.plan, { amountMinor: link.amountMinor, paidMinor: totals.paidMinor, floorMinor }, dayOf(ctx.now(), ctx.store.timeZone));
}
