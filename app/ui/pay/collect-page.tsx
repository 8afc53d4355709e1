import type { ShopperLocale } from "../../core/locale";
import { collectWords } from "../../core/shopper-words-collect";
import { outcomeWords } from "../../core/shopper-words-outcome";
import { Card } from "./outcome";
import { documentOf } from "./page";
import { ContactLink, Foot, ShopHead } from "./pieces";
import type { PayShop } from "./view";

export type CollectState = "ask" | "sent" | "refused" | "down";

/** The page for an order that the shop's own platform collects without a page of its own. In: where the button posts. */
export function renderCollectPage(view: { shop: PayShop; action: string; state: CollectState }, locale: ShopperLocale, nonce: string): string {
  const { shop, action, state } = view;
  const words = collectWords[locale];
  const told = state === "ask" ? { title: words.ask.title(shop.name), text: words.ask.text } : words[state];
  return documentOf({
    title: told.title, accentColor: shop.accentColor, initial: [...shop.name.trim()][0] ?? "€", refreshSeconds: null, locale, nonce,
    body: (
      <div className="wrap end">
        <ShopHead shop={shop} />
        <Card told={told} icon={state === "sent" ? "check" : "info"} isGood={state === "sent"}>
          {state === "ask" || state === "down" ? <form method="post" action={action}><button type="submit" className="button">{state === "ask" ? words.button : outcomeWords[locale].retry}</button></form> : null}
          {state === "refused" ? <ContactLink shop={shop} locale={locale} /> : null}
        </Card>
        <Foot shop={shop} lead={<p><span dir="auto">{outcomeWords[locale].contact(shop.name)}</span></p>} />
      </div>
    ),
  });
}
