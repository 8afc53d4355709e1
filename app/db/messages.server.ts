import type { Message as MessageRow } from "../../generated/prisma/client";
import type { MessageStatus } from "../core/message";
import type { Db, Statements } from "./client.server";
import { rowsOf } from "./rows.server";

/** A word to a shopper, saved before it leaves. */
export type Message = {
  id: string;
  storeId: string;
  linkId: string | null;
  receiptId: string | null;
  /** The basket it asks for, instead of one link. */
  basketId: string | null;
  kind: "payment-link" | "receipt" | "credit-receipt" | "cancelled-receipt";
  channel: "email" | "sms" | "whatsapp";
  recipient: string;
  note: string;
  subject: string;
  status: MessageStatus;
  attempts: number;
  problem: string | null;
  createdAt: Date;
  sentAt: Date | null;
  /** When a report came that it did not arrive (`refused`), or not yet (`sent`); `problem` says why. */
  reportedAt: Date | null;
};

const toMessage = (row: MessageRow): Message => ({
  ...row,
  kind: row.kind as Message["kind"],
  channel: row.channel as Message["channel"],
  status: row.status as MessageStatus,
});

type NewMessage = Pick<Message, "id" | "storeId" | "linkId" | "receiptId" | "kind" | "channel" | "recipient" | "note"> & { basketId?: string | null; at: Date };

/** Saves a message once; false when this id is there already (the button was pressed twice). */
export async function insertMessage(db: Statements, message: NewMessage): Promise<boolean> {
  const { id, storeId, linkId, receiptId, basketId = null, kind, channel, recipient, note, at } = message;
  const rows = await rowsOf(db, {
    name: "insert-message",
    text: `INSERT INTO message (id, store_id, link_id, receipt_id, basket_id, kind, channel, recipient, note, created_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::timestamptz) ON CONFLICT DO NOTHING RETURNING id`,
    values: [id, storeId, linkId, receiptId, basketId, kind, channel, recipient, note, at],
  });
  return rows.length > 0;
}

export async function findMessage(db: Db, storeId: string, messageId: string): Promise<Message | null> {
  const row = await db.sql.message.findFirst({ where: { id: messageId, storeId } });
  return row && toMessage(row);
}

/** Which of these messages are there. */
export async function findKnownMessages(db: Db, storeId: string, messageIds: readonly string[]): Promise<Set<string>> {
  const rows = await db.sql.message.findMany({ where: { storeId, id: { in: [...messageIds] } }, select: { id: true } });
  return new Set(rows.map(({ id }) => id));
}

/** Notes how a try ended. */
export async function updateMessage(
  db: Db,
  message: Pick<Message, "id" | "storeId">,
  change: { status: MessageStatus; subject?: string; problem: string | null; sentAt?: Date },
): Promise<void> {
  await db.sql.message.updateMany({
    where: { id: message.id, storeId: message.storeId },
    data: { ...change, attempts: { increment: 1 } },
  });
}

/** Puts a message that was refused or failed back in line, perhaps to another address. */
export async function requeueMessage(db: Db, message: Pick<Message, "id" | "storeId">): Promise<boolean> {
  const { count } = await db.sql.message.updateMany({
    where: { id: message.id, storeId: message.storeId, status: { in: ["refused", "failed"] } },
    data: { status: "queued", attempts: 0, problem: null, reportedAt: null },
  });
  return count > 0;
}

/**
 * What a report that came later says of a message that counts as sent: refused after all, or not there yet (said once).
 * False when that is known already, or the message waits to be sent again.
 */
export async function noteReport(db: Db, message: Pick<Message, "id" | "storeId">, report: { outcome: "refused" | "delayed"; problem: string; at: Date }): Promise<boolean> {
  const { outcome, problem, at } = report;
  const { count } = await db.sql.message.updateMany({
    where: { id: message.id, storeId: message.storeId, status: "sent", ...(outcome === "delayed" && { reportedAt: null }) },
    data: { problem, reportedAt: at, ...(outcome === "refused" && { status: "refused" }) },
  });
  return count > 0;
}

/** Messages about a link, its receipts, and the baskets it is in, newest first. */
export async function listMessagesOfLink(db: Db, storeId: string, linkId: string): Promise<Message[]> {
  const baskets = await db.sql.basketLink.findMany({ where: { storeId, linkId }, select: { basketId: true } });
  const rows = await db.sql.message.findMany({
    where: { storeId, OR: [{ linkId }, { basketId: { in: baskets.map(({ basketId }) => basketId) } }] }, orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  return rows.map(toMessage);
}
