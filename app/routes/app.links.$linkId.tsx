import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { assertUnreachable } from "../core/assert";
import { findEmail } from "../core/email-address";
import { parseTypedAmount, type AmountProblem } from "../core/money";
import { cleanText } from "../core/order";
import { cleanNote, isNoteTooLong } from "../core/send-form";
import { VendorError } from "../core/vendor-error";
import { actInside, notFound, readForm, showInside } from "../door.server";
import { cancelLink, reopenLink, resendLink, retryMessage, type ChangeLinkResult } from "../flows/change-link.server";
import type { Ctx } from "../flows/ctx";
import { cancelBasket } from "../flows/read-baskets.server";
import { readLink, type LinkView } from "../flows/read-link.server";
import { rebookMoney, undoRebooking } from "../flows/rebook-money.server";
import { refundPayment, type RefundProblem } from "../flows/refund-payment.server";
import { LinkScreen, type LinkAnswer } from "../ui/merchant/link-screen";
import { withNotice, type NoticeName } from "../ui/merchant/notices";
import { linkPath } from "../ui/merchant/paths";
import { merchantTitle } from "../ui/merchant/titles";
import { linksWords } from "../ui/words/links";

export const meta: MetaFunction = ({ matches }) => merchantTitle(matches, linksWords, (words) => words.title);

export async function loader(args: LoaderFunctionArgs) {
  return showInside(args, async ({ ctx }) => (await readLink(ctx, args.params.linkId ?? "")) ?? notFound());
}

const id = z.string().max(100).catch("");
const text = z.string().catch("");
const shape = z.object({
  intent: z.enum(["cancel", "reopen", "resend", "retry", "refund", "rebook", "undo-rebook", "withdraw"]),
  email: text, note: text, messageId: id, basketId: id, paymentId: id, refundId: id, shown: id, amount: text, reason: text, toLinkId: id, rebookingId: id,
});
type Posted = z.infer<typeof shape>;

const reasonLengthMax = 200;

export async function action(args: ActionFunctionArgs) {
  const result = await actInside(args, async ({ ctx }) => {
    const view = (await readLink(ctx, args.params.linkId ?? "")) ?? notFound();
    const posted = shape.safeParse(await readForm(args.request));
    return posted.success ? act(ctx, view, posted.data) : notFound();
  });
  return result instanceof Response ? result : data(result, { status: result.ok ? 200 : 422 });
}

async function act(ctx: Ctx, view: LinkView, posted: Posted): Promise<LinkAnswer | Response> {
  const linkId = view.link.id;
  switch (posted.intent) {
    case "cancel": return changed(linkId, await cancelLink(ctx, linkId), "cancelled");
    case "reopen": return changed(linkId, await reopenLink(ctx, linkId), "reopened");
    case "retry":
      if (!view.messages.some((message) => message.id === posted.messageId)) return notFound();
      return changed(linkId, await retryMessage(ctx, { linkId, messageId: posted.messageId }), "retried");
    case "resend": {
      const email = findEmail(posted.email);
      if (email === null) return { ok: false, reason: "email-wrong", typed: posted };
      if (isNoteTooLong(posted.note)) return { ok: false, reason: "note-too-long", typed: posted };
      const messageId = /^msg_[0-9a-z]{28}$/.test(posted.messageId) ? posted.messageId : ctx.newId("msg");
      return changed(linkId, await resendLink(ctx, { linkId, email, note: cleanNote(posted.note), messageId }), "resent");
    }
    case "withdraw":
      await cancelBasket(ctx, { basketId: posted.basketId, linkId });
      return redirect(linkPath(linkId), 303);
    case "refund": return refund(ctx, view, posted);
    case "rebook": return rebooked(linkId, "rebooked", await rebookMoney(ctx, { paymentId: posted.paymentId, fromLinkId: linkId, toLinkId: posted.toLinkId, shownMinor: wholeNumber(posted.shown) ?? 0 }));
    case "undo-rebook":
      if (!view.rebooking.done.some((one) => one.id === posted.rebookingId)) return notFound();
      return rebooked(linkId, "rebooking-undone", await undoRebooking(ctx, posted));
    default: return assertUnreachable(posted.intent);
  }
}

function changed(linkId: string, result: ChangeLinkResult, notice: NoticeName): LinkAnswer | Response {
  return result.ok ? redirect(withNotice(linkPath(linkId), notice), 303) : { ok: false, reason: result.reason };
}

type Rebooked = Awaited<ReturnType<typeof rebookMoney>>;

function rebooked(linkId: string, notice: NoticeName, result: Rebooked): LinkAnswer | Response {
  return result.ok ? redirect(withNotice(linkPath(linkId), notice), 303) : { ok: false, reason: result.reason, from: "rebooking" };
}

const wholeNumber = (text: string) => (/^\d{1,15}$/.test(text) ? Number(text) : null);

async function refund(ctx: Ctx, view: LinkView, posted: Posted): Promise<LinkAnswer | Response> {
  const { paymentId } = posted;
  const payment = view.payments.find((one) => one.id === paymentId) ?? notFound();
  const refused = (reason: AmountProblem | RefundProblem): LinkAnswer => ({ ok: false, reason, paymentId, typed: posted });
  const amount = payment.canRefundPart ? parseTypedAmount(posted.amount, payment.refundable.currency) : { ok: true as const, money: payment.refundable };
  if (!amount.ok) return refused(amount.reason);
  const { amountMinor } = amount.money;
  const shownMinor = wholeNumber(posted.shown) ?? payment.refundable.amountMinor;
  if (amountMinor > shownMinor) return refused("too-much");
  const refundId = /^rfd_[0-9a-z]{28}$/.test(posted.refundId) ? posted.refundId : ctx.newId("rfd");
  try {
    const result = await refundPayment(ctx, { paymentId, linkId: view.link.id, refundId, amountMinor, shownMinor, reason: cleanText(posted.reason, reasonLengthMax) });
    return result.ok ? redirect(withNotice(linkPath(view.link.id), result.isPending ? "refund-asked" : "refunded"), 303) : refused(result.reason);
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    // Nobody knows whether it happened: the form comes back with the same refund id, so that trying again cannot double it.
    return { ok: false, reason: "refund-unsure", words: error.merchantWords, paymentId, typed: { ...posted, refundId } };
  }
}

export default function Link() {
  return <LinkScreen {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>() ?? null} />;
}
