import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { readAskForm, type AskTerms } from "../core/ask-form";
import { addDays, dayOf } from "../core/civil-day";
import { planKinds } from "../core/payment-plan";
import { typedPlanOf } from "../core/plan-form";
import { actInside, notFound, readForm, showInside, type Inside } from "../door.server";
import { askForPayment, canAskWithoutOrder, listAskCurrencies, previewAsked } from "../flows/ask-for-payment.server";
import type { Ctx } from "../flows/ctx";
import { AskScreen, type AskAnswer } from "../ui/merchant/ask-screen";
import { withNotice } from "../ui/merchant/notices";
import { linkPath } from "../ui/merchant/paths";
import { merchantTitle } from "../ui/merchant/titles";
import { askWords } from "../ui/words/ask";

export const meta: MetaFunction = ({ matches }) => merchantTitle(matches, askWords, (words) => words.title);

export async function loader(args: LoaderFunctionArgs) {
  return showInside(args, async ({ app, ctx }) => {
    if (!canAskWithoutOrder(app)) return notFound();
    const { store } = ctx;
    const currencies = await listAskCurrencies(ctx);
    return {
      currencies,
      hasMessenger: ctx.messenger !== null,
      hasProvider: ctx.providers.length > 0,
      linkId: ctx.newId("lnk"),
      messageId: ctx.newId("msg"),
      initial: {
        purpose: "", amountKind: "fixed", amount: "", currency: currencies[0] ?? "EUR", use: "once", name: "", email: "", note: "",
        locale: store.locale, expires: addDays(dayOf(ctx.now(), store.timeZone), store.linkDays), ...typedPlanOf(store.plan),
      },
    };
  });
}

/** As typed, however long: cut or dropped, it would ask for something else than the person meant. */
const text = z.string().catch("");
const shape = z.object({
  intent: z.enum(["preview", "send", "create"]).catch("preview"),
  purpose: text, amountKind: text, amount: text, currency: text, use: text, name: text, email: text, locale: text, expires: text, note: text,
  plan: z.enum(planKinds).optional().catch(undefined), planShare: text, planCount: text, planEvery: text,
  linkId: z.string().regex(/^lnk_[0-9a-z]{28}$/).nullable().catch(null),
  messageId: z.string().regex(/^msg_[0-9a-z]{28}$/).nullable().catch(null),
});

export async function action(args: ActionFunctionArgs) {
  const result = await actInside(args, async (inside) => act(inside, shape.parse(await readForm(args.request))));
  return result instanceof Response ? result : data(result, { status: result.ok ? 200 : 422 });
}

async function act({ app, ctx }: Inside, { intent, linkId, messageId, ...typed }: z.infer<typeof shape>): Promise<AskAnswer | Response> {
  if (!canAskWithoutOrder(app)) return notFound();
  const read = readAskForm(typed, {
    currencies: await listAskCurrencies(ctx), timeZone: ctx.store.timeZone, fallbackLocale: ctx.store.locale, needsEmail: intent === "send",
  });
  if (!read.ok) return { ok: false, reason: "fields", problems: read.problems, typed };
  if (intent === "preview") return { ...(await previewAsked(ctx, read.terms)), typed };
  const ids = { linkId: linkId ?? ctx.newId("lnk"), messageId: intent === "create" ? null : (messageId ?? ctx.newId("msg")) };
  return make(ctx, { terms: read.terms, ...ids }, typed);
}

type Typed = Omit<z.infer<typeof shape>, "intent" | "linkId" | "messageId">;

async function make(ctx: Ctx, input: { terms: AskTerms; linkId: string; messageId: string | null }, typed: Typed): Promise<AskAnswer | Response> {
  const asked = await askForPayment(ctx, input);
  return asked.ok ? redirect(withNotice(linkPath(asked.linkId), input.messageId === null ? "created" : "sent"), 303) : { ...asked, typed };
}

export default function AskForPayment() {
  return <AskScreen {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>() ?? null} />;
}
