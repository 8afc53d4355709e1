import type { TaskKind } from "../core/link-history";
import { moneyOf, type Money } from "../core/money";
import { noTotals, type PaymentLink } from "../core/payment-link";
import { findLink, readLinkTotals } from "../db/links.server";
import { findPayment } from "../db/payments.server";
import { countOpenTasks, listOpenTasks, type Task } from "../db/tasks.server";
import type { Ctx } from "./ctx";
import { paymentOf, type PaymentOfLink } from "./read-link.server";
import { findFreeMoney } from "./rebook-money.server";

export const tasksShownMax = 100;

/** `extra`: money nobody asked for, which one click gives back: how much, and the payment it came by. */
export type TaskRow = { task: Task; extra: { amount: Money; payment: PaymentOfLink } | null; link: Pick<PaymentLink, "id" | "orderNumber" | "description" | "customer"> | null };

/** What waits for a person, oldest first, with the link each is about; the count may exceed what is listed. */
export async function listTasks(ctx: Ctx): Promise<{ tasks: TaskRow[]; count: number }> {
  const [tasks, count] = await Promise.all([listOpenTasks(ctx.db, ctx.store.id, tasksShownMax), countOpenTasks(ctx.db, ctx.store.id)]);
  const rows = tasks.map(async (task): Promise<TaskRow> => {
    const link = task.linkId === null ? null : await findLink(ctx.db, ctx.store.id, task.linkId);
    const extra = link && task.paymentId !== null && isAboutMoney.has(task.kind) ? await readExtra(ctx, link, task.paymentId) : null;
    return { task, extra, link: link && { id: link.id, orderNumber: link.orderNumber, description: link.description, customer: link.customer } };
  });
  return { tasks: await Promise.all(rows), count };
}

const isAboutMoney: ReadonlySet<TaskKind> = new Set(["surplus", "paid-twice", "foreign-money", "late-money", "money-on-cancelled"]);

async function readExtra(ctx: Ctx, link: PaymentLink, paymentId: string): Promise<TaskRow["extra"]> {
  const totals = (await readLinkTotals(ctx.db, ctx.store.id, [link.id])).get(link.id) ?? noTotals;
  const free = await findFreeMoney(ctx, ctx.db, { paymentId, link, totals });
  const payment = await findPayment(ctx.db, ctx.store.id, paymentId);
  return free && payment && { amount: moneyOf(free.amountMinor, free.currency), payment: await paymentOf(ctx, payment, { linkId: link.id, totals }) };
}

/** For the badge in the navigation. */
export async function countTasks(ctx: Ctx): Promise<number> {
  return countOpenTasks(ctx.db, ctx.store.id);
}
