import type { Currency } from "../core/currency";
import type { MerchantLocale } from "../core/locale";
import type { Health, SettingsField, SettingsValues } from "../core/ports";
import { listConnections, type Connection, type PortName } from "../db/connections.server";
import { listOpenCurrencies } from "../db/orders.server";
import type { App, Ctx } from "./ctx";

export const portNames = ["platform", "provider", "messenger"] as const satisfies readonly PortName[];

/** A connection as the settings show it. No secret is in it: `values` holds what is not one, `savedSecrets` only names. */
export type ConnectionView = {
  id: string;
  port: PortName;
  vendor: string;
  vendorName: string;
  /** The first thing typed that tells two connections of one vendor apart (a shop's address, a mail server). */
  title: string;
  fields: readonly SettingsField[];
  values: SettingsValues;
  savedSecrets: string[];
  /** Installed from the shop's own admin: its settings come from there, and none is typed. */
  isInstalled: boolean;
  isEnabled: boolean;
  health: Health | null;
  lastHookAt: Date | null;
  lastSyncAt: Date | null;
  /** Currencies of orders to be paid that this provider does not take. */
  missingCurrencies: Currency[];
};

export type ConnectionsView = {
  ports: { port: PortName; connections: ConnectionView[]; offered: { vendor: string; name: string }[] }[];
};

/** Every connection of the store, and every vendor of this build that it could connect, by port. */
export async function readConnections(app: App, ctx: Ctx, locale: MerchantLocale = "fr"): Promise<ConnectionsView> {
  const [connections, currencies] = await Promise.all([listConnections(ctx.db, ctx.store.id), listOpenCurrencies(ctx.db, ctx.store.id)]);
  const views = connections.flatMap((connection) => viewOf(app, ctx, { connection, currencies, locale }) ?? []);
  return {
    ports: portNames.filter((port) => app.registry[port].length > 0).map((port) => ({
      port,
      connections: views.filter((view) => view.port === port),
      offered: app.registry[port].filter((adapter) => !isInstalledOnly(adapter)).map(({ vendor, name, names }) => ({ vendor, name: names?.[locale] ?? name })),
    })),
  };
}

/** One of them; null when the store has no such connection. */
export async function readConnection(app: App, ctx: Ctx, connectionId: string, locale: MerchantLocale = "fr"): Promise<ConnectionView | null> {
  const { ports } = await readConnections(app, ctx, locale);
  return ports.flatMap(({ connections }) => connections).find(({ id }) => id === connectionId) ?? null;
}

const isInstalledOnly = (adapter: object): boolean => "isInstalledOnly" in adapter && adapter.isInstalledOnly === true;

type VendorForm = Pick<ConnectionView, "port" | "vendor" | "vendorName" | "fields">;

/** The empty form of a vendor; null when this build does not have it at that port, or lets nobody type it. */
export function findVendorForm(app: App, input: { port: PortName; vendor: string }, locale: MerchantLocale = "fr"): VendorForm | null {
  const adapter = app.registry[input.port].find(({ vendor }) => vendor === input.vendor);
  return adapter && !isInstalledOnly(adapter) ? formOf(app, input, locale) : null;
}

function formOf(app: App, input: { port: PortName; vendor: string }, locale: MerchantLocale): VendorForm | null {
  const adapter = app.registry[input.port].find(({ vendor }) => vendor === input.vendor);
  return adapter ? { port: input.port, vendor: adapter.vendor, vendorName: adapter.names?.[locale] ?? adapter.name, fields: adapter.settings } : null;
}

type Seen = { connection: Connection; currencies: readonly Currency[]; locale: MerchantLocale };

function viewOf(app: App, ctx: Ctx, { connection, currencies, locale }: Seen): ConnectionView | null {
  const form = formOf(app, connection, locale);
  if (!form) return null;
  const open = form.fields.filter((field) => field.kind !== "secret");
  const values = Object.fromEntries(open.map((field) => [field.name, connection.settings[field.name] ?? field.initial ?? ""]));
  const telling = open.find((field) => ["url", "text", "email"].includes(field.kind));
  const taken = ctx.providers.find((provider) => provider.connection.id === connection.id)?.port.currencies;
  const isInstalled = connection.shopRef !== null;
  const { id, isEnabled, health, lastHookAt, lastSyncAt } = connection;
  return {
    ...form, id, isInstalled, isEnabled, health, lastHookAt, lastSyncAt, values,
    title: telling ? (values[telling.name] ?? "") : "",
    savedSecrets: form.fields.filter((field) => field.kind === "secret" && connection.settings[field.name]).map((field) => field.name),
    missingCurrencies: taken ? currencies.filter((currency) => !taken.some((limit) => limit.currency === currency)) : [],
  };
}
