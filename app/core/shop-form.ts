import { isTimeZone } from "./civil-day";
import { contrastOf, findColor } from "./color";
import { findEmail } from "./email-address";
import { shopperLocales, type ShopperLocale } from "./locale";
import { cleanText } from "./order";
import { currencyOf } from "./currency";
import { linkDaysMax } from "./payment-link";
import type { PlanTerms } from "./payment-plan";
import { shopCountries, type TillChoice } from "./till-rule";
import { readPlanForm, type PlanField, type PlanFormProblem } from "./plan-form";

export const shopLimits = { nameLengthMax: 100, legalLinesMax: 8, legalLineLengthMax: 150, urlLengthMax: 300 } as const;
/** What a button needs to stand out from a white page (WCAG 2.2, 1.4.11). */
export const accentContrastMin = 3;

export type ShopField = "name" | "legalLines" | "website" | "contactEmail" | "accentColor" | "timeZone" | "linkDays";
export type ShopFieldProblem = "name-missing" | "too-long" | "url-wrong" | "email-wrong" | "color-wrong" | "color-faint" | "zone-wrong" | "days-wrong";
export type ShopProblems = Partial<Record<ShopField, ShopFieldProblem> & Record<PlanField, PlanFormProblem>>;

export type ShopTerms = {
  name: string;
  legalLines: string[];
  website: string | null;
  contactEmail: string | null;
  accentColor: string;
  locale: ShopperLocale;
  timeZone: string;
  linkDays: number;
  plan: PlanTerms;
  /** Null: the form did not ask. */
  till: TillChoice | null;
};

/** A usual amount is written with two decimals; a link in a currency without them leaves out a plan that it cannot write. */
const planCurrency = currencyOf("EUR");

/** Understands how a shop wants to present itself, every field at once. In: the form's fields as typed; an absent one is empty. */
export function readShopForm(typed: Readonly<Record<string, string>>): { ok: true; shop: ShopTerms } | { ok: false; problems: ShopProblems } {
  const text = (name: ShopField | "locale") => (typed[name] ?? "").trim();
  const legalLines = text("legalLines").split(/\r?\n/).map((line) => cleanText(line, 1_000)).filter((line) => line !== "");
  const website = readUrl(text("website"));
  const contactEmail = text("contactEmail") === "" ? null : findEmail(text("contactEmail"));
  const accentColor = findColor(text("accentColor"));
  const linkDays = /^\d{1,3}$/.test(text("linkDays")) ? Number(text("linkDays")) : 0;
  const name = cleanText(text("name"), 1_000);
  const problems: [ShopField, ShopFieldProblem, boolean][] = [
    ["name", "name-missing", name === ""],
    ["name", "too-long", [...name].length > shopLimits.nameLengthMax],
    ["legalLines", "too-long", legalLines.length > shopLimits.legalLinesMax || legalLines.some((line) => [...line].length > shopLimits.legalLineLengthMax)],
    ["website", "url-wrong", website === undefined],
    ["contactEmail", "email-wrong", text("contactEmail") !== "" && contactEmail === null],
    ["accentColor", "color-wrong", accentColor === null],
    ["accentColor", "color-faint", accentColor !== null && contrastOf(accentColor, "#ffffff") < accentContrastMin],
    ["timeZone", "zone-wrong", !isTimeZone(text("timeZone"))],
    ["linkDays", "days-wrong", linkDays < 1 || linkDays > linkDaysMax],
  ];
  const plan = readPlanForm(typed, planCurrency);
  const found: ShopProblems = Object.fromEntries(problems.filter(([, , isWrong]) => isWrong).map(([field, problem]) => [field, problem]));
  if (!plan.ok) found[plan.field] = plan.problem;
  if (Object.keys(found).length > 0 || !plan.ok || website === undefined || accentColor === null) return { ok: false, problems: found };
  const locale = shopperLocales.find((one) => one === text("locale")) ?? "fr";
  return { ok: true, shop: { name, legalLines, website, contactEmail, accentColor, locale, timeZone: text("timeZone"), linkDays, plan: plan.terms, till: readTill(typed) } };
}

/** An unknown country is one without a law we know; a shop that does not say otherwise sells to consumers. */
function readTill(typed: Readonly<Record<string, string>>): TillChoice | null {
  if (typed.country === undefined) return null;
  const country = shopCountries.find((one) => one === typed.country) ?? "ZZ";
  return { country, sellsToConsumers: typed.sellsTo !== "businesses", notesCash: typed.notesCash === "on" ? true : typed.notesCash === "off" ? false : null };
}

/** The fields that write this choice. */
export const typedTillOf = ({ country, sellsToConsumers, notesCash }: TillChoice): Record<string, string> => ({
  country, sellsTo: sellsToConsumers ? "consumers" : "businesses", notesCash: notesCash === null ? "law" : notesCash ? "on" : "off",
});

/** A site's address, https added where people leave it out; null when empty, undefined when it is none. */
function readUrl(text: string): string | null | undefined {
  if (text === "") return null;
  const whole = /^[a-z][a-z\d+.-]*:/i.test(text) ? text : `https://${text}`;
  if (whole.length > shopLimits.urlLengthMax || !URL.canParse(whole)) return undefined;
  const url = new URL(whole);
  const isSite = /^https?:$/.test(url.protocol) && url.hostname.includes(".") && url.username === "" && url.password === "";
  return isSite ? url.href : undefined;
}
