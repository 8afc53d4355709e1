import "@shopify/ui-extensions/preact";
import type { Api } from "@shopify/ui-extensions/customer-account.page.render";
import { render } from "preact";
import { PaymentsPage } from "./payments-page";

declare const shopify: Api;

export default function page(): void {
  render(<PaymentsPage surface={shopify} />, document.body);
}
