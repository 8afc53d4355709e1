import { platformContract } from "./platform.contract";
import { shopifyBench } from "./shopify-bench";

platformContract({ name: "Shopify, simulated", make: () => shopifyBench() });
platformContract({ name: "Shopify Plus in another currency, simulated", make: () => shopifyBench({ isPlus: true, currency: "USD" }) });
