import "@shopify/ui-extensions/preact";
import type { Api } from "@shopify/ui-extensions/admin.order-details.action.render";
import { render } from "preact";
import { SendAction } from "./send-action";

declare const shopify: Api;

export default function orderAction(): void {
  render(<SendAction surface={shopify} onClose={() => shopify.close()} />, document.body);
}
