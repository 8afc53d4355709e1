import "@shopify/ui-extensions/preact";
import type { Api } from "@shopify/ui-extensions/admin.draft-order-details.action.render";
import { render } from "preact";
import { SendDraft } from "./send-draft";

declare const shopify: Api;

export default function draftAction(): void {
  render(<SendDraft surface={shopify} onClose={() => shopify.close()} />, document.body);
}
