import type { LoaderFunctionArgs } from "@remix-run/node";
import { byCurrency } from "../core/basket";
import { moneyOf } from "../core/money";
import type { Ctx } from "../flows/ctx";
import { basketPath } from "../flows/link-address.server";
import { namesOf } from "../flows/open-checkout.server";
import { findPayBasket, isPickable, readBasketPage, type BasketFacts, type Payment } from "../flows/read-basket-page.server";
import type { BasketPageState } from "../ui/pay/basket-view";
import type { PayPageState } from "../ui/pay/view";
import { answerBasket, basketState, receiptLink, sumOf } from "./b.$token/answer.server";
import { answerNotFound, answerState, pendingState, returnQuery, followReturn } from "./p.$token/answer.server";

/** The shopper is back from paying several orders: a hint, as on a link's own page; the provider is asked. */
export async function loader({ request, params, context }: LoaderFunctionArgs): Promise<Response> {
  const token = params.token ?? "";
  const found = await findPayBasket(context.app, token);
  const asked = returnQuery.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!found || !asked.success) return answerNotFound(request);
  const { ctx, basket } = found;
  const isOwn = ({ payments }: BasketFacts) => payments.find(({ id, basketId }) => id === asked.data.payment && basketId === basket.id);
  if (!isOwn(await readBasketPage(ctx, basket))) return answerNotFound(request);
  await followReturn(ctx, asked.data.payment);
  const facts = await readBasketPage(ctx, basket);
  const payment = isOwn(facts);
  if (!payment) return answerNotFound(request);
  if (payment.state === "failed") return answerFailed(ctx, facts, payment, token);
  const state = payment.state === "pending" ? waitingState(facts, payment, token, asked.data.look) : doneState(ctx, facts, payment, token);
  return answerState(ctx, { path: basketPath(token), locale: basket.locale, state, status: 200 });
}

/** What was ticked is ticked again, with the reason above it. */
function answerFailed(ctx: Ctx, facts: BasketFacts, payment: Payment, token: string): Response {
  const meant = linksOf(facts, payment);
  const picked = new Set(facts.rows.filter(({ linkId }) => meant.has(linkId)).map(({ position }) => position));
  const notice = { kind: "failed" as const, reason: payment.failure ?? ("unknown" as const) };
  return answerBasket(ctx, facts, token, { state: basketState(ctx, facts, token, { currency: payment.currency, picked, notice }) });
}

/** What a payment meant for each link, in the payer's order. */
const linksOf = ({ targets }: BasketFacts, payment: Payment) =>
  new Map(targets.filter(({ paymentId }) => paymentId === payment.id).map(({ linkId, amountMinor }) => [linkId, amountMinor]));

const linkOf = (facts: BasketFacts, linkId: string) => facts.rows.find((row) => row.linkId === linkId)?.link ?? null;

function waitingState(facts: BasketFacts, payment: Payment, token: string, look: number): PayPageState {
  const links = [...linksOf(facts, payment).keys()].flatMap((linkId) => linkOf(facts, linkId) ?? []);
  const subject = { orderNumber: null, description: namesOf(links, facts.basket.locale).description, customerName: "", lines: [] };
  return pendingState({ path: basketPath(token), paymentId: payment.id, look, subject, amount: moneyOf(payment.amountMinor, payment.currency) });
}

function doneState(ctx: Ctx, facts: BasketFacts, payment: Payment, token: string): BasketPageState {
  const own = facts.receipts.filter((receipt) => receipt.paymentId === payment.id && receipt.facts.kind === "receipt");
  const orders = [...linksOf(facts, payment)].flatMap(([linkId, meantMinor]) => {
    const link = linkOf(facts, linkId);
    const receipt = own.find((one) => one.linkId === linkId);
    if (!link) return [];
    const amount = receipt?.facts.amount ?? moneyOf(meantMinor, payment.currency);
    return [{ orderNumber: link.orderNumber, description: link.description, amount, receipt: receipt ? receiptLink(receipt, token) : null }];
  });
  const left = byCurrency(facts.rows.filter(isPickable).map((row) => ({ ...row, currency: row.link.currency })));
  const { email } = facts.basket.customer;
  return {
    kind: "basket-done",
    amount: moneyOf(orders.reduce((sum, { amount }) => sum + amount.amountMinor, 0), payment.currency),
    orders,
    left: left.length === 0 || facts.closedBy !== null ? null : { open: left.map(({ currency, items }) => sumOf(items, currency)), payUrl: basketPath(token) },
    paidAt: own[0]?.facts.paidAt ?? ctx.now(),
    methodTitle: payment.methodDetail ?? payment.method ?? "",
    transactionId: payment.transactionId ?? payment.id,
    receiptEmail: email === "" ? null : email,
  };
}
