import type { ReturnedMessage } from "../core/returned";
import { inTransaction } from "../db/client.server";
import { addLinkEvent } from "../db/link-events.server";
import { findMessage, noteReport, type Message } from "../db/messages.server";
import { raiseTask } from "../db/tasks.server";
import type { Ctx } from "./ctx";
import { linksOfMessage } from "./links-of-message.server";

/** The clocks of two mail servers may differ this much; an older report is about an earlier try. */
const clockSkewMs = 15 * 60_000;

/** Looks of one job; what is left waits for the next sweep. */
const looksMax = 5;

/** The key under which the next look waits. */
export const readReturnedKey = (connectionId: string): string => `returned:${connectionId}`;

/**
 * Reads what came back after it had been taken, and notes it on the messages of this store. Throws VendorError when the
 * mailbox cannot be read now: what was not noted is read again. A mailbox with much in it is read in turns.
 */
export async function readReturned(ctx: Ctx, connectionId: string): Promise<void> {
  if (ctx.messenger?.connection.id !== connectionId) return;
  const { port } = ctx.messenger;
  for (let looks = 0; looks < looksMax; looks += 1) {
    const looked = await port.readReturned?.((returned) => noteReturned(ctx, returned));
    if (looked?.isMore !== true) return;
  }
}

/**
 * A report flags the message it is about, once, and only one that counts as sent: whatever else it says, it changes no
 * address and moves no money. One refused is put before a person; one that is late is only told.
 */
async function noteReturned(ctx: Ctx, returned: ReturnedMessage): Promise<void> {
  const message = await findMessage(ctx.db, ctx.store.id, returned.messageId);
  // Without a recipient: the person was forgotten, and a report would bring their address back.
  if (!message || message.recipient === "" || message.sentAt === null || returned.at.getTime() < message.sentAt.getTime() - clockSkewMs) return;
  const problem = [`returned-${returned.cause}`, returned.detail].filter(Boolean).join(": ");
  await inTransaction(ctx.db, async (tx) => {
    if (!(await noteReport(tx, message, { outcome: returned.outcome, problem, at: returned.at }))) return;
    const linkIds = await linksOfMessage(ctx, tx, message);
    for (const linkId of linkIds) {
      await addLinkEvent(tx, {
        id: ctx.newId("lev"), storeId: ctx.store.id, linkId, kind: returned.outcome === "refused" ? "message-returned" : "message-delayed", at: ctx.now(),
        detail: { messageId: message.id, message: message.kind, channel: message.channel, recipient: unreached(message, returned), problem },
      });
    }
    if (returned.outcome === "refused" && linkIds[0] !== undefined) {
      await raiseTask(tx, { id: ctx.newId("tsk"), storeId: ctx.store.id, kind: "message-refused", subject: message.id, linkId: linkIds[0], detail: { problem }, isAgain: true, at: ctx.now() });
    }
  });
}

/** Whom we wrote to; where the mail was passed on, also where it ended. */
function unreached({ recipient }: Message, returned: ReturnedMessage): string {
  return recipient.toLowerCase() === returned.recipient.toLowerCase() ? recipient : `${recipient} → ${returned.recipient}`;
}
