import "@shopify/ui-extensions/preact";
import type { Api } from "@shopify/ui-extensions/customer-account.order-status.block.render";
import { render } from "preact";
import { OrderBlock } from "./order-block";

declare const shopify: Api;

export default function orderStatus(): void {
  const id = shopify.order.value?.id;
  if (id !== undefined) render(<OrderBlock surface={shopify} orderRef={id} />, document.body);
}
