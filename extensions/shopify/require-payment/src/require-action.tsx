import { askRequire } from "../../shared/admin/ask-admin";
import { LinkAddress } from "../../shared/admin/link-address";
import { OrderSummary } from "../../shared/admin/order-summary";
import { selectedRef, type AdminSurface } from "../../shared/admin/surface";
import { TroubleBanner, Waiting } from "../../shared/admin/trouble-banner";
import { useLinks } from "../../shared/admin/use-links";
import { usePress } from "../../shared/use-press";

/** Says on the order that it must be paid, and makes the link it is paid by. */
export function RequireAction({ surface, onClose }: { surface: AdminSurface; onClose: () => void }) {
  const { translate } = surface.i18n;
  const orderRef = selectedRef(surface);
  const { answer, ask } = useLinks(surface, [orderRef]);
  const { isBusy, told, press } = usePress((ref: string, requestId) => askRequire(surface, ref, requestId));
  const order = answer?.ok ? answer.orders.find((one) => one.orderRef === orderRef) : undefined;
  const link = answer?.ok ? answer.links.find((one) => one.orderRef === orderRef) : undefined;
  const canRequire = order?.isPayable === true && told?.ok !== true;
  return (
    <s-admin-action heading={translate("require.heading")} loading={answer === null}>
      <s-stack gap="base">
        {answer === null && <Waiting surface={surface} />}
        {answer?.ok === false && <TroubleBanner surface={surface} trouble={answer} onRetry={ask} />}
        {answer?.ok && !order && <s-banner tone="warning">{translate("reason.order-unknown")}</s-banner>}
        {order && told?.ok !== true && <OrderSummary surface={surface} order={order} link={link ?? null} />}
        {canRequire && <s-paragraph>{translate("require.explains")}</s-paragraph>}
        {told?.ok === false && <TroubleBanner surface={surface} trouble={told} />}
        {told?.ok && <s-banner tone="success">{told.link.message ? translate("require.mailed", { to: told.link.message.to }) : translate("require.done")}</s-banner>}
        {told?.ok && <LinkAddress surface={surface} address={told.link.payUrl} />}
      </s-stack>
      {canRequire && (
        <s-button slot="primary-action" variant="primary" loading={isBusy} disabled={isBusy} onClick={() => press(orderRef)}>
          {translate("require.button")}
        </s-button>
      )}
      <s-button slot="secondary-actions" disabled={isBusy} onClick={onClose}>{translate("close")}</s-button>
    </s-admin-action>
  );
}
