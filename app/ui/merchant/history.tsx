import { findCurrency, type Currency } from "../../core/currency";
import type { LinkEvent, LinkEventKind } from "../../core/link-history";
import { moneyOf } from "../../core/money";
import { failureReasons } from "../../core/payment";
import { historyWords, type HistoryFacts } from "../words/history";
import { paymentWords } from "../words/payments";
import { Stranger } from "./facts";
import { Time, useMoney, useWords } from "./language";
import { useMessageProblem } from "./message-problem";

const good: ReadonlySet<LinkEventKind> = new Set(["captured", "message-sent", "mailed-by-platform", "receipt-issued", "order-marked-paid", "dispute-won"]);
const bad: ReadonlySet<LinkEventKind> = new Set([
  "message-refused", "message-failed", "message-returned", "payment-failed", "taken-back", "refund-not-made", "disputed", "order-not-marked", "surplus-noticed", "paid-twice-noticed", "foreign-noticed", "late-noticed",
]);

/** Everything that happened to a link, newest first. */
export function History({ events, currency }: { events: LinkEvent[]; currency: Currency }) {
  const words = useWords(historyWords);
  const factsOf = useHistoryFacts(currency);
  return (
    <ol className="timeline" reversed>
      {[...events].reverse().map((event) => (
        <li key={event.id} className={good.has(event.kind) ? "good" : bad.has(event.kind) ? "bad" : ""}>
          <p suppressHydrationWarning>{words[event.kind](factsOf(event))}</p>
          <p className="when"><Time at={event.at} length="moment" />{event.by === null ? null : <> · <Stranger>{event.by}</Stranger></>}</p>
        </li>
      ))}
    </ol>
  );
}

/** What an event's detail says, as texts. The detail was written by flows of several versions: what is absent stays empty. */
function useHistoryFacts(currency: Currency): (event: LinkEvent) => HistoryFacts {
  const { kinds, failures } = useWords(paymentWords);
  const write = useMoney();
  const problemText = useMessageProblem();
  return ({ detail }) => {
    const text = (name: string) => (typeof detail[name] === "string" ? detail[name] : "");
    const own = findCurrency(text("currency")) ?? currency;
    const money = (name: string) => (typeof detail[name] === "number" ? write(moneyOf(Math.abs(detail[name]), own)) : "");
    const failure = failureReasons.find((reason) => reason === detail.failure);
    const kind = text("message");
    return {
      amount: money("amountMinor") || money("toMinor"),
      before: money("fromMinor"),
      recipient: text("recipient"),
      number: text("number"),
      problem: failure ? failures[failure] : problemText(text("problem")),
      message: kind === "receipt" || kind === "credit-receipt" || kind === "cancelled-receipt" ? kinds[kind] : kinds["payment-link"],
      platformStatus: text("platformStatus"),
    };
  };
}
