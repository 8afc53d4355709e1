import type { ComponentChildren } from "preact";
import { formatMinor } from "../../shared/money";
import { totalsOf, type Due } from "../../shared/shopper/due";
import { dayOf, numbersLocaleOf, type ShopperSurface } from "../../shared/shopper/surface";

export function nameOf(surface: ShopperSurface, due: Due): string {
  return surface.i18n.translate(due.kind === "order" ? "due.order" : "due.draft", { name: due.name });
}

export function amountOf(surface: ShopperSurface, { amountMinor, currency }: Pick<Due, "amountMinor" | "currency">): string {
  return formatMinor(amountMinor, currency, numbersLocaleOf(surface));
}

export type DueCardProps = { surface: ShopperSurface; due: Due; before?: ComponentChildren; children: ComponentChildren };

/** One thing to pay: what, how much, until when, and the control that pays it. */
export function DueCard({ surface, due, before, children }: DueCardProps) {
  const { translate } = surface.i18n;
  return (
    <s-section>
      <s-stack gap="base">
        <s-stack direction="inline" gap="small" alignItems="center">
          {before}
          <s-heading>{nameOf(surface, due)}</s-heading>
          {due.isLate && <s-badge tone="critical">{translate("due.late")}</s-badge>}
        </s-stack>
        <s-text type="strong">{due.isLater ? translate("due.later", { amount: amountOf(surface, due) }) : amountOf(surface, due)}</s-text>
        {due.dueAt !== null && <s-text color="subdued">{translate(due.isLate ? "due.wasDueOn" : "due.dueOn", { date: dayOf(surface, due.dueAt) })}</s-text>}
        {children}
      </s-stack>
    </s-section>
  );
}

/** A way to pay that is an address already: a link, so that it opens as links do. */
export function PayLink({ surface, due, href }: { surface: ShopperSurface; due: Due; href: string }) {
  const { translate } = surface.i18n;
  const label = translate(due.isLater ? "due.viewLabel" : "due.payLabel", { what: nameOf(surface, due), amount: amountOf(surface, due) });
  return <s-button variant="primary" href={href} accessibilityLabel={label}>{translate(due.isLater ? "due.view" : "due.pay")}</s-button>;
}

export function Total({ surface, dues }: { surface: ShopperSurface; dues: readonly Due[] }) {
  const now = dues.filter((due) => !due.isLater);
  if (now.length < 2) return null;
  const amounts = totalsOf(now).map((total) => amountOf(surface, total)).join(" + ");
  return <s-text type="strong">{surface.i18n.translate("page.total", { amounts })}</s-text>;
}
