import { z } from "zod";
import { readCustomerData } from "../db/customer-data.server";
import { findTask } from "../db/tasks.server";
import type { Ctx } from "./ctx";

const person = z.object({ connectionId: z.string(), email: z.string(), orderRefs: z.array(z.string()) });

/** What the store keeps about the customer of a task, read now, as JSON a person can read; null when no such task asks for it. */
export async function readCustomerFile(ctx: Ctx, taskId: string): Promise<string | null> {
  const task = await findTask(ctx.db, ctx.store.id, taskId);
  if (task?.kind !== "customer-data-asked") return null;
  const data = await readCustomerData(ctx.db, ctx.store.id, person.parse(task.detail));
  const { name, contactEmail } = ctx.store;
  const file = { shop: { name, contactEmail }, writtenAt: ctx.now(), amountsAre: "minor units (cents) of their currency", ...data };
  return JSON.stringify(file, (_key, value: unknown) => (typeof value === "bigint" ? Number(value) : value), 2);
}
