import type { ShopperLocale } from "../../core/locale";
import { formatMoney, type Money } from "../../core/money";
import { codeWords } from "../../core/shopper-words-code";
import { outcomeWords, type Told } from "../../core/shopper-words-outcome";
import { Card } from "./outcome";
import { documentOf } from "./page";
import { ContactLink, Foot, ShopHead } from "./pieces";
import type { PayShop } from "./view";

/** The page behind a printed code. ask: one button makes the pay page · closed: nothing to pay, and why · told: come back later. */
export type CodePageState =
  | { kind: "ask"; orderNumber: string; open: Money; action: string }
  | { kind: "closed"; reason: "order-paid" | "order-cancelled" | "order-gone"; orderNumber: string }
  | { kind: "away" }
  | { kind: "too-many" };

/** As plain as the pay page: no script, nothing to load, style under the nonce. Says no name and no address of the customer's. */
export function renderCodePage(shop: PayShop, state: CodePageState, locale: ShopperLocale, nonce: string): string {
  const told = toldOf(state, locale);
  const isPaid = state.kind === "closed" && state.reason === "order-paid";
  return documentOf({
    title: `${told.title} · ${shop.name}`, accentColor: shop.accentColor, initial: [...shop.name.trim()][0] ?? "€", refreshSeconds: null, locale, nonce,
    body: (
      <div className="wrap end">
        <ShopHead shop={shop} />
        <Card told={told} icon={state.kind === "ask" ? "wallet" : isPaid ? "check" : state.kind === "closed" ? "cross" : "clock"} isGood={isPaid}>
          {"orderNumber" in state && (
            <dl className="facts">
              <div><dt>{codeWords[locale].order}</dt><dd><bdi>{state.orderNumber}</bdi></dd></div>
              {state.kind === "ask" && <div><dt>{codeWords[locale].amount}</dt><dd><b>{formatMoney(state.open, locale)}</b></dd></div>}
            </dl>
          )}
          {state.kind === "ask" && (
            <form method="post" action={state.action}>
              <button className="button" type="submit">{codeWords[locale].submit}</button>
              <p className="after small soft">{codeWords[locale].changed}</p>
            </form>
          )}
          {state.kind === "closed" && !isPaid && <ContactLink shop={shop} locale={locale} />}
        </Card>
        <Foot shop={shop} lead={<p><span dir="auto">{outcomeWords[locale].contact(shop.name)}</span></p>} />
      </div>
    ),
  });
}

function toldOf(state: CodePageState, locale: ShopperLocale): Told {
  switch (state.kind) {
    case "ask": return codeWords[locale].ask;
    // However it was paid, through us or in the shop: whoever holds the paper only needs to know that it is.
    case "closed": return outcomeWords[locale].closed[state.reason === "order-paid" ? "already-paid" : state.reason];
    case "away": return outcomeWords[locale].trouble;
    case "too-many": return codeWords[locale].tooMany;
  }
}
