import { orderKind, sandboxOrder } from "../adapters/sandbox/index.server";
import type { App, Ctx } from "../app/context.server";
import { assertUnreachable } from "../app/core/assert";
import type { HandMethod } from "../app/core/hand-note";
import { moneyOf } from "../app/core/money";
import { getLink } from "../app/db/links.server";
import { findCheckoutUrl } from "../app/db/payments.server";
import { recordsOf } from "../app/db/records.server";
import { cancelLink } from "../app/flows/change-link.server";
import { noteReceived } from "../app/flows/note-received.server";
import { readPayPage } from "../app/flows/read-pay-page.server";
import { refreshOrder } from "../app/flows/refresh-order.server";
import { refundPayment } from "../app/flows/refund-payment.server";
import { sendPaymentLink } from "../app/flows/send-payment-link.server";
import { settlePayment } from "../app/flows/settle-payment.server";
import { startPayment } from "../app/flows/start-payment.server";
import type { DemoOrder } from "./demo-orders";

/** Where the stories play. */
export type Stage = {
  app: App;
  clock: { nowMs: number };
  storeId: string;
  platformId: string;
  providerId: string;
  memberId: string;
  ctx(): Promise<Ctx>;
  runJobs(): Promise<void>;
  /** For what must happen at the present: it would be over otherwise. */
  atTheEnd(act: () => Promise<void>): void;
  finish(): Promise<void>;
};

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Plays one order's story with the product's own flows, pressing the sandbox's own buttons. */
export async function tell(stage: Stage, order: DemoOrder): Promise<void> {
  await putOrder(stage, order, {});
  await refreshOrder(await stage.ctx(), { platformId: stage.platformId, orderRef: order.number });
  if (order.story === "no-link") return;
  const linkId = await send(stage, order);
  await stage.runJobs();
  stage.clock.nowMs += 2 * hourMs;
  await goOn(stage, order, linkId);
}

async function goOn(stage: Stage, order: DemoOrder, linkId: string): Promise<void> {
  const ctx = await stage.ctx();
  switch (order.story) {
    case "no-link": case "sent": case "sent-soon-expired": case "expired": case "mail-refused":
      return;
    case "paid": case "deposit-paid":
      return pay(stage, await start(stage, linkId));
    case "paid-by-transfer":
      return note(stage, order, { linkId, method: "bank-transfer" });
    case "paid-in-cash":
      return note(stage, order, { linkId, method: "cash" });
    case "opened-then-declined":
      return press(stage, await start(stage, linkId), "pay");
    case "under-way":
      return stage.atTheEnd(async () => pay(stage, await start(stage, linkId)));
    case "paid-refunded-part": {
      const paymentId = await start(stage, linkId);
      await pay(stage, paymentId);
      stage.clock.nowMs += dayMs;
      await refundPayment(ctx, { paymentId, linkId: null, refundId: `refund-${order.number}`, amountMinor: 1_400, shownMinor: null, reason: "Boîte abîmée" });
      return;
    }
    case "paid-twice": {
      const first = await start(stage, linkId);
      stage.clock.nowMs += 60_000;
      await pay(stage, await start(stage, linkId));
      return pay(stage, first);
    }
    case "paid-late": {
      const paymentId = await start(stage, linkId);
      stage.clock.nowMs += 8 * dayMs;
      return pay(stage, paymentId);
    }
    case "cancelled":
      return void (await cancelLink(ctx, linkId));
    case "disputed": {
      const paymentId = await start(stage, linkId);
      await pay(stage, paymentId);
      await stage.runJobs();
      // Late enough for the answer to be still awaited when somebody looks.
      stage.clock.nowMs += 13 * dayMs;
      await press(stage, paymentId, "dispute");
      return void (await settlePayment(ctx, paymentId));
    }
    case "amount-changed":
      return changeOrder(stage, order, { lines: order.lines.slice(0, 1) });
    case "paid-elsewhere":
      return changeOrder(stage, order, { status: "processing" });
    case "order-cancelled":
      return changeOrder(stage, order, { status: "cancelled" });
    default:
      return assertUnreachable(order.story);
  }
}

async function putOrder(stage: Stage, order: DemoOrder, change: Partial<Pick<DemoOrder, "lines" | "status">>): Promise<void> {
  const { number, customer, locale, currency, lines, status } = { ...order, ...change };
  const made = sandboxOrder({
    ref: number, number, lines, status: status ?? "pending", currency: currency ?? "EUR",
    customer: { ...customer, locale }, createdAt: new Date(stage.clock.nowMs),
  });
  await recordsOf(stage.app.db, stage.platformId).put(orderKind, number, made);
}

async function changeOrder(stage: Stage, order: DemoOrder, change: Partial<Pick<DemoOrder, "lines" | "status">>): Promise<void> {
  await putOrder(stage, order, change);
  await refreshOrder(await stage.ctx(), { platformId: stage.platformId, orderRef: order.number });
}

async function send(stage: Stage, order: DemoOrder): Promise<string> {
  const daysOpen = order.story === "paid-late" ? 5 : order.story === "expired" ? 10 : order.story === "sent-soon-expired" ? 2 : 30;
  const ctx = await stage.ctx();
  const sent = await sendPaymentLink(ctx, {
    platformId: stage.platformId, orderRef: order.number, amountMinor: null, email: order.customer.email, locale: order.locale,
    expiresAt: new Date(stage.clock.nowMs + daysOpen * dayMs), description: "", note: "",
    messageId: ctx.messenger ? stage.app.newId("msg") : null,
    ...(order.story === "deposit-paid" && { plan: { kind: "deposit", share: "30%" } as const }),
  });
  if (!sent.ok) throw new Error(`Demo order ${order.number}: ${sent.reason}`);
  return sent.linkId;
}

/** What the link asks came by a road without a machine, and the merchant wrote it down. */
async function note(stage: Stage, { number }: DemoOrder, { linkId, method }: { linkId: string; method: HandMethod }): Promise<void> {
  const ctx = await stage.ctx();
  const { amountMinor, currency } = await getLink(ctx.db, stage.storeId, linkId);
  const noted = await noteReceived(ctx, {
    linkId, noteId: `note-${number}`, method, amount: moneyOf(amountMinor ?? 0, currency), happenedAt: ctx.now(), mayExceed: false, cheque: null, memberId: stage.memberId,
  });
  if (!noted.ok) throw new Error(`Demo order ${number}: ${noted.reason}`);
}

/** Pays the least that may be paid: a deposit where the link asks for one. */
async function start(stage: Stage, linkId: string): Promise<string> {
  const ctx = await stage.ctx();
  const { due } = await readPayPage(ctx, await getLink(ctx.db, stage.storeId, linkId));
  const started = await startPayment(ctx, { linkId, providerId: stage.providerId, shownMinor: null, typedMinor: due?.suggestedMinor ?? null });
  if (!started.ok) throw new Error(`Demo payment: ${started.reason}`);
  return started.paymentId;
}

async function pay(stage: Stage, paymentId: string): Promise<void> {
  await press(stage, paymentId, "pay");
  await settlePayment(await stage.ctx(), paymentId);
}

/** Presses a button of the sandbox's page, as a browser would. */
async function press(stage: Stage, paymentId: string, action: string): Promise<void> {
  const ctx = await stage.ctx();
  const address = await findCheckoutUrl(stage.app.db, { id: paymentId, storeId: stage.storeId });
  const path = address?.split(`/checkout/${stage.providerId}/`)[1];
  if (!address || !path) throw new Error(`Demo payment ${paymentId} has no page`);
  const request = new Request(address, { method: "POST", body: new URLSearchParams({ action }) });
  const answer = await ctx.provider(stage.providerId).servePage?.(request, path, ctx.store);
  if (!answer || answer.status >= 400) throw new Error(`Demo payment ${paymentId}: ${action} answered ${answer?.status}`);
}
