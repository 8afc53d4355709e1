import type { TemplateSnippet } from "../../app/core/platform-screens";

const altWords = { fr: "Payer la commande", nl: "Bestelling betalen", en: "Pay for order", de: "Bestellung bezahlen" };

/**
 * Liquid for notification templates, where an order's properties stand alone (`id`, `name`), and for Order Printer, where
 * they stand under `order`: `default` takes whichever is there. It needs nothing that is written after the order is made,
 * so the very first mail has it. `split` and `last` take the number out of a global id, and leave a number as it is.
 * Facts: https://help.shopify.com/manual/orders/notifications/email-variables and …/shopify-order-printer/liquid-variables-and-filters-reference.
 */
export const snippet: TemplateSnippet = {
  name: "Liquid",
  write: ({ codesUrl, keyId, secret, locale }) => `{%- assign reglo_order = order.id | default: id | split: '/' | last -%}
{%- assign reglo_state = order.financial_status | default: financial_status | downcase -%}
{%- assign reglo_name = order.name | default: name -%}
{%- assign reglo_mark = 'pay:' | append: reglo_order | hmac_sha256: '${secret}' | slice: 0, 32 -%}
{%- assign reglo_code = '${codesUrl}/${keyId}.' | append: reglo_order | append: '.' | append: reglo_mark -%}
{%- unless reglo_state == 'paid' or reglo_state == 'refunded' or reglo_state == 'voided' -%}
<a href="{{ reglo_code }}"><img src="{{ reglo_code }}.png" width="160" height="160" alt="${altWords[locale]} {{ reglo_name | escape }}" style="display:block;border:0"></a>
{%- endunless -%}
`,
};
