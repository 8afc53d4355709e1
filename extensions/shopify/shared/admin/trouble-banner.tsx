import type { Trouble } from "../ask-app";
import { troubleWords } from "../trouble-words";
import type { AdminSurface } from "./surface";

export type TroubleBannerProps = { surface: AdminSurface; trouble: Trouble; onRetry?: () => void };

export function TroubleBanner({ surface, trouble, onRetry }: TroubleBannerProps) {
  const { translate } = surface.i18n;
  return (
    <s-banner tone="critical" heading={translate("trouble.heading")}>
      <s-paragraph>{troubleWords(translate, trouble)}</s-paragraph>
      {onRetry && <s-button onClick={onRetry}>{translate("trouble.retry")}</s-button>}
    </s-banner>
  );
}

export function Waiting({ surface }: { surface: AdminSurface }) {
  const label = surface.i18n.translate("waiting");
  return (
    <s-stack direction="inline" gap="small" alignItems="center">
      <s-spinner accessibilityLabel={label} />
      <s-text>{label}</s-text>
    </s-stack>
  );
}
