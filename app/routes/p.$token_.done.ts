import type { LoaderFunctionArgs } from "@remix-run/node";
import { moneyOf, type Money } from "../core/money";
import type { Ctx } from "../flows/ctx";
import { payPath } from "../flows/link-address.server";
import { findPayLink, findMeant, readPayPage, type PayFacts, type Payment } from "../flows/read-pay-page.server";
import { subjectOf } from "../ui/pay/view-of";
import type { PayPageState } from "../ui/pay/view";
import { answerNotFound, answerPage, pendingState, returnQuery, stateOf, followReturn } from "./p.$token/answer.server";

/**
 * The shopper is back: a hint, as a hook is. The provider is asked, and the page says what it says. Coming back again,
 * or a scanner coming instead, finds the same truth and changes nothing more.
 */
export async function loader({ request, params, context }: LoaderFunctionArgs): Promise<Response> {
  const token = params.token ?? "";
  const found = await findPayLink(context.app, token);
  const asked = returnQuery.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!found || !asked.success) return answerNotFound(request);
  const { ctx, link } = found;
  const meantMinor = await findMeant(ctx, { paymentId: asked.data.payment, linkId: link.id });
  if (meantMinor === null) return answerNotFound(request);
  await followReturn(ctx, asked.data.payment);
  const facts = await readPayPage(ctx, link);
  const payment = facts.payments.find((one) => one.id === asked.data.payment);
  if (!payment) return answerNotFound(request);
  const state = stateAfter(ctx, { facts, payment, token, look: asked.data.look, meant: moneyOf(meantMinor, payment.currency) });
  return answerPage(ctx, { facts, token, state });
}

/** `meant`: what of the payment is for this link. */
function stateAfter(ctx: Ctx, input: { facts: PayFacts; payment: Payment; token: string; look: number; meant: Money }): PayPageState {
  const { facts, payment, token, look, meant } = input;
  if (payment.state === "failed") {
    return stateOf(ctx, facts, token, { notice: { kind: "failed", reason: payment.failure ?? "unknown" } });
  }
  if (payment.state === "pending") {
    return pendingState({ path: payPath(token), paymentId: payment.id, look, subject: subjectOf(facts.link), amount: meant });
  }
  return doneState(ctx, facts, payment, token, meant);
}

function nextOf({ link, due }: PayFacts): { money: Money; dueOn: string } | null {
  return due === null || due.nextDueOn === null ? null : { money: moneyOf(due.suggestedMinor, link.currency), dueOn: due.nextDueOn };
}

function doneState(ctx: Ctx, facts: PayFacts, payment: Payment, token: string, meant: Money): PayPageState {
  const { link, state, totals } = facts;
  const own = facts.receipts.find((receipt) => receipt.paymentId === payment.id && receipt.facts.kind === "receipt");
  const isPartPaid = link.kind !== "reusable" && state.openMinor > 0 && facts.closedBy === null;
  return {
    kind: "done",
    subject: subjectOf(link),
    amount: own?.facts.amount ?? meant,
    left: isPartPaid ? { open: moneyOf(state.openMinor, link.currency), next: nextOf(facts), payUrl: payPath(token) } : null,
    paidAt: own?.facts.paidAt ?? totals.lastPaidAt ?? ctx.now(),
    methodTitle: payment.methodDetail ?? payment.method ?? "",
    transactionId: payment.transactionId ?? payment.id,
    receipt: own ? { number: own.number, url: `${payPath(token)}/receipt/${own.id}` } : null,
    receiptEmail: link.customer.email === "" ? null : link.customer.email,
  };
}
