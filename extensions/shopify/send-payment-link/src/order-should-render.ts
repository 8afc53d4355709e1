import type { Api } from "@shopify/ui-extensions/admin.order-details.action.should-render";
import { isOrderPayable } from "../../shared/admin/is-payable";

declare const shopify: Api;

export default async function orderShouldRender(): Promise<{ display: boolean }> {
  return { display: await isOrderPayable(shopify) };
}
