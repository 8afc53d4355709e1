import "@shopify/ui-extensions/preact";
import type { Api } from "@shopify/ui-extensions/admin.order-details.block.render";
import { render } from "preact";
import { StatusBlock } from "./status-block";

declare const shopify: Api;

export default function orderBlock(): void {
  render(<StatusBlock surface={shopify} onSend={() => shopify.navigation.navigate("extension://send-payment-link")} />, document.body);
}
