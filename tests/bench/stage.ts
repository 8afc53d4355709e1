import { randomBytes } from "node:crypto";
import { mkdtempSync, chmodSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { createDatabase, migrate } from "../../scripts/migrate.mjs";
import { openPostgres, removePostgres } from "../../scripts/postgres.mjs";
import { orderKind, sandboxOrder } from "../../adapters/sandbox/index.server";
import { signEvent } from "../../adapters/sandbox/hooks.server";
import { openApp } from "../../app/context.server";
import { demoSignIn } from "../../app/core/demo-account";
import { inShortTransaction } from "../../app/db/client.server";
import { insertConnection } from "../../app/db/connections.server";
import { addLinkEvent } from "../../app/db/link-events.server";
import { getLinkToken, insertLink } from "../../app/db/links.server";
import { insertMember } from "../../app/db/members.server";
import { recordsOf } from "../../app/db/records.server";
import { insertStore, updateStore } from "../../app/db/stores.server";
import { readEnv } from "../../app/env.server";
import { sendPaymentLink } from "../../app/flows/send-payment-link.server";
import type { LinkDraft } from "../../app/core/payment-link";
import { noPlan } from "../../app/core/payment-plan";
import { demoLogo } from "../../prisma/demo-logo";

const hookSecret = "bench";
const secretKey = randomBytes(32).toString("base64");

/** A durable database of its own (fsync on), a shop in it, and what each bench needs from the product. */
export async function openStage() {
  const home = mkdtempSync(path.join(tmpdir(), "reglo-bench-"));
  chmodSync(home, 0o711);
  const cluster = await openPostgres({ home: path.join(home, "postgres"), port: 0 });
  await createDatabase(cluster.url("postgres"), "bench");
  const databaseUrl = cluster.url("bench");
  await migrate(databaseUrl);
  const env = { DATABASE_URL: databaseUrl, SECRET_KEY: secretKey, DEMO: "on", WORKER: "off" };
  const app = await openApp(readEnv({ ...env, APP_URL: "http://127.0.0.1:9", NODE_ENV: "production" }), { log: () => undefined });
  const sql = new pg.Pool({ connectionString: databaseUrl, max: 10 });
  const shop = await openShop(app);
  return {
    env, databaseUrl, sql, ...shop,
    /** The product's own way to keep a new link: token, seal, row, first line of its history. */
    async createLink() {
      await inShortTransaction(app.db, async (tx) => {
        const { link } = await insertLink(tx, { id: app.newId("lnk"), storeId: shop.storeId, platformId: shop.platformId, draft: shop.draft });
        await addLinkEvent(tx, { id: app.newId("lev"), storeId: shop.storeId, linkId: link.id, kind: "created", at: app.now(), detail: {} });
      });
    },
    newId: app.newId,
    /** As many links like the first, each with a token of its own: shoppers rarely read the same page. */
    async createTokens(count: number): Promise<string[]> {
      const tokens: string[] = [];
      for (let made = 0; made < count; made += 1) {
        tokens.push((await insertLink(app.db, { id: app.newId("lnk"), storeId: shop.storeId, platformId: shop.platformId, draft: shop.draft })).token);
      }
      return tokens;
    },
    signHook: (id: string) => signEvent({ id, about: { kind: "payment", providerRef: id, paymentId: null } }, hookSecret, new Date()),
    hookSecret,
    async close() {
      await sql.end();
      await app.close();
      cluster.stop();
      removePostgres({ home: path.join(home, "postgres") });
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function openShop(app: Awaited<ReturnType<typeof openApp>>) {
  const storeId = app.newId("sto");
  await insertStore(app.db, { id: storeId, name: "Maison Camélia", locale: "fr", timeZone: "Europe/Brussels", at: app.now() });
  await updateStore(app.db, storeId, { legalLines: ["Camélia SRL", "Rue des Bouchers 12, 1000 Bruxelles"], contactEmail: "bonjour@maison-camelia.example", ...(await demoLogo()) });
  const connect = async (port: "platform" | "provider") =>
    (await insertConnection(app.db, { id: app.newId("con"), storeId, port, vendor: "sandbox", settings: {}, hookSecret, at: app.now() })).id;
  const platformId = await connect("platform");
  const providerId = await connect("provider");
  const lines = Array.from({ length: 10 }, (_, index) => ({ description: `Sencha bio, récolte ${index + 1}, 250 g`, quantity: 1, totalMinor: 2_450 }));
  const order = sandboxOrder({ ref: "1042", lines, customer: { name: "Zoë Peeters", email: "zoe@example.test", locale: "fr" }, createdAt: app.now() });
  await recordsOf(app.db, platformId).put(orderKind, "1042", order);
  const sent = await sendPaymentLink(await app.openStore(storeId), {
    platformId, orderRef: "1042", amountMinor: null, email: "zoe@example.test", locale: "fr",
    expiresAt: new Date(app.now().getTime() + 86_400_000), description: "", note: "", messageId: null,
  });
  if (!sent.ok) throw new Error(sent.reason);
  const draft: LinkDraft = {
    kind: "order", orderRef: "1042", orderNumber: "1042", description: "", lines, amountMinor: 24_500, currency: order.currency,
    customer: order.customer, locale: "fr", createdAt: app.now(), expiresAt: null, cancelledAt: null, followsOrder: true, plan: noPlan,
  };
  await insertMember(app.db, { id: app.newId("usr"), storeId, ...demoSignIn, locale: "fr", at: app.now() });
  return { storeId, platformId, providerId, draft, linkId: sent.linkId, token: await getLinkToken(app.db, storeId, sent.linkId) };
}
