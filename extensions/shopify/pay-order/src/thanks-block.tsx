import type { Trouble } from "../../shared/ask-app";
import type { Payable } from "../../shared/contract";
import { AppAway } from "../../shared/shopper/app-away";
import { askOrder } from "../../shared/shopper/ask-account";
import type { ShopperSurface } from "../../shared/shopper/surface";
import { PayCard, PayHere } from "./pay-card";
import { PayOnDemand } from "./pay-on-demand";
import { useTold } from "./use-told";

type Chosen = { selectedPaymentOptions?: { value: { type?: string }[] } };

/** Right after checkout the order may not have reached us yet: asked so often, then left. */
const triesMax = 5;
const waitMs = 3_000;

/**
 * After a checkout that was not paid at once (a bank transfer, an invoice): the way to pay now, or a word why not yet
 * and the way to ask again. On everybody else's thank-you page nothing stands: the order is placed, and that is the news.
 */
export function ThanksBlock({ surface, orderRef }: { surface: ShopperSurface & Chosen; orderRef: string }) {
  const { told, again } = useTold(readUntilKnown, surface, orderRef);
  if (told == null) return null;
  if (!told.ok) {
    if (!isPaidLater(surface) || !["unreachable", "busy", "broken"].includes(told.kind)) return null;
    return <PayCard surface={surface} amount={null}><AppAway surface={surface} trouble={told} onRetry={again} /></PayCard>;
  }
  if (told.payable?.status === "open") {
    return <PayCard surface={surface} amount={told.payable.openText} dueAt={told.payable.dueAt}><PayHere surface={surface} href={told.payable.payUrl} withQr /></PayCard>;
  }
  if (told.payable !== null || !isPaidLater(surface)) return null;
  return <PayCard surface={surface} amount={null}><PayOnDemand surface={surface} orderRef={orderRef} /></PayCard>;
}

/** Whether a way to pay was chosen that takes no money in the checkout. */
function isPaidLater({ selectedPaymentOptions }: Chosen): boolean {
  return (selectedPaymentOptions?.value ?? []).some(({ type }) => type === "manualPayment" || type === "deferred");
}

async function readUntilKnown(surface: ShopperSurface, orderRef: string): Promise<{ ok: true; payable: Payable | null } | Trouble> {
  for (let tries = 1; ; tries++) {
    const answer = await askOrder(surface, orderRef);
    if (answer.ok) return answer;
    if (answer.kind !== "unknown-order" || tries === triesMax) return answer;
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
}
