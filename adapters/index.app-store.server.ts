import type { Embedder } from "../app/core/embedding";
import type { Registry } from "../app/core/ports";
import { email } from "./email/index.server";
import { shopifyOfAppStore } from "./shopify/app-store.server";
import { shopifyEmbedder } from "./shopify/embedding.server";

export { noticePrinter, paperPrinter, receiptPrinter } from "./typst/index.server";

/** Platforms whose own admin shows our screens. */
export const embedders: readonly Embedder[] = [shopifyEmbedder];

/** The App Store edition's whole world (`EDITION=app-store`): no provider is in its build, Shopify takes the money. */
export function registry(_input: { isDemo: boolean }): Registry {
  return { platform: [shopifyOfAppStore], provider: [], messenger: [email] };
}
