import { listen, type Fault, type Rules } from "./server";
import { signedHeaders } from "./signing";
import { captureOf, emit, mustFind, newId, shownCapture, shownRefund, timeOf, type Amount, type Dispute, type World } from "./world";

/**
 * A PayPal business account on loopback, strict about what it is asked: the calls the adapter makes, after PayPal's own
 * OpenAPI documents (Apache-2.0). What it answers to a twin under way is not documented; here it is 409.
 *
 *   const paypal = await startPaypal();               // every test its own; await paypal.close() after
 *   paypal.approve(orderId)                           // the payer's yes; { status: "PENDING" } or { issue } is what a capture will be
 *   paypal.settle(orderId, "COMPLETED" | "DECLINED")  // an eCheck, days later
 *   paypal.refundAtDashboard(orderId, amount); paypal.moveRefund(refundId, "COMPLETED" | "FAILED")
 *   paypal.openDispute(orderId, { takesMoney: true }); paypal.resolveDispute(id, "seller" | "buyer")
 *   paypal.failNext(/POST .*capture$/, "cut-after"); paypal.setLatency(30); paypal.revokeTokens()
 *   paypal.webhookTo(url)                             // made by hand; returns its id
 *   paypal.signedEvent(event, webhookId)              // body and headers as they would leave now
 */
export async function startPaypal(options: { now?: () => Date } = {}) {
  const clientId = `A${newId()}${newId()}`;
  const clientSecret = `E${newId()}${newId()}`;
  const rules: Rules = { clientId, clientSecret, tokens: new Map(), faults: [], latencyMs: 0 };
  const world: World = {
    now: options.now ?? (() => new Date()), address: "", orders: new Map(), captures: new Map(), refunds: new Map(), disputes: new Map(),
    webhooks: new Map(), events: [], refundStatus: "COMPLETED", canReadDisputes: true, signingKey: newId(),
  };
  const server = await listen(world, rules);
  world.address = server.address;
  const mustCapture = (orderId: string) => captureOf(world, orderId) ?? mustFind(world.captures, `of ${orderId}`);
  return {
    clientId,
    clientSecret,
    address: server.address,
    world,
    asked: server.asked,
    approve(orderId: string, outcome: { status: string } | { issue: string } = { status: "COMPLETED" }) {
      const order = mustFind(world.orders, orderId);
      if (order.status !== "PAYER_ACTION_REQUIRED") throw new Error(`The order is ${order.status}`);
      Object.assign(order, { status: "APPROVED", approvedAt: timeOf(world.now()), outcome });
      emit(world, "CHECKOUT.ORDER.APPROVED", "checkout-order", { id: orderId, status: "APPROVED", purchase_units: [order.unit] });
    },
    settle(orderId: string, status: "COMPLETED" | "DECLINED") {
      const capture = mustCapture(orderId);
      Object.assign(capture, { status, update_time: timeOf(world.now()) });
      emit(world, `PAYMENT.CAPTURE.${status === "DECLINED" ? "DENIED" : status}`, "capture", shownCapture(world, capture));
    },
    captureOf: (orderId: string) => captureOf(world, orderId),
    refundAtDashboard(orderId: string, amount: Amount, status = "COMPLETED") {
      const capture = mustCapture(orderId);
      const refund = { id: newId(), status, amount, create_time: timeOf(world.now()), captureId: capture.id };
      world.refunds.set(refund.id, refund);
      capture.status = "PARTIALLY_REFUNDED";
      emit(world, "PAYMENT.CAPTURE.REFUNDED", "refund", shownRefund(world, refund));
      return refund;
    },
    moveRefund: (refundId: string, status: string) => void (mustFind(world.refunds, refundId).status = status),
    openDispute(orderId: string, { takesMoney = true, reason = "MERCHANDISE_OR_SERVICE_NOT_RECEIVED" } = {}): Dispute {
      const capture = mustCapture(orderId);
      const dispute: Dispute = {
        dispute_id: `PP-R-${newId().slice(0, 8)}-${world.disputes.size}`, create_time: timeOf(world.now()), status: "WAITING_FOR_SELLER_RESPONSE", reason, captureId: capture.id,
        dispute_amount: capture.amount, seller_response_due_date: timeOf(new Date(world.now().getTime() + 10 * 86_400_000)),
        money_movements: takesMoney ? [{ affected_party: "SELLER", type: "DEBIT", amount: capture.amount, initiated_time: timeOf(world.now()), reason: "DISPUTE_FUNDS_HELD" }] : [],
      };
      world.disputes.set(dispute.dispute_id, dispute);
      emit(world, "CUSTOMER.DISPUTE.CREATED", "dispute", { dispute_id: dispute.dispute_id, status: dispute.status, disputed_transactions: [{ seller_transaction_id: capture.id }] });
      return dispute;
    },
    resolveDispute(disputeId: string, winner: "seller" | "buyer") {
      const dispute = mustFind(world.disputes, disputeId);
      dispute.status = "RESOLVED";
      const [party, reason] = winner === "seller" ? ["SELLER" as const, "DISPUTE_FUNDS_RELEASED"] : ["BUYER" as const, "DISPUTE_SETTLEMENT"];
      dispute.money_movements.push({ affected_party: party, type: "CREDIT", amount: dispute.dispute_amount, initiated_time: timeOf(world.now()), reason });
    },
    failNext: (path: RegExp, fault: Fault) => void rules.faults.push({ path, fault }),
    setLatency: (ms: number) => void (rules.latencyMs = ms),
    revokeTokens: () => rules.tokens.clear(),
    webhookTo(url: string): string {
      const id = newId();
      world.webhooks.set(id, { id, url, event_types: [{ name: "*" }] });
      return id;
    },
    signedEvent(event: object, webhookId: string) {
      const body = JSON.stringify(event);
      return { body, headers: signedHeaders(world, webhookId, body) };
    },
    close: server.close,
  };
}
