import { stateOfCheque, type ChequeStep } from "./cheque";
import type { Money } from "./money";

export const handMethods = ["bank-transfer", "cash", "cheque"] as const;
/** How money comes that passes no machine. */
export type HandMethod = (typeof handMethods)[number];

export type HandNoteKind = "received" | "returned" | "reversed" | "banked" | "withdrawn" | "cleared" | "bounced";

/** What is written on a cheque, with whose account it is drawn on. */
export type WrittenCheque = { number: string; bank: string; drawer: string };

/** One thing a person stated. `aboutId`: the note it corrects, or whose cheque it moves on. */
export type HandNote = {
  id: string;
  storeId: string;
  linkId: string;
  paymentId: string;
  kind: HandNoteKind;
  method: HandMethod;
  amount: Money;
  happenedAt: Date;
  aboutId: string | null;
  reason: string;
  cheque: WrittenCheque | null;
  /** The paying-in slip a cheque went to the bank with. */
  slipId?: string | null;
  memberId: string;
  /** refused: the account it was to be noted in said no, and why; no money was noted. */
  status: "claimed" | "done" | "refused";
  createdAt: Date;
};

/** A note as it stands now, with all that was stated about it since. */
export type StandingNote = HandNote & {
  reversal: { at: Date; reason: string } | null;
  /** A cheque's steps so far, in the order of its life; empty for other money. */
  steps: { step: ChequeStep; at: Date }[];
};

export type HandNoteProblem = "not-there" | "already-reversed" | "reason-missing";

/** A cheque's steps, by the notes about it. */
export function stepsOf(note: HandNote, about: readonly HandNote[]): { step: ChequeStep; at: Date }[] {
  if (note.method !== "cheque" || note.kind !== "received") return [];
  const steps = about.filter(({ aboutId, status }) => aboutId === note.id && status !== "refused");
  return [{ step: "received", at: note.happenedAt }, ...steps.map(({ kind, happenedAt }) => ({ step: kind as ChequeStep, at: happenedAt }))];
}

/** What stands of a link's notes, newest first; those that only say something about another are part of it. */
export function standingNotes(notes: readonly HandNote[]): StandingNote[] {
  return notes.filter(({ aboutId }) => aboutId === null).map((note): StandingNote => {
    const reversed = notes.find(({ aboutId, kind, status }) => aboutId === note.id && status !== "refused" && (kind === "reversed" || kind === "withdrawn"));
    return { ...note, reversal: reversed ? { at: reversed.happenedAt, reason: reversed.reason } : null, steps: stepsOf(note, notes) };
  }).reverse();
}

/** The step that says how a cheque stands. */
export const standingStep = ({ steps }: Pick<StandingNote, "steps">): ChequeStep | null => stateOfCheque(new Set(steps.map(({ step }) => step)));

/** Of two rows about one note at one place the first stands: an outcome is one of three. */
export function placeOf(kind: HandNoteKind): string | null {
  if (kind === "received" || kind === "returned") return null;
  return kind === "cleared" || kind === "bounced" || kind === "withdrawn" ? "outcome" : kind;
}
