import { askPay } from "../../shared/shopper/ask-account";
import type { ShopperSurface } from "../../shared/shopper/surface";
import { troubleWords } from "../../shared/trouble-words";
import { usePress } from "../../shared/use-press";
import { PayHere } from "./pay-card";

/** An order without a link yet: a press asks for it, and the button becomes it. */
export function PayOnDemand({ surface, orderRef }: { surface: ShopperSurface; orderRef: string }) {
  const { translate } = surface.i18n;
  const { isBusy, told, press } = usePress((ref: string) => askPay(surface, ref));
  if (told?.ok) return <PayHere surface={surface} href={told.url} withQr />;
  return (
    <s-stack gap="base">
      <s-button variant="primary" loading={isBusy} disabled={isBusy} onClick={() => press(orderRef)}>{translate("order.prepare")}</s-button>
      {told?.ok === false && <s-banner tone="critical">{troubleWords(translate, told)}</s-banner>}
    </s-stack>
  );
}
