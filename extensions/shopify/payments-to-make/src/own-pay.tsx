import { askPay } from "../../shared/shopper/ask-account";
import type { ShopperSurface } from "../../shared/shopper/surface";
import { troubleWords } from "../../shared/trouble-words";
import { usePress } from "../../shared/use-press";
import { amountOf, nameOf, PayLink } from "./due-card";
import type { OwnDue } from "./use-own-dues";

export type OwnPayProps = { surface: ShopperSurface; own: OwnDue; isDown: boolean; isWaiting: boolean };

/**
 * Our page where there is a link; else a press makes one and the button becomes it: an address that opens by itself
 * after a wait is what browsers block. A draft is paid at Shopify, which makes the order of it.
 */
export function OwnPay({ surface, own: { due, ownUrl }, isDown, isWaiting }: OwnPayProps) {
  const { translate } = surface.i18n;
  const { isBusy, told, press } = usePress((ref: string) => askPay(surface, ref));
  const href = ownUrl ?? (told?.ok ? told.url : isDown || due.kind === "draft" ? due.payUrl : null);
  if (href !== null) return <PayLink surface={surface} due={due} href={href} />;
  if (isDown || due.kind === "draft") return <s-text>{translate("due.noWay")}</s-text>;
  const label = translate("due.payLabel", { what: nameOf(surface, due), amount: amountOf(surface, due) });
  return (
    <s-stack gap="base">
      <s-button variant="primary" loading={isBusy || isWaiting} disabled={isBusy || isWaiting} accessibilityLabel={label} onClick={() => press(due.ref)}>
        {translate("due.pay")}
      </s-button>
      {told?.ok === false && <s-banner tone="critical">{troubleWords(translate, told)}</s-banner>}
      {told?.ok === false && due.payUrl !== null && <s-link href={due.payUrl}>{translate("own.atShopify")}</s-link>}
    </s-stack>
  );
}
