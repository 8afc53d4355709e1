import { askBasket } from "../../shared/shopper/ask-account";
import { totalsOf } from "../../shared/shopper/due";
import type { ShopperSurface } from "../../shared/shopper/surface";
import { troubleWords } from "../../shared/trouble-words";
import { usePress } from "../../shared/use-press";
import { amountOf } from "./due-card";
import type { OwnDue } from "./use-own-dues";

/** Those ticked, paid on one page. The choice changed, it starts anew (see its key). */
export function BasketBar({ surface, picked }: { surface: ShopperSurface; picked: readonly OwnDue[] }) {
  const { translate } = surface.i18n;
  const linkIds = picked.flatMap(({ linkId }) => linkId ?? []);
  const { isBusy, told, press } = usePress((ids: readonly string[]) => askBasket(surface, ids));
  if (linkIds.length < 2) return null;
  const amount = totalsOf(picked.map(({ due }) => due)).map((total) => amountOf(surface, total)).join(" + ");
  if (told?.ok) return <s-button variant="primary" href={told.url}>{translate("basket.go", { amount })}</s-button>;
  return (
    <s-stack gap="base">
      <s-button variant="primary" loading={isBusy} disabled={isBusy} onClick={() => press(linkIds)}>{translate("basket.pay", { count: linkIds.length, amount })}</s-button>
      {told?.ok === false && <s-banner tone="critical">{troubleWords(translate, told)}</s-banner>}
    </s-stack>
  );
}
