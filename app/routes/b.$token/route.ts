import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { assertUnreachable } from "../../core/assert";
import { basketLinksMax } from "../../core/basket";
import { findCurrency, type Currency } from "../../core/currency";
import { moneyOf, parseTypedAmount } from "../../core/money";
import type { Ctx } from "../../flows/ctx";
import { basketPath } from "../../flows/link-address.server";
import { findPayBasket, readBasketPage, type BasketFacts } from "../../flows/read-basket-page.server";
import { startBasketPayment, type BasketStartResult } from "../../flows/start-basket-payment.server";
import type { BasketProblem } from "../../ui/pay/basket-view";
import { answerNotFound } from "../p.$token/answer.server";
import { answerBasket, basketState, choiceOf, pickedRows, sumOf, type BasketTurn } from "./answer.server";

const fieldLengthMax = 64;
const position = z.string().regex(/^\d{1,3}$/).transform(Number);
const minor = z.string().regex(/^\d{1,15}$/).transform(Number).nullable().catch(null);
/** A browser sends these as the page set them; whatever else comes is as good as nothing. */
const form = z.object({
  in: z.string().length(3).transform(findCurrency).catch(null),
  pick: z.array(position).max(basketLinksMax).catch([]),
  picked: z.string().max(4 * basketLinksMax).catch(""),
  way: z.string().max(fieldLengthMax).catch(""),
  shown: minor,
  part: minor,
  /** However long: a payer is told what is wrong with it, and finds it in the field. */
  amount: z.string().catch(""),
});
type Fields = z.output<typeof form>;

const readFields = (data: FormData | URLSearchParams): Fields => form.parse({ ...Object.fromEntries(data), pick: data.getAll("pick") });

/** The shopper's page of several orders. Counting again is a look too: it changes nothing. */
export async function loader({ request, params, context }: LoaderFunctionArgs): Promise<Response> {
  const token = params.token ?? "";
  const found = await findPayBasket(context.app, token);
  if (!found) return answerNotFound(request);
  const { ctx } = found;
  const facts = await readBasketPage(ctx, found.basket);
  const waiting = facts.closedBy === null && facts.rows.every(({ underWay, closedBy }) => underWay !== null || closedBy !== null) ? facts.rows.find(({ underWay }) => underWay !== null)?.underWay : null;
  if (waiting && isOwn(facts, waiting)) return redirect(`${basketPath(token)}/done?payment=${waiting}`);
  const fields = readFields(new URL(request.url).searchParams);
  return answerBasket(ctx, facts, token, { state: basketState(ctx, facts, token, fields.in === null ? undefined : turnOf(fields)) });
}

const isOwn = ({ payments, basket }: BasketFacts, paymentId: string) => payments.some(({ id, basketId }) => id === paymentId && basketId === basket.id);

const turnOf = (fields: Fields): BasketTurn => ({
  currency: fields.in, picked: new Set(fields.pick), wayId: fields.way || null, typed: fields.amount, chosenMinor: fields.part,
});

/** "Pay": one checkout for all that is ticked, once the shopper has seen what it comes to. */
export async function action({ request, params, context }: ActionFunctionArgs): Promise<Response> {
  const token = params.token ?? "";
  const found = await findPayBasket(context.app, token);
  if (!found) return answerNotFound(request);
  const { ctx, basket } = found;
  const fields = readFields(await request.formData().catch(() => new FormData()));
  const facts = await readBasketPage(ctx, basket);
  const turn = turnOf(fields);
  const again = (change: Partial<BasketTurn>, status = 422) => answerBasket(ctx, facts, token, { state: basketState(ctx, facts, token, { ...turn, ...change }), status });
  const rows = pickedRows(facts, turn);
  if (turn.currency === null || facts.closedBy !== null) return again({}, 409);
  if (rows.length === 0) return again({ problem: { kind: "nothing-picked" } });
  const total = sumOf(rows, turn.currency);
  // What the button said was made of other ticks: first the new sum, then the payment.
  if (fields.picked !== fields.pick.join(" ")) return again({ notice: { kind: "pick-changed" }, chosenMinor: null, typed: "" }, 409);
  if (fields.shown !== null && fields.shown !== total.amountMinor) {
    return again({ notice: { kind: "total-changed", before: moneyOf(fields.shown, turn.currency) }, chosenMinor: null }, 409);
  }
  const wayId = ctx.providers.find(({ connection }) => connection.id === fields.way)?.connection.id ?? onlyWayOf(ctx);
  if (wayId === null) return again({ problem: { kind: "no-way-chosen" } });
  const wished = readWished(fields, turn.currency, choiceOf(rows, total, turn)?.kind ?? null);
  if (!wished.ok) return again({ problem: { kind: "amount", problem: wished.reason, limit: null } });
  const started = await startBasketPayment(ctx, {
    basket, linkIds: rows.map(({ linkId }) => linkId), providerId: wayId, shownMinor: fields.shown, typedMinor: wished.amountMinor,
  });
  if (started.ok) return redirect(started.checkoutUrl, 303);
  return answerProblem(ctx, { facts: await readBasketPage(ctx, basket), token, wayId, turn, shownMinor: total.amountMinor, currency: turn.currency, refused: started });
}

const onlyWayOf = (ctx: Ctx) => (ctx.providers.length === 1 ? (ctx.providers[0]?.connection.id ?? null) : null);

type Wished = { ok: true; amountMinor: number | null } | { ok: false; reason: Extract<BasketProblem, { kind: "amount" }>["problem"] };

/** How much of the ticked sum: typed, chosen, or all of it. */
function readWished(fields: Fields, currency: Currency, choice: "typed" | "next" | null): Wished {
  if (choice !== "typed") return { ok: true, amountMinor: choice === "next" ? fields.part : null };
  if (fields.amount.trim() === "") return { ok: false, reason: "amount-missing" };
  const parsed = parseTypedAmount(fields.amount, currency);
  return parsed.ok ? { ok: true, amountMinor: parsed.money.amountMinor } : parsed;
}

type Trouble = {
  facts: BasketFacts; token: string; wayId: string; turn: BasketTurn; shownMinor: number; currency: Currency;
  refused: Extract<BasketStartResult, { ok: false }>;
};

function answerProblem(ctx: Ctx, { facts, token, wayId, turn, shownMinor, currency, refused }: Trouble): Response {
  const again = (change: Partial<BasketTurn>, status = 422) => answerBasket(ctx, facts, token, { state: basketState(ctx, facts, token, { ...turn, ...change }), status });
  const money = (amountMinor: number) => moneyOf(amountMinor, currency);
  switch (refused.reason) {
    case "already-paid": case "link-expired": case "link-cancelled": case "order-cancelled": case "order-paid": case "order-gone": case "amount-changed":
      return again({ notice: { kind: "total-changed", before: money(shownMinor) }, chosenMinor: null }, 409);
    case "basket-cancelled": case "basket-expired": case "all-paid": case "nothing-payable":
      return again({}, 409);
    case "payment-in-progress":
      return redirect(basketPath(token), 303);
    case "provider-down":
      return again({ wayId: null, notice: { kind: "way-down", wayId } }, 503);
    case "amount-below-minimum":
      return again({ problem: { kind: "amount", problem: "below-minimum", limit: money(refused.limits?.amountMinorMin ?? 0) } });
    case "amount-above-maximum":
      return again({ problem: { kind: "amount", problem: "above-maximum", limit: money(refused.limits?.amountMinorMax ?? 0) } });
    case "part-below-minimum": case "part-leaves-too-little": {
      const { belowMinor = null, aboveMinor = null } = refused.nearest ?? {};
      return again({ problem: { kind: "split", below: belowMinor === null ? null : money(belowMinor), above: money(aboveMinor ?? shownMinor) } });
    }
    case "part-above-open":
      return again({ problem: { kind: "amount", problem: "above-maximum", limit: money(shownMinor) } });
    case "amount-missing":
      return again({ problem: { kind: "amount", problem: "amount-missing", limit: null } });
    case "nothing-picked": case "currencies-mixed":
      return again({ problem: { kind: "nothing-picked" } });
    case "currency-not-offered": case "provider-unknown":
      return again({ problem: { kind: "no-way-chosen" } });
    default:
      return assertUnreachable(refused.reason);
  }
}
