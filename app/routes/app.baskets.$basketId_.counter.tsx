import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { readCounterForm } from "../core/counter-form";
import { pressCounter, type CounterResult, type Pressed } from "../counter-door.server";
import { actInside, notFound, readForm, showInside } from "../door.server";
import type { Ctx } from "../flows/ctx";
import { noteForBasket } from "../flows/note-for-basket.server";
import { readBasketCounter, type BasketCounter } from "../flows/read-basket-counter.server";
import { BasketCounterScreen } from "../ui/merchant/basket-counter-screen";
import type { CounterAnswer } from "../ui/merchant/counter-form";
import { withNotice } from "../ui/merchant/notices";
import { basketCounterPath } from "../ui/merchant/paths";
import { merchantTitle } from "../ui/merchant/titles";
import { counterWords } from "../ui/words/counter";

export const meta: MetaFunction = ({ matches }) => merchantTitle(matches, counterWords, (words) => words.basket.title);

export async function loader(args: LoaderFunctionArgs) {
  return showInside(args, async ({ ctx }) => (await readBasketCounter(ctx, args.params.basketId ?? "")) ?? notFound());
}

export async function action(args: ActionFunctionArgs) {
  const result = await actInside(args, async (inside): Promise<CounterAnswer | Response> => {
    const basketId = args.params.basketId ?? "";
    const counter = (await readBasketCounter(inside.ctx, basketId)) ?? notFound();
    const form = await readForm(args.request);
    const answer = await pressCounter(inside, { counter, currency: counter.open.currency, form, act: (pressed) => note(inside.ctx, counter, pressed) });
    return typeof answer === "string" ? redirect(withNotice(basketCounterPath(basketId), answer), 303) : answer;
  });
  return result instanceof Response ? result : data(result, { status: 422 });
}

async function note(ctx: Ctx, counter: BasketCounter, { typed, noteId, memberId, where, answer, wrong }: Pressed): Promise<CounterResult | null> {
  if (typed.intent !== "received") return null;
  const read = readCounterForm(typed, where);
  if (!read.ok) return wrong(read.problems);
  const linkIds = counter.picks.filter(({ linkId }) => typed[`for:${linkId}`] === "true").map(({ linkId }) => linkId);
  return answer(await noteForBasket(ctx, { ...read.terms, basketId: counter.basketId, linkIds, noteId, memberId }), "noted");
}

export default function BasketCounterPage() {
  return <BasketCounterScreen {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>() ?? null} />;
}
