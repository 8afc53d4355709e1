import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { assertUnreachable } from "../../core/assert";
import { parseTypedAmount } from "../../core/money";
import type { Ctx } from "../../flows/ctx";
import { payPath } from "../../flows/link-address.server";
import { openPayPage, readPayPageAgain, type PayFacts } from "../../flows/read-pay-page.server";
import { startPayment, type StartProblem } from "../../flows/start-payment.server";
import { answerAtPlatform, answerNotFound, answerPage, stateOf, type PayableTurn } from "./answer.server";

const fieldLengthMax = 64;
/** A browser sends these as the page set them; whatever else comes (a file, a novel) is as good as nothing. */
const form = z.object({
  way: z.string().max(fieldLengthMax).catch(""),
  shown: z.string().regex(/^\d{1,15}$/).transform(Number).nullable().catch(null),
  part: z.string().regex(/^\d{1,15}$/).transform(Number).nullable().catch(null),
  /** However long: a payer is told what is wrong with it, and finds it in the field. */
  amount: z.string().catch(""),
});

/** The shopper's page. A look changes nothing: mail scanners and previews look too. */
export async function loader(args: LoaderFunctionArgs): Promise<Response> {
  const { params, context } = args;
  const token = params.token ?? "";
  const opened = await openPayPage(context.app, token);
  if (!opened) return answerNotFound(args.request);
  const { ctx, facts } = opened;
  const collected = facts.closedBy === null ? await answerAtPlatform(ctx, facts.link, token) : null;
  if (collected) return collected;
  const waiting = facts.closedBy === null ? facts.payments.find((payment) => payment.state === "pending" && payment.progress === "processing") : undefined;
  if (waiting && facts.link.kind !== "reusable") return redirect(`${payPath(token)}/done?payment=${waiting.id}`);
  return answerPage(ctx, { facts, token, state: stateOf(ctx, facts, token) });
}

/** "Pay": opens a checkout at the provider; even this moves no money, only the payer's step there does. */
export async function action({ request, params, context }: ActionFunctionArgs): Promise<Response> {
  const token = params.token ?? "";
  const opened = await openPayPage(context.app, token);
  if (!opened) return answerNotFound(request);
  const { ctx, facts } = opened;
  const { link } = facts;
  const fields = form.parse(Object.fromEntries(await request.formData().catch(() => new FormData())));
  const turn: PayableTurn = { chosenWayId: fields.way || null, typed: fields.amount, chosenMinor: fields.part };
  const collected = facts.closedBy === null ? await answerAtPlatform(ctx, link, token, { isPress: true }) : null;
  if (collected) return collected;
  const wayId = ctx.providers.find(({ connection }) => connection.id === fields.way)?.connection.id ?? onlyWayOf(ctx);
  if (wayId === null) return again(ctx, facts, token, { ...turn, problem: "no-way-chosen" });
  const isTyped = link.amountMinor === null || (link.plan.kind === "any" && facts.due !== null && facts.due.minMinor < facts.due.maxMinor);
  const typed = isTyped ? readTyped(fields.amount, facts) : null;
  if (typed?.ok === false) return again(ctx, facts, token, { ...turn, problem: typed.reason });
  const started = await startPayment(ctx, { linkId: link.id, providerId: wayId, shownMinor: fields.shown, typedMinor: typed?.amountMinor ?? fields.part });
  if (started.ok) return redirect(started.checkoutUrl, 303);
  const fresh = await readPayPageAgain(ctx, link.id);
  return answerProblem(ctx, { facts: fresh, token, wayId, turn, reason: started.reason });
}

const onlyWayOf = (ctx: Ctx) => (ctx.providers.length === 1 ? (ctx.providers[0]?.connection.id ?? null) : null);

function readTyped(text: string, facts: PayFacts): { ok: true; amountMinor: number } | { ok: false; reason: NonNullable<PayableTurn["problem"]> } {
  if (text.trim() === "") return { ok: false, reason: "amount-missing" };
  const parsed = parseTypedAmount(text, facts.link.currency);
  return parsed.ok ? { ok: true, amountMinor: parsed.money.amountMinor } : parsed;
}

function again(ctx: Ctx, facts: PayFacts, token: string, turn: PayableTurn): Response {
  return answerPage(ctx, { facts, token, state: stateOf(ctx, facts, token, turn), status: 422 });
}

function answerProblem(
  ctx: Ctx, input: { facts: PayFacts; token: string; wayId: string; turn: PayableTurn; reason: StartProblem },
): Response {
  const { facts, token, turn, reason } = input;
  switch (reason) {
    case "already-paid":
    case "link-expired":
    case "link-cancelled":
    case "order-cancelled":
    case "order-paid":
    case "order-gone":
      return answerPage(ctx, { facts: { ...facts, closedBy: reason }, token, state: stateOf(ctx, { ...facts, closedBy: reason }, token), status: 409 });
    case "payment-in-progress":
      return redirect(payPath(token), 303);
    case "amount-changed":
      // The page that comes back shows the amount of now, beside the one of before.
      return answerPage(ctx, { facts, token, state: stateOf(ctx, facts, token, turn), status: 409 });
    case "provider-down":
      return answerPage(ctx, {
        facts, token, status: 503,
        state: stateOf(ctx, facts, token, { ...turn, chosenWayId: null, notice: { kind: "way-down", wayId: input.wayId } }),
      });
    case "amount-missing":
      return again(ctx, facts, token, { ...turn, problem: "amount-missing" });
    case "amount-below-minimum":
    case "part-below-minimum":
      return again(ctx, facts, token, { ...turn, problem: "below-minimum" });
    case "amount-above-maximum":
    case "part-above-open":
      return again(ctx, facts, token, { ...turn, problem: "above-maximum" });
    case "part-leaves-too-little":
      return again(ctx, facts, token, { ...turn, problem: "rest-too-small" });
    case "currency-not-offered":
    case "provider-unknown":
      return again(ctx, facts, token, { ...turn, problem: "no-way-chosen" });
    default:
      return assertUnreachable(reason);
  }
}
