import type { ShopperLocale } from "../../core/locale";
import { formatMoney } from "../../core/money";
import { findMethodName, formatMoment } from "../../core/shopper-words";
import { basketWords } from "../../core/shopper-words-basket";
import { outcomeWords } from "../../core/shopper-words-outcome";
import { BasketOthers, nameOf } from "./basket-items";
import type { BasketPageState } from "./basket-view";
import { Card, Facts, maskedEmail } from "./outcome";
import { ContactLink } from "./pieces";
import type { PayPageView } from "./view";

type Props<Kind extends BasketPageState["kind"]> = { view: PayPageView; state: Extract<BasketPageState, { kind: Kind }>; locale: ShopperLocale };

/** Nothing to pay on the whole basket: why, and what became of each order. */
export function BasketClosedPage({ view, state, locale }: Props<"basket-closed">) {
  const isPaid = state.reason === "all-paid";
  return (
    <Card told={basketWords[locale].closed[state.reason]} icon={isPaid ? "check" : state.reason === "basket-expired" ? "clock" : "cross"} isGood={isPaid}>
      <BasketOthers others={state.others} locale={locale} />
      {!isPaid && <ContactLink shop={view.shop} locale={locale} />}
    </Card>
  );
}

/** One payment of several orders: the sum, then each order with its part and its own receipt. */
export function BasketDone({ view, state, locale }: Props<"basket-done">) {
  const words = outcomeWords[locale];
  const { left } = state;
  const hasReceipts = state.orders.some(({ receipt }) => receipt !== null);
  const told = left === null ? words.done : words.partDone(left.open.map((money) => formatMoney(money, locale)).join(" + "));
  return (
    <Card told={told} icon="check" isGood>
      <Facts
        rows={[
          [words.amount, formatMoney(state.amount, locale)],
          [words.paidAt, formatMoment(state.paidAt, locale, view.shop.timeZone)],
          [words.method, findMethodName(state.methodTitle, locale) ?? state.methodTitle],
          [words.transaction, state.transactionId],
        ]}
      />
      <table className="others">
        <tbody>
          {state.orders.map((order, at) => (
            <tr key={at}>
              <th scope="row">
                <bdi>{nameOf(order, locale)}</bdi>
                {order.receipt !== null && <><br /><a href={order.receipt.url}>{basketWords[locale].receipt(order.receipt.number)}</a></>}
              </th>
              <td>{formatMoney(order.amount, locale)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {left !== null && <a className="button" href={left.payUrl}>{basketWords[locale].payOthers}</a>}
      <p className="after small soft">
        {state.receiptEmail !== null ? words.receiptTo(maskedEmail(state.receiptEmail)) : hasReceipts ? null : words.receiptSoon}
      </p>
    </Card>
  );
}
