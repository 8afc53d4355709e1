import type { ReactNode } from "react";
import { assertUnreachable } from "../../core/assert";
import type { ShopperLocale } from "../../core/locale";
import { formatMoney } from "../../core/money";
import { findMethodName, formatMoment } from "../../core/shopper-words";
import { outcomeWords, type Told } from "../../core/shopper-words-outcome";
import { payWords } from "../../core/shopper-words-page";
import { planWords } from "../../core/shopper-words-plan";
import { writeDay } from "./how-much";
import { ContactLink, Icon, type IconName } from "./pieces";
import type { PayPageState, PayPageView, PayReceiptLink, PaySubject } from "./view";

type OutcomeState = Exclude<PayPageState, { kind: "payable" | "basket" | "basket-closed" | "basket-done" }>;
type Props<Kind extends OutcomeState["kind"]> = { view: PayPageView; state: Extract<OutcomeState, { kind: Kind }>; locale: ShopperLocale };

/** Every page that asks for nothing: one card, what happened, what to do. */
export function Outcome({ view, state, locale }: { view: PayPageView; state: OutcomeState; locale: ShopperLocale }) {
  switch (state.kind) {
    case "closed":
      return <Closed view={view} state={state} locale={locale} />;
    case "pending":
      return <Pending view={view} state={state} locale={locale} />;
    case "done":
      return <Done view={view} state={state} locale={locale} />;
    case "trouble": {
      const words = outcomeWords[locale];
      return <Card told={words.trouble} icon="info"><a className="button" href={state.retryUrl}>{words.retry}</a></Card>;
    }
    default:
      return assertUnreachable(state);
  }
}

/** One card with a heading; the only thing on the page. */
export function Card({ told, icon, isGood = false, children }: { told: Told; icon: IconName; isGood?: boolean; children?: ReactNode }) {
  return (
    <main>
      <div className="card">
        <div className={isGood ? "mark good" : "mark"}><Icon name={icon} size={30} /></div>
        <h1>{told.title}</h1>
        <p className="soft">{told.text}</p>
        {children}
      </div>
    </main>
  );
}

function Closed({ view, state, locale }: Props<"closed">) {
  const words = outcomeWords[locale];
  const isPaid = state.reason === "already-paid" || state.reason === "order-paid";
  return (
    <Card told={words.closed[state.reason]} icon={isPaid ? "check" : state.reason === "link-expired" ? "clock" : "cross"} isGood={isPaid}>
      <SubjectFacts subject={state.subject} locale={locale} rows={[]} />
      <Receipts receipts={state.receipts} locale={locale} />
      {!isPaid && <ContactLink shop={view.shop} locale={locale} />}
    </Card>
  );
}

function Pending({ state, locale }: Props<"pending">) {
  const words = outcomeWords[locale];
  return (
    <Card told={words.pending} icon="clock">
      <SubjectFacts subject={state.subject} locale={locale} rows={[[words.amount, formatMoney(state.amount, locale)]]} />
      {state.refreshSeconds !== null && <p className="after small soft">{words.refreshesItself}</p>}
      <p className="row">
        <a href={state.refreshUrl}>{words.refreshNow}</a>
        {state.refreshSeconds !== null && <a href={state.stillUrl}>{words.stopRefreshing}</a>}
      </p>
    </Card>
  );
}

function Done({ view, state, locale }: Props<"done">) {
  const words = outcomeWords[locale];
  const next = state.left?.next ?? null;
  const told = state.left === null ? words.done : words.partDone(formatMoney(state.left.open, locale));
  return (
    <Card told={told} icon="check" isGood>
      <SubjectFacts
        subject={state.subject}
        locale={locale}
        rows={[
          [words.amount, formatMoney(state.amount, locale)],
          [words.paidAt, formatMoment(state.paidAt, locale, view.shop.timeZone)],
          [words.method, findMethodName(state.methodTitle, locale) ?? state.methodTitle],
          [words.transaction, state.transactionId],
          [planWords[locale].nextDue, next === null ? "" : `${formatMoney(next.money, locale)} · ${writeDay(next.dueOn, locale)}`],
        ]}
      />
      {state.left !== null && <a className="button" href={state.left.payUrl}>{words.payRest}</a>}
      {state.receipt !== null && <Receipts receipts={[state.receipt]} isPlain={state.left !== null} locale={locale} />}
      <p className="after small soft">
        {state.receiptEmail !== null ? words.receiptTo(maskedEmail(state.receiptEmail)) : state.receipt === null ? words.receiptSoon : null}
      </p>
    </Card>
  );
}

/** "m•••@example.org": enough for its owner, too little for whoever else holds the link. */
export function maskedEmail(email: string): string {
  const [local = "", ...domain] = email.split("@");
  return `${[...local][0] ?? ""}•••@${domain.join("@")}`;
}

function SubjectFacts({ subject, locale, rows }: { subject: PaySubject; locale: ShopperLocale; rows: readonly [string, string][] }) {
  const about: [string, string] = subject.orderNumber === null ? [payWords[locale].details, subject.description] : [outcomeWords[locale].order, subject.orderNumber];
  return <Facts rows={[about, ...rows]} />;
}

/** Facts in rows; one nobody told is left out. */
export function Facts({ rows }: { rows: readonly (readonly [string, string])[] }) {
  const all = rows.filter(([, value]) => value !== "");
  if (all.length === 0) return null;
  return (
    <dl>
      {all.map(([label, value]) => (
        <div key={label}><dt>{label}</dt><dd dir="auto">{value}</dd></div>
      ))}
    </dl>
  );
}

/** The number is only said where it tells several apart. */
function Receipts({ receipts, isPlain = false, locale }: { receipts: readonly PayReceiptLink[]; isPlain?: boolean; locale: ShopperLocale }) {
  const words = outcomeWords[locale];
  return (
    <>
      {receipts.map(({ number, url }) => (
        <a key={number} className={isPlain ? "button plain" : "button"} href={url}>{words.downloadReceipt(receipts.length > 1 ? number : "")}</a>
      ))}
    </>
  );
}
