import type { Due } from "../../shared/shopper/due";
import type { ShopperSurface } from "../../shared/shopper/surface";
import { DueCard, PayLink, Total } from "./due-card";

/** Each paid on Shopify's own page. Where Shopify has none, the words say who can help. */
export function ShopifyList({ surface, dues }: { surface: ShopperSurface; dues: readonly Due[] }) {
  return (
    <s-stack gap="base">
      <Total surface={surface} dues={dues} />
      {dues.map((due) => (
        <DueCard key={due.ref} surface={surface} due={due}>
          {due.payUrl === null ? <s-text>{surface.i18n.translate("due.noWay")}</s-text> : <PayLink surface={surface} due={due} href={due.payUrl} />}
        </DueCard>
      ))}
    </s-stack>
  );
}
