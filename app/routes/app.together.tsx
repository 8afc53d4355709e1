import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { basketLinksMax } from "../core/basket";
import { readOrderKeys } from "../core/each-order";
import { findEmail } from "../core/email-address";
import { shopperLocaleOf } from "../core/locale";
import { moneyOf } from "../core/money";
import { cleanNote, isNoteTooLong } from "../core/send-form";
import { actInside, readForm, showInside } from "../door.server";
import type { Ctx } from "../flows/ctx";
import { previewBasket, readTogether, sendBasket } from "../flows/send-basket.server";
import { withNotice } from "../ui/merchant/notices";
import { linkPath } from "../ui/merchant/paths";
import { merchantTitle } from "../ui/merchant/titles";
import { TogetherScreen, type TogetherAnswer, type TypedTogether } from "../ui/merchant/together-screen";
import { togetherWords } from "../ui/words/together";

export const meta: MetaFunction = ({ matches }) => merchantTitle(matches, togetherWords, (words) => words.title);

const wantedOrders = (request: Request) => readOrderKeys(new URL(request.url).searchParams.getAll("order"), basketLinksMax);

export async function loader(args: LoaderFunctionArgs) {
  return showInside(args, async ({ ctx }) => {
    const together = await readTogether(ctx, wantedOrders(args.request));
    const [first] = together.orders;
    return {
      orders: together.orders.map(({ platformId, ref, number, createdAt, openMinor, currency }) => ({ platformId, ref, number, createdAt, open: moneyOf(openMinor, currency) })),
      problem: together.ok ? null : { reason: together.reason, numbers: together.numbers },
      hasMessenger: ctx.messenger !== null,
      initial: { email: first?.customer.email ?? "", locale: together.ok ? together.locale : ctx.store.locale, note: "" },
      messageId: ctx.newId("msg"),
    };
  });
}

const shape = z.object({
  intent: z.enum(["preview", "send", "create"]).catch("preview"),
  email: z.string().catch(""),
  locale: z.string().catch(""),
  note: z.string().catch(""),
  messageId: z.string().regex(/^msg_[0-9a-z]{28}$/).nullable().catch(null),
});

export async function action(args: ActionFunctionArgs) {
  const result = await actInside(args, async ({ ctx }): Promise<TogetherAnswer> => {
    const { intent, messageId, ...typed } = shape.parse(await readForm(args.request));
    const problems = problemsOf(typed, intent === "send");
    if (Object.keys(problems).length > 0) return { ok: false, reason: "fields", problems, typed };
    const orders = wantedOrders(args.request);
    const terms = { orders, email: findEmail(typed.email) ?? "", locale: shopperLocaleOf([typed.locale], ctx.store.locale), note: cleanNote(typed.note) };
    if (intent === "preview") return { ...(await previewBasket(ctx, terms)), typed };
    return { ...(await send(ctx, terms, intent === "create" ? null : (messageId ?? ctx.newId("msg")))), typed };
  });
  return data(result, { status: result.ok ? 200 : 422 });
}

function problemsOf({ email, note }: TypedTogether, needsEmail: boolean): Extract<TogetherAnswer, { reason: "fields" }>["problems"] {
  const isEmpty = email.trim() === "";
  return {
    ...(isEmpty && needsEmail && { email: "email-missing" as const }),
    ...(!isEmpty && findEmail(email) === null && { email: "email-wrong" as const }),
    ...(isNoteTooLong(note) && { note: "note-too-long" as const }),
  };
}

async function send(ctx: Ctx, terms: Omit<Parameters<typeof sendBasket>[1], "messageId">, messageId: string | null) {
  const sent = await sendBasket(ctx, { ...terms, messageId });
  if (!sent.ok) return sent;
  throw redirect(withNotice(linkPath(sent.linkIds[0] ?? ""), messageId === null ? "created" : "sent"), 303);
}

export default function TogetherPage() {
  return <TogetherScreen {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>() ?? null} />;
}
