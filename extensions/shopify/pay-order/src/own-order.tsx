import type { Trouble } from "../../shared/ask-app";
import type { Payable } from "../../shared/contract";
import { formatMinor } from "../../shared/money";
import { askOrder } from "../../shared/shopper/ask-account";
import { AppAway } from "../../shared/shopper/app-away";
import type { Due } from "../../shared/shopper/due";
import { readOneOrderDue } from "../../shared/shopper/read-shopify";
import { numbersLocaleOf, type ShopperSurface } from "../../shared/shopper/surface";
import { PayCard, PayHere } from "./pay-card";
import { PayOnDemand } from "./pay-on-demand";
import { useTold } from "./use-told";

/** Paid on our page. Shopify says whether something is open, we say where it is paid; either may be silent. */
export function OwnOrder({ surface, orderRef }: { surface: ShopperSurface; orderRef: string }) {
  const { translate } = surface.i18n;
  const { told, again } = useTold(readBoth, surface, orderRef);
  if (told == null) return <s-spinner accessibilityLabel={translate("waiting")} />;
  const { payable, trouble, due } = told;
  const isDown = trouble !== null;
  if (payable?.status === "paid") return <s-banner tone="success">{translate("order.paid")}</s-banner>;
  if (payable?.status === "open") {
    return (
      <PayCard surface={surface} amount={payable.openText} dueAt={due?.dueAt ?? payable.dueAt} isLate={payable.isLate || due?.isLate === true}>
        <PayHere surface={surface} href={payable.payUrl} withQr />
      </PayCard>
    );
  }
  if (due === null) return null;
  return (
    <PayCard surface={surface} amount={formatMinor(due.amountMinor, due.currency, numbersLocaleOf(surface))} dueAt={due.dueAt} isLate={due.isLate}>
      {trouble !== null && <AppAway surface={surface} trouble={trouble} onRetry={again} />}
      {!isDown && <PayOnDemand surface={surface} orderRef={orderRef} />}
      {isDown && due.payUrl !== null && <PayHere surface={surface} href={due.payUrl} withQr={false} />}
      {isDown && due.payUrl === null && <s-text>{translate("due.noWay")}</s-text>}
    </PayCard>
  );
}

type Both = { payable: Payable | null; trouble: Trouble | null; due: Due | null };

async function readBoth(surface: ShopperSurface, orderRef: string): Promise<Both> {
  const [answer, due] = await Promise.all([askOrder(surface, orderRef), readOneOrderDue(orderRef).catch(() => null)]);
  return { payable: answer.ok ? answer.payable : null, trouble: answer.ok ? null : answer, due };
}
