import type { LinkAnswer } from "../../shared/admin/ask-admin";
import type { AdminSurface } from "../../shared/admin/surface";
import type { Link, OrderView } from "../../shared/contract";
import { reasonWords, troubleWords } from "../../shared/trouble-words";

/** `link`: what was asked for this order before; `told`: what became of it now. */
export type OrderRowProps = { surface: AdminSurface; order: OrderView; link: Link | null; told: LinkAnswer | null; turn: "sending" | "queued" | null };

export function OrderRow({ surface, order, link, told, turn }: OrderRowProps) {
  const { translate, formatDate } = surface.i18n;
  const detail = detailOf({ surface, order, told });
  // A second message is the merchant's to choose, so it is said before the press.
  const before = told === null && order.isPayable && link?.message ? translate("bulk.sentBefore", { date: formatDate(new Date(link.message.at), { dateStyle: "medium" }) }) : null;
  return (
    <s-box padding="small" border="base" borderRadius="base">
      <s-stack gap="small-200">
        <s-stack direction="inline" gap="small" alignItems="center">
          <s-text type="strong">{order.number}</s-text>
          {order.isPayable && <s-text>{order.openText}</s-text>}
          {turn === "sending" && <s-badge tone="info">{translate("bulk.sending")}</s-badge>}
          {turn === "queued" && <s-badge>{translate("bulk.queued")}</s-badge>}
          {told?.ok && <s-badge tone="success">{translate("bulk.sent")}</s-badge>}
          {told?.ok === false && turn === null && <s-badge tone="critical">{translate("bulk.notSent")}</s-badge>}
          {!order.isPayable && <s-badge>{translate("bulk.left")}</s-badge>}
        </s-stack>
        {detail !== "" && <s-text color="subdued">{detail}</s-text>}
        {before !== null && <s-text color="subdued">{before}</s-text>}
      </s-stack>
    </s-box>
  );
}

function detailOf({ surface, order, told }: Pick<OrderRowProps, "surface" | "order" | "told">): string {
  const { translate } = surface.i18n;
  if (!order.isPayable) return reasonWords(translate, order.reason);
  if (told?.ok === false) return troubleWords(translate, told);
  return told?.link.message?.to ?? order.customerEmail ?? "";
}
