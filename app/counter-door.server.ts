import { chequeSteps } from "./core/cheque";
import { counterLimits, readCounterForm, type CounterProblems } from "./core/counter-form";
import type { Currency } from "./core/currency";
import { cleanText } from "./core/order";
import { VendorError } from "./core/vendor-error";
import { notFound, type Inside } from "./door.server";
import { moveCheque, reverseNote } from "./flows/note-about.server";
import type { CounterAnswer } from "./ui/merchant/counter-form";
import type { NoticeName } from "./ui/merchant/notices";

type Typed = Record<string, string>;
/** What is told of a press: a notice on the page as it is then, or the form again with why. */
export type CounterResult = CounterAnswer | NoticeName;
type Refusal = Exclude<CounterAnswer["reason"], "fields" | "trouble">;
type Counter = { noteId: string; today: string; notes: readonly { id: string }[] };

/** One press on a counter's page, read. `noteId`: of what it will have made, the same when it is pressed again. */
export type Pressed = {
  typed: Typed;
  noteId: string;
  memberId: string;
  reason: string;
  where: Parameters<typeof readCounterForm>[1];
  answer(result: { ok: true } | { ok: false; reason: Refusal }, notice: NoticeName): CounterResult;
  wrong(problems: CounterProblems): CounterResult;
};

const noteIdShape = /^hnd_\w{10,150}$/;

/**
 * What is pressed at the counter of one order or of several. Notes are taken back and cheques moved on alike in both;
 * `act` does what differs, null where it knows no such intent.
 */
export async function pressCounter(
  { ctx, member }: Inside, { counter, currency, form, act }: { counter: Counter; currency: Currency; form: Typed; act(pressed: Pressed): Promise<CounterResult | null> },
): Promise<CounterResult> {
  const typed = noteIdShape.test(form.noteId ?? "") ? form : { ...form, noteId: counter.noteId };
  const pressed: Pressed = {
    typed, noteId: typed.noteId ?? "", memberId: member.id, reason: cleanText(typed.reason ?? "", counterLimits.reasonLengthMax),
    where: { currency, timeZone: ctx.store.timeZone, now: ctx.now(), today: counter.today },
    answer: (result, notice) => (result.ok ? notice : { ok: false, reason: result.reason, typed }),
    wrong: (problems) => ({ ok: false, reason: "fields", problems, typed }),
  };
  try {
    return (await act(pressed)) ?? (await actOnNote(ctx, counter, pressed)) ?? notFound();
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    return { ok: false, reason: "trouble", words: error.merchantWords, typed };
  }
}

async function actOnNote(ctx: Inside["ctx"], counter: Counter, { typed, noteId, memberId, reason, where, answer, wrong }: Pressed): Promise<CounterResult | null> {
  const about = { id: noteId, noteId: counter.notes.find(({ id }) => id === typed.aboutId)?.id ?? "", happenedAt: where.now, reason, memberId };
  switch (typed.intent) {
    case "reverse":
      return answer(await reverseNote(ctx, about), "note-reversed");
    case "step": {
      const step = chequeSteps.find((one) => one === typed.step);
      const read = readCounterForm({ date: typed.date ?? "", amount: "1" }, where);
      if (step === undefined || step === "received") return null;
      if (!read.ok) return wrong(read.problems);
      return answer(await moveCheque(ctx, { ...about, happenedAt: read.terms.happenedAt, step }), "cheque-moved");
    }
    default: return null;
  }
}
