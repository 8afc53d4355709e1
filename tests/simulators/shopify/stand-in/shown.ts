/** How the shop's own pages write amounts, dates and states. */
import { html, type Html } from "../../../../app/core/html";
import { outstandingMinor, statusOf, toDecimal, type SimDraft, type SimOrder } from "../world";

export const money = (minor: number, currency: string) => new Intl.NumberFormat("fr-BE", { style: "currency", currency }).format(Number(toDecimal(minor, currency)));
export const day = (at: Date) => new Intl.DateTimeFormat("fr-BE", { dateStyle: "medium", timeStyle: "short", timeZone: "Europe/Brussels" }).format(at);

const statuses: Record<string, [text: string, tone: string]> = {
  PENDING: ["Paiement en attente", "warning"], PAID: ["Payée", "success"], PARTIALLY_PAID: ["Payée en partie", "warning"], AUTHORIZED: ["Autorisée", "info"],
  REFUNDED: ["Remboursée", "neutral"], PARTIALLY_REFUNDED: ["Remboursée en partie", "neutral"], VOIDED: ["Annulée", "neutral"], EXPIRED: ["Expirée", "critical"],
};
const draftStatuses: Record<SimDraft["status"], [string, string]> = { OPEN: ["Ouverte", "info"], INVOICE_SENT: ["Facture envoyée", "info"], COMPLETED: ["Terminée", "success"] };

const gateways: Record<string, string> = { shopify_payments: "Shopify Payments", manual: "paiement manuel" };
/** A gateway as people know it; one of ours has its own name already. */
export const gatewayName = (gateway: string) => gateways[gateway] ?? gateway;

const badge = ([text, tone]: [string, string]): Html => html`<span class="badge ${tone}">${text}</span>`;
export const orderBadge = (order: SimOrder): Html => badge(order.cancelledAt ? ["Annulée", "neutral"] : (statuses[statusOf(order)] ?? [statusOf(order), "neutral"]));
export const draftBadge = (draft: SimDraft): Html => badge(draftStatuses[draft.status]);

/** What was ordered, what came, what is open. */
export function sums(order: SimOrder): Html {
  const rows: [string, number][] = [
    ["Sous-total", order.lines.reduce((sum, { currentQuantity, unitMinor }) => sum + currentQuantity * unitMinor, 0)],
    ...(order.discountMinor > 0 ? [["Réduction", -order.discountMinor] as [string, number]] : []),
    ...(order.shippingMinor > 0 ? [["Livraison", order.shippingMinor] as [string, number]] : []),
  ];
  return html`<dl class="sums">${rows.map(([name, minor]) => html`<div><dt>${name}</dt><dd>${money(minor, order.currency)}</dd></div>`)}
<div class="total"><dt>Reste à payer</dt><dd>${money(Math.max(outstandingMinor(order), 0), order.currency)}</dd></div></dl>`;
}

export function lines(order: SimOrder): Html {
  return html`<table class="lines"><caption class="sr">Articles</caption><thead><tr><th scope="col">Article</th><th scope="col" class="end">Quantité</th><th scope="col" class="end">Prix</th></tr></thead>
<tbody>${order.lines.map(({ name, currentQuantity, unitMinor }) => html`<tr><td>${name}</td><td class="end">${currentQuantity}</td><td class="end">${money(currentQuantity * unitMinor, order.currency)}</td></tr>`)}</tbody></table>`;
}
