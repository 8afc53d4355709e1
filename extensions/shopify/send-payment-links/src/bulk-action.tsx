import { ordersPerCallMax, type LinkAnswer } from "../../shared/admin/ask-admin";
import type { AdminSurface } from "../../shared/admin/surface";
import { TroubleBanner, Waiting } from "../../shared/admin/trouble-banner";
import { useLinks } from "../../shared/admin/use-links";
import type { OrderView } from "../../shared/contract";
import { OrderRow } from "./order-row";
import { useBulk, type Bulk } from "./use-bulk";

/** Links for the selected orders, one after the other, each with what became of it. */
export function BulkAction({ surface, onClose }: { surface: AdminSurface; onClose: () => void }) {
  const { translate } = surface.i18n;
  const selected = surface.data.selected.map(({ id }) => id);
  const { answer, ask } = useLinks(surface, selected.slice(0, ordersPerCallMax));
  const bulk = useBulk(surface);
  const { orders, links } = answer?.ok ? answer : { orders: [], links: [] };
  const left = orders.filter((order) => order.isPayable && bulk.outcomes.get(order.orderRef)?.ok !== true);
  return (
    <s-admin-action heading={translate("bulk.heading")} loading={answer === null}>
      <s-stack gap="base">
        {selected.length > ordersPerCallMax && (
          <s-banner tone="warning">{translate("bulk.tooMany", { selected: selected.length, max: ordersPerCallMax })}</s-banner>
        )}
        {answer === null && <Waiting surface={surface} />}
        {answer?.ok === false && <TroubleBanner surface={surface} trouble={answer} onRetry={ask} />}
        {answer?.ok && <Summary surface={surface} orders={orders} bulk={bulk} />}
        {bulk.stop !== null && bulk.stop !== "closed" && <TroubleBanner surface={surface} trouble={bulk.stop} />}
        {orders.length > 0 && (
          <s-stack gap="small">
            {orders.map((order) => <OrderRow key={order.orderRef} surface={surface} order={order} link={links.find((link) => link.orderRef === order.orderRef) ?? null} told={bulk.outcomes.get(order.orderRef) ?? null} turn={turnOf(bulk, order)} />)}
          </s-stack>
        )}
      </s-stack>
      {left.length > 0 && (
        <s-button slot="primary-action" variant="primary" loading={bulk.isRunning} disabled={bulk.isRunning} onClick={() => bulk.run(left.map((order) => order.orderRef))}>
          {translate(bulk.outcomes.size === 0 ? "bulk.send" : "bulk.sendRest", { count: left.length })}
        </s-button>
      )}
      <s-button slot="secondary-actions" onClick={onClose}>{translate("close")}</s-button>
    </s-admin-action>
  );
}

/** Where an order stands while the others are sent; null when nothing runs, it has its answer, or it is left alone. */
function turnOf(bulk: Bulk, { orderRef, isPayable }: OrderView): "sending" | "queued" | null {
  if (!bulk.isRunning || !isPayable || bulk.outcomes.get(orderRef)?.ok) return null;
  if (bulk.current === orderRef) return "sending";
  return bulk.outcomes.has(orderRef) ? null : "queued";
}

function Summary({ surface, orders, bulk }: { surface: AdminSurface; orders: OrderView[]; bulk: Bulk }) {
  const { translate } = surface.i18n;
  const payable = orders.filter((order) => order.isPayable);
  const sent = [...bulk.outcomes.values()].filter((told: LinkAnswer) => told.ok).length;
  if (payable.length === 0) return <s-banner tone="info">{translate("bulk.nothing")}</s-banner>;
  if (bulk.isRunning) {
    return (
      <s-stack direction="inline" gap="small" alignItems="center">
        <s-spinner accessibilityLabel={translate("bulk.running")} />
        <s-text>{translate("bulk.progress", { done: bulk.outcomes.size, total: payable.length })}</s-text>
      </s-stack>
    );
  }
  if (bulk.outcomes.size === 0) return <s-paragraph>{translate("bulk.explains")}</s-paragraph>;
  return <s-banner tone={sent === payable.length ? "success" : "warning"}>{translate("bulk.done", { sent, total: payable.length })}</s-banner>;
}
