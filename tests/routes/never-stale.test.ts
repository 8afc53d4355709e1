import { afterAll, beforeAll, expect, test } from "vitest";
import { signEvent } from "../../adapters/sandbox/hooks.server";
import { sandboxProvider } from "../../adapters/sandbox/index.server";
import { openApp, type App } from "../../app/context.server";
import { insertConnection, updateConnection } from "../../app/db/connections.server";
import { getLinkToken } from "../../app/db/links.server";
import { updateStore } from "../../app/db/stores.server";
import { readEnv } from "../../app/env.server";
import { settlePayment } from "../../app/flows/settle-payment.server";
import { startPayment } from "../../app/flows/start-payment.server";
import { action as hookAction } from "../../app/routes/hooks.$connectionId";
import { loader } from "../../app/routes/p.$token/route";
import { openHouse, openLink, payOnPaper, type House, type Shop } from "../road/house";

// What a process remembers of a store must be as true as what it would read: another process may have written since.
const secretKey = Buffer.alloc(32, 7).toString("base64");
let house: House;
let shop: Shop;
let other: App;
let providerId: string;
beforeAll(async () => {
  house = await openHouse({ extraProviders: [sandboxProvider], env: { SECRET_KEY: secretKey } });
  shop = await house.openShop();
  other = await openApp(readEnv({ DATABASE_URL: house.app.databaseUrl, APP_URL: "http://127.0.0.1:3000", SECRET_KEY: secretKey, NODE_ENV: "test" }), { now: house.clock.now, log: () => undefined, registry: house.app.registry });
  providerId = (await insertConnection(other.db, { id: other.newId("con"), storeId: shop.storeId, port: "provider", vendor: "sandbox", settings: {}, hookSecret: "first", at: house.clock.now() })).id;
});
afterAll(async () => {
  await other.close();
  await house.close();
});

type Door = (args: never) => Promise<Response>;
const knock = (door: Door, request: Request, params: Record<string, string>) => door({ request, params, context: { app: house.app, clientIp: "" } } as never);
const look = async (token: string) => (await knock(loader as Door, new Request(`http://127.0.0.1:3000/p/${token}`), { token })).text();

let events = 0;
async function hook(secret: string): Promise<string> {
  const { body, headers } = signEvent({ id: `evt_${(events += 1)}`, about: { kind: "payment", providerRef: "none", paymentId: null } }, secret, house.clock.now());
  const answer = await knock(hookAction as Door, new Request(`http://127.0.0.1:3000/hooks/${providerId}`, { method: "POST", headers, body: body as BodyInit }), { connectionId: providerId });
  return `${answer.status} ${(await answer.text()).trim()}`;
}

/** How many statements `act` sends, a transaction counted as one. The pool's own `query` takes a connection by callback. */
async function statementsOf(act: () => Promise<unknown>): Promise<number> {
  const { pool } = house.app.db;
  const { query, connect } = pool;
  let count = 0;
  const counting = (method: object, isCounted: (args: unknown[]) => boolean) => (...args: unknown[]) => {
    if (isCounted(args)) count += 1;
    return Reflect.apply(method as () => unknown, pool, args);
  };
  Object.assign(pool, { query: counting(query, () => true), connect: counting(connect, (args) => args.length === 0) });
  try {
    await act();
  } finally {
    Object.assign(pool, { query, connect });
  }
  return count;
}

test("a page that was read before shows at once what another process changed since", async () => {
  const { linkId, orderRef } = await openLink(house, shop);
  const token = await getLinkToken(house.app.db, shop.storeId, linkId);
  expect(await look(token)).toContain("Maison Thé");
  await updateStore(other.db, shop.storeId, { name: "Maison Café" });
  expect(await look(token)).toContain("Maison Café");
  expect(await look(token)).toContain(`value="${providerId}"`);
  await updateConnection(other.db, { id: providerId, storeId: shop.storeId }, { isEnabled: false });
  expect(await look(token)).not.toContain(`value="${providerId}"`);
  await updateConnection(other.db, { id: providerId, storeId: shop.storeId }, { isEnabled: true });
  expect(await look(token)).toContain(`value="${providerId}"`);
  const added = await insertConnection(other.db, { id: other.newId("con"), storeId: shop.storeId, port: "provider", vendor: "sandbox", settings: {}, hookSecret: null, at: house.clock.now() });
  expect(await look(token)).toContain(`value="${added.id}"`);
  await other.db.sql.connection.delete({ where: { id: added.id } });
  expect(await look(token)).not.toContain(`value="${added.id}"`);
  await other.db.sql.orderSnapshot.updateMany({ where: { storeId: shop.storeId, ref: orderRef }, data: { state: "cancelled" } });
  expect(await look(token)).not.toContain("<form");
});

test("money that came since the last look is on the page at the next one", async () => {
  const { linkId } = await openLink(house, shop);
  const token = await getLinkToken(house.app.db, shop.storeId, linkId);
  expect(await look(token)).toContain("<form");
  const started = await startPayment(await other.openStore(shop.storeId), { linkId, providerId: shop.providerId, shownMinor: null, typedMinor: null });
  if (!started.ok) throw new Error(started.reason);
  payOnPaper(house, started.paymentId);
  await settlePayment(await other.openStore(shop.storeId), started.paymentId);
  expect(await look(token)).not.toContain("<form");
});

test("a hook is believed by the secret of now, whatever the process remembers", async () => {
  expect([await hook("first"), await hook("first")]).toEqual(["200 stored", "200 stored"]);
  await updateConnection(other.db, { id: providerId, storeId: shop.storeId }, { hookSecret: "second" });
  expect(await hook("first")).toBe("401 refused");
  await updateConnection(other.db, { id: providerId, storeId: shop.storeId }, { hookSecret: "third" });
  expect([await hook("third"), await hook("second"), await hook("third")]).toEqual(["200 stored", "401 refused", "200 stored"]);
  await updateConnection(other.db, { id: providerId, storeId: shop.storeId }, { isEnabled: false });
  expect(await hook("third")).toBe("401 unknown");
  await updateConnection(other.db, { id: providerId, storeId: shop.storeId }, { isEnabled: true, hookSecret: "first" });
  expect(await hook("first")).toBe("200 stored");
});

test("an unpaid page and a hook take one statement each, once their store is known", async () => {
  const { linkId } = await openLink(house, shop);
  const token = await getLinkToken(house.app.db, shop.storeId, linkId);
  await look(token);
  await hook("first");
  expect(await statementsOf(() => look(token))).toBe(1);
  expect(await statementsOf(() => hook("first"))).toBe(1);
});
