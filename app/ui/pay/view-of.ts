import { moneyOf } from "../../core/money";
import type { LinkTotals, PaymentLink } from "../../core/payment-link";
import type { DueNow } from "../../core/payment-plan";
import type { CurrencyLimits } from "../../core/ports";
import type { PayAsk, PayChoice, PayScheduleRow, PayShop, PaySubject, PayWay } from "./view";

/** What a shopper's page shows of the shop. */
export function shopOf({ name, legalLines, website, contactEmail, logoWebp, accentColor, timeZone }: PayShop): PayShop {
  return { name, legalLines, website, contactEmail, logoWebp, accentColor, timeZone };
}

/** What the money is for, from the link. */
export function subjectOf(link: PaymentLink): PaySubject {
  return { orderNumber: link.orderNumber, description: link.description, customerName: link.customer.name, lines: link.lines };
}

/**
 * A provider as the page offers it: only where it takes the link's currency. One that takes nothing of what may be paid now
 * stays in sight, off, and says from or up to how much it would: else a shopper looks for the way they know.
 */
export function waysOf(
  link: Pick<PaymentLink, "currency" | "amountMinor">,
  now: { minMinor: number; maxMinor: number },
  offered: readonly { id: string; name: string; methods: readonly string[]; currencies: readonly CurrencyLimits[] }[],
  downWayId: string | null,
): PayWay[] {
  return offered
    .flatMap(({ id, name, methods, currencies }) => {
      const limits = currencies.find((limit) => limit.currency === link.currency);
      if (!limits || (link.amountMinor !== null && now.maxMinor <= 0)) return [];
      const limit = link.amountMinor === null ? null : limitFor(limits, now);
      return [{ id, name, methods, isAvailable: limit === null && id !== downWayId, ...(limit && { limit }) }];
    });
}

function limitFor({ currency, amountMinorMin, amountMinorMax }: CurrencyLimits, now: { minMinor: number; maxMinor: number }): PayWay["limit"] | null {
  if (now.maxMinor < amountMinorMin) return { kind: "least", money: moneyOf(amountMinorMin, currency) };
  return now.minMinor > amountMinorMax ? { kind: "most", money: moneyOf(amountMinorMax, currency) } : null;
}

/** How much: what is open now, and what the last message said when that was another amount. */
export function askOf(
  link: PaymentLink, totals: LinkTotals, openMinor: number,
  turn: { limits: CurrencyLimits | null; due: DueNow | null; typed: string; chosenMinor: number | null },
): PayAsk {
  const { currency } = link;
  if (link.amountMinor === null) {
    const { limits, typed } = turn;
    return {
      kind: "free", currency, typed,
      min: limits && moneyOf(limits.amountMinorMin, currency),
      max: limits && moneyOf(limits.amountMinorMax, currency),
    };
  }
  const isChanged = link.sentAmountMinor !== null && link.sentAmountMinor !== link.amountMinor;
  return {
    kind: "fixed",
    open: moneyOf(openMinor, currency),
    part: totals.paidMinor > 0 && link.kind !== "reusable"
      ? { total: moneyOf(link.amountMinor, currency), paid: moneyOf(totals.paidMinor, currency) }
      : null,
    before: isChanged && link.sentAmountMinor !== null ? moneyOf(link.sentAmountMinor, currency) : null,
    schedule: scheduleOf(link, turn.due),
    choice: choiceOf(link, turn.due, turn),
  };
}

function scheduleOf({ currency }: PaymentLink, due: DueNow | null): PayScheduleRow[] {
  if (due === null || due.rows.length < 2) return [];
  return due.rows.map((row) => ({ asked: moneyOf(row.amountMinor, currency), open: moneyOf(row.openMinor, currency), dueOn: row.dueOn }));
}

function choiceOf({ plan, currency }: PaymentLink, due: DueNow | null, turn: { typed: string; chosenMinor: number | null }): PayChoice | null {
  if (due === null) return null;
  const money = (amountMinor: number) => moneyOf(amountMinor, currency);
  if (plan.kind === "any") {
    return due.minMinor === due.maxMinor ? null : { kind: "typed", min: money(due.minMinor), partMax: money(Math.max(due.minMinor, due.maxMinor - due.floorMinor)), typed: turn.typed };
  }
  if (due.suggestedMinor === due.maxMinor) return null;
  return { kind: "next", next: money(due.suggestedMinor), dueOn: due.nextDueOn, chosenMinor: turn.chosenMinor ?? due.suggestedMinor };
}
