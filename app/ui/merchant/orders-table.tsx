import { Link } from "@remix-run/react";
import type { OrderRow } from "../../core/order-row";
import { ordersWords } from "../words/orders";
import { togetherWords } from "../words/together";
import { LinkBadges, OrderBadge } from "./badges";
import { Stranger } from "./facts";
import { Amount, Time, useMoney, useWords } from "./language";
import { orderPath } from "./paths";
import { PickForm, pickName } from "./pick-form";

/** Orders, one a row; on a phone each row becomes a card. The roles say so where the layout would hide it. */
export function OrdersTable({ orders, pressId }: { orders: OrderRow[]; pressId: string }) {
  const words = useWords(ordersWords);
  const { columns } = words;
  const canPick = orders.filter(isPickable).length > 1;
  const table = (
    <table className="orders" role="table" aria-label={words.caption}>
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col" role="columnheader">{columns.order}</th>
          <th scope="col" role="columnheader">{columns.customer}</th>
          <th scope="col" role="columnheader">{columns.date}</th>
          <th scope="col" role="columnheader">{columns.state}</th>
          <th scope="col" role="columnheader">{columns.link}</th>
          <th scope="col" role="columnheader" className="number">{columns.amount}</th>
        </tr>
      </thead>
      <tbody role="rowgroup">{orders.map((order) => <TableRow key={keyOf(order)} order={order} canPick={canPick} />)}</tbody>
    </table>
  );
  return canPick ? <PickForm pressId={pressId} rowsKey={orders.map(keyOf).join()}>{table}</PickForm> : table;
}

const keyOf = (order: OrderRow) => `${order.platformId}/${order.ref}`;
/** What is over needs no link; what cannot be asked for all the same (no address) is told where it is sent from. */
const isPickable = ({ state }: OrderRow) => state === "unpaid";

function TableRow({ order, canPick }: { order: OrderRow; canPick: boolean }) {
  const words = useWords(ordersWords);
  const { pick } = useWords(togetherWords);
  const write = useMoney();
  const isPart = order.state === "unpaid" && order.open.amountMinor !== order.total.amountMinor;
  return (
    <tr role="row">
      <td role="cell">
        {canPick && isPickable(order) ? <input className="pick" type="checkbox" name={pickName} value={keyOf(order)} aria-label={pick(order.number)} /> : null}
        <Link className="row" to={orderPath(order)}>{order.number}</Link>
      </td>
      <td role="cell" className="wide">
        <Stranger>{order.customerName || order.customerEmail || "–"}</Stranger>
      </td>
      <td role="cell" className="secondary"><Time at={order.createdAt} length="short-day" /></td>
      <td role="cell"><OrderBadge state={order.state} /></td>
      <td role="cell" className="late">{order.link ? <LinkBadges state={order.link} /> : <span className="subdued">{words.noLink}</span>}</td>
      <td role="cell" className="number">
        {isPart ? <span suppressHydrationWarning>{words.openOf(write(order.open), write(order.total))}</span> : <Amount money={order.state === "unpaid" ? order.open : order.total} />}
      </td>
    </tr>
  );
}
