import type { Root } from "./root";
import { draftView, orderView } from "./views";
import { findOrder, outstandingMinor, type World } from "./world";

type Send = { id: string; email?: Record<string, unknown> | null };

/** Shopify's own mails: it knows the customer's address, whoever asks. */
export const collectMutations: Record<string, Root> = {
  orderInvoiceSend: (world: World, { id, email }: Send) => {
    const order = findOrder(world, id);
    const to = email?.["to"] ?? order?.email ?? order?.customer?.email;
    if (!order || !to || outstandingMinor(order) <= 0) {
      return { order: null, userErrors: [{ code: "ORDER_INVOICE_SEND_UNSUCCESSFUL", field: null, message: "Order invoice could not be sent." }] };
    }
    world.mails.push({ kind: "order-invoice", about: order.ref, email: email ?? null });
    return { order: orderView(world, order), userErrors: [] };
  },
  draftOrderInvoiceSend: (world: World, { id, email }: Send) => {
    const draft = world.drafts.get(/\/DraftOrder\/(\d+)$/.exec(id)?.[1] ?? "");
    if (!draft || draft.status === "COMPLETED") return { draftOrder: null, userErrors: [{ field: null, message: "Draft order is not open." }] };
    draft.status = "INVOICE_SENT";
    world.mails.push({ kind: "draft-invoice", about: draft.ref, email: email ?? null });
    return { draftOrder: draftView(world, draft), userErrors: [] };
  },
  paymentReminderSend: (world: World, { paymentScheduleId }: { paymentScheduleId: string }) => {
    const order = [...world.orders.values()].find(({ terms }) => terms?.schedules.some(({ id, completedAt }) => id === paymentScheduleId && completedAt === null));
    if (!order) return { success: false, userErrors: [{ code: "PAYMENT_REMINDER_SEND_UNSUCCESSFUL", field: null, message: "Payment reminder could not be sent." }] };
    world.mails.push({ kind: "reminder", about: order.ref, email: null });
    return { success: true, userErrors: [] };
  },
};
