import { useState } from "preact/hooks";
import { askSend, type SendAsk } from "../../shared/admin/ask-admin";
import { LinkAddress } from "../../shared/admin/link-address";
import { OrderSummary } from "../../shared/admin/order-summary";
import { selectedRef, type AdminSurface } from "../../shared/admin/surface";
import { TroubleBanner, Waiting } from "../../shared/admin/trouble-banner";
import { useLinks } from "../../shared/admin/use-links";
import { usePress } from "../../shared/use-press";
import type { Link } from "../../shared/contract";
import { SendForm, typedOf, type SendFields } from "./send-form";

export type SendActionProps = { surface: AdminSurface; onClose: () => void };

/** One order: what is asked of whom, a note, and what became of it. */
export function SendAction({ surface, onClose }: SendActionProps) {
  const { translate } = surface.i18n;
  const orderRef = selectedRef(surface);
  const { answer, ask } = useLinks(surface, [orderRef]);
  const [fields, setFields] = useState<SendFields>({ email: null, note: "" });
  const { isBusy: isSending, told: sent, press: send } = usePress((ask: SendAsk, requestId) => askSend(surface, ask, requestId));
  const order = answer?.ok ? answer.orders.find((one) => one.orderRef === orderRef) : undefined;
  const link = answer?.ok ? answer.links.find((one) => one.orderRef === orderRef) : undefined;
  const canSend = order?.isPayable === true && sent?.ok !== true;
  return (
    <s-admin-action heading={translate("send.heading")} loading={answer === null}>
      <s-stack gap="base">
        {answer === null && <Waiting surface={surface} />}
        {answer?.ok === false && <TroubleBanner surface={surface} trouble={answer} onRetry={ask} />}
        {answer?.ok && !order && <s-banner tone="warning">{translate("reason.order-unknown")}</s-banner>}
        {order && sent?.ok !== true && <OrderSummary surface={surface} order={order} link={link ?? null} />}
        {order && canSend && <SendForm surface={surface} knownEmail={order.customerEmail} fields={fields} isSending={isSending} onChange={setFields} />}
        {sent?.ok === false && <TroubleBanner surface={surface} trouble={sent} />}
        {sent?.ok && <Sent surface={surface} link={sent.link} />}
      </s-stack>
      {canSend && (
        <s-button slot="primary-action" variant="primary" loading={isSending} disabled={isSending} onClick={() => order && send({ orderRef, ...typedOf(fields, order.customerEmail) })}>
          {translate("send.button")}
        </s-button>
      )}
      <s-button slot="secondary-actions" disabled={isSending} onClick={onClose}>{translate("close")}</s-button>
    </s-admin-action>
  );
}

function Sent({ surface, link }: { surface: AdminSurface; link: Link }) {
  const { translate } = surface.i18n;
  const words = link.message ? translate("send.sentTo", { to: link.message.to }) : translate("send.sent");
  return (
    <s-stack gap="base">
      <s-banner tone="success">{words}</s-banner>
      <LinkAddress surface={surface} address={link.payUrl} />
    </s-stack>
  );
}
