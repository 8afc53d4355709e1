import type { Embedder } from "../app/core/embedding";
import type { Registry } from "../app/core/ports";
import { bankTransfer } from "./bank-transfer/index.server";
import { email } from "./email/index.server";
import { inPerson } from "./in-person/index.server";
import { mollie } from "./mollie/index.server";
import { paypal } from "./paypal/index.server";
import { sandboxPlatform, sandboxProvider } from "./sandbox/index.server";
import { shopifyEmbedder } from "./shopify/embedding.server";
import { shopify } from "./shopify/index.server";
import { stripe } from "./stripe/index.server";
import { woocommerce } from "./woocommerce/index.server";

export { noticePrinter, paperPrinter, receiptPrinter } from "./typst/index.server";

/** Platforms whose own admin shows our screens. */
export const embedders: readonly Embedder[] = [shopifyEmbedder];

/** Every vendor, one line each. The sandbox moves no money: it is offered in the demo only. */
export function registry(input: { isDemo: boolean }): Registry {
  return {
    platform: [woocommerce, shopify, ...(input.isDemo ? [sandboxPlatform] : [])],
    provider: [stripe, mollie, paypal, bankTransfer, inPerson, ...(input.isDemo ? [sandboxProvider] : [])],
    messenger: [email],
  };
}
