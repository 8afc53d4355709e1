import { Link } from "@remix-run/react";
import { moneyOf } from "../../core/money";
import type { PaymentLink } from "../../core/payment-link";
import { linksWords } from "../words/links";
import { sendWords } from "../words/send";
import { LinkBadges, type ShownState } from "./badges";
import { useTakesMoney } from "./collected";
import { Stranger } from "./facts";
import { Amount, Time, useWords } from "./language";
import { linkPath } from "./paths";

export type LinkRowProps = {
  link: Pick<PaymentLink, "id" | "kind" | "orderNumber" | "description" | "customer" | "amountMinor" | "currency" | "createdAt">;
  state: ShownState;
  totals: { paidMinor: number };
};

export function LinksTable({ links }: { links: LinkRowProps[] }) {
  const words = useWords(linksWords);
  const { columns } = words;
  const takesMoney = useTakesMoney();
  return (
    <table className="orders" role="table" aria-label={words.caption}>
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col" role="columnheader">{columns.link}</th>
          <th scope="col" role="columnheader">{columns.customer}</th>
          <th scope="col" role="columnheader">{columns.created}</th>
          <th scope="col" role="columnheader">{columns.state}</th>
          {takesMoney ? <th scope="col" role="columnheader" className="number">{columns.paid}</th> : null}
          <th scope="col" role="columnheader" className="number">{columns.amount}</th>
        </tr>
      </thead>
      <tbody role="rowgroup">{links.map((row) => <LinkRow key={row.link.id} row={row} />)}</tbody>
    </table>
  );
}

function LinkRow({ row: { link, state, totals } }: { row: LinkRowProps }) {
  const words = useWords(linksWords);
  const { order } = useWords(sendWords);
  return (
    <tr role="row">
      <td role="cell"><Link className="row" to={linkPath(link.id)}>{link.orderNumber === null ? link.description : order(link.orderNumber)}</Link></td>
      <td role="cell" className="wide">{link.kind === "reusable" ? words.many : <Stranger>{link.customer.name || link.customer.email || "–"}</Stranger>}</td>
      <td role="cell" className="secondary"><Time at={link.createdAt} length="short-day" /></td>
      <td role="cell"><LinkBadges state={state} /></td>
      {useTakesMoney() ? <td role="cell" className="number secondary"><Amount money={moneyOf(totals.paidMinor, link.currency)} /></td> : null}
      <td role="cell" className="number">
        {link.amountMinor === null ? words.freeAmount : <Amount money={moneyOf(link.amountMinor, link.currency)} />}
      </td>
    </tr>
  );
}
