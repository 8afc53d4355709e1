import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { chequeSteps } from "../core/cheque";
import { counterLimits, readCounterForm } from "../core/counter-form";
import { cleanText } from "../core/order";
import { VendorError } from "../core/vendor-error";
import { actInside, notFound, readForm, showInside, type Inside } from "../door.server";
import { moveCheque, reverseNote } from "../flows/note-about.server";
import { noteForBasket } from "../flows/note-for-basket.server";
import { readBasketCounter, type BasketCounter } from "../flows/read-basket-counter.server";
import { BasketCounterScreen } from "../ui/merchant/basket-counter-screen";
import type { CounterAnswer } from "../ui/merchant/counter-form";
import { withNotice, type NoticeName } from "../ui/merchant/notices";
import { basketCounterPath } from "../ui/merchant/paths";
import { merchantTitle } from "../ui/merchant/titles";
import { counterWords } from "../ui/words/counter";

export const meta: MetaFunction = ({ matches }) => merchantTitle(matches, counterWords, (words) => words.basket.title);

export async function loader(args: LoaderFunctionArgs) {
  return showInside(args, async ({ ctx }) => (await readBasketCounter(ctx, args.params.basketId ?? "")) ?? notFound());
}

type Typed = Record<string, string>;
type Refusal = Exclude<CounterAnswer["reason"], "fields" | "trouble">;
const noteIdShape = /^hnd_\w{10,150}$/;

export async function action(args: ActionFunctionArgs) {
  const result = await actInside(args, async (inside): Promise<CounterAnswer | Response> => {
    const basketId = args.params.basketId ?? "";
    const counter = (await readBasketCounter(inside.ctx, basketId)) ?? notFound();
    const form = await readForm(args.request);
    const typed = noteIdShape.test(form.noteId ?? "") ? form : { ...form, noteId: counter.noteId };
    const answer = await act(inside, counter, typed).catch((error: unknown): CounterAnswer => {
      if (!(error instanceof VendorError)) throw error;
      return { ok: false, reason: "trouble", words: error.merchantWords, typed };
    });
    return typeof answer === "string" ? redirect(withNotice(basketCounterPath(basketId), answer), 303) : answer;
  });
  return result instanceof Response ? result : data(result, { status: 422 });
}

async function act({ ctx, member }: Inside, counter: BasketCounter, typed: Typed): Promise<CounterAnswer | NoticeName> {
  const where = { currency: counter.open.currency, timeZone: ctx.store.timeZone, now: ctx.now(), today: counter.today };
  const noteId = typed.noteId ?? "";
  const about = {
    id: noteId, noteId: counter.notes.find(({ id }) => id === typed.aboutId)?.id ?? "", happenedAt: ctx.now(),
    reason: cleanText(typed.reason ?? "", counterLimits.reasonLengthMax), memberId: member.id,
  };
  const answer = (result: { ok: true } | { ok: false; reason: Refusal }, notice: NoticeName) => (result.ok ? notice : { ok: false as const, reason: result.reason, typed });
  switch (typed.intent) {
    case "received": {
      const read = readCounterForm(typed, where);
      if (!read.ok) return { ok: false, reason: "fields", problems: read.problems, typed };
      const linkIds = counter.picks.filter(({ linkId }) => typed[`for:${linkId}`] === "true").map(({ linkId }) => linkId);
      return answer(await noteForBasket(ctx, { ...read.terms, basketId: counter.basketId, linkIds, noteId, memberId: member.id }), "noted");
    }
    case "reverse":
      return answer(await reverseNote(ctx, about), "note-reversed");
    case "step": {
      const step = chequeSteps.find((one) => one === typed.step);
      const read = readCounterForm({ date: typed.date ?? "", amount: "1" }, where);
      if (step === undefined || step === "received") return notFound();
      if (!read.ok) return { ok: false, reason: "fields", problems: read.problems, typed };
      return answer(await moveCheque(ctx, { ...about, happenedAt: read.terms.happenedAt, step }), "cheque-moved");
    }
    default: return notFound();
  }
}

export default function BasketCounterPage() {
  return <BasketCounterScreen {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>() ?? null} />;
}
