import { randomBytes } from "node:crypto";
import type { App } from "../app/context.server";
import { findConnectionOfShop, insertConnection, listTypedConnections } from "../app/db/connections.server";
import { insertStore, updateStore } from "../app/db/stores.server";
import type { Env } from "../app/env.server";
import { mailSettings } from "./demo-mail";

const vendor = "shopify";
const typedMax = 50;
const hookSecretBytes = 24;

/**
 * A store for the demo's Shopify shop, ready to take money and write mails, before the shop installs the app: that
 * finds the connection typed here and goes on with it. Nothing when the shop is there already, or there is none.
 */
export async function welcomeDemoShop(app: App, env: Env, shopDomain: string | null): Promise<void> {
  const client = env.vendorApps[vendor];
  if (shopDomain === null || !client || (await isKnown(app, shopDomain))) return;
  const at = app.now();
  const storeId = app.newId("sto");
  await insertStore(app.db, { id: storeId, name: "Atelier Lumière", locale: "fr", timeZone: "Europe/Brussels", at });
  await updateStore(app.db, storeId, {
    legalLines: ["Atelier Lumière SRL", "Quai au Bois à Brûler 8, 1000 Bruxelles, Belgique", "BCE 0987.654.321 · TVA BE 0987.654.321"],
    website: "https://atelier-lumiere.example", contactEmail: "bonjour@atelier-lumiere.example", accentColor: "#1f5c4d",
  });
  const connect = (port: "platform" | "provider" | "messenger", name: string, settings: Record<string, string>) =>
    insertConnection(app.db, { id: app.newId("con"), storeId, port, vendor: name, settings, hookSecret: randomBytes(hookSecretBytes).toString("base64url"), at });
  await connect("platform", vendor, { shopDomain, clientId: client.id, clientSecret: client.secret });
  await connect("provider", "sandbox", {});
  if (env.demoSmtpPort !== null) await connect("messenger", "email", mailSettings(env, { name: "Atelier Lumière", host: "atelier-lumiere.example" }));
}

async function isKnown(app: App, shopDomain: string): Promise<boolean> {
  if ((await findConnectionOfShop(app.db, vendor, shopDomain)) !== null) return true;
  return (await listTypedConnections(app.db, vendor, typedMax)).some(({ settings }) => settings["shopDomain"] === shopDomain);
}
