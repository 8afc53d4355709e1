import type { ShopperSurface } from "../../shared/shopper/surface";
import { OwnList } from "./own-list";
import { ShopifyList } from "./shopify-list";
import { useDues } from "./use-dues";

// Written into the bundle: the App Store edition then holds no line of the other.
const List = process.env.EDITION === "merchant" ? OwnList : ShopifyList;

/** "Payments to make": all that waits for this customer's money, and the way to pay each. */
export function PaymentsPage({ surface }: { surface: ShopperSurface }) {
  const { translate } = surface.i18n;
  const { dues, phase, isPartial, hasMore, more, again } = useDues();
  return (
    <s-page heading={translate("page.heading")}>
      <s-stack gap="base">
        {phase === "failed" && (
          <s-banner tone="critical" heading={translate("page.failed")}>
            <s-button onClick={again}>{translate("trouble.retry")}</s-button>
          </s-banner>
        )}
        {isPartial && <s-banner tone="warning">{translate("page.partial")}</s-banner>}
        {phase === "told" && dues.length === 0 && !hasMore && <s-paragraph>{translate("page.empty")}</s-paragraph>}
        {dues.length > 0 && <List surface={surface} dues={dues} />}
        {phase === "waiting" && <s-spinner accessibilityLabel={translate("waiting")} />}
        {phase === "told" && hasMore && <s-button variant="secondary" onClick={more}>{translate("page.more")}</s-button>}
      </s-stack>
    </s-page>
  );
}
