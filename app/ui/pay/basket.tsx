import { assertUnreachable } from "../../core/assert";
import type { ShopperLocale } from "../../core/locale";
import { formatMoney } from "../../core/money";
import { basketWords } from "../../core/shopper-words-basket";
import { payFormProblems } from "../../core/shopper-words-form";
import { payWords } from "../../core/shopper-words-page";
import { planWords } from "../../core/shopper-words-plan";
import { AmountField, NextOrAll, plainAmount, Problem } from "./how-much";
import { BasketItems, BasketOthers } from "./basket-items";
import type { BasketGroupView, BasketNotice, BasketPayable, BasketProblem } from "./basket-view";
import { Icon, PhoneQr } from "./pieces";
import { noticeText, Ways, whyNoWay } from "./payable";
import type { PayPageView, PayWay } from "./view";

type Props = { view: PayPageView; state: BasketPayable; locale: ShopperLocale };

/** The page that asks for several orders: tick, see the sum, pay once. A group for each currency, a form for each group. */
export function BasketPage({ view, state, locale }: Props) {
  const words = basketWords[locale];
  const isOne = state.groups.length === 1;
  return (
    <main>
      {!isOne && (
        <div className="intro">
          <h1><span className="asker" dir="auto">{payWords[locale].pay(view.shop.name)}</span></h1>
          <p className="soft">{words.oneCurrency}</p>
        </div>
      )}
      {state.groups.map((group) => <Group key={group.total.currency} view={view} state={state} group={group} isOne={isOne} locale={locale} />)}
      <BasketOthers others={state.others} locale={locale} />
    </main>
  );
}

function Group({ view, state, group, isOne, locale }: Props & { group: BasketGroupView; isOne: boolean }) {
  const words = payWords[locale];
  const { notice, total } = group;
  const Heading = isOne ? "h1" : "h2";
  const picked = group.items.filter((item) => item.isPicked);
  return (
    <>
      {notice !== null && <p className={isFault(notice) ? "notice fault" : "notice"} role={isFault(notice) ? "alert" : "status"}><Icon name="info" /><span>{told(notice, group, locale)}</span></p>}
      <form className="pay basket" method="post" action={state.action}>
        <input type="hidden" name="in" value={total.currency} />
        <input type="hidden" name="shown" value={total.amountMinor} />
        <input type="hidden" name="picked" value={picked.map(({ position }) => position).join(" ")} />
        <section>
          <Heading>
            {isOne && <span className="eyebrow" dir="auto">{words.pay(view.shop.name)}</span>}
            <span className="amount fresh">{formatMoney(total, locale)}</span>
          </Heading>
          <p className="told soft">{basketWords[locale].recountHint}</p>
          {isOne && state.customerName !== "" && <p className="soft">{words.customer} <bdi>{state.customerName}</bdi></p>}
          <BasketItems items={group.items} problem={group.problem?.kind === "nothing-picked" ? basketWords[locale].nothingPicked : null} timeZone={view.shop.timeZone} locale={locale} />
        </section>
        <div className="side">
          <div className="card"><PaySide group={group} retryUrl={state.action} locale={locale} /></div>
          {isOne && view.pageUrl !== null && <PhoneQr pageUrl={view.pageUrl} locale={locale} />}
        </div>
      </form>
    </>
  );
}

const isFault = (notice: BasketNotice) => notice.kind === "failed" || notice.kind === "way-down";

function told(notice: BasketNotice, { total, ways }: BasketGroupView, locale: ShopperLocale): string {
  const words = basketWords[locale];
  switch (notice.kind) {
    case "pick-changed":
      return words.pickChanged(formatMoney(total, locale));
    case "total-changed":
      return words.totalChanged(formatMoney(notice.before, locale), formatMoney(total, locale));
    case "failed":
    case "way-down":
      return noticeText(notice, ways, locale);
    default:
      return assertUnreachable(notice);
  }
}

/** What the ticks come to, how much of it, which way, and the button; counting again takes its place while they differ. */
function PaySide({ group, retryUrl, locale }: { group: BasketGroupView; retryUrl: string; locale: ShopperLocale }) {
  const words = payWords[locale];
  const { total, choice, ways, problem } = group;
  const isWhole = choice === null;
  const canPay = total.amountMinor > 0 && ways.some((way: PayWay) => way.isAvailable);
  const isAllDown = ways.length > 0 && !ways.some((way) => way.isAvailable);
  return (
    <>
      <p className="row-sum fresh"><span>{basketWords[locale].picked}</span> <b>{formatMoney(total, locale)}</b></p>
      {canPay && <div className="fresh"><HowMuchOfAll group={group} locale={locale} /></div>}
      {problem?.kind === "amount" && isWhole && <Problem id="sum-problem" text={problemText(problem, locale)} />}
      {canPay && <Ways ways={ways} chosenWayId={group.chosenWayId} problem={problem?.kind === "no-way-chosen" ? payFormProblems[locale]("")["no-way-chosen"] : null} locale={locale} />}
      {isAllDown && total.amountMinor > 0 && <p className="fresh">{whyNoWay(ways, locale)}</p>}
      {isAllDown && ways.some((way) => way.limit === undefined) && <a className="button fresh" href={retryUrl}>{words.tryAgain}</a>}
      {canPay && (
        <button className="button fresh" type="submit">
          {isWhole && <Icon name="lock" />}
          {isWhole ? words.button(formatMoney(total, locale)) : words.buttonFreeAmount}
        </button>
      )}
      <button className="button plain stale" type="submit" formMethod="get">{basketWords[locale].recount}</button>
      {canPay && <p className="safety soft small">{words.safety}</p>}
    </>
  );
}

function HowMuchOfAll({ group, locale }: { group: BasketGroupView; locale: ShopperLocale }) {
  const { choice, total, problem } = group;
  if (choice === null) return null;
  const wrong = problem?.kind === "amount" || problem?.kind === "split" ? problemText(problem, locale) : null;
  if (choice.kind === "next") return <NextOrAll choice={choice} open={total} nextLabel={basketWords[locale].nextOfEach} problem={wrong} locale={locale} />;
  const hint = basketWords[locale].between(formatMoney(choice.min, locale), formatMoney(total, locale));
  const typed = choice.typed === "" ? plainAmount(total, locale) : choice.typed;
  return <AmountField label={planWords[locale].howMuch} typed={typed} currency={total.currency} hint={hint} problem={wrong} />;
}

function problemText(problem: Extract<BasketProblem, { kind: "amount" | "split" }>, locale: ShopperLocale): string {
  if (problem.kind === "amount") return payFormProblems[locale](problem.limit === null ? "" : formatMoney(problem.limit, locale))[problem.problem];
  const words = basketWords[locale];
  const above = formatMoney(problem.above, locale);
  return problem.below === null ? words.splitFrom(above) : words.splitBetween(formatMoney(problem.below, locale), above);
}

