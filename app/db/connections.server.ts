import { Prisma, type Connection as ConnectionRow } from "../../generated/prisma/client";
import type { Companion, Health, SettingsValues } from "../core/ports";
import { toJson, type Db } from "./client.server";
import { rowsOf } from "./rows.server";
import { rowVersionSql } from "./versions.server";

export type PortName = "platform" | "provider" | "messenger";

/** A vendor connected to a store. Settings, hook secret and companion are sealed at rest and opened here. */
export type Connection = {
  id: string;
  storeId: string;
  port: PortName;
  vendor: string;
  settings: SettingsValues;
  /** The shop’s one name at its platform, as the settings say; null where it has none. */
  account: string | null;
  hookSecret: string | null;
  /** Who speaks signed HTTP with us on the shop's side; null without one. */
  companion: Companion | null;
  /** The shop that installed us from its own admin, as its platform names it; null for a connection somebody typed in. */
  shopRef: string | null;
  uninstalledAt: Date | null;
  isEnabled: boolean;
  health: Health | null;
  lastHookAt: Date | null;
  lastSyncAt: Date | null;
  syncedUntil: Date | null;
  createdAt: Date;
};

const settingsPlace = (row: { storeId: string; id: string }) => `${row.storeId}/connection.settings/${row.id}`;
const companionPlace = (row: { storeId: string; id: string }) => `${row.storeId}/connection.companion/${row.id}`;
const secretPlace = (row: { storeId: string; id: string }) => `${row.storeId}/connection.hook_secret/${row.id}`;

function toConnection(db: Db, row: ConnectionRow): Connection {
  const health = row.health as (Omit<Health, "checkedAt"> & { checkedAt: string }) | null;
  return {
    ...row,
    port: row.port as PortName,
    settings: JSON.parse(db.sealer.open(row.settings, settingsPlace(row))) as SettingsValues,
    hookSecret: row.hookSecret === null ? null : db.sealer.open(row.hookSecret, secretPlace(row)),
    companion: row.companion === null ? null : (JSON.parse(db.sealer.open(row.companion, companionPlace(row))) as Companion),
    health: health && { ...health, checkedAt: new Date(health.checkedAt) },
  };
}

export async function insertConnection(
  db: Db,
  input: { id: string; storeId: string; port: PortName; vendor: string; settings: SettingsValues; account?: string | null; hookSecret: string | null; shopRef?: string; at: Date },
): Promise<Connection> {
  const row = await db.sql.connection.create({
    data: {
      id: input.id,
      storeId: input.storeId,
      port: input.port,
      vendor: input.vendor,
      settings: db.sealer.seal(JSON.stringify(input.settings), settingsPlace(input)),
      account: input.account ?? null,
      hookSecret: input.hookSecret === null ? null : db.sealer.seal(input.hookSecret, secretPlace(input)),
      shopRef: input.shopRef ?? null,
      createdAt: input.at,
    },
  });
  return toConnection(db, row);
}

type ConnectionChange = {
  settings?: SettingsValues;
  account?: string | null;
  hookSecret?: string | null;
  companion?: Companion | null;
  shopRef?: string;
  uninstalledAt?: Date | null;
  isEnabled?: boolean;
  health?: Health;
  lastSyncAt?: Date;
  /** Null: the shop is read from the beginning again. */
  syncedUntil?: Date | null;
};

export async function updateConnection(db: Db, row: { id: string; storeId: string }, change: ConnectionChange): Promise<void> {
  const { settings, hookSecret, companion, health, ...rest } = change;
  const data: Prisma.ConnectionUpdateManyMutationInput = { ...rest };
  if (settings) data.settings = db.sealer.seal(JSON.stringify(settings), settingsPlace(row));
  if (hookSecret !== undefined) data.hookSecret = hookSecret === null ? null : db.sealer.seal(hookSecret, secretPlace(row));
  if (companion !== undefined) data.companion = companion === null ? null : db.sealer.seal(JSON.stringify(companion), companionPlace(row));
  if (health) data.health = toJson(health);
  await db.sql.connection.updateMany({ where: { id: row.id, storeId: row.storeId }, data });
}

/** Switches a connection off because the shop threw us out; false when that was known already. */
export async function markUninstalled(db: Db, row: { id: string; storeId: string }, at: Date): Promise<boolean> {
  const { count } = await db.sql.connection.updateMany({ where: { id: row.id, storeId: row.storeId, uninstalledAt: null }, data: { isEnabled: false, uninstalledAt: at } });
  return count > 0;
}

/** The one look-up without a store: a hook's address says which connection it is for. */
export async function findConnectionById(db: Db, connectionId: string): Promise<Connection | null> {
  const query = { name: "connection", text: "SELECT * FROM connection WHERE id = $1", values: [connectionId] };
  const [row] = await rowsOf<ConnectionRow>(db, query);
  return row ? toConnection(db, row) : null;
}

/** The same with the version of its row, for whoever remembers it. */
export async function findVersionedConnection(db: Db, connectionId: string): Promise<{ connection: Connection; version: string } | null> {
  const query = { name: "versioned-connection", text: `SELECT c.*, ${rowVersionSql("c")} AS version FROM connection c WHERE c.id = $1`, values: [connectionId] };
  const [found] = await rowsOf<ConnectionRow & { version: string }>(db, query);
  if (!found) return null;
  const { version, ...row } = found;
  return { connection: toConnection(db, row), version };
}

/** Keeps when a connection last heard a hook, to the minute: a busy shop's row is not written for each of them. */
export async function noteHook(db: Db, { id, storeId }: { id: string; storeId: string }, at: Date): Promise<void> {
  await rowsOf(db, {
    name: "note-hook",
    text: `UPDATE connection SET last_hook_at = $3::timestamptz
      WHERE id = $1 AND store_id = $2 AND (last_hook_at IS NULL OR last_hook_at < $3::timestamptz - interval '1 minute')`,
    values: [id, storeId, at],
  });
}

/** The connection of a shop that installed us, whether it still has us or not. */
export async function findConnectionOfShop(db: Db, vendor: string, shopRef: string): Promise<Connection | null> {
  const query = { name: "connection-of-shop", text: "SELECT * FROM connection WHERE vendor = $1 AND shop_ref = $2", values: [vendor, shopRef] };
  const [row] = await rowsOf<ConnectionRow>(db, query);
  return row ? toConnection(db, row) : null;
}

/** Lets one transaction at a time install a shop; released when it ends. */
export async function lockShop(db: Db, vendor: string, shopRef: string): Promise<void> {
  await db.sql.$queryRaw(Prisma.sql`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${`install/${vendor}/${shopRef}`}, 0))`);
}

/** Connections to a vendor that somebody typed in, oldest first. */
export async function listTypedConnections(db: Db, vendor: string, limit: number): Promise<Connection[]> {
  const rows = await db.sql.connection.findMany({ where: { vendor, port: "platform", shopRef: null }, orderBy: [{ createdAt: "asc" }, { id: "asc" }], take: limit });
  return rows.map((row) => toConnection(db, row));
}

/** How many stores may have typed the same shop before the later ones are not looked at. */
const sameShopMax = 10;

/** Every connection in use that says it is this shop, of any store, oldest first: which of them is believed, a signature decides. */
export async function listConnectionsOfAccount(db: Db, input: { vendor: string; account: string }): Promise<Connection[]> {
  const rows = await rowsOf<ConnectionRow>(db, {
    name: "connections-of-account",
    text: "SELECT * FROM connection WHERE vendor = $1 AND (account = $2 OR shop_ref = $2) AND port = 'platform' AND is_enabled AND uninstalled_at IS NULL ORDER BY created_at, id LIMIT $3",
    values: [input.vendor, input.account, sameShopMax],
  });
  return rows.map((row) => toConnection(db, row));
}

/** A store's connections, oldest first. */
export async function listConnections(db: Db, storeId: string): Promise<Connection[]> {
  const query = { name: "connections", text: "SELECT * FROM connection WHERE store_id = $1 ORDER BY created_at, id", values: [storeId] };
  const rows = await rowsOf<ConnectionRow>(db, query);
  return rows.map((row) => toConnection(db, row));
}

/** Every enabled platform of every store, for the poll. */
export async function listPlatformsToSync(db: Db): Promise<{ id: string; storeId: string }[]> {
  return db.sql.connection.findMany({ where: { port: "platform", isEnabled: true }, select: { id: true, storeId: true } });
}

/** Every enabled messenger of every store, for the look at what came back. */
export async function listMessengers(db: Db): Promise<{ id: string; storeId: string }[]> {
  return db.sql.connection.findMany({ where: { port: "messenger", isEnabled: true }, select: { id: true, storeId: true } });
}

/** Enabled connections nobody has checked since, those never checked first. */
export async function listConnectionsToTend(db: Db, input: { checkedBefore: Date; limit: number }): Promise<{ id: string; storeId: string }[]> {
  return db.sql.$queryRaw<{ id: string; storeId: string }[]>(Prisma.sql`
    SELECT id, store_id AS "storeId" FROM connection
    WHERE is_enabled AND coalesce((health->>'checkedAt')::timestamptz, '-infinity') < ${input.checkedBefore}
    ORDER BY health->>'checkedAt' NULLS FIRST LIMIT ${input.limit}`);
}
