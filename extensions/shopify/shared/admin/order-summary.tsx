import type { Link, OrderView } from "../contract";
import { reasonWords } from "../trouble-words";
import type { AdminSurface } from "./surface";

/** What is about to be asked for, and what was sent before; or why nothing can be. */
export function OrderSummary({ surface, order, link }: { surface: AdminSurface; order: OrderView; link: Link | null }) {
  const { translate, formatDate } = surface.i18n;
  if (!order.isPayable) return <s-banner tone="info">{reasonWords(translate, order.reason)}</s-banner>;
  return (
    <s-stack gap="small">
      <s-heading>{translate("send.asks", { number: order.number, amount: order.openText })}</s-heading>
      {link?.status === "open" && link.message && (
        <s-paragraph color="subdued">{translate("send.again", { to: link.message.to, date: formatDate(new Date(link.message.at), { dateStyle: "medium" }) })}</s-paragraph>
      )}
    </s-stack>
  );
}
