import type { Task as TaskRow } from "../../generated/prisma/client";
import type { TaskKind } from "../core/link-history";
import { toJson, type Db } from "./client.server";

export type { TaskKind };

/** Something only a person can decide. */
export type Task = {
  id: string;
  storeId: string;
  kind: TaskKind;
  subject: string;
  linkId: string | null;
  paymentId: string | null;
  detail: Record<string, unknown>;
  createdAt: Date;
  resolvedAt: Date | null;
};

const toTask = (row: TaskRow): Task => ({ ...row, kind: row.kind as TaskKind, detail: row.detail as Record<string, unknown> });

/** Raises a task once per (kind, subject); `isAgain`: one that was dealt with is open again, for it was not. */
export async function raiseTask(
  db: Db,
  input: { id: string; storeId: string; kind: TaskKind; subject: string; linkId?: string; paymentId?: string; detail?: Record<string, unknown>; isAgain?: boolean; at: Date },
): Promise<void> {
  const { at, detail: known = {}, isAgain = false, ...rest } = input;
  const detail = toJson(known);
  const { count } = await db.sql.task.createMany({ data: [{ ...rest, detail, createdAt: at }], skipDuplicates: true });
  if (count > 0 || !isAgain) return;
  await db.sql.task.updateMany({ where: { storeId: rest.storeId, kind: rest.kind, subject: rest.subject, resolvedAt: { not: null } }, data: { resolvedAt: null, detail, createdAt: at } });
}

/** What waits for a person, oldest first. */
export async function listOpenTasks(db: Db, storeId: string, limit: number): Promise<Task[]> {
  const rows = await db.sql.task.findMany({ where: { storeId, resolvedAt: null }, orderBy: [{ createdAt: "asc" }, { id: "asc" }], take: limit });
  return rows.map(toTask);
}

export async function countOpenTasks(db: Db, storeId: string): Promise<number> {
  return db.sql.task.count({ where: { storeId, resolvedAt: null } });
}

export async function findTask(db: Db, storeId: string, taskId: string): Promise<Task | null> {
  const row = await db.sql.task.findFirst({ where: { id: taskId, storeId } });
  return row && toTask(row);
}

export async function listTasksOfLink(db: Db, storeId: string, linkId: string): Promise<Task[]> {
  const rows = await db.sql.task.findMany({ where: { storeId, linkId }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
  return rows.map(toTask);
}

/** Under which a movement of money is told about one of its links: money for several may concern each of them. */
export const aboutEntry = (entryId: string, linkId: string): string => `${entryId}:${linkId}`;

/** What was raised about a link and one movement of its money (or about the subject as it is named) is dealt with by something done elsewhere; `at` null: open again. */
export async function resolveTasksAbout(db: Db, storeId: string, input: { subject: string; linkId: string; at: Date | null }): Promise<void> {
  const { subject, linkId, at } = input;
  await db.sql.task.updateMany({ where: { storeId, subject: { in: [subject, aboutEntry(subject, linkId)] }, linkId, resolvedAt: at === null ? { not: null } : null }, data: { resolvedAt: at } });
}

/** Marks a task as dealt with; `isResolved: false` undoes it. */
export async function resolveTask(db: Db, storeId: string, taskId: string, input: { isResolved: boolean; at: Date }): Promise<void> {
  await db.sql.task.updateMany({ where: { id: taskId, storeId }, data: { resolvedAt: input.isResolved ? input.at : null } });
}
