import type { Api } from "@shopify/ui-extensions/admin.draft-order-details.action.should-render";
import { isDraftPayable } from "../../shared/admin/is-payable";

declare const shopify: Api;

export default async function draftShouldRender(): Promise<{ display: boolean }> {
  return { display: await isDraftPayable(shopify) };
}
