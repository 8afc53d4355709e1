import { selectedRef, type AdminSurface } from "../../shared/admin/surface";
import { TroubleBanner, Waiting } from "../../shared/admin/trouble-banner";
import { useLinks } from "../../shared/admin/use-links";
import type { OrderView } from "../../shared/contract";
import { stateOf } from "../../shared/link-state";
import { reasonWords } from "../../shared/trouble-words";
import { LinkStatus } from "./link-status";

export type StatusBlockProps = { surface: AdminSurface; onSend: () => void };

/** How an order's payment stands: its link, where it leads, what was sent, and the way to send it again. */
export function StatusBlock({ surface, onSend }: StatusBlockProps) {
  const { translate } = surface.i18n;
  const orderRef = selectedRef(surface);
  const { answer, ask } = useLinks(surface, [orderRef]);
  const order = answer?.ok ? answer.orders.find((one) => one.orderRef === orderRef) : undefined;
  const link = answer?.ok ? answer.links.find((one) => one.orderRef === orderRef) : undefined;
  const summary = link ? `${translate(stateOf(link).key)} · ${link.openText}` : translate("block.none");
  return (
    <s-admin-block heading={translate("block.heading")} collapsedSummary={answer?.ok ? summary : translate("waiting")}>
      {answer === null && <Waiting surface={surface} />}
      {answer?.ok === false && <TroubleBanner surface={surface} trouble={answer} onRetry={ask} />}
      {answer?.ok && link && <LinkStatus key={link.linkId} surface={surface} link={link} canSend={order?.isPayable === true} onRefresh={ask} />}
      {answer?.ok && !link && <NoLink surface={surface} order={order ?? null} onSend={onSend} />}
    </s-admin-block>
  );
}

function NoLink({ surface, order, onSend }: { surface: AdminSurface; order: OrderView | null; onSend: () => void }) {
  const { translate } = surface.i18n;
  if (!order?.isPayable) return <s-paragraph>{reasonWords(translate, order === null ? "order-unknown" : order.reason)}</s-paragraph>;
  return (
    <s-stack gap="base">
      <s-paragraph>{translate("block.noLink", { amount: order.openText })}</s-paragraph>
      <s-button variant="primary" onClick={onSend}>{translate("send.button")}</s-button>
    </s-stack>
  );
}
