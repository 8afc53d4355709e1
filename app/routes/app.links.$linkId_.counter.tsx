import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { readCounterForm } from "../core/counter-form";
import { pressCounter, type CounterResult, type Pressed } from "../counter-door.server";
import { actInside, notFound, readForm, showInside } from "../door.server";
import type { Ctx } from "../flows/ctx";
import { noteReturned } from "../flows/note-about.server";
import { noteReceived } from "../flows/note-received.server";
import { readCounter } from "../flows/read-counter.server";
import type { CounterAnswer } from "../ui/merchant/counter-form";
import { CounterScreen } from "../ui/merchant/counter-screen";
import { withNotice } from "../ui/merchant/notices";
import { counterPath, linkPath } from "../ui/merchant/paths";
import { merchantTitle } from "../ui/merchant/titles";
import { counterWords } from "../ui/words/counter";

export const meta: MetaFunction = ({ matches }) => merchantTitle(matches, counterWords, (words) => words.forLink);

export async function loader(args: LoaderFunctionArgs) {
  return showInside(args, async ({ ctx }) => {
    const { link, ...counter } = (await readCounter(ctx, args.params.linkId ?? "")) ?? notFound();
    return { ...counter, back: { title: link.orderNumber ?? link.description, url: linkPath(link.id) } };
  });
}

export async function action(args: ActionFunctionArgs) {
  const result = await actInside(args, async (inside): Promise<CounterAnswer | Response> => {
    const linkId = args.params.linkId ?? "";
    const counter = (await readCounter(inside.ctx, linkId)) ?? notFound();
    const form = await readForm(args.request);
    const answer = await pressCounter(inside, { counter, currency: counter.link.currency, form, act: (pressed) => note(inside.ctx, counter, pressed) });
    return typeof answer === "string" ? redirect(withNotice(counterPath(linkId), answer), 303) : answer;
  });
  return result instanceof Response ? result : data(result, { status: 422 });
}

type Counter = NonNullable<Awaited<ReturnType<typeof readCounter>>>;

async function note(ctx: Ctx, { linkId, returnables }: Counter, { typed, noteId, memberId, reason, where, answer, wrong }: Pressed): Promise<CounterResult | null> {
  switch (typed.intent) {
    case "received": {
      const read = readCounterForm(typed, where);
      if (!read.ok) return wrong(read.problems);
      return answer(await noteReceived(ctx, { ...read.terms, linkId, noteId, memberId }), "noted");
    }
    case "returned": {
      const returnable = returnables.find(({ paymentId }) => paymentId === typed.paymentId);
      const read = readCounterForm({ ...typed, method: "cash" }, where);
      if (!read.ok) return wrong(read.problems);
      const method = returnable?.ways.find((way) => way === typed.method) ?? returnable?.ways[0] ?? "cash";
      const { amount, happenedAt } = read.terms;
      return answer(await noteReturned(ctx, { id: noteId, linkId, paymentId: typed.paymentId ?? "", amount, method, happenedAt, reason, memberId }), "note-returned");
    }
    default: return null;
  }
}

export default function Counter() {
  return <CounterScreen {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>() ?? null} />;
}
