import type { ShopperLocale } from "../../core/locale";
import type { CivilDay } from "../../core/civil-day";
import { exponentOf } from "../../core/currency";
import { formatMoney, toDecimal, type Money } from "../../core/money";
import { formatDay } from "../../core/shopper-words";
import { payFormProblems, type PayFormProblem } from "../../core/shopper-words-form";
import { payWords } from "../../core/shopper-words-page";
import { planWords } from "../../core/shopper-words-plan";
import { Icon } from "./pieces";
import type { PayAsk, PayChoice, PayScheduleRow } from "./view";

type Props = { ask: PayAsk; problem: PayFormProblem | null; locale: ShopperLocale };

/** The form's question about the amount, where there is one to ask. */
export function HowMuch({ ask, problem, locale }: Props) {
  const words = payWords[locale];
  const wrong = problem === null || problem === "no-way-chosen" ? null : problemText(problem, ask, locale);
  if (ask.kind === "free") {
    return <AmountField label={words.amountLabel} typed={ask.typed} currency={ask.currency} hint={words.amountHint(ask.currency, exampleOf(ask.currency, locale))} problem={wrong} />;
  }
  const { choice, open } = ask;
  if (choice === null) return null;
  const nextLabel = isDepositNext(ask.schedule) ? planWords[locale].deposit : planWords[locale].nextPart;
  if (choice.kind === "next") return <NextOrAll choice={choice} open={open} nextLabel={nextLabel} problem={wrong} locale={locale} />;
  const hint = planWords[locale].between(formatMoney(choice.min, locale), formatMoney(open, locale));
  return <AmountField label={planWords[locale].howMuch} typed={choice.typed === "" ? plainAmount(open, locale) : choice.typed} currency={open.currency} hint={hint} problem={wrong} />;
}

/** A schedule without days is a deposit and its balance; the deposit is next while any of it is open. */
const isDepositNext = (rows: readonly PayScheduleRow[]) => rows[0] !== undefined && rows[0].dueOn === null && rows[0].open.amountMinor > 0;

type NextOrAllProps = { choice: Extract<PayChoice, { kind: "next" }>; open: Money; nextLabel: string; problem: string | null; locale: ShopperLocale };

export function NextOrAll({ choice, open, nextLabel, problem, locale }: NextOrAllProps) {
  const words = planWords[locale];
  const isAll = choice.chosenMinor === open.amountMinor;
  const parts = [
    { money: choice.next, label: nextLabel, isChosen: !isAll, dueOn: choice.dueOn },
    { money: open, label: words.allOpen, isChosen: isAll, dueOn: null },
  ];
  return (
    <fieldset className="much">
      <legend>{words.howMuch}</legend>
      {parts.map(({ money, label, isChosen, dueOn }) => (
        <label key={label} className="way">
          <input type="radio" name="part" value={money.amountMinor} defaultChecked={isChosen} />
          <span>{label}{dueOn !== null && <span className="soft small"><br />{words.due(writeDay(dueOn, locale))}</span>}</span>
          <b className="sum">{formatMoney(money, locale)}</b>
        </label>
      ))}
      {problem !== null && <Problem id="part-problem" text={problem} />}
    </fieldset>
  );
}

/** The plan's parts: which are paid, and what is open when. */
export function Schedule({ rows, locale }: { rows: readonly PayScheduleRow[]; locale: ShopperLocale }) {
  const words = planWords[locale];
  if (rows.length === 0) return null;
  return (
    <table className="plan">
      <caption>{words.schedule}</caption>
      <tbody>
        {rows.map(({ asked, open, dueOn }, at) => {
          const isPaid = open.amountMinor === 0;
          const isPart = !isPaid && open.amountMinor < asked.amountMinor;
          return (
            <tr key={at}>
              <th scope="row">
                {dueOn === null ? (at === 0 ? words.depositRow : words.balanceRow) : writeDay(dueOn, locale)}
                {isPart && <span className="soft small"> ({words.restRow(formatMoney(open, locale))})</span>}
              </th>
              <td>{isPaid && <span className="paid"><Icon name="check" size={16} /> {words.paidRow} </span>}{formatMoney(asked, locale)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** A day of the calendar has no hour, so any zone would do as long as it is the one it is read in. */
export const writeDay = (day: CivilDay, locale: ShopperLocale) => formatDay(new Date(`${day}T12:00:00Z`), locale, "UTC");

type AmountFieldProps = { label: string; typed: string; currency: Money["currency"]; hint: string; problem: string | null };

/** Our own words instead of the browser's checks: these speak the page's language and keep what was typed. */
export function AmountField({ label, typed, currency, hint, problem }: AmountFieldProps) {
  const isWrong = problem !== null;
  return (
    <div>
      <label className="label" htmlFor="amount">{label}</label>
      <div className={isWrong ? "field wrong" : "field"}>
        <input
          id="amount" name="amount" type="text" inputMode="decimal" autoComplete="off" maxLength={30} defaultValue={typed}
          // The page came back because of this field: whoever listens or types is taken to it.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus={isWrong}
          aria-invalid={isWrong ? true : undefined} aria-describedby={isWrong ? "amount-problem amount-hint" : "amount-hint"}
        />
        <span className="soft" aria-hidden="true">{currency}</span>
      </div>
      {problem !== null && <Problem id="amount-problem" text={problem} />}
      <p id="amount-hint" className="hint soft small">{hint}</p>
    </div>
  );
}

export function Problem({ id, text }: { id: string; text: string }) {
  return <p id={id} className="problem" role="alert"><Icon name="info" /><span>{text}</span></p>;
}

export function problemText(problem: PayFormProblem, ask: PayAsk, locale: ShopperLocale): string {
  const limit = limitOf(problem, ask);
  const currency = ask.kind === "fixed" ? ask.open.currency : ask.currency;
  return payFormProblems[locale](limit === null ? exampleOf(currency, locale) : formatMoney(limit, locale))[problem];
}

/** The amount that the problem's sentence names. */
function limitOf(problem: PayFormProblem, ask: PayAsk): Money | null {
  const choice = ask.kind === "fixed" && ask.choice?.kind === "typed" ? ask.choice : null;
  if (problem === "below-minimum") return ask.kind === "free" ? ask.min : (choice?.min ?? null);
  if (problem === "above-maximum") return ask.kind === "free" ? ask.max : ask.open;
  return problem === "rest-too-small" ? (choice?.partMax ?? null) : null;
}

/** "12,50" as this language and currency write it; "1250" where there are no cents. */
function exampleOf(currency: Money["currency"], locale: ShopperLocale): string {
  const exponent = exponentOf(currency);
  if (exponent === 0) return "1250";
  return new Intl.NumberFormat(locale, { minimumFractionDigits: exponent }).format(12.5);
}

/** An amount as it is typed: no sign of the currency, no groups, the language's own decimal mark. */
export const plainAmount = (money: Money, locale: ShopperLocale) => (locale === "en" ? toDecimal(money) : toDecimal(money).replace(".", ","));
