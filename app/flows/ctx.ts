import type { AppClient } from "../core/app-client";
import type { Embedding } from "../core/embedding";
import type { IdPrefix } from "../core/ids";
import type { Messenger, Platform, Provider, Registry } from "../core/ports";
import type { NoticePrinter, PaperPrinter, ReceiptPrinter } from "../core/printers";
import type { OpenDb } from "../db/client.server";
import type { Connection } from "../db/connections.server";
import type { Store } from "../db/stores.server";

/** One structured line; never a secret, a token or a shopper's address in `fields`. */
export type Log = (level: "info" | "warn" | "error", event: string, fields?: Record<string, unknown>) => void;

export type MarkPurpose = "picture" | "print";

/** The house once it stands: made by context.server, passed to doors and jobs. */
export type App = {
  db: OpenDb;
  registry: Registry;
  /** The admins that show our screens inside themselves, as far as the environment knows our app there. */
  embeddings: readonly Embedding[];
  /** Our app at a vendor; null where the environment names none. */
  clientOf(vendor: string): AppClient | null;
  printer: ReceiptPrinter;
  noticePrinter: NoticePrinter;
  paperPrinter: PaperPrinter;
  /** The public address, no slash at the end. */
  appUrl: string;
  databaseUrl: string;
  now(): Date;
  newId(prefix: IdPrefix): string;
  log: Log;
  /** Marks a text as ours, for addresses that are given away: 64 hex digits that only this house can make, different for each purpose. */
  mark(purpose: MarkPurpose, text: string): string;
  /**
   * Everything about one store; throws when there is none. What was read before is used again as long as the rows have
   * the same version (`db/versions`): the one the caller has just read, or else asked now.
   */
  openStore(storeId: string, version?: string): Promise<Ctx>;
  /** What the first shop's owner must show; null where nobody else can come (loopback). */
  setUpCode: string | null;
  /** Demo: the sign-in page shows the demo's account. */
  isDemo: boolean;
  /** A port for settings that are not saved yet, so that they can be checked first. Throws when the vendor is unknown. */
  probePort(draft: PortDraft): Platform | Provider | Messenger;
  /** A working port for one connection of any store, for hooks; null when unknown or disabled. */
  findPort(connectionId: string): Promise<FoundPort | null>;
  /** The same as this process found it last, which may be old: what is done with it must depend on its version. */
  recallPort(connectionId: string): FoundPort | null;
  close(): Promise<void>;
};

/** A connection as it would be saved. */
export type PortDraft = Pick<Connection, "id" | "port" | "vendor" | "settings" | "hookSecret"> & Partial<Pick<Connection, "companion">>;

/** `version`: of the connection's row, see `db/versions`. */
export type FoundPort = Connected<Platform | Provider | Messenger> & { version: string };

export type Connected<Port> = { connection: Connection; port: Port };

/** One store, for one request or job. Always the first argument of a flow. */
export type Ctx = Pick<App, "db" | "now" | "newId" | "log" | "appUrl" | "mark" | "printer" | "noticePrinter" | "paperPrinter"> & {
  store: Store;
  /** The member at the screen; null for shoppers, jobs and hooks. */
  actorId: string | null;
  /** Throw when the connection is not this store's, a VendorError when it cannot be asked now; a provider switched off still can. */
  platform(connectionId: string): Platform;
  provider(connectionId: string): Provider;
  /** Enabled ones, oldest first. */
  platforms: readonly Connected<Platform>[];
  providers: readonly Connected<Provider>[];
  /** The store's mail, once it is set up. */
  messenger: Connected<Messenger> | null;
};
