import { findStartOfDay, isTimeZone } from "./civil-day";
import type { Currency } from "./currency";
import { handMethods, type HandMethod, type WrittenCheque } from "./hand-note";
import { parseTypedAmount, type AmountProblem, type Money } from "./money";
import { cleanText } from "./order";

export const counterLimits = { numberLengthMax: 40, nameLengthMax: 80, reasonLengthMax: 200 } as const;

export type CounterField = "method" | "amount" | "date" | "number" | "bank" | "drawer" | "reason";
export type CounterProblem = AmountProblem | "method-unknown" | "date-wrong" | "number-missing" | "too-long" | "reason-missing";
export type CounterProblems = Partial<Record<CounterField, CounterProblem>>;

export type CounterTerms = { method: HandMethod; amount: Money; happenedAt: Date; cheque: WrittenCheque | null; mayExceed: boolean };

type Where = { currency: Currency; timeZone: string; now: Date; today: string };

/**
 * Understands "money came": every field at once. In: the fields as typed, and where the shop is. The day counts from its
 * noon, so that it is the same day wherever it is read; today counts from now.
 */
export function readCounterForm(typed: Readonly<Record<string, string>>, where: Where): { ok: true; terms: CounterTerms } | { ok: false; problems: CounterProblems } {
  const problems: CounterProblems = {};
  const method = handMethods.find((one) => one === (typed.method ?? "bank-transfer"));
  if (method === undefined) problems.method = "method-unknown";
  const amount = parseTypedAmount(typed.amount ?? "", where.currency);
  if (!amount.ok) problems.amount = amount.reason;
  const happenedAt = readDay(typed.date ?? "", where);
  if (happenedAt === null) problems.date = "date-wrong";
  const text = (name: "number" | "bank" | "drawer", lengthMax: number) => {
    const read = cleanText(typed[name] ?? "", Infinity);
    if ([...read].length > lengthMax) problems[name] = "too-long";
    return read;
  };
  const cheque = method !== "cheque" ? null : {
    number: text("number", counterLimits.numberLengthMax), bank: text("bank", counterLimits.nameLengthMax), drawer: text("drawer", counterLimits.nameLengthMax),
  };
  if (cheque?.number === "") problems.number = "number-missing";
  if (!amount.ok || happenedAt === null || method === undefined || Object.keys(problems).length > 0) return { ok: false, problems };
  return { ok: true, terms: { method, amount: amount.money, happenedAt, cheque, mayExceed: typed.mayExceed === "true" } };
}

const noonMs = 12 * 3_600_000;

/** A day as a date field writes it, or as people do ("21/11/2026"); empty is today. */
export function readDay(text: string, { timeZone, now, today }: Omit<Where, "currency">): Date | null {
  if (!isTimeZone(timeZone)) return null;
  const written = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(text.trim());
  const day = written ? `${written[3]}-${written[2]?.padStart(2, "0")}-${written[1]?.padStart(2, "0")}` : text.trim();
  if (day === "" || day === today) return now;
  const start = findStartOfDay(day, timeZone);
  return start && new Date(start.getTime() + noonMs);
}
