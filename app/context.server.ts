import { createHmac, hkdfSync } from "node:crypto";
import { embedders, noticePrinter, paperPrinter, receiptPrinter, registry as everyVendor } from "../adapters/index.server";
import { assertUnreachable } from "./core/assert";
import type { Embedding } from "./core/embedding";
import type { Adapter, AdapterDeps, Messenger, Platform, Provider, Registry } from "./core/ports";
import { makeShelf } from "./core/shelf";
import { VendorError } from "./core/vendor-error";
import { openDb, type OpenDb } from "./db/client.server";
import { findConnectionOfShop, findVersionedConnection, listConnections, type Connection, type PortName } from "./db/connections.server";
import { recordsOf } from "./db/records.server";
import { makeSealer } from "./db/seal.server";
import { getStore } from "./db/stores.server";
import { getStoreVersion } from "./db/versions.server";
import type { Env } from "./env.server";
import type { App, Connected, Ctx, FoundPort, Log, PortDraft } from "./flows/ctx";
import { makeNewId } from "./ids.server";
import { logNote } from "./server/log.server";
import { setUpCodeOf } from "./flows/set-up-code.server";

export type { App, Ctx };

/** What a test or a tool may put in place of the real thing; nothing else is replaceable. */
export type Replaced = Partial<{ now(): Date; fetch: typeof fetch; registry: Registry; log: Log }>;

/** Opens the house: the only place where vendors, memory, clock and chance are put together. */
export async function openApp(env: Env, replaced: Replaced = {}): Promise<App> {
  const now = replaced.now ?? (() => new Date());
  const db = openDb({ url: env.databaseUrl, sealer: makeSealer(env.secretKey) });
  const registry = replaced.registry ?? registryFor(env);
  const newId = makeNewId(now);
  const log: Log = replaced.log ?? ((level, event, fields) => logNote(`${level}: ${event}`, flat(fields)));
  const house = { db, env, registry, now, fetch: replaced.fetch ?? fetch };
  const portOf = makePorts(house);
  const opened = rememberStores(house, portOf);
  const ports = makeShelf<FoundPort>(portsKeptMax);
  const base = { db, now, newId, log, appUrl: env.appUrl, mark: makeMark(env.secretKey), printer: receiptPrinter, noticePrinter, paperPrinter };
  return {
    ...base,
    registry,
    embeddings: openEmbeddings(house),
    clientOf: (vendor) => env.vendorApps[vendor] ?? null,
    databaseUrl: env.databaseUrl,
    setUpCode: setUpCodeOf(env),
    isDemo: env.isDemo,
    probePort: (draft) => {
      const port = connectPort(house, draft);
      if (!port) throw new Error(`No ${draft.port} called ${draft.vendor} in this build`);
      return port;
    },
    openStore: async (storeId, version) => ({ ...base, actorId: null, ...(await opened.open(storeId, version ?? (await getStoreVersion(db, storeId)))) }),
    async findPort(connectionId) {
      const found = await findVersionedConnection(db, connectionId);
      const connected = found?.connection.isEnabled ? portOf(found.connection) : null;
      return found && connected && ports.keep(connectionId, { ...connected, version: found.version });
    },
    recallPort: (connectionId) => ports.find(connectionId),
    close: () => db.close(),
  };
}

/** How many stores and connections a process remembers; a store's logo may weigh some hundred kilobytes. */
const storesKeptMax = 200;
const portsKeptMax = 2_000;

type OpenedStore = Pick<Ctx, "store" | "platform" | "provider" | "platforms" | "providers" | "messenger">;

/** Stores as they were read last, with their secrets opened and their ports made: read again when their version is another. */
function rememberStores({ db }: House, portOf: PortOf) {
  const shelf = makeShelf<{ version: string; opened: OpenedStore }>(storesKeptMax);
  return {
    async open(storeId: string, version: string): Promise<OpenedStore> {
      const known = shelf.find(storeId);
      if (known?.version === version) return known.opened;
      // Read after the version was: what changes in between is remembered under a version that no later question answers with.
      const [store, connections] = await Promise.all([getStore(db, storeId), listConnections(db, storeId)]);
      return shelf.keep(storeId, { version, opened: { store, ...portsByName(connections, portOf) } }).opened;
    },
  };
}

/** A key of its own for each purpose (HKDF, RFC 5869): a mark made for one is worth nothing for another, nor opens what is sealed. */
function makeMark(secretKey: Uint8Array): App["mark"] {
  return (purpose, text) => {
    const key = hkdfSync("sha256", secretKey, "", `reglo/mark/${purpose}`, 32);
    return createHmac("sha256", new Uint8Array(key)).update(text).digest("hex");
  };
}

type AnyPort = Platform | Provider | Messenger;

/** The sandbox moves no money: it exists where nobody could take it for real. */
function registryFor(env: Env): Registry {
  return everyVendor({ isDemo: env.isDemo });
}

type House = { db: OpenDb; env: Env; registry: Registry; now(): Date; fetch: typeof fetch };

/** The admins that embed us, where the environment holds our app's id and secret there. */
function openEmbeddings({ db, env, now, fetch: reach }: House): Embedding[] {
  return embedders.flatMap(({ vendor, open }) => {
    const client = env.vendorApps[vendor];
    if (!client) return [];
    const findShop = async (shopRef: string) => {
      const found = await findConnectionOfShop(db, vendor, shopRef);
      return found && found.uninstalledAt === null ? { connectionId: found.id, records: recordsOf(db, found.id) } : null;
    };
    return [open({ client, fetch: reach, now, appUrl: env.appUrl, baseUrl: env.vendorBaseUrls[vendor] ?? null, findShop })];
  });
}

/** A port is made once per connection and settings: some hold a pool of connections to their vendor. */
function makePorts(house: House) {
  const made = new Map<string, { stamp: string; port: AnyPort }>();
  return (connection: Connection): Connected<AnyPort> | null => {
    const stamp = JSON.stringify([connection.vendor, connection.settings, connection.hookSecret, connection.companion]);
    const known = made.get(connection.id);
    if (known?.stamp === stamp) return { connection, port: known.port };
    const port = connectPort(house, connection);
    if (!port) return null;
    made.set(connection.id, { stamp, port });
    return { connection, port };
  };
}

/** null when this build does not have the vendor. */
function connectPort(house: House, draft: PortDraft): AnyPort | null {
  const adapter = findAdapter(house.registry, draft.port, draft.vendor);
  if (!adapter) return null;
  const deps: AdapterDeps = {
    connectionId: draft.id,
    fetch: house.fetch,
    now: house.now,
    records: recordsOf(house.db, draft.id),
    appUrl: house.env.appUrl,
    baseUrl: house.env.vendorBaseUrls[draft.vendor] ?? null,
    hookSecret: draft.hookSecret,
    client: house.env.vendorApps[draft.vendor] ?? null,
    companion: draft.companion ?? null,
  };
  return adapter.connect(draft.settings, deps);
}

/** The adapter of a vendor at a port; null when this build does not have it. */
export function findAdapter(registry: Registry, port: PortName, vendor: string): Adapter<AnyPort> | null {
  return registry[port].find((adapter) => adapter.vendor === vendor) ?? null;
}

type PortOf = ReturnType<typeof makePorts>;

function portsByName(connections: readonly Connection[], portOf: PortOf): Pick<Ctx, "platform" | "provider" | "platforms" | "providers" | "messenger"> {
  const platforms: Connected<Platform>[] = [];
  const providers: Connected<Provider>[] = [];
  let messenger: Connected<Messenger> | null = null;
  const enabled = connections.filter(({ isEnabled }) => isEnabled);
  for (const { connection, port } of enabled.flatMap((connection) => portOf(connection) ?? [])) {
    switch (connection.port) {
      case "platform": platforms.push({ connection, port: port as Platform }); break;
      case "provider": providers.push({ connection, port: port as Provider }); break;
      case "messenger": messenger = { connection, port: port as Messenger }; break;
      default: assertUnreachable(connection.port);
    }
  }
  return {
    platforms,
    providers,
    messenger,
    platform: (id) => portIn<Platform>(enabled, connections, portOf, "platform", id),
    // Switched off takes no new payments; the old ones still come in, are refunded and disputed.
    provider: (id) => portIn<Provider>(connections, connections, portOf, "provider", id),
  };
}

/** Throws a VendorError for a connection of the store that cannot be asked now: work waits for it as it does in an outage. */
function portIn<Port extends AnyPort>(usable: readonly Connection[], known: readonly Connection[], portOf: PortOf, name: PortName, connectionId: string): Port {
  const isThis = (connection: Connection) => connection.id === connectionId && connection.port === name;
  const connection = known.find(isThis);
  if (!connection) throw new Error(`No connection ${connectionId} in this store`);
  const connected = usable.some(isThis) ? portOf(connection) : null;
  if (connected) return connected.port as Port;
  throw new VendorError({
    vendor: connection.vendor, isRetryable: true,
    merchantMessage: { fr: "Cette connexion est désactivée : réactivez-la dans les réglages.", en: "This connection is switched off: switch it on again in the settings." },
  });
}

function flat(fields: Record<string, unknown> = {}): Record<string, string | number | boolean> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, typeof value === "number" || typeof value === "boolean" ? value : String(value)]),
  );
}
