import "@shopify/ui-extensions/preact";
import type { Api } from "@shopify/ui-extensions/purchase.thank-you.block.render";
import { render } from "preact";
import { ThanksBlock } from "./thanks-block";

declare const shopify: Api;

/** Here the order may still be named by what it will be: same number, other kind. */
const orderRefOf = (id: string) => id.replace("/OrderIdentity/", "/Order/");

export default function thankYou(): void {
  render(<ThanksBlock surface={shopify} orderRef={orderRefOf(shopify.orderConfirmation.value.order.id)} />, document.body);
}
