import { findEndOfDay } from "./civil-day";
import type { Currency } from "./currency";
import { findEmail } from "./email-address";
import { shopperLocales, type ShopperLocale } from "./locale";
import { parseTypedAmount, type AmountProblem } from "./money";
import { cleanText } from "./order";
import type { LinkTerms } from "./payment-link";
import { readPlanForm, type PlanField, type PlanFormProblem, type TypedPlan } from "./plan-form";
import type { PlanTerms } from "./payment-plan";
import { payWords } from "./shopper-words-page";

export const noteLengthMax = 500;

export type SendField = "email" | "amount" | "expires" | "note" | PlanField;
export type SendFormProblem = AmountProblem | "email-missing" | "email-wrong" | "date-wrong" | "note-too-long" | PlanFormProblem;

/** "Send a payment link" as it was typed; a field that is absent is empty. */
export type TypedSend = { email: string; locale: string; amount: string; expires: string; note: string } & { [Field in keyof TypedPlan]?: string | undefined };
/** `plan` is absent where the form did not ask for one. */
export type SendTerms = Omit<LinkTerms, "plan"> & { note: string; plan?: PlanTerms };

/**
 * Understands the form, every field at once. An empty amount asks what the order has open, an empty date sets none.
 * In: the order's number and currency, and the zone in which the last day ends.
 * Out: the terms, or every problem with its field. `needsEmail`: whether a mail is to leave.
 */
export function readSendForm(
  typed: TypedSend,
  about: { orderNumber: string; currency: Currency; timeZone: string; fallbackLocale: ShopperLocale; needsEmail: boolean },
): { ok: true; terms: SendTerms } | { ok: false; problems: Partial<Record<SendField, SendFormProblem>> } {
  const problems: Partial<Record<SendField, SendFormProblem>> = {};
  const isEmailEmpty = typed.email.trim() === "";
  const email = isEmailEmpty ? "" : findEmail(typed.email);
  if (email === null) problems.email = "email-wrong";
  else if (email === "" && about.needsEmail) problems.email = "email-missing";
  const amount = typed.amount.trim() === "" ? null : parseTypedAmount(typed.amount, about.currency);
  if (amount?.ok === false) problems.amount = amount.reason;
  const expiresAt = typed.expires.trim() === "" ? null : findEndOfDay(typed.expires.trim(), about.timeZone);
  if (expiresAt === null && typed.expires.trim() !== "") problems.expires = "date-wrong";
  if (isNoteTooLong(typed.note)) problems.note = "note-too-long";
  const plan = typed.plan === undefined ? null : readPlanForm(typed, about.currency);
  if (plan?.ok === false) problems[plan.field] = plan.problem;
  if (Object.keys(problems).length > 0) return { ok: false, problems };
  const locale = shopperLocales.find((one) => one === typed.locale) ?? about.fallbackLocale;
  return {
    ok: true,
    terms: {
      email: email ?? "", locale, expiresAt,
      amountMinor: amount?.ok ? amount.money.amountMinor : null,
      description: payWords[locale].order(cleanText(about.orderNumber, 100)),
      note: cleanNote(typed.note),
      ...(plan?.ok && { plan: plan.terms }),
    },
  };
}

/** Counted as a browser's field counts it: the end of a line is one character, however a form sends it. */
export const isNoteTooLong = (note: string): boolean => [...note.replace(/\r\n?/g, "\n").trim()].length > noteLengthMax;

/** A note keeps its lines and loses what no text needs: other control and direction-override characters. */
export function cleanNote(note: string, lengthMax = noteLengthMax): string {
  const lines = note.replace(/\r\n?/g, "\n").split("\n").map((line) => cleanText(line, lengthMax));
  return [...lines.join("\n").replace(/\n{3,}/g, "\n\n").trim()].slice(0, lengthMax).join("");
}
