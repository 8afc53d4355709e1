import { randomBytes } from "node:crypto";
import type { PlatformAdapter } from "../core/ports";
import { orderCode } from "../core/order-code";
import { inTransaction } from "../db/client.server";
import { insertCodeKey, listCodeKeys, retireCodeKeys, revokeRetiredCodeKeys, type CodeKey } from "../db/code-keys.server";
import { listConnections, type Connection } from "../db/connections.server";
import { findLatestOrder } from "../db/orders.server";
import type { App, Ctx } from "./ctx";
import { noteSetting } from "./note-setting.server";
import { sendTestMessage, type TestResult } from "./send-test-message.server";

const keyIdBytes = 5;
const secretBytes = 24;

/** What the settings show: the piece of template to copy, once a key was made, and how many old keys still work. */
export type CodesView = { templateName: string; snippet: string | null; madeAt: Date | null; oldKeys: number };

export const codesUrl = (ctx: Pick<Ctx, "appUrl">) => `${ctx.appUrl}/q`;

/** Null for a connection of another store, and where the platform has no templates to sign in. */
export async function readCodes(app: App, ctx: Ctx, connectionId: string): Promise<CodesView | null> {
  const found = await findWithTemplates(app, ctx, connectionId);
  if (!found) return null;
  const keys = await listCodeKeys(ctx.db, ctx.store.id, connectionId);
  const current = keys.find(({ retiredAt }) => retiredAt === null) ?? null;
  return {
    templateName: found.snippet.name,
    snippet: current && found.snippet.write({ codesUrl: codesUrl(ctx), keyId: current.id, secret: current.secret, locale: ctx.store.locale }),
    madeAt: current?.createdAt ?? null,
    oldKeys: keys.filter(({ retiredAt, revokedAt }) => retiredAt !== null && revokedAt === null).length,
  };
}

type Templates = { connection: Connection; snippet: NonNullable<PlatformAdapter["snippet"]> };

async function findWithTemplates(app: App, ctx: Ctx, connectionId: string): Promise<Templates | null> {
  const connection = (await listConnections(ctx.db, ctx.store.id)).find(({ id }) => id === connectionId);
  const snippet = app.registry.platform.find(({ vendor }) => connection?.port === "platform" && vendor === connection.vendor)?.snippet;
  return connection && snippet ? { connection, snippet } : null;
}

/** Makes the first key, or a new one in the old one's place; pressed twice at once, one is made. False: not here. */
export async function renewCodeKey(app: App, ctx: Ctx, connectionId: string): Promise<boolean> {
  if (!(await findWithTemplates(app, ctx, connectionId))) return false;
  const of = { storeId: ctx.store.id, connectionId };
  await inTransaction(ctx.db, async (tx) => {
    await retireCodeKeys(tx, of, ctx.now());
    await insertCodeKey(tx, { ...of, id: randomBytes(keyIdBytes).toString("hex"), secret: randomBytes(secretBytes).toString("base64url"), createdAt: ctx.now() });
    await noteSetting(ctx, tx, { kind: "codes-renewed", subject: connectionId });
  });
  return true;
}

/** Ends the codes of every key but the one in use: papers printed with them lead nowhere. False: not here. */
export async function endOldCodes(app: App, ctx: Ctx, connectionId: string): Promise<boolean> {
  if (!(await findWithTemplates(app, ctx, connectionId))) return false;
  await inTransaction(ctx.db, async (tx) => {
    await revokeRetiredCodeKeys(tx, { storeId: ctx.store.id, connectionId }, ctx.now());
    await noteSetting(ctx, tx, { kind: "codes-ended", subject: connectionId });
  });
  return true;
}

export type CodeTestResult = TestResult | { ok: false; reason: "no-key" | "no-order" };

/** Mails a member the code of the shop's latest order, as templates will draw it, so that it can be scanned before anybody else does. */
export async function sendTestCode(ctx: Ctx, input: { connectionId: string; to: string }): Promise<CodeTestResult> {
  const keys = await listCodeKeys(ctx.db, ctx.store.id, input.connectionId);
  const current: CodeKey | undefined = keys.find(({ retiredAt }) => retiredAt === null);
  if (!current) return { ok: false, reason: "no-key" };
  const order = await findLatestOrder(ctx.db, ctx.store.id, input.connectionId);
  if (order === null) return { ok: false, reason: "no-order" };
  return sendTestMessage(ctx, input.to, { orderNumber: order.number, payUrl: `${codesUrl(ctx)}/${orderCode(current, order.ref)}` });
}
