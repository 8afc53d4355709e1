import { accentDefault } from "../../core/color";
import type { ShopperLocale } from "../../core/locale";
import { formatMoney } from "../../core/money";
import type { ReceiptFacts } from "../../core/receipt";
import { findMethodName, formatDay, formatInstant } from "../../core/shopper-words";
import { proofWords, type ProofCheck } from "../../core/shopper-words-proof";
import { receiptWords } from "../../core/shopper-words-receipt";
import { Card } from "./outcome";
import { documentOf } from "./page";
import { Foot, Icon, ShopHead } from "./pieces";
import type { PayShop } from "./view";

/** What the page says. Who paid is left out: the paper may be in anybody's hands. `check`: what a file sent along turned out to be. */
export type ProofView = { shop: PayShop; facts: ReceiptFacts; later: readonly ReceiptFacts[]; isTest: boolean; action: string; check: ProofCheck | null };

/** The page where a receipt proves itself, in the receipt's own language. Under the headers of `payPageHeaders` with this nonce. */
export function renderProofPage(view: ProofView, nonce: string): string {
  const { shop, facts, check } = view;
  const { locale } = facts;
  const words = proofWords[locale];
  return documentOf({
    title: `${words.title} · ${shop.name}`,
    accentColor: shop.accentColor,
    initial: [...shop.name.trim()][0] ?? "€",
    refreshSeconds: null,
    locale,
    nonce,
    body: (
      <div className="wrap end">
        <ShopHead shop={shop} />
        {view.isTest && <p className="notice" role="note"><Icon name="info" /><span>{words.isTest}</span></p>}
        <Card told={{ title: words.title, text: words.text[facts.kind](facts.seller.name) }} icon="check" isGood>
          <Rows rows={rowsOf(view)} />
          <p className="after small soft">{words.compare}</p>
          <form method="post" action={view.action} encType="multipart/form-data" className="after">
            <h2 className="label">{words.fileTitle}</h2>
            {check !== null && (
              <p className={check === "same" ? "notice" : "notice fault"} role={check === "same" ? "status" : "alert"}>
                <Icon name={check === "same" ? "check" : "info"} /><span>{words.file[check]}</span>
              </p>
            )}
            <label className="small" htmlFor="file">{words.fileLabel}</label>
            <p className="field after"><input id="file" name="file" type="file" accept="application/pdf,.pdf" aria-describedby="file-hint" required /></p>
            <p className="hint small soft" id="file-hint">{words.fileHint}</p>
            <button className="button plain" type="submit">{words.fileButton}</button>
          </form>
        </Card>
        <Foot shop={shop} lead={null} />
      </div>
    ),
  });
}

/** The answer for every address we did not mark. */
export function renderProofNotFound(locale: ShopperLocale, nonce: string): string {
  const told = proofWords[locale].notFound;
  const body = <div className="wrap end"><Card told={told} icon="info" /></div>;
  return documentOf({ title: told.title, accentColor: accentDefault, initial: "?", refreshSeconds: null, locale, nonce, body });
}

function rowsOf({ facts, later, shop }: ProofView): [string, string][] {
  const { locale, kind, timeZone } = facts;
  const words = receiptWords[locale];
  const order = facts.items.map((item) => (item.orderNumber === null ? item.description : words.order(item.orderNumber))).filter(Boolean).join(", ");
  return [
    [words.number, facts.number],
    [words.issuedOn, formatDay(facts.issuedAt, locale, timeZone)],
    ...(facts.refersTo === null ? [] : [[words.refersTo, facts.refersTo] satisfies [string, string]]),
    [words.seller, facts.seller.name === shop.name ? facts.seller.name : `${facts.seller.name} (${shop.name})`],
    [words.description, order],
    [words.amount[kind], formatMoney(facts.amount, locale)],
    [words.paidAt[kind], formatInstant(facts.paidAt, locale, timeZone)],
    [words.method, findMethodName(facts.methodTitle, locale) ?? facts.methodTitle],
    [words.transaction, facts.transactionId],
    ...later.map((credit): [string, string] => [
      proofWords[locale][credit.kind === "cancelled-receipt" ? "cancelledSince" : "givenBackSince"], `${formatMoney(credit.amount, locale)} · ${formatDay(credit.paidAt, locale, timeZone)} · ${credit.number}`,
    ]),
  ];
}

function Rows({ rows }: { rows: readonly [string, string][] }) {
  return (
    <dl>
      {rows.filter(([, value]) => value !== "").map(([label, value]) => (
        <div key={label + value}><dt>{label}</dt><dd dir="auto">{value}</dd></div>
      ))}
    </dl>
  );
}
