import type { Effect as EffectRow } from "../../generated/prisma/client";
import type { Db } from "./client.server";

/** What we do to the outside world once per subject. */
export type EffectKind = "mark-order-paid" | "mirror-refund" | "note-part";
export type Effect = {
  id: string;
  storeId: string;
  kind: EffectKind;
  subject: string;
  status: "waiting" | "done" | "given-up";
  problem: string | null;
};

const toEffect = (row: EffectRow): Effect => ({ ...row, kind: row.kind as EffectKind, status: row.status as Effect["status"] });

/** Finds the effect or begins it: two workers get the same row. */
export async function beginEffect(db: Db, input: { id: string; storeId: string; kind: EffectKind; subject: string; at: Date }): Promise<Effect> {
  const { at, ...rest } = input;
  await db.sql.effect.createMany({ data: [{ ...rest, createdAt: at }], skipDuplicates: true });
  const where = { kind_subject: { kind: input.kind, subject: input.subject } };
  return toEffect(await db.sql.effect.update({ where, data: { attempts: { increment: 1 } } }));
}

/** Looks without beginning; null when nobody began it. */
export async function findEffect(db: Db, input: { kind: EffectKind; subject: string }): Promise<Effect | null> {
  const row = await db.sql.effect.findUnique({ where: { kind_subject: input } });
  return row && toEffect(row);
}

/** Begins again what was given up; null when nothing was. In: the subject its task names. */
export async function reviveEffect(db: Db, storeId: string, subject: string): Promise<EffectKind | null> {
  const [row] = await db.sql.effect.updateManyAndReturn({ where: { storeId, subject, status: "given-up" }, data: { status: "waiting", problem: null } });
  return row ? toEffect(row).kind : null;
}

/** What was done stands no longer, so that it may be done once more. */
export async function forgetEffect(db: Db, storeId: string, at: Pick<Effect, "kind" | "subject">): Promise<void> {
  await db.sql.effect.updateMany({ where: { storeId, ...at }, data: { status: "waiting", problem: null, doneAt: null } });
}

export async function endEffect(
  db: Db,
  effect: Pick<Effect, "id" | "storeId">,
  end: { status: Effect["status"]; problem: string | null; at: Date },
): Promise<void> {
  await db.sql.effect.updateMany({
    where: { id: effect.id, storeId: effect.storeId },
    data: { status: end.status, problem: end.problem, ...(end.status === "done" && { doneAt: end.at }) },
  });
}
