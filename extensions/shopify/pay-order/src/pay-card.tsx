import type { ComponentChildren } from "preact";
import { dayOf, type ShopperSurface } from "../../shared/shopper/surface";

export type PayCardProps = {
  surface: ShopperSurface;
  /** Written out. Null where nobody told it. */
  amount: string | null;
  dueAt?: string | null;
  isLate?: boolean;
  children: ComponentChildren;
};

/** What is still to pay on this order, and the control that pays it. */
export function PayCard({ surface, amount, dueAt = null, isLate = false, children }: PayCardProps) {
  const { translate } = surface.i18n;
  return (
    <s-section heading={translate("order.heading")}>
      <s-stack gap="base">
        <s-stack direction="inline" gap="base" alignItems="center">
          <s-text type="strong">{amount === null ? translate("order.waits") : translate("order.open", { amount })}</s-text>
          {isLate && <s-badge tone="critical">{translate("due.late")}</s-badge>}
        </s-stack>
        {dueAt !== null && <s-text color="subdued">{translate(isLate ? "due.wasDueOn" : "due.dueOn", { date: dayOf(surface, dueAt) })}</s-text>}
        {children}
      </s-stack>
    </s-section>
  );
}

/** A link, and the same as a picture for the phone that holds the bank's app. */
export function PayHere({ surface, href, withQr }: { surface: ShopperSurface; href: string; withQr: boolean }) {
  const { translate } = surface.i18n;
  return (
    <s-stack gap="base">
      <s-button variant="primary" href={href}>{translate("order.pay")}</s-button>
      {withQr && (
        <s-details>
          <s-summary>{translate("order.onPhone")}</s-summary>
          <s-qr-code content={href} accessibilityLabel={translate("order.qrLabel")} />
        </s-details>
      )}
    </s-stack>
  );
}
