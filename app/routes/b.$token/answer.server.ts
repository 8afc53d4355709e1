import { byCurrency, isLate, payableTogether, wholeOnly } from "../../core/basket";
import type { Currency } from "../../core/currency";
import { addMoney, moneyOf, zero, type Money } from "../../core/money";
import type { Ctx } from "../../flows/ctx";
import { basketPath } from "../../flows/link-address.server";
import { isPickable, type BasketFacts, type BasketRow } from "../../flows/read-basket-page.server";
import type { BasketGroupView, BasketItemView, BasketNotice, BasketOtherView, BasketPageState, BasketProblem } from "../../ui/pay/basket-view";
import { waysOf } from "../../ui/pay/view-of";
import type { PayChoice, PayReceiptLink } from "../../ui/pay/view";
import { answerState } from "../p.$token/answer.server";

/** What the shopper did with one group's form; the other groups stand as they were first shown: all ticked. */
export type BasketTurn = {
  currency: Currency | null;
  picked: ReadonlySet<number>;
  wayId?: string | null;
  typed?: string;
  chosenMinor?: number | null;
  problem?: BasketProblem | null;
  notice?: BasketNotice | null;
};

export const firstTurn: BasketTurn = { currency: null, picked: new Set() };

export function answerBasket(ctx: Ctx, facts: BasketFacts, token: string, answer: { state: BasketPageState; status?: number }): Response {
  return answerState(ctx, { path: basketPath(token), locale: facts.basket.locale, state: answer.state, status: answer.status ?? 200 });
}

/** The page as it stands: what can be ticked, or why nothing can. */
export function basketState(ctx: Ctx, facts: BasketFacts, token: string, turn: BasketTurn = firstTurn): BasketPageState {
  const others = facts.rows.filter((row) => !isPickable(row)).map((row) => otherOf(facts, row, token));
  if (facts.closedBy !== null) return { kind: "basket-closed", reason: facts.closedBy, others };
  const pickable = facts.rows.filter(isPickable).map((row) => ({ ...row, currency: row.link.currency }));
  const groups = byCurrency(pickable).map(({ currency, items }) => groupOf(ctx, facts, { currency, rows: items, turn }));
  // All that is left is on its way already.
  if (groups.length === 0) return { kind: "basket-closed", reason: "nothing-payable", others };
  return { kind: "basket", customerName: facts.basket.customer.name, groups, others, action: basketPath(token) };
}

/** The ticked rows of a turn's group, in the payer's order. */
export function pickedRows(facts: BasketFacts, turn: Pick<BasketTurn, "currency" | "picked">): BasketRow[] {
  return facts.rows.filter((row) => isPickable(row) && row.link.currency === turn.currency && turn.picked.has(row.position));
}

export const sumOf = (rows: readonly BasketRow[], currency: Currency): Money =>
  rows.reduce((sum, row) => addMoney(sum, moneyOf(row.openMinor, currency)), zero(currency));

function groupOf(ctx: Ctx, facts: BasketFacts, input: { currency: Currency; rows: readonly BasketRow[]; turn: BasketTurn }): BasketGroupView {
  const { currency, rows } = input;
  const turn = input.turn.currency === currency ? input.turn : null;
  const picked = turn === null ? rows : pickedRows(facts, turn);
  const total = sumOf(picked, currency);
  const choice = choiceOf(picked, total, turn);
  const notice = turn?.notice ?? null;
  const offered = ctx.providers.map(({ connection, port }) => ({
    id: connection.id, name: port.displayName ?? "", methods: port.methods, currencies: port.currencies,
  }));
  const leastMinor = choice === null ? total.amountMinor : payableTogether(picked.map(nowOf)).leastMinor;
  const ways = waysOf({ currency, amountMinor: total.amountMinor }, { minMinor: leastMinor, maxMinor: total.amountMinor }, offered, notice?.kind === "way-down" ? notice.wayId : null);
  const limits = offered.flatMap(({ currencies }) => currencies.filter((limit) => limit.currency === currency).map((limit) => limit.amountMinorMax));
  const isTooMuch = ways.length === 0 && limits.length > 0 && total.amountMinor > Math.max(...limits);
  const tooMuch: BasketProblem = { kind: "amount", problem: "above-maximum", limit: moneyOf(Math.max(0, ...limits), currency) };
  return {
    items: rows.map((row) => itemOf(row, facts, picked.some(({ position }) => position === row.position))),
    total, choice, ways, notice,
    chosenWayId: turn?.wayId ?? null,
    problem: turn?.problem ?? (picked.length === 0 ? { kind: "nothing-picked" } : isTooMuch ? tooMuch : null),
  };
}

export const nowOf = ({ due, openMinor }: BasketRow) => due ?? wholeOnly(openMinor);

/** A part where the plans of all that is ticked allow one: typed where each takes any amount, else what is due now or all. */
export function choiceOf(picked: readonly BasketRow[], total: Money, turn: Pick<BasketTurn, "typed" | "chosenMinor"> | null): PayChoice | null {
  const { allMinor, nextMinor, leastMinor } = payableTogether(picked.map(nowOf));
  const money = (amountMinor: number) => moneyOf(amountMinor, total.currency);
  const isAny = picked.length > 0 && picked.every(({ link }) => link.plan.kind === "any");
  if (isAny) return leastMinor < allMinor ? { kind: "typed", min: money(leastMinor), partMax: total, typed: turn?.typed ?? "" } : null;
  if (nextMinor >= allMinor) return null;
  return { kind: "next", next: money(nextMinor), dueOn: null, chosenMinor: turn?.chosenMinor ?? nextMinor };
}

function itemOf(row: BasketRow, facts: BasketFacts, isPicked: boolean): BasketItemView {
  const { link, totals, position, since, dueOn } = row;
  const money = (amountMinor: number) => moneyOf(amountMinor, link.currency);
  return {
    position, since, dueOn, isPicked,
    orderNumber: link.orderNumber, description: link.description, lines: link.lines,
    open: money(row.openMinor),
    part: totals.paidMinor > 0 && link.amountMinor !== null ? { total: money(link.amountMinor), paid: money(totals.paidMinor) } : null,
    isLate: isLate(row, facts.today),
    until: link.expiresAt,
  };
}

function otherOf(facts: BasketFacts, { link, closedBy, underWay }: BasketRow, token: string): BasketOtherView {
  return {
    orderNumber: link.orderNumber, description: link.description,
    why: underWay !== null ? "under-way" : (closedBy ?? "already-paid"),
    receipts: facts.receipts.filter((receipt) => receipt.linkId === link.id).map((receipt) => receiptLink(receipt, token)),
  };
}

export const receiptLink = (receipt: { id: string; number: string }, token: string): PayReceiptLink => ({ number: receipt.number, url: `${basketPath(token)}/receipt/${receipt.id}` });
