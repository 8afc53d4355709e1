import { formatMinor } from "../../shared/money";
import { readOneOrderDue } from "../../shared/shopper/read-shopify";
import { numbersLocaleOf, type ShopperSurface } from "../../shared/shopper/surface";
import { PayCard, PayHere } from "./pay-card";
import { useTold } from "./use-told";

const readDue = (_surface: ShopperSurface, orderRef: string) => readOneOrderDue(orderRef);

/** Paid on Shopify's own page, read straight from Shopify. */
export function ShopifyOrder({ surface, orderRef }: { surface: ShopperSurface; orderRef: string }) {
  const { translate } = surface.i18n;
  const { told: due } = useTold(readDue, surface, orderRef);
  if (due === undefined) return <s-spinner accessibilityLabel={translate("waiting")} />;
  if (due === null) return null;
  return (
    <PayCard surface={surface} amount={formatMinor(due.amountMinor, due.currency, numbersLocaleOf(surface))} dueAt={due.dueAt} isLate={due.isLate}>
      {due.payUrl === null ? <s-text>{translate("due.noWay")}</s-text> : <PayHere surface={surface} href={due.payUrl} withQr={false} />}
    </PayCard>
  );
}
