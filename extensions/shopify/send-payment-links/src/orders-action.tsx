import "@shopify/ui-extensions/preact";
import type { Api } from "@shopify/ui-extensions/admin.order-index.selection-action.render";
import { render } from "preact";
import { BulkAction } from "./bulk-action";

declare const shopify: Api;

export default function ordersAction(): void {
  render(<BulkAction surface={shopify} onClose={() => shopify.close()} />, document.body);
}
