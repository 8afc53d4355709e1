import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { addDays, dayOf } from "../core/civil-day";
import { shopperLocaleOf } from "../core/locale";
import { moneyOf } from "../core/money";
import { planKinds, termsOf } from "../core/payment-plan";
import { typedPlanOf } from "../core/plan-form";
import { readSendForm, type SendTerms } from "../core/send-form";
import { actInside, notFound, readForm, showInside } from "../door.server";
import type { Ctx } from "../flows/ctx";
import { mailByPlatform } from "../flows/mail-by-platform.server";
import { previewLink } from "../flows/preview-link.server";
import { readOrder } from "../flows/read-order.server";
import { sendPaymentLink } from "../flows/send-payment-link.server";
import { withNotice } from "../ui/merchant/notices";
import { OrderScreen, type SendAnswer } from "../ui/merchant/order-screen";
import { linkPath } from "../ui/merchant/paths";
import { merchantTitle } from "../ui/merchant/titles";
import { sendWords } from "../ui/words/send";

export const meta: MetaFunction<typeof loader> = ({ matches, data: page }) => merchantTitle(matches, sendWords, (words) => words.order(page?.order.number ?? ""));

type Params = { platformId?: string | undefined; ref?: string | undefined };
const whichOrder = ({ platformId = "", ref = "" }: Params) => ({ platformId, orderRef: ref });

export async function loader(args: LoaderFunctionArgs) {
  return showInside(args, async ({ ctx }) => {
    const { store } = ctx;
    const { order, money, links, isConnected, others } = (await readOrder(ctx, whichOrder(args.params))) ?? notFound();
    const kept = links.find((link) => link.state.status === "open" || link.state.status === "expired");
    return {
      order, money, links, isConnected,
      others: others.map(({ platformId, ref, number, openMinor, currency }) => ({ platformId, ref, number, open: moneyOf(openMinor, currency) })),
      hasMessenger: ctx.messenger !== null,
      initial: {
        email: order.customer.email,
        locale: shopperLocaleOf([order.customer.locale], store.locale),
        expires: addDays(dayOf(ctx.now(), store.timeZone), store.linkDays),
        ...typedPlanOf(kept ? termsOf(kept.plan, kept.currency) : store.plan),
      },
      messageId: ctx.newId("msg"),
    };
  });
}

const intents = ["preview", "send", "create"] as const;
/** As typed, however long: an amount cut or dropped would ask for something else than the person meant. */
const text = z.string().catch("");
const shape = z.object({
  intent: z.enum(intents).catch("preview"),
  email: text, locale: text, amount: text, expires: text, note: text,
  plan: z.enum(planKinds).optional().catch(undefined),
  planShare: text, planCount: text, planEvery: text,
  messageId: z.string().regex(/^msg_[0-9a-z]{28}$/).nullable().catch(null),
});

export async function action(args: ActionFunctionArgs) {
  const result = await actInside(args, async ({ ctx }): Promise<SendAnswer | Response> => {
    const { intent, messageId, ...typed } = shape.parse(await readForm(args.request));
    const which = whichOrder(args.params);
    const { order, isConnected } = (await readOrder(ctx, which)) ?? notFound();
    const isByPlatform = intent === "send" && isConnected && typed.email.trim() === "" && ctx.platform(which.platformId).collect !== undefined;
    const read = readSendForm(typed, {
      orderNumber: order.number, currency: order.currency, timeZone: ctx.store.timeZone, fallbackLocale: ctx.store.locale, needsEmail: intent === "send" && !isByPlatform,
    });
    if (!read.ok) return { ok: false, reason: "fields", problems: read.problems, typed };
    if (!isConnected) return { ok: false, reason: "not-connected", typed };
    if (intent === "preview") return { ...(await previewLink(ctx, { ...read.terms, ...which })), typed };
    if (isByPlatform) return { ...(await letPlatformWrite(ctx, { ...read.terms, ...which }, messageId ?? ctx.newId("msg"))), typed };
    return { ...(await send(ctx, { ...read.terms, ...which }, intent === "create" ? null : (messageId ?? ctx.newId("msg")))), typed };
  });
  return result instanceof Response ? result : data(result, { status: result.ok ? 200 : 422 });
}

async function send(ctx: Ctx, terms: SendTerms & ReturnType<typeof whichOrder>, messageId: string | null) {
  const sent = await sendPaymentLink(ctx, { ...terms, messageId });
  if (!sent.ok) return sent;
  throw redirect(withNotice(linkPath(sent.linkId), messageId === null ? "created" : "sent"), 303);
}

/** The link is made all the same: papers and codes lead to it. */
async function letPlatformWrite(ctx: Ctx, terms: SendTerms & ReturnType<typeof whichOrder>, pressId: string) {
  const made = await sendPaymentLink(ctx, { ...terms, messageId: null });
  if (!made.ok) return made;
  const mailed = await mailByPlatform(ctx, { ...terms, linkId: made.linkId, pressId });
  if (mailed.ok) throw redirect(withNotice(linkPath(made.linkId), "mailed-by-shop"), 303);
  if (mailed.reason === "nothing-due") return { ok: false as const, reason: "nothing-open" as const };
  return { ok: false as const, reason: "fields" as const, problems: { email: "email-missing" as const } };
}

export default function Order() {
  return <OrderScreen {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>() ?? null} />;
}
