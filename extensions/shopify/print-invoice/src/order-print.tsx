import "@shopify/ui-extensions/preact";
import type { Api } from "@shopify/ui-extensions/admin.order-details.print-action.render";
import { render } from "preact";
import { PrintAction } from "./print-action";

declare const shopify: Api;

export default function orderPrint(): void {
  render(<PrintAction surface={shopify} />, document.body);
}
