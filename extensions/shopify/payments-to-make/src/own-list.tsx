import { useState } from "preact/hooks";
import { AppAway } from "../../shared/shopper/app-away";
import { basketMax } from "../../shared/shopper/ask-account";
import type { Due } from "../../shared/shopper/due";
import type { ShopperSurface } from "../../shared/shopper/surface";
import { BasketBar } from "./basket-bar";
import { amountOf, DueCard, nameOf, Total } from "./due-card";
import { OwnPay } from "./own-pay";
import { useOwnDues, type OwnDue } from "./use-own-dues";

/** Each paid on our page, several at once too. When the app does not answer, Shopify's own page is the way. */
export function OwnList({ surface, dues }: { surface: ShopperSurface; dues: readonly Due[] }) {
  const { phase, trouble, owns, again } = useOwnDues(surface, dues);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const picked = owns.filter(({ due }) => chosen.includes(due.ref));
  const choose = (ref: string, isOn: boolean) => setChosen(isOn ? [...chosen, ref] : chosen.filter((one) => one !== ref));
  const canChoose = owns.filter(({ linkId }) => linkId !== null).length > 1;
  return (
    <s-stack gap="base">
      {trouble !== null && <AppAway surface={surface} trouble={trouble} onRetry={again} />}
      <Total surface={surface} dues={owns.map(({ due }) => due)} />
      {canChoose && <s-text color="subdued">{surface.i18n.translate("basket.explains")}</s-text>}
      {owns.map((own) => (
        <DueCard key={own.due.ref} surface={surface} due={own.due} before={canChoose && <Choice surface={surface} own={own} picked={picked} onChoose={choose} />}>
          <OwnPay surface={surface} own={own} isDown={phase === "down"} isWaiting={phase === "waiting"} />
        </DueCard>
      ))}
      {canChoose && <BasketBar key={chosen.join(" ")} surface={surface} picked={picked} />}
    </s-stack>
  );
}

type ChoiceProps = { surface: ShopperSurface; own: OwnDue; picked: readonly OwnDue[]; onChoose: (ref: string, isOn: boolean) => void };

/** One page takes one currency, and so many links. */
function Choice({ surface, own, picked, onChoose }: ChoiceProps) {
  if (own.linkId === null) return null;
  const isOn = picked.includes(own);
  const fits = picked.length < basketMax && picked.every(({ due }) => due.currency === own.due.currency);
  const label = surface.i18n.translate("basket.choose", { what: nameOf(surface, own.due), amount: amountOf(surface, own.due) });
  return (
    <s-checkbox accessibilityLabel={label} checked={isOn} disabled={!isOn && !fits} onChange={(event) => onChoose(own.due.ref, isTicked(event))} />
  );
}

/** Shopify types this event without its element, which has `checked` as a box in a page has. */
function isTicked(event: Event): boolean {
  return (event.currentTarget as { checked?: boolean } | null)?.checked === true;
}
