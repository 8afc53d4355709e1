import { Badge, BlockStack, InlineStack, Link, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { assertUnreachable } from "../../core/assert";
import { orderKey, type EachOutcome, type EachProblem } from "../../core/each-order";
import type { OrderRow } from "../../core/order-row";
import { eachWords } from "../words/each";
import { ordersWords } from "../words/orders";
import { LinkBadges } from "./badges";
import { Stranger } from "./facts";
import { Amount, useSay, useWords } from "./language";
import { linkPath, orderPath } from "./paths";

/** The server's outcome, or none: the connection broke. */
export type ShownOutcome = EachOutcome | { kind: "no-answer" };

export type EachRowProps = OrderRow & { problem: EachProblem | null; isByShop: boolean; isSent: boolean };

type Shown = { row: EachRowProps; outcome: ShownOutcome | null };

/** The chosen orders, one a row: what will be sent to whom, and what became of it. */
export function EachTable({ rows, currentKey, waitingKeys }: { rows: readonly Shown[]; currentKey: string | null; waitingKeys: readonly string[] }) {
  const { caption, columns } = useWords(eachWords);
  return (
    <table className="orders" role="table" aria-label={caption}>
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col" role="columnheader">{columns.order}</th>
          <th scope="col" role="columnheader">{columns.customer}</th>
          <th scope="col" role="columnheader">{columns.link}</th>
          <th scope="col" role="columnheader">{columns.sending}</th>
          <th scope="col" role="columnheader" className="number">{columns.open}</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((shown) => {
          const key = orderKey({ platformId: shown.row.platformId, orderRef: shown.row.ref });
          return <EachRow key={key} {...shown} now={key === currentKey ? "sending" : waitingKeys.includes(key) ? "waiting" : null} />;
        })}
      </tbody>
    </table>
  );
}

type Now = "sending" | "waiting" | null;

function EachRow({ row, outcome, now }: Shown & { now: Now }) {
  const { noEmail } = useWords(eachWords);
  const { noLink } = useWords(ordersWords);
  return (
    <tr role="row">
      <td role="cell"><Link url={orderPath(row)}>{row.number}</Link></td>
      <td role="cell" className="wide">
        {row.customerName === "" ? null : <><Stranger>{row.customerName}</Stranger><br /></>}
        <span className="subdued"><Stranger>{row.customerEmail || noEmail}</Stranger></span>
      </td>
      <td role="cell" className="late">{row.link ? <LinkBadges state={row.link} /> : <span className="subdued">{noLink}</span>}</td>
      <td role="cell"><Sending row={row} outcome={outcome} now={now} /></td>
      <td role="cell" className="number"><Amount money={row.open} /></td>
    </tr>
  );
}

function Sending({ row, outcome, now }: Shown & { now: Now }) {
  const words = useWords(eachWords);
  const say = useSay();
  if (now !== null) return <Badge tone="info">{now === "sending" ? words.isSending : words.turn}</Badge>;
  if (outcome === null) return row.problem === null ? <Badge>{row.isByShop ? words.byShop : words.willBeSent}</Badge> : <Why badge={<Badge tone="warning">{words.willNot}</Badge>}>{words.problems[row.problem]}</Why>;
  switch (outcome.kind) {
    case "sent": case "sent-by-shop":
      return <InlineStack gap="200" blockAlign="center"><Badge tone="success">{words.outcomes[outcome.kind]}</Badge><Link url={linkPath(outcome.linkId)}>{words.seeLink}</Link></InlineStack>;
    case "already-sent": return <Badge tone="success">{words.outcomes[outcome.kind]}</Badge>;
    case "not-tried": case "no-answer": return <Badge tone="warning">{words.outcomes[outcome.kind]}</Badge>;
    case "refused": return <Why badge={<Badge tone="critical">{words.notSent}</Badge>}>{words.problems[outcome.reason]}</Why>;
    case "shop-trouble": return <Why badge={<Badge tone="critical">{words.notSent}</Badge>}>{say(outcome.words)}</Why>;
    default: return assertUnreachable(outcome);
  }
}

function Why({ badge, children }: { badge: ReactNode; children: string }) {
  return <BlockStack gap="050" inlineAlign="start">{badge}<Text as="span" variant="bodySm">{children}</Text></BlockStack>;
}
