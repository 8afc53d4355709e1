import { dayOf, findEndOfDay } from "./civil-day";
import { findCurrency, type Currency } from "./currency";
import { findEmail } from "./email-address";
import { shopperLocales, type ShopperLocale } from "./locale";
import { parseTypedAmount, type AmountProblem } from "./money";
import { cleanText } from "./order";
import { noPlan, payableUntil, planOf, type PlanTerms } from "./payment-plan";
import { isExpired, isTooFar, type DraftProblem, type LinkDraft, type LinkKind } from "./payment-link";
import { readPlanForm, type PlanField, type PlanFormProblem, type TypedPlan } from "./plan-form";
import { cleanNote, isNoteTooLong } from "./send-form";

export const purposeLengthMax = 200;
export const customerNameLengthMax = 100;

/** "Ask for a payment" as it was typed. `amountKind`: "free" leaves the amount to the payer. `use`: "many" for any number of payers. */
export type TypedAsk = { purpose: string; amountKind: string; amount: string; currency: string; use: string; name: string; email: string; locale: string; expires: string; note: string } & {
  [Field in keyof TypedPlan]?: string | undefined;
};
export type AskField = "purpose" | "amount" | "currency" | "name" | "email" | "expires" | "note" | "plan" | PlanField;
/** A plan needs an amount to divide, and one payer whose parts add up. */
export type AskPlanProblem = "plan-needs-amount" | "plan-needs-one-payer";
export type AskFormProblem = AmountProblem | "purpose-missing" | "purpose-too-long" | "name-too-long" | "currency-unknown" | "amount-missing" | "email-missing" | "email-wrong" | "date-wrong" | "note-too-long" | AskPlanProblem | PlanFormProblem;

/** A link without an order, as the shop wants it. `email`: where the message goes; only a link for one payer keeps it as its customer's. */
export type AskTerms = {
  kind: Exclude<LinkKind, "order">;
  description: string;
  amountMinor: number | null;
  currency: Currency;
  customerName: string;
  email: string;
  locale: ShopperLocale;
  expiresAt: Date | null;
  note: string;
  plan: PlanTerms;
};

/**
 * Understands the form, every field at once. In: the currencies that can be asked for (the first one stands for none),
 * the zone in which the last day ends, and whether a mail is to leave. Out: the terms, or each problem with its field.
 */
export function readAskForm(
  typed: TypedAsk, about: { currencies: readonly Currency[]; timeZone: string; fallbackLocale: ShopperLocale; needsEmail: boolean },
): { ok: true; terms: AskTerms } | { ok: false; problems: Partial<Record<AskField, AskFormProblem>> } {
  const problems: Partial<Record<AskField, AskFormProblem>> = {};
  const description = cleanText(typed.purpose, Infinity);
  if (description === "") problems.purpose = "purpose-missing";
  else if ([...description].length > purposeLengthMax) problems.purpose = "purpose-too-long";
  const customerName = cleanText(typed.name, Infinity);
  if ([...customerName].length > customerNameLengthMax) problems.name = "name-too-long";
  const [usual] = about.currencies;
  if (usual === undefined) throw new Error("There is no currency to ask for");
  const wished = findCurrency(typed.currency);
  const currency = about.currencies.find((one) => one === wished) ?? usual;
  // Twelve yen are not twelve euros: a currency that cannot be asked for is never another one.
  if (typed.currency.trim() !== "" && currency !== wished) problems.currency = "currency-unknown";
  const amount = readAmount(typed, currency);
  if (!amount.ok) problems.amount = amount.reason;
  const email = typed.email.trim() === "" ? "" : findEmail(typed.email);
  if (email === null) problems.email = "email-wrong";
  else if (email === "" && about.needsEmail) problems.email = "email-missing";
  const expires = typed.expires.trim();
  const expiresAt = expires === "" ? null : findEndOfDay(expires, about.timeZone);
  if (expiresAt === null && expires !== "") problems.expires = "date-wrong";
  if (isNoteTooLong(typed.note)) problems.note = "note-too-long";
  const plan = readPlan(typed, currency);
  if (!plan.ok) problems[plan.field] = plan.problem;
  if (Object.keys(problems).length > 0 || !amount.ok || !plan.ok) return { ok: false, problems };
  return {
    ok: true,
    terms: {
      kind: typed.use === "many" ? "reusable" : "single", description, amountMinor: amount.amountMinor, currency, expiresAt, email: email ?? "",
      customerName, locale: shopperLocales.find((one) => one === typed.locale) ?? about.fallbackLocale, note: cleanNote(typed.note),
      plan: plan.terms,
    },
  };
}

function readAmount(typed: TypedAsk, currency: Currency): { ok: true; amountMinor: number | null } | { ok: false; reason: AskFormProblem } {
  if (typed.amountKind === "free") return { ok: true, amountMinor: null };
  if (typed.amount.trim() === "") return { ok: false, reason: "amount-missing" };
  const parsed = parseTypedAmount(typed.amount, currency);
  return parsed.ok ? { ok: true, amountMinor: parsed.money.amountMinor } : parsed;
}

/** What is wrong with the plan itself is told only where there can be one. */
function readPlan(typed: TypedAsk, currency: Currency): { ok: true; terms: PlanTerms } | { ok: false; field: "plan" | PlanField; problem: AskPlanProblem | PlanFormProblem } {
  const read = readPlanForm(typed, currency);
  if (read.ok && read.terms.kind === "off") return read;
  if (typed.amountKind === "free") return { ok: false, field: "plan", problem: "plan-needs-amount" };
  if (typed.use === "many") return { ok: false, field: "plan", problem: "plan-needs-one-payer" };
  return read;
}

/**
 * The link these terms make, its plan made of today; with dates it stays payable until after the last one. One for many payers has no customer: what each of them pays is theirs alone, and no
 * receipt of one may reach another.
 */
export function draftAskedLink(terms: AskTerms, { now, timeZone }: { now: Date; timeZone: string }): { ok: true; draft: LinkDraft } | { ok: false; reason: Extract<DraftProblem, "expires-in-the-past" | "expires-too-far"> } {
  if (isExpired(terms, now)) return { ok: false, reason: "expires-in-the-past" };
  if (isTooFar(terms, now)) return { ok: false, reason: "expires-too-far" };
  const { kind, description, amountMinor, currency, locale } = terms;
  const plan = planOf(terms.plan, { currency, today: dayOf(now, timeZone) }) ?? noPlan;
  const expiresAt = payableUntil(plan, terms.expiresAt, timeZone);
  const customer = kind === "reusable" ? { name: "", email: "", locale: null } : { name: terms.customerName, email: terms.email, locale: null };
  return {
    ok: true,
    draft: { kind, description, amountMinor, currency, locale, expiresAt, customer, orderRef: null, orderNumber: null, lines: [], createdAt: now, cancelledAt: null, followsOrder: false, plan },
  };
}
