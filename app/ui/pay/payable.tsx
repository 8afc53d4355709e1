import type { ShopperLocale } from "../../core/locale";
import { formatMoney, moneyOf } from "../../core/money";
import { assertUnreachable } from "../../core/assert";
import { findMethodName, formatMoment } from "../../core/shopper-words";
import { payWords } from "../../core/shopper-words-page";
import { HowMuch, Problem, problemText, Schedule } from "./how-much";
import { Icon, Lines, PhoneQr, Subject, type IconName, type TotalRow } from "./pieces";
import type { PayNotice, PayPageView, PayPayable, PayWay } from "./view";

type Props = { view: PayPageView; state: PayPayable; locale: ShopperLocale };

/** The page that asks: who, how much, what for, until when, and one form. */
export function Payable({ view, state, locale }: Props) {
  const words = payWords[locale];
  const currency = state.ask.kind === "fixed" ? state.ask.open.currency : state.ask.currency;
  const lines = <Lines subject={state.subject} currency={currency} totals={totalsOf(state, locale)} locale={locale} />;
  return (
    <main>
      <Notices state={state} locale={locale} />
      <div className="pay">
        <section>
          <h1>
            <span className={state.ask.kind === "fixed" ? "eyebrow" : "asker"} dir="auto">{words.pay(view.shop.name)}</span>
            {state.ask.kind === "fixed" && <span className="amount">{formatMoney(state.ask.open, locale)}</span>}
          </h1>
          <Subject subject={state.subject} locale={locale} />
          {state.subject.customerName !== "" && <p className="soft">{words.customer} <bdi>{state.subject.customerName}</bdi></p>}
          {state.expiresAt !== null && (
            <p className="soft">{words.payBefore(formatMoment(state.expiresAt, locale, view.shop.timeZone))}</p>
          )}
        </section>
        <div className="side">
          <PayForm state={state} locale={locale} />
          {view.pageUrl !== null && <PhoneQr pageUrl={view.pageUrl} locale={locale} />}
        </div>
        <div className="lines">
          {state.ask.kind === "fixed" && <Schedule rows={state.ask.schedule} locale={locale} />}
          {lines}
        </div>
      </div>
    </main>
  );
}

/** What was ordered, asked, paid and left, each only where it differs from the row before it. */
function totalsOf({ subject, ask }: PayPayable, locale: ShopperLocale): TotalRow[] {
  const words = payWords[locale];
  const rows: TotalRow[] = [];
  const currency = ask.kind === "fixed" ? ask.open.currency : ask.currency;
  const ordered = moneyOf(subject.lines.reduce((sum, line) => sum + line.totalMinor, 0), currency);
  if (subject.lines.length > 0) rows.push({ label: words.total, money: ordered });
  if (ask.kind === "free") return rows;
  const asked = ask.part === null ? ask.open : ask.part.total;
  if (ask.part !== null || (rows.length > 0 && asked.amountMinor !== ordered.amountMinor)) {
    if (asked.amountMinor !== ordered.amountMinor || rows.length === 0) rows.push({ label: words.toPay, money: asked });
  }
  if (ask.part !== null) rows.push({ label: words.alreadyPaid, money: ask.part.paid }, { label: words.leftToPay, money: ask.open });
  return rows;
}

function Notices({ state, locale }: Omit<Props, "view">) {
  const words = payWords[locale];
  const { ask, notice } = state;
  const isAllDown = !state.ways.some((way) => way.isAvailable);
  return (
    <>
      {notice !== null && !(isAllDown && notice.kind === "way-down") && (
        <p className="notice fault" role="alert"><Icon name="info" /><span>{noticeText(notice, state.ways, locale)}</span></p>
      )}
      {isAllDown && <p className="notice fault" role="alert"><Icon name="info" /><span>{whyNoWay(state.ways, locale)}</span></p>}
      {ask.kind === "fixed" && ask.before !== null && (
        <p className="notice" role="status"><Icon name="info" /><span>{words.amountChanged(formatMoney(ask.before, locale), formatMoney(ask.open, locale))}</span></p>
      )}
    </>
  );
}

export function noticeText(notice: PayNotice, ways: readonly PayWay[], locale: ShopperLocale): string {
  const words = payWords[locale];
  switch (notice.kind) {
    case "failed":
      return words.failed[notice.reason];
    case "way-down": {
      const way = ways.find(({ id }) => id === notice.wayId);
      return way === undefined ? words.allWaysDown : words.wayDown(wayTitle(way, locale).replaceAll(" · ", ", "));
    }
    default:
      return assertUnreachable(notice);
  }
}

function PayForm({ state, locale }: Omit<Props, "view">) {
  const words = payWords[locale];
  const { ask, ways, problem } = state;
  const whole = ask.kind === "fixed" && ask.choice === null ? ask.open : null;
  if (!ways.some((way) => way.isAvailable)) {
    return ways.some((way) => way.limit === undefined)
      ? <div className="card"><a className="button" href={state.action}>{words.tryAgain}</a></div>
      : <div className="card"><Ways ways={ways} chosenWayId={null} problem={null} locale={locale} /></div>;
  }
  return (
    <form className="card" method="post" action={state.action}>
      {ask.kind === "fixed" && <input type="hidden" name="shown" value={ask.open.amountMinor} />}
      <HowMuch ask={ask} problem={problem} locale={locale} />
      <Ways ways={ways} chosenWayId={state.chosenWayId} problem={problem === "no-way-chosen" ? problemText(problem, ask, locale) : null} locale={locale} />
      <button className="button" type="submit">
        {whole !== null && <Icon name="lock" />}
        {whole !== null ? words.button(formatMoney(whole, locale)) : words.buttonFreeAmount}
      </button>
      <p className="safety soft small">{words.safety}</p>
    </form>
  );
}

/** How to pay: radios, or nothing to choose where there is one way. */
export function Ways({ ways, chosenWayId, problem, locale }: { ways: readonly PayWay[]; chosenWayId: string | null; problem: string | null; locale: ShopperLocale }) {
  const offered = ways.filter((way) => way.isAvailable);
  const only = ways.length === 1 ? offered[0] : undefined;
  const chosenId = offered.find((way) => way.id === chosenWayId)?.id ?? offered[0]?.id;
  if (only !== undefined) return <input type="hidden" name="way" value={only.id} />;
  return (
    <fieldset>
      <legend>{payWords[locale].chooseWay}</legend>
      {ways.map((way) => <WayChoice key={way.id} way={way} isChosen={way.id === chosenId} locale={locale} />)}
      {problem !== null && <Problem id="way-problem" text={problem} />}
    </fieldset>
  );
}

function WayChoice({ way, isChosen, locale }: { way: PayWay; isChosen: boolean; locale: ShopperLocale }) {
  return (
    <label className={way.isAvailable ? "way" : "way off"}>
      <input type="radio" name="way" value={way.id} defaultChecked={isChosen} disabled={!way.isAvailable} />
      <span>
        {wayTitle(way, locale)}
        {!way.isAvailable && <span className="small"> ({whyOff(way, locale)})</span>}
      </span>
      <Icon name={wayIcon(way)} size={24} />
    </label>
  );
}

function whyOff({ limit }: PayWay, locale: ShopperLocale): string {
  const words = payWords[locale];
  if (limit === undefined) return words.unavailable;
  return (limit.kind === "least" ? words.takesFrom : words.takesUpTo)(formatMoney(limit.money, locale));
}

/** Why nobody can pay now: the amount is no way's, or those that would take it do not answer. */
export function whyNoWay(ways: readonly PayWay[], locale: ShopperLocale): string {
  const isAmount = ways.length > 0 && ways.every((way) => way.limit !== undefined);
  return isAmount ? payWords[locale].noWayForAmount : payWords[locale].allWaysDown;
}

/** What the shopper calls it: the methods we have words for, else the provider's name. */
function wayTitle(way: PayWay, locale: ShopperLocale): string {
  const names = way.methods.map((method) => findMethodName(method, locale)).filter((name) => name !== null);
  return names.length > 0 ? names.join(" · ") : way.name;
}

function wayIcon({ methods }: PayWay): IconName {
  if (methods.includes("card")) return "card";
  return methods.some((method) => method === "bank-transfer" || method === "sepa-debit") ? "bank" : "wallet";
}
