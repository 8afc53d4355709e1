/** Which product is built: the merchant's own app, with their own providers, or the App Store's, where the platform takes the money. */
export const edition = process.env.EDITION || "merchant";
if (edition !== "merchant" && edition !== "app-store") throw new Error("EDITION must be merchant or app-store");

/** Doors through which money is taken, noted or given back: where the platform takes it, they are not built. */
export const ownMoneyRoutes = [
  "app.till*", "app.together*", "app.receipts.*", "app.*_.counter*", "app.links.*_.dispute.*", "app.links.new*", "b.*", "checkout.*", "p.$token_.*", "r.$code*",
  "api.shop.$verb*", "api.shop.connect*", "connect.shop*",
].map((name) => `**/${name}`);
