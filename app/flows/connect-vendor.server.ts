import { randomBytes } from "node:crypto";
import type { Words } from "../core/locale";
import type { Adapter, Health, Messenger, Platform, Provider, SettingsValues } from "../core/ports";
import { secretsToRetype } from "../core/kept-secrets";
import { changedFields } from "../core/settings-journal";
import { VendorError } from "../core/vendor-error";
import { inTransaction } from "../db/client.server";
import { insertConnection, listConnections, updateConnection, type Connection, type PortName } from "../db/connections.server";
import { addJob } from "../db/jobs.server";
import { listTellingPayments } from "../db/payments.server";
import type { App, Ctx, PortDraft } from "./ctx";
import { noteSetting } from "./note-setting.server";

const hookSecretBytes = 32;
/** Longest value a settings field may hold: a PEM key fits. */
export const settingLengthMax = 4_000;

export type SettingsProblem = { field: string; message: Words };
export type ConnectInput = { connectionId: string | null; port: PortName; vendor: string; typed: SettingsValues };
export type ConnectResult =
  | { ok: true; connectionId: string; health: Health }
  | { ok: false; reason: "connection-unknown" | "vendor-unknown" }
  | { ok: false; reason: "settings-wrong"; problems: SettingsProblem[] }
  | { ok: false; reason: "not-working"; problems: Words[] };

type AnyPort = Platform | Provider | Messenger;

/**
 * Connects a vendor, or changes a connection's settings: shapes are checked, then the vendor is called with them, and
 * only settings that work are saved. A secret left empty stays what it was, unless it would be sent somewhere else. Then the vendor's hooks are pointed at us,
 * and a shop is read for the first time. What is wrong is told in the vendor adapter's own words. Settings that do not
 * know the payments made through the connection are another account's: refused, and told what to do instead.
 */
export async function connectVendor(app: App, ctx: Ctx, input: ConnectInput): Promise<ConnectResult> {
  const adapter = app.registry[input.port].find(({ vendor }) => vendor === input.vendor) as Adapter<AnyPort> | undefined;
  if (!adapter) return { ok: false, reason: "vendor-unknown" };
  const saved = input.connectionId === null ? null : await findConnection(ctx, input.connectionId);
  if (input.connectionId !== null && saved?.vendor !== input.vendor) return { ok: false, reason: "connection-unknown" };
  const settings = mergeSettings(adapter, input.typed, saved?.settings ?? {});
  const problems = [...settingsProblems(adapter, settings), ...movedProblems(adapter, input.typed, { saved: saved?.settings ?? {}, settings })];
  if (problems.length > 0) return { ok: false, reason: "settings-wrong", problems };
  const draft: PortDraft = {
    id: saved?.id ?? ctx.newId("con"), port: input.port, vendor: input.vendor, settings,
    hookSecret: saved?.hookSecret ?? (input.port === "platform" ? randomBytes(hookSecretBytes).toString("base64url") : null),
  };
  const health = await checkPort(app, draft);
  if (!health.isWorking) return { ok: false, reason: "not-working", problems: health.problems };
  const stranger = saved && (await findStranger(app, ctx, { saved, draft }));
  if (stranger) return { ok: false, reason: "not-working", problems: [stranger] };
  await saveConnection(ctx, draft, { saved, account: accountOf(app, draft) });
  return { ok: true, connectionId: draft.id, health: await finishConnection(app, ctx, draft, health) };
}

/** Asks the vendor again, repairs its hooks, and keeps the answer as the connection's health; null when unknown. */
export async function checkConnection(app: App, ctx: Ctx, connectionId: string): Promise<Health | null> {
  const saved = await findConnection(ctx, connectionId);
  if (!saved || !app.registry[saved.port].some(({ vendor }) => vendor === saved.vendor)) return null;
  const health = await checkPort(app, saved);
  // What was hidden until now lies behind the point up to which the shop was read.
  if (health.isWorking && saved.health?.olderOrders && !health.olderOrders) await updateConnection(ctx.db, { id: saved.id, storeId: ctx.store.id }, { syncedUntil: null });
  if (health.isWorking && saved.isEnabled) return finishConnection(app, ctx, saved, health);
  await updateConnection(ctx.db, { id: saved.id, storeId: ctx.store.id }, { health, account: accountOf(app, saved) });
  return health;
}

/** Takes a connection out of use, or back; its settings stay. */
export async function enableConnection(
  ctx: Ctx,
  input: { connectionId: string; isEnabled: boolean },
): Promise<{ ok: true } | { ok: false; reason: "connection-unknown" }> {
  const saved = await findConnection(ctx, input.connectionId);
  if (!saved) return { ok: false, reason: "connection-unknown" };
  await inTransaction(ctx.db, async (tx) => {
    await updateConnection(tx, { id: saved.id, storeId: ctx.store.id }, { isEnabled: input.isEnabled, ...(input.isEnabled && { uninstalledAt: null }) });
    if (saved.isEnabled !== input.isEnabled) await noteSetting(ctx, tx, { kind: input.isEnabled ? "connection-on" : "connection-off", subject: saved.id });
  });
  return { ok: true };
}

async function findConnection(ctx: Ctx, connectionId: string): Promise<Connection | null> {
  return (await listConnections(ctx.db, ctx.store.id)).find(({ id }) => id === connectionId) ?? null;
}

/** Only the form's own fields are kept, whatever was posted. */
function mergeSettings(adapter: Adapter<AnyPort>, typed: SettingsValues, saved: SettingsValues): SettingsValues {
  return Object.fromEntries(adapter.settings.map(({ name, kind }) => {
    const value = (typed[name] ?? "").trim();
    return [name, kind === "secret" && value === "" ? (saved[name] ?? "") : value];
  }));
}

/** Whoever may change an address could otherwise have a password they do not know sent to their own machine. */
function movedProblems(adapter: Adapter<AnyPort>, typed: SettingsValues, { saved, settings }: { saved: SettingsValues; settings: SettingsValues }): SettingsProblem[] {
  const message = { fr: "L’adresse a changé : par sécurité, saisissez ce secret de nouveau.", en: "The address has changed: to be safe, type this secret again." };
  return secretsToRetype(adapter, { typed, saved, settings }).map((field) => ({ field, message }));
}

function settingsProblems(adapter: Adapter<AnyPort>, settings: SettingsValues): SettingsProblem[] {
  const missing = adapter.settings
    .filter(({ name, isRequired }) => isRequired && settings[name] === "")
    .map(({ name }) => ({ field: name, message: { fr: "Ce champ est nécessaire.", en: "This field is needed." } }));
  const tooLong = adapter.settings
    .filter(({ name }) => (settings[name] ?? "").length > settingLengthMax)
    .map(({ name }) => ({ field: name, message: { fr: "Ce texte est trop long.", en: "This text is too long." } }));
  const early = [...missing, ...tooLong];
  const read = adapter.readSettings(settings);
  const shapes = read.ok ? [] : read.problems.filter(({ field }) => !early.some((problem) => problem.field === field));
  return [...early, ...shapes];
}

async function checkPort(app: App, draft: PortDraft): Promise<Health> {
  try {
    return await app.probePort(draft).check();
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    return { isWorking: false, checkedAt: app.now(), facts: [], problems: [error.merchantWords] };
  }
}

/** So many of a connection's payments are looked for with other keys before they are taken for another account's. */
const tellingPaymentsMax = 3;

const strangerWords: Words = {
  fr: "Ces réglages sont ceux d’un autre compte (ou de l’autre mode, test ou réel) : il ne connaît pas les paiements déjà passés par cette connexion, que l’on ne pourrait plus ni suivre ni rembourser. Gardez celle-ci telle quelle pour eux, connectez l’autre compte comme une nouvelle connexion depuis les réglages, puis désactivez celle-ci : elle ne prendra plus de nouveaux paiements et suivra toujours les anciens.",
  en: "These settings belong to another account (or to the other mode, test or live): it does not know the payments already made through this connection, which could no longer be followed nor refunded. Keep this one as it is for them, connect the other account as a new connection from the settings, then switch this one off: it takes no new payments and still follows the old ones.",
};

const unsureWords: Words = {
  fr: "Impossible de vérifier pour l’instant que ces réglages connaissent les paiements déjà passés par cette connexion. Réessayez dans quelques minutes.",
  en: "It cannot be checked just now that these settings know the payments already made through this connection. Try again in a few minutes.",
};

/** Why changed settings of a way to pay may not replace the saved ones: its account does not know the money that came through it. Null: they may. */
async function findStranger(app: App, ctx: Ctx, { saved, draft }: { saved: Connection; draft: PortDraft }): Promise<Words | null> {
  const port = app.probePort(draft);
  if (!("openCheckout" in port) || JSON.stringify(saved.settings) === JSON.stringify(draft.settings)) return null;
  const payments = await listTellingPayments(ctx.db, ctx.store.id, saved.id, tellingPaymentsMax);
  if (payments.length === 0) return null;
  try {
    for (const payment of payments) {
      if (await knows(port, payment)) return null;
    }
    return strangerWords;
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    return unsureWords;
  }
}

/** A vendor that says no to the question, for good, knows another account's payment at most by its name. */
async function knows(port: Provider, payment: { paymentId: string; providerRef: string }): Promise<boolean> {
  try {
    return (await port.readPayment(payment)) !== null;
  } catch (error) {
    if (!(error instanceof VendorError) || error.isRetryable) throw error;
    return false;
  }
}

async function saveConnection(ctx: Ctx, draft: PortDraft, { saved, account }: { saved: Connection | null; account: string | null }): Promise<void> {
  await inTransaction(ctx.db, async (tx) => {
    if (saved === null) {
      await insertConnection(tx, { ...draft, account, storeId: ctx.store.id, at: ctx.now() });
      await noteSetting(ctx, tx, { kind: "connected", subject: draft.id });
    } else {
      await updateConnection(tx, { id: draft.id, storeId: ctx.store.id }, { settings: draft.settings, account });
      await noteSetting(ctx, tx, { kind: "connection-changed", subject: draft.id, fields: changedFields(saved.settings, draft.settings) });
    }
  });
}

/** The shop's one name at its platform; null for what is no shop or has none. */
function accountOf(app: App, { port, vendor, settings }: Pick<PortDraft, "port" | "vendor" | "settings">): string | null {
  const adapter = port === "platform" ? app.registry.platform.find((one) => one.vendor === vendor) : undefined;
  return adapter?.accountOf?.(settings) ?? null;
}

/** Points the vendor's hooks at us and asks a shop for its orders; hooks that cannot be set are a warning, for we also poll. */
async function finishConnection(app: App, ctx: Ctx, draft: PortDraft, checked: Health): Promise<Health> {
  const hooks = await ensureHooks(app, draft);
  const health = { ...checked, problems: [...checked.problems, ...hooks.problems] };
  await updateConnection(ctx.db, { id: draft.id, storeId: ctx.store.id }, {
    health, account: accountOf(app, draft), ...(hooks.secret !== null && { hookSecret: hooks.secret }),
  });
  if (draft.port === "platform") {
    await addJob(ctx.db, "sync-orders", { storeId: ctx.store.id, connectionId: draft.id }, { key: `sync:${draft.id}`, attemptsMax: 3 });
  }
  return health;
}

async function ensureHooks(app: App, draft: PortDraft): Promise<{ secret: string | null; problems: Words[] }> {
  const url = `${app.appUrl}/hooks/${draft.id}`;
  const port = app.probePort(draft);
  if (!("can" in port) || !port.can.receiveHooks) return { secret: null, problems: [] };
  try {
    if ("openCheckout" in port) return await port.ensureHooks({ url });
    return { secret: null, problems: (await port.ensureHooks({ url, secret: draft.hookSecret ?? "" })).problems };
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    return { secret: null, problems: [error.merchantWords] };
  }
}
