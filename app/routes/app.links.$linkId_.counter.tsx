import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { chequeSteps } from "../core/cheque";
import { counterLimits, readCounterForm } from "../core/counter-form";
import { cleanText } from "../core/order";
import { VendorError } from "../core/vendor-error";
import { actInside, notFound, readForm, showInside, type Inside } from "../door.server";
import { moveCheque, noteReturned, reverseNote } from "../flows/note-about.server";
import { noteReceived } from "../flows/note-received.server";
import { readCounter } from "../flows/read-counter.server";
import type { CounterAnswer } from "../ui/merchant/counter-form";
import { CounterScreen } from "../ui/merchant/counter-screen";
import { withNotice, type NoticeName } from "../ui/merchant/notices";
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

type Typed = Record<string, string>;
type Result = CounterAnswer | NoticeName;
const noteIdShape = /^hnd_\w{10,150}$/;

export async function action(args: ActionFunctionArgs) {
  const result = await actInside(args, async (inside): Promise<CounterAnswer | Response> => {
    const linkId = args.params.linkId ?? "";
    const counter = (await readCounter(inside.ctx, linkId)) ?? notFound();
    const typed = await readForm(args.request);
    const answer = await act(inside, counter, noteIdShape.test(typed.noteId ?? "") ? typed : { ...typed, noteId: counter.noteId }).catch((error: unknown): CounterAnswer => {
      if (!(error instanceof VendorError)) throw error;
      return { ok: false, reason: "trouble", words: error.merchantWords, typed };
    });
    return typeof answer === "string" ? redirect(withNotice(counterPath(linkId), answer), 303) : answer;
  });
  return result instanceof Response ? result : data(result, { status: 422 });
}

async function act({ ctx, member }: Inside, counter: NonNullable<Awaited<ReturnType<typeof readCounter>>>, typed: Typed): Promise<Result> {
  const { linkId, today, link } = counter;
  const where = { currency: link.currency, timeZone: ctx.store.timeZone, now: ctx.now(), today };
  const noteId = typed.noteId ?? "";
  const reason = cleanText(typed.reason ?? "", counterLimits.reasonLengthMax);
  const about = { id: noteId, noteId: counter.notes.find(({ id }) => id === typed.aboutId)?.id ?? "", happenedAt: ctx.now(), reason, memberId: member.id };
  const answer = (result: { ok: true } | { ok: false; reason: Exclude<CounterAnswer["reason"], "fields" | "trouble"> }, notice: NoticeName): Result =>
    result.ok ? notice : { ok: false, reason: result.reason, typed };
  switch (typed.intent) {
    case "received": {
      const read = readCounterForm(typed, where);
      if (!read.ok) return { ok: false, reason: "fields", problems: read.problems, typed };
      return answer(await noteReceived(ctx, { ...read.terms, linkId, noteId, memberId: member.id }), "noted");
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
    case "returned": {
      const returnable = counter.returnables.find(({ paymentId }) => paymentId === typed.paymentId);
      const read = readCounterForm({ ...typed, method: "cash" }, where);
      if (!read.ok) return { ok: false, reason: "fields", problems: read.problems, typed };
      const method = returnable?.ways.find((way) => way === typed.method) ?? returnable?.ways[0] ?? "cash";
      const { amount, happenedAt } = read.terms;
      return answer(await noteReturned(ctx, { id: noteId, linkId, paymentId: typed.paymentId ?? "", amount, method, happenedAt, reason, memberId: member.id }), "note-returned");
    }
    default: return notFound();
  }
}

export default function Counter() {
  return <CounterScreen {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>() ?? null} />;
}
