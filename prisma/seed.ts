import { randomBytes } from "node:crypto";
import { runOnce } from "graphile-worker";
import { openApp, type App } from "../app/context.server";
import { demoSignIn } from "../app/core/demo-account";
import { insertConnection, listConnections, updateConnection } from "../app/db/connections.server";
import { insertMember } from "../app/db/members.server";
import { countStores, insertStore, listStoreIds, updateStore } from "../app/db/stores.server";
import { readProcessEnv, type Env } from "../app/env.server";
import { checkConnection } from "../app/flows/connect-vendor.server";
import { quietLogger, taskListOf } from "../app/flows/run-jobs.server";
import { demoLogo } from "./demo-logo";
import { mailPlace, mailSettings } from "./demo-mail";
import { demoOrders } from "./demo-orders";
import { welcomeDemoShop } from "./demo-shop";
import { tell, type Stage } from "./demo-stories";

const dayMs = 86_400_000;

/**
 * Fills an empty database with a demo shop, by the same flows the product runs on and a clock that starts a month ago.
 * A shop that is there is left alone, but for the demo mail's ports, which may be others at each start.
 */
export async function seed(env: Env, demoShop: string | null = process.env.DEMO_SHOP ?? null): Promise<{ isNew: boolean }> {
  const clock = { nowMs: Date.now() };
  const app = await openApp(env, { now: () => new Date(clock.nowMs), fetch: () => Promise.reject(new Error("hooks are lost while the demo is made")) });
  try {
    if ((await countStores(app.db)) > 0) {
      await welcomeDemoShop(app, env, demoShop);
      await pointMail(app, env);
      return { isNew: false };
    }
    const stage = await openShop(app, env, clock);
    for (const order of [...demoOrders].sort((a, b) => b.daysAgo - a.daysAgo)) {
      clock.nowMs = Date.now() - order.daysAgo * dayMs - (order.daysAgo === 0 ? 0 : 3_600_000);
      await tell(stage, order);
      await runJobsNow(app);
    }
    clock.nowMs = Date.now();
    await stage.finish();
    const ctx = await stage.ctx();
    for (const { id } of await listConnections(app.db, stage.storeId)) await checkConnection(app, ctx, id);
    await runJobsNow(app);
    await welcomeDemoShop(app, env, demoShop);
    return { isNew: true };
  } finally {
    await app.close();
  }
}

async function openShop(app: App, env: Env, clock: { nowMs: number }): Promise<Stage> {
  const storeId = app.newId("sto");
  const at = new Date(clock.nowMs - 30 * dayMs);
  await insertStore(app.db, { id: storeId, name: "Maison Camélia", locale: "fr", timeZone: "Europe/Brussels", at });
  await updateStore(app.db, storeId, {
    legalLines: ["Camélia SRL", "Rue des Bouchers 12, 1000 Bruxelles, Belgique", "BCE 0123.456.749 · TVA BE 0123.456.749"],
    country: "BE", website: "https://maison-camelia.example", contactEmail: "bonjour@maison-camelia.example", accentColor: "#7a2e3b",
    ...(await demoLogo()),
  });
  const memberId = app.newId("usr");
  await insertMember(app.db, { id: memberId, storeId, ...demoSignIn, locale: "fr", at });
  const connect = async (port: "platform" | "provider" | "messenger", vendor: string, settings: Record<string, string>) =>
    (await insertConnection(app.db, { id: app.newId("con"), storeId, port, vendor, settings, hookSecret: randomBytes(24).toString("base64url"), at })).id;
  const platformId = await connect("platform", "sandbox", {});
  const providerId = await connect("provider", "sandbox", {});
  for (const { vendor, example } of app.registry.provider) {
    if (example) await connect("provider", vendor, example);
  }
  if (env.demoSmtpPort !== null) await connect("messenger", "email", mailSettings(env, { name: "Maison Camélia", host: "maison-camelia.example" }));
  const later: (() => Promise<void>)[] = [];
  return {
    app, clock, storeId, platformId, providerId, memberId,
    ctx: () => app.openStore(storeId),
    runJobs: () => runJobsNow(app),
    atTheEnd: (act) => void later.push(act),
    finish: async () => {
      for (const act of later) await act();
    },
  };
}

/** The inbox takes other ports when its own are taken: the demo's mail follows. */
async function pointMail(app: App, env: Env): Promise<void> {
  if (env.demoSmtpPort === null) return;
  for (const storeId of await listStoreIds(app.db)) {
    for (const connection of await listConnections(app.db, storeId)) {
      if (connection.port !== "messenger" || connection.settings.host !== "127.0.0.1" || connection.settings.security !== "none") continue;
      await updateConnection(app.db, connection, { settings: { ...connection.settings, ...mailPlace(env) } });
    }
  }
}

async function runJobsNow(app: App): Promise<void> {
  await runOnce({ connectionString: app.databaseUrl, taskList: taskListOf(app), logger: quietLogger(app), noHandleSignals: true });
}

const isEntry = process.argv[1]?.endsWith("seed.js") ?? false;
if (isEntry) {
  const { isNew } = await seed(readProcessEnv());
  process.send?.({ isNew, signIn: demoSignIn });
  process.disconnect?.();
}
