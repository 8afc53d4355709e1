import { assertUnreachable } from "../core/assert";
import { readCompanionHook } from "../core/companion";
import type { HookReader, HookSubject, Platform } from "../core/ports";
import { findConnectionById, noteHook, type Connection } from "../db/connections.server";
import { findEvent, markEventHandled, markEventProblem, type InboxEvent } from "../db/inbox.server";
import { adoptProviderRef, findPayment, findPaymentByRef } from "../db/payments.server";
import { raiseTask } from "../db/tasks.server";
import type { App, Ctx } from "./ctx";
import { followInstallation } from "./follow-installation.server";
import { obeyPrivacyLaw } from "./obey-privacy-law.server";
import { readsHooks } from "./receive-hook.server";
import { refreshOrder } from "./refresh-order.server";
import { settlePayment } from "./settle-payment.server";

/** How long an event about something we do not know yet is tried again before a person is told. */
export const unknownEventMaxMs = 3_600_000;

/**
 * Understands one stored event: whatever it claims, its vendor is asked for the truth. An event about a payment we
 * do not know may be faster than our own commit: it stays and is tried again, never dropped.
 */
export async function handleEvent(app: App, eventId: string): Promise<void> {
  const event = await findEvent(app.db, eventId);
  if (!event || event.handledAt) return;
  const found = await findReader(app, event.connectionId);
  if (!found) return markEventHandled(app.db, event, app.now());
  const ctx = await app.openStore(event.storeId);
  const unknown: HookSubject[] = [];
  for (const subject of readCompanionHook(event.hook) ?? (await found.port.readHook(event.hook))) {
    // A shop that left sends no orders any more, but the law still speaks through it.
    if (!found.connection.isEnabled && subject.kind !== "compliance" && subject.kind !== "connection") continue;
    if (!(await follow(ctx, { event, subject, isInstalled: () => isInstalled(found) }))) unknown.push(subject);
  }
  await noteHook(app.db, found.connection, event.receivedAt);
  if (unknown.length === 0) return markEventHandled(app.db, event, app.now());
  await waitForOurs(ctx, event, unknown);
}

type Reader = { connection: Connection; port: HookReader & Pick<Platform, "isInstalled"> };

/** A platform that cannot say is installed as long as it is switched on. */
const isInstalled = async ({ connection, port }: Reader) => (await port.isInstalled?.()) ?? connection.isEnabled;

/** Also of a connection that is switched off. */
async function findReader(app: App, connectionId: string): Promise<Reader | null> {
  const connection = await findConnectionById(app.db, connectionId);
  if (!connection || !app.registry[connection.port].some(({ vendor }) => vendor === connection.vendor)) return null;
  const port = connection.isEnabled ? (await app.findPort(connectionId))?.port : app.probePort(connection);
  return port && readsHooks(port) ? { connection, port } : null;
}

/** False when the subject is not ours (yet). */
async function follow(ctx: Ctx, { event, subject, isInstalled: isTheirs }: { event: InboxEvent; subject: HookSubject; isInstalled(): Promise<boolean> }): Promise<boolean> {
  switch (subject.kind) {
    case "payment": {
      const byId = subject.paymentId === null ? null : await findPayment(ctx.db, ctx.store.id, subject.paymentId);
      const payment =
        byId ?? (subject.providerRef === null ? null : await findPaymentByRef(ctx.db, ctx.store.id, event.connectionId, subject.providerRef));
      if (payment === null || payment.providerId !== event.connectionId) return false;
      if (payment.providerRef === null) {
        if (subject.providerRef === null) return false;
        // Faster than our own answer from the provider, which may be lost: the truth is still the provider's.
        await adoptProviderRef(ctx.db, payment, subject.providerRef);
      }
      await settlePayment(ctx, payment.id);
      return true;
    }
    case "order":
      await refreshOrder(ctx, { platformId: event.connectionId, orderRef: subject.orderRef });
      return true;
    case "message":
      return true;
    case "connection":
      await followInstallation(ctx, { connectionId: event.connectionId, isInstalled: isTheirs });
      return true;
    case "compliance":
      await obeyPrivacyLaw(ctx, { eventId: event.id, connectionId: event.connectionId, subject, isInstalled: isTheirs });
      return true;
    default:
      return assertUnreachable(subject);
  }
}

async function waitForOurs(ctx: Ctx, event: InboxEvent, unknown: readonly HookSubject[]): Promise<void> {
  await markEventProblem(ctx.db, event, "unknown-subject");
  const ageMs = ctx.now().getTime() - event.receivedAt.getTime();
  // A provider account may serve other software too: payments without our id are theirs, not lost ones of ours.
  const isOurs = unknown.some((subject) => subject.kind === "payment" && subject.paymentId?.startsWith("pay_"));
  if (!isOurs) return markEventHandled(ctx.db, event, ctx.now());
  if (ageMs < unknownEventMaxMs) throw new Error(`Event ${event.id} speaks of a payment not known yet`);
  await raiseTask(ctx.db, {
    id: ctx.newId("tsk"), storeId: ctx.store.id, kind: "event-not-understood", subject: event.id, detail: { unknown }, at: ctx.now(),
  });
}
