import type { Trouble } from "../ask-app";
import { troubleWords } from "../trouble-words";
import type { ShopperSurface } from "./surface";

/** The app gave no answer: what that means here, in plain words, and the way to ask it again. */
export function AppAway({ surface, trouble, onRetry }: { surface: ShopperSurface; trouble: Trouble; onRetry: () => void }) {
  const { translate } = surface.i18n;
  return (
    <s-banner tone="warning">
      <s-stack gap="base">
        <s-text>{trouble.kind === "busy" ? troubleWords(translate, trouble) : translate("own.down")}</s-text>
        <s-button variant="secondary" onClick={onRetry}>{translate("trouble.retry")}</s-button>
      </s-stack>
    </s-banner>
  );
}
