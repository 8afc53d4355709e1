import type { LinkAnswer } from "../../shared/admin/ask-admin";
import type { AdminSurface } from "../../shared/admin/surface";
import type { OrderView } from "../../shared/contract";
import { reasonWords, troubleWords } from "../../shared/trouble-words";

export type OrderRowProps = { surface: AdminSurface; order: OrderView; told: LinkAnswer | null };

export function OrderRow({ surface, order, told }: OrderRowProps) {
  const { translate } = surface.i18n;
  return (
    <s-box padding="small" border="base" borderRadius="base">
      <s-stack gap="small-200">
        <s-stack direction="inline" gap="small" alignItems="center">
          <s-text type="strong">{order.number}</s-text>
          {order.isPayable && <s-text>{order.openText}</s-text>}
          {told?.ok && <s-badge tone="success">{translate("bulk.sent")}</s-badge>}
          {told?.ok === false && <s-badge tone="critical">{translate("bulk.notSent")}</s-badge>}
          {!order.isPayable && <s-badge>{translate("bulk.left")}</s-badge>}
        </s-stack>
        {detailOf({ surface, order, told }) !== "" && <s-text color="subdued">{detailOf({ surface, order, told })}</s-text>}
      </s-stack>
    </s-box>
  );
}

function detailOf({ surface, order, told }: OrderRowProps): string {
  const { translate } = surface.i18n;
  if (!order.isPayable) return reasonWords(translate, order.reason);
  if (told?.ok === false) return troubleWords(translate, told);
  return told?.link.message?.to ?? order.customerEmail ?? "";
}
