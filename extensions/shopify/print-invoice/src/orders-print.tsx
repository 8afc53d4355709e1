import "@shopify/ui-extensions/preact";
import type { Api } from "@shopify/ui-extensions/admin.order-index.selection-print-action.render";
import { render } from "preact";
import { PrintAction } from "./print-action";

declare const shopify: Api;

export default function ordersPrint(): void {
  render(<PrintAction surface={shopify} />, document.body);
}
