import { assertUnreachable } from "../core/assert";
import type { ComplianceSubject } from "../core/ports";
import { inTransaction } from "../db/client.server";
import { listConnections } from "../db/connections.server";
import { emptyEvent, forgetPeopleOf, forgetPerson, forgetStore, type Person } from "../db/forgetting.server";
import { removeJob } from "../db/jobs.server";
import { countMembers } from "../db/members.server";
import { raiseTask } from "../db/tasks.server";
import type { Ctx } from "./ctx";

/** Within which a person must be answered (GDPR, article 12(3): one month). */
export const answerDays = 30;

/**
 * Carries out what the law asks through a platform. Telling becomes a task with a file that the merchant hands on;
 * forgetting is done at once. What must stay stays: receipts and the ledger under them (db/forgetting says why).
 */
export async function obeyPrivacyLaw(ctx: Ctx, input: { eventId: string; connectionId: string; subject: ComplianceSubject; isInstalled(): Promise<boolean> }): Promise<void> {
  const { eventId, connectionId, subject } = input;
  const person: Person = { connectionId, email: subject.customerEmail, orderRefs: subject.orderRefs };
  switch (subject.request) {
    case "tell-customer-data":
      return inTransaction(ctx.db, async (tx) => {
        await raiseTask(tx, {
          id: ctx.newId("tsk"), storeId: ctx.store.id, kind: "customer-data-asked", subject: eventId, at: ctx.now(),
          detail: { ...person, customerRef: subject.customerRef, dueAt: new Date(ctx.now().getTime() + answerDays * 86_400_000) },
        });
        // The task holds what is needed; a second copy of the address has no purpose.
        await emptyEvent(tx, ctx.store.id, eventId);
      });
    case "forget-customer":
      return inTransaction(ctx.db, async (tx) => {
        const links = await forgetPerson(tx, ctx.store.id, person);
        await emptyEvent(tx, ctx.store.id, eventId);
        ctx.log("info", "customer-forgotten", { connectionId, links });
      });
    case "forget-shop":
      if (await input.isInstalled()) return ctx.log("warn", "shop-not-forgotten", { connectionId, why: "installed" });
      return forgetShop(ctx, connectionId, eventId);
    default:
      return assertUnreachable(subject.request);
  }
}

/**
 * A shop that left (one that came back meanwhile is not erased: the request is of before). A store that also has other
 * shops, or people with passwords, lives on: there only what came from this shop's customers goes.
 */
async function forgetShop(ctx: Ctx, connectionId: string, eventId: string): Promise<void> {
  const others = (await listConnections(ctx.db, ctx.store.id)).some(({ id, port }) => id !== connectionId && port === "platform");
  const isShared = others || (await countMembers(ctx.db, ctx.store.id)) > 0;
  await inTransaction(ctx.db, async (tx) => {
    if (isShared) {
      await forgetPeopleOf(tx, ctx.store.id, connectionId);
      await emptyEvent(tx, ctx.store.id, eventId);
    } else {
      await forgetStore(tx, ctx.store.id);
      for (const key of [`sync:${connectionId}`, `tend:${connectionId}`]) await removeJob(tx, key);
    }
  });
  ctx.log("info", "shop-forgotten", { connectionId, isShared });
}
