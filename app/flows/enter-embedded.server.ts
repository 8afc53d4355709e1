import type { Bridge, Embedding, Frame, ShopFacts, Visit } from "../core/embedding";
import { shopperLocaleOf, merchantLocaleOf } from "../core/locale";
import type { SettingsValues } from "../core/ports";
import { VendorError } from "../core/vendor-error";
import { isTimeZone } from "../core/civil-day";
import { inTransaction, type Db } from "../db/client.server";
import { findConnectionOfShop, insertConnection, listTypedConnections, lockShop, updateConnection, type Connection } from "../db/connections.server";
import { addJob } from "../db/jobs.server";
import type { Member } from "../db/members.server";
import { recordsOf } from "../db/records.server";
import { getStore, insertStore, updateStore } from "../db/stores.server";
import { admitVisitor, type Visitor } from "../db/visitors.server";
import type { App, Ctx } from "./ctx";
import { byMember, noteSetting } from "./note-setting.server";

/** More typed connections than this to one vendor, and it is no merchant's own app. */
const typedMax = 50;

/** Whether a request belongs to a shop's own admin: then that admin vouches for the person, and no cookie does. */
export const findEmbedding = (app: App, request: Request): Embedding | null => app.embeddings.find((embedding) => embedding.concerns(request)) ?? null;

/** What a page's policy must allow because a shop's admin shows it; null for every page that is not shown in one. */
export function findFrame(app: App, request: Request): Frame | null {
  if (!/^\/app(\/|$)/.test(new URL(request.url).pathname)) return null;
  return app.embeddings.map((embedding) => embedding.frameOf(request)).find((frame) => frame !== null) ?? null;
}

export type EnteredEmbedded = { ok: true; member: Member; ctx: Ctx; bridge: Bridge } | { ok: false; answer: Response };

/**
 * Lets in one of the shop's staff whom the shop's own admin vouches for. A shop's first visit makes its store and its
 * connection; one that had uninstalled us finds everything as it was. Out: the same as for a member with a password, or
 * the answer that takes them to where they can be told.
 */
export async function enterEmbedded(app: App, embedding: Embedding, request: Request): Promise<EnteredEmbedded> {
  const entered = await embedding.enter(request);
  if (!entered.ok) return entered;
  const { visit } = entered;
  const connection = await installedConnection(app, embedding.vendor, visit);
  const visitor = await admit(app, app.db, { connection, visit });
  return { ok: true, member: { ...visitor, email: "" }, ctx: await app.openStore(connection.storeId), bridge: embedding.bridge };
}

async function admit(app: App, db: Db, { connection, visit }: { connection: Connection; visit: Visit }): Promise<Visitor> {
  const { locale } = await getStore(db, connection.storeId);
  return admitVisitor(db, {
    id: app.newId("usr"), storeId: connection.storeId, connectionId: connection.id, userRef: visit.userRef, locale: merchantLocaleOf([visit.locale, locale]), at: app.now(),
  });
}

async function installedConnection(app: App, vendor: string, visit: Visit): Promise<Connection> {
  const known = await findConnectionOfShop(app.db, vendor, visit.shopRef);
  if (known && known.uninstalledAt === null && isSameSettings(known, visit.settings)) return known;
  const facts = known ? null : await factsOf(visit);
  const connection = await inTransaction(app.db, async (tx) => {
    await lockShop(tx, vendor, visit.shopRef);
    const found = await findConnectionOfShop(tx, vendor, visit.shopRef);
    const standing = found ?? (await takeUpTyped(tx, vendor, visit)) ?? (await begin(app, tx, vendor, visit, facts));
    const wasGone = standing.uninstalledAt !== null;
    // Whom the merchant switched off stays off; whom the shop had thrown out is back.
    await updateConnection(tx, standing, { settings: visit.settings, shopRef: visit.shopRef, uninstalledAt: null, ...(wasGone && { isEnabled: true }) });
    // Of two first pages at once the second finds the connection as it is now, and has nothing to tell.
    if (found === null || wasGone) await noteSetting(byMember(app, await admit(app, tx, { connection: standing, visit })), tx, { kind: "installed", subject: standing.id });
    const of = { storeId: standing.storeId, connectionId: standing.id };
    await addJob(tx, "tend-connection", of, { key: `tend:${standing.id}`, attemptsMax: 2 });
    await addJob(tx, "sync-orders", of, { key: `sync:${standing.id}`, attemptsMax: 3 });
    return { ...standing, settings: visit.settings, uninstalledAt: null };
  });
  await visit.keepAccess(recordsOf(app.db, connection.id));
  return connection;
}

/** The app's secret is renewed now and then: the connection follows. */
const isSameSettings = (connection: Connection, settings: SettingsValues) => Object.entries(settings).every(([name, value]) => connection.settings[name] === value);

/** A connection somebody typed with this very app's id and secret, for this shop, is the same: it goes on, with its orders and links. */
async function takeUpTyped(tx: Db, vendor: string, { settings, oldSettings }: Visit): Promise<Connection | null> {
  const typed = await listTypedConnections(tx, vendor, typedMax);
  return typed.find((connection) => isSameSettings(connection, settings) || (oldSettings !== null && isSameSettings(connection, oldSettings))) ?? null;
}

async function begin(app: App, tx: Db, vendor: string, visit: Visit, facts: ShopFacts | null): Promise<Connection> {
  const at = app.now();
  const timeZone = facts?.timeZone ?? "";
  const store = await insertStore(tx, {
    id: app.newId("sto"), name: facts?.name || (visit.shopRef.split(".")[0] ?? visit.shopRef), locale: shopperLocaleOf([visit.locale, facts?.locale], "fr"),
    timeZone: isTimeZone(timeZone) ? timeZone : "Europe/Paris", at,
  });
  await updateStore(tx, store.id, { website: facts?.website ?? null, contactEmail: facts?.contactEmail ?? null });
  return insertConnection(tx, {
    id: app.newId("con"), storeId: store.id, port: "platform", vendor, settings: visit.settings, hookSecret: null, shopRef: visit.shopRef, at,
  });
}

/** A shop that does not say its name is opened all the same. */
async function factsOf(visit: Visit): Promise<ShopFacts | null> {
  try {
    return await visit.describeShop();
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    return null;
  }
}
