// The process of the demo's Shopify shop: builds the extensions when their sources changed, then opens the stand-in
// (tests/simulators/shopify/stand-in), which is TypeScript; Vite reads it.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { runnerImport } from "vite";
import { buildExtensions } from "./build-extensions.mjs";
import { root } from "./machine.mjs";
import { filesUnder, hashOf } from "./prepare.mjs";

/** Stands in the bundles for the app's address; the stand-in leads it to where the app answers today. */
const declaredAppUrl = "https://app.example.com";

const directory = process.env.DEMO_SHOP_DIRECTORY ?? "";
const bundles = path.join(directory, "extensions");

async function buildWhenStale() {
  const stamp = path.join(bundles, "made-from");
  const wanted = hashOf([...filesUnder(path.join(root, "extensions", "shopify")), path.join(root, "scripts", "build-extensions.mjs"), path.join(root, "package-lock.json")]);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  await buildExtensions({ edition: "merchant", appUrl: declaredAppUrl, outDir: bundles });
  mkdirSync(bundles, { recursive: true });
  writeFileSync(stamp, wanted);
}

await buildWhenStale();
const { module } = await runnerImport(path.join(root, "tests", "simulators", "shopify", "stand-in", "demo.ts"), { configFile: false, logLevel: "error" });
const shop = await module.openDemoShop({
  port: Number(process.env.DEMO_SHOP_PORT), appUrl: process.env.APP_URL, bundles, domain: process.env.DEMO_SHOP,
  client: { id: process.env.SHOPIFY_CLIENT_ID, secret: process.env.SHOPIFY_CLIENT_SECRET },
  memoryFile: path.join(directory, "memory"), appToml: path.join(root, "shopify.app.toml"),
  onTrouble: (error) => console.error(error),
});
process.send?.({ kind: "listening" });

let isClosing = false;
const close = () => {
  if (isClosing) return;
  isClosing = true;
  shop.close().then(() => process.exit(0), (error) => {
    console.error(error);
    process.exit(1);
  });
};
for (const signal of ["SIGTERM", "SIGINT", "disconnect"]) process.on(signal, close);
