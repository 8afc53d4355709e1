import { createHmac } from "node:crypto";
import { shopify } from "../../adapters/shopify/index.server";
import type { PlatformAdapter } from "../../app/core/ports";
import { insertConnection } from "../../app/db/connections.server";
import * as account from "../../app/routes/api.account.$verb";
import * as admin from "../../app/routes/api.admin.$verb";
import { customerIdOf } from "../simulators/shopify/world";
import { startShopifySimulator, type ShopifySimulator } from "../simulators/shopify";
import { makeClock } from "../road/house";
import { call, openHouse, origin, type House, type Shop } from "./merchant-house";

export type ScreenShop = { shop: Shop; sim: ShopifySimulator; connectionId: string };
export type ScreenHouse = { house: House; open(domain: string, clientSecret?: string): Promise<ScreenShop>; close(): Promise<void> };

/** A house whose stores have shops on the simulated platform, each with its own staff, customers and orders. */
export async function openScreenHouse(edition: PlatformAdapter = shopify): Promise<ScreenHouse> {
  const sims = new Map<string, ShopifySimulator>();
  const platform: PlatformAdapter = {
    ...edition,
    connect: (values, deps) => edition.connect(values, { ...deps, baseUrl: sims.get(values["shopDomain"] ?? "")?.url ?? null }),
  };
  const house = await openHouse({ clock: makeClock(), extraPlatforms: [platform] });
  return {
    house,
    async open(domain, clientSecret) {
      const sim = await startShopifySimulator({ domain, now: house.clock.now });
      if (clientSecret !== undefined) sim.door.clientSecret = clientSecret;
      // Numbers of its own, as real shops have: one shop's order is no other's.
      let lastId = (6 + sims.size) * 1_000_000_000;
      sim.nextId = () => String((lastId += 1));
      sims.set(domain, sim);
      const shop = await house.openShop();
      const settings = { ...sim.settings, clientSecret: sim.door.clientSecret };
      const { id } = await insertConnection(house.app.db, {
        id: house.app.newId("con"), storeId: shop.storeId, port: "platform", vendor: "shopify", settings, account: domain, hookSecret: null, at: house.clock.now(),
      });
      return { shop, sim, connectionId: id };
    },
    async close() {
      for (const sim of sims.values()) await sim.close();
      await house.close();
      const complaints = [...sims.values()].flatMap((sim) => sim.complaints);
      if (complaints.length > 0) throw new Error(`Not simulated: ${complaints.join(", ")}`);
    },
  };
}

/** As a customer's screen gets it: no issuer, the shop without its scheme, and who they are only when signed in. */
export function customerToken({ sim }: ScreenShop, email: string | null, change: Record<string, unknown> = {}): string {
  const sub = email === null ? undefined : customerIdOf({ email });
  return sim.sessionToken({ iss: undefined, dest: sim.domain, sub, ...change });
}

export type Said = { status: number; said: Record<string, unknown>; headers: Headers };

/** One question of a screen; `token` null sends none. */
export async function askScreen(house: House, surface: "admin" | "account", verb: string, input: { token: string | null; body?: unknown; clientIp?: string }): Promise<Said> {
  const headers = { "content-type": "application/json", origin: "null", ...(input.token !== null && { authorization: `Bearer ${input.token}` }) };
  const body = typeof input.body === "string" ? input.body : JSON.stringify(input.body ?? {});
  const request = new Request(`${origin}/api/${surface}/${verb}`, { method: "POST", body, headers });
  const answer = await call(house, (surface === "admin" ? admin : account).action, request, { verb }, input.clientIp);
  return { status: answer.status, said: JSON.parse(String(answer.body)) as Record<string, unknown>, headers: answer.headers };
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** The same token with another head: what a liar does who hopes that `alg` is believed. */
export function withHead(token: string, head: Record<string, unknown>, secret: string | null): string {
  const signed = `${encode(head)}.${token.split(".")[1] ?? ""}`;
  return `${signed}.${secret === null ? "" : createHmac("sha256", secret).update(signed).digest("base64url")}`;
}

export const gid = (ref: string) => `gid://shopify/Order/${ref}`;
