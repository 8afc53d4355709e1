import type { ShopperLocale } from "../../core/locale";
import { formatMoney } from "../../core/money";
import { formatDay } from "../../core/shopper-words";
import { basketWords } from "../../core/shopper-words-basket";
import { payWords } from "../../core/shopper-words-page";
import { basketLinesMax, type BasketItemView, type BasketName, type BasketOtherView } from "./basket-view";
import { Problem, writeDay } from "./how-much";
import { Lines } from "./pieces";

export const nameOf = ({ orderNumber, description }: BasketName, locale: ShopperLocale) => (orderNumber === null ? description : payWords[locale].order(orderNumber));

/** How many lines each order may show, so that all together stay within the page's weight. */
function lineRoom(items: readonly BasketItemView[]): number[] {
  let left = basketLinesMax.inAll;
  return items.map(({ lines }) => {
    const linesMax = Math.min(left, basketLinesMax.perOrder);
    left -= Math.min(linesMax, lines.length);
    return linesMax;
  });
}

type ItemsProps = { items: readonly BasketItemView[]; problem: string | null; timeZone: string; locale: ShopperLocale };

/** Native checkboxes, one for each order. `was` and `not` are what the sum counts: a style sheet sees a tick that differs. */
export function BasketItems({ items, problem, timeZone, locale }: ItemsProps) {
  const words = basketWords[locale];
  const linesMaxOf = lineRoom(items);
  return (
    <fieldset className="items">
      <legend>{words.choose}</legend>
      {problem !== null && <Problem id="pick-problem" text={problem} />}
      {items.map((item, at) => {
        const linesMax = linesMaxOf[at] ?? 0;
        return (
          <div key={item.position} className="item">
            <label>
              <input type="checkbox" name="pick" value={item.position} defaultChecked={item.isPicked} className={item.isPicked ? "was" : "not"} aria-describedby={`about-${item.position}`} />
              <b dir="auto">{nameOf(item, locale)}</b>
              <b className="sum">{formatMoney(item.open, locale)}</b>
            </label>
            <p id={`about-${item.position}`} className="soft small">
              {whenOf(item, timeZone, locale)}
              {item.part !== null && <><br />{words.paidOf(formatMoney(item.part.paid, locale), formatMoney(item.part.total, locale))}</>}
            </p>
            {linesMax > 0 && item.lines.length > 0 && (
              <details className="small">
                <summary aria-label={`${payWords[locale].details} · ${nameOf(item, locale)}`}>{payWords[locale].details}</summary>
                <Lines subject={item} currency={item.open.currency} totals={[]} linesMax={linesMax} isCaptioned={false} locale={locale} />
              </details>
            )}
          </div>
        );
      })}
    </fieldset>
  );
}

/** When it was ordered, and the one date that matters now: late, due, or the last day. */
function whenOf({ since, dueOn, isLate, until }: BasketItemView, timeZone: string, locale: ShopperLocale) {
  const words = basketWords[locale];
  const ordered = words.ordered(formatDay(since, locale, timeZone));
  if (dueOn !== null && isLate) return <><span className="late">{words.late(writeDay(dueOn, locale))}</span><br />{ordered}</>;
  const then = dueOn !== null ? words.due(writeDay(dueOn, locale)) : until !== null ? words.until(formatDay(until, locale, timeZone)) : "";
  return <>{ordered}{then !== "" && <><br />{then}</>}</>;
}

/** The rest of the basket: paid, under way, withdrawn; each with its receipts. */
export function BasketOthers({ others, locale }: { others: readonly BasketOtherView[]; locale: ShopperLocale }) {
  const words = basketWords[locale];
  if (others.length === 0) return null;
  return (
    <table className="others">
      <caption>{words.others}</caption>
      <tbody>
        {others.map((other, at) => (
          <tr key={at}>
            <th scope="row">
              <bdi>{nameOf(other, locale)}</bdi>
              {other.receipts.map(({ number, url }) => <span key={number}><br /><a className="small" href={url}>{words.receipt(number)}</a></span>)}
            </th>
            <td className="soft">{other.why === "under-way" ? words.underWay : words.closedRow[other.why]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
