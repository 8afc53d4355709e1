import { createHash, randomBytes } from "node:crypto";
import { isSafeSite, isWithin } from "../core/companion";
import { isSameText } from "../core/companion-signature";
import type { Words } from "../core/locale";
import type { Adapter, Companion, Platform, SettingsValues } from "../core/ports";
import { VendorError } from "../core/vendor-error";
import { insertGrant, lockGrant, markGrantExchanged, type CompanionGrant } from "../db/companions.server";
import { inTransaction, type Db } from "../db/client.server";
import { findConnectionById, insertConnection, listConnections, updateConnection, type Connection } from "../db/connections.server";
import { addJob } from "../db/jobs.server";
import { getStore } from "../db/stores.server";
import type { App, Ctx } from "./ctx";
import { byMember, noteSetting } from "./note-setting.server";

/** From the member's yes to the companion's return, through one redirect. */
export const grantMaxMs = 10 * 60_000;
const codeBytes = 32;
const secretBytes = 32;

export type GrantInput = { memberId: string; site: string; returnUrl: string; challenge: string };

/** A member said yes: the code their browser carries back to the shop. Null when the shop's addresses do not belong together. */
export async function grantCompanion(ctx: Ctx, input: GrantInput): Promise<{ code: string } | null> {
  const { site, returnUrl, challenge, memberId } = input;
  if (!isSafeSite(site) || !isWithin(site, returnUrl)) return null;
  const code = randomBytes(codeBytes).toString("base64url");
  const at = ctx.now();
  await insertGrant(ctx.db, { code, storeId: ctx.store.id, memberId, site, challenge, at, expiresAt: new Date(at.getTime() + grantMaxMs) });
  return { code };
}

export type ExchangeInput = { code: string; verifier: string; vendor: string; url: string; settings: SettingsValues };
export type ExchangeResult =
  | { ok: true; connectionId: string; secret: string; storeName: string }
  | { ok: false; reason: "refused" | "vendor-unknown" | "address-differs" }
  | { ok: false; reason: "settings-wrong"; problems: Words[] };

/**
 * The companion brings the code back, over its own channel, with the word behind the challenge and the shop's keys:
 * the connection is made (or the one this shop had is taken up again, with its orders and links) and a secret shared.
 * The same exchange again gets the same answer: the first one may have been lost on the way.
 */
export async function exchangeGrant(app: App, input: ExchangeInput): Promise<ExchangeResult> {
  const adapter = app.registry.platform.find(({ vendor }) => vendor === input.vendor);
  if (!adapter) return { ok: false, reason: "vendor-unknown" };
  const read = adapter.readSettings(input.settings);
  if (!read.ok) return { ok: false, reason: "settings-wrong", problems: read.problems.map(({ message }) => message) };
  return inTransaction(app.db, async (tx): Promise<ExchangeResult> => {
    const grant = await lockGrant(tx, input.code);
    const isTheirs = grant !== null && isSameText(challengeOf(input.verifier), grant.challenge);
    if (!isTheirs || grant.expiresAt <= app.now()) return { ok: false, reason: "refused" };
    if (!isWithin(grant.site, input.url)) return { ok: false, reason: "address-differs" };
    const { name: storeName } = await getStore(tx, grant.storeId);
    const { id, companion } = await takeUp(app, tx, { grant, adapter, input });
    return { ok: true, connectionId: id, secret: companion.secret, storeName };
  });
}

const challengeOf = (verifier: string) => createHash("sha256").update(verifier).digest("base64url");

type TakeUp = { grant: CompanionGrant; adapter: Adapter<Platform>; input: ExchangeInput };

async function takeUp(app: App, tx: Db, { grant, adapter, input }: TakeUp): Promise<{ id: string; companion: Companion }> {
  const made = grant.connectionId === null ? null : await findConnectionById(tx, grant.connectionId);
  if (made?.companion) return { id: made.id, companion: made.companion };
  const settings = Object.fromEntries(adapter.settings.map(({ name }) => [name, (input.settings[name] ?? "").trim()]));
  const known = (await listConnections(tx, grant.storeId)).find((connection) => isSameShop(adapter, connection, settings));
  const companion = { url: input.url, site: grant.site, secret: randomBytes(secretBytes).toString("base64url") };
  const id = known?.id ?? app.newId("con");
  const row = { id, storeId: grant.storeId };
  if (!known) {
    const hookSecret = randomBytes(secretBytes).toString("base64url");
    await insertConnection(tx, { ...row, port: "platform", vendor: adapter.vendor, settings, hookSecret, at: app.now() });
  }
  await updateConnection(tx, row, { companion, settings, isEnabled: true });
  // The member who said yes did it, though the shop's own voice carries it out.
  await noteSetting(byMember(app, { id: grant.memberId, storeId: grant.storeId }), tx, { kind: known ? "connection-on" : "connected", subject: id });
  await markGrantExchanged(tx, grant, id);
  await addJob(tx, "sync-orders", { storeId: grant.storeId, connectionId: id }, { key: `sync:${id}`, attemptsMax: 3 });
  return { id, companion };
}

/** One shop has one connection in a store: its addresses tell, for keys change. */
function isSameShop(adapter: Adapter<Platform>, connection: Connection, settings: SettingsValues): boolean {
  const addresses = adapter.settings.filter(({ kind }) => kind === "url");
  const isAddressed = addresses.length > 0 && addresses.every(({ name }) => bare(connection.settings[name]) === bare(settings[name]));
  return connection.port === "platform" && connection.vendor === adapter.vendor && isAddressed;
}

const bare = (address: string | undefined) => (address ?? "").trim().replace(/\/+$/, "").toLowerCase();

/** The companion's own goodbye: the secret goes, the connection rests; orders, links and money stay. */
export async function releaseCompanion(ctx: Ctx, connectionId: string): Promise<void> {
  await inTransaction(ctx.db, async (tx) => {
    await updateConnection(tx, { id: connectionId, storeId: ctx.store.id }, { companion: null, isEnabled: false });
    await noteSetting(ctx, tx, { kind: "connection-off", subject: connectionId });
  });
}

/** A member ends it from our side: the shop is told first, if it can be reached, so that it throws its key away. */
export async function dismissCompanion(ctx: Ctx, connectionId: string): Promise<{ ok: true; isShopTold: boolean } | { ok: false; reason: "connection-unknown" }> {
  const found = (await listConnections(ctx.db, ctx.store.id)).find(({ id, companion }) => id === connectionId && companion !== null);
  if (!found) return { ok: false, reason: "connection-unknown" };
  const isShopTold = await tellShop(ctx, connectionId);
  await releaseCompanion(ctx, connectionId);
  return { ok: true, isShopTold };
}

async function tellShop(ctx: Ctx, connectionId: string): Promise<boolean> {
  const platform = ctx.platforms.find(({ connection }) => connection.id === connectionId)?.port;
  if (!platform?.dismissCompanion) return false;
  try {
    await platform.dismissCompanion();
    return true;
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    ctx.log("warn", "companion-not-told", { connectionId, vendor: error.vendor });
    return false;
  }
}
