import { createHmac } from "node:crypto";
import { pay, settle, type PayChoice } from "./resources";
import { listen, type Fault, type Rules } from "./server";
import { end, mustFind, newId, refundsOf, tell, timeOf, type Amount, type World } from "./world";

/**
 * A Mollie profile on loopback, strict about what it is asked: the calls the adapter makes, written from the documented
 * behaviour (docs.mollie.com/reference). How Mollie answers a twin under way and other data under a known key is not
 * documented; here it is 409 and 422.
 *
 *   const mollie = await startMollie();               // every test its own; await mollie.close() after
 *   mollie.pay(id)                                    // the shopper pays by card; { method, outcome, failureReason }
 *   mollie.pay(id, { method: "directdebit", outcome: "pending" }); mollie.settle(id, "paid" | "failed")
 *   mollie.world.isOpenCancelable = true              // as for methods that let an open payment be cancelled
 *   mollie.world.refundStatus = "refunded"            // else a refund waits: moveRefund(id, "processing" | "failed" | …)
 *   mollie.chargeBack(id, amount); mollie.reverseChargeback(chargebackId)
 *   mollie.failNext(/POST .*payments$/, "cut-after"); mollie.setLatency(30)
 *   mollie.world.hooks                                // classic hooks Mollie would have sent
 *   mollie.signedEvent(entityId, secret)              // one of the next generation
 */
export async function startMollie(options: { now?: () => Date } = {}) {
  const apiKey = `test_${newId("k").slice(2).repeat(3)}`;
  const rules: Rules = { apiKey, faults: [], latencyMs: 0 };
  const world: World = {
    now: options.now ?? (() => new Date()), address: "", mode: "test", isOpenCancelable: false, refundStatus: "pending",
    methods: [{ id: "creditcard", description: "Card" }, { id: "bancontact", description: "Bancontact" }],
    payments: new Map(), refunds: new Map(), chargebacks: new Map(), hooks: [],
  };
  const server = await listen(world, rules);
  world.address = server.address;
  return {
    apiKey,
    address: server.address,
    world,
    asked: server.asked,
    pay: (id: string, choice?: PayChoice) => pay(world, id, choice),
    settle: (id: string, outcome: "paid" | "failed") => settle(world, id, outcome),
    expireNow: (id: string) => end(world, mustFind(world.payments, id), "expired"),
    /** A person refunds in the dashboard: no metadata of ours. */
    refundAtDashboard(id: string, amount: Amount, status = "refunded") {
      const refund = { resource: "refund" as const, id: newId("re"), mode: world.mode, amount, status, createdAt: timeOf(world.now()), description: "", metadata: null, paymentId: id };
      world.refunds.set(refund.id, refund);
      tell(world, mustFind(world.payments, id));
      return refund;
    },
    moveRefund(refundId: string, status: string) {
      const refund = mustFind(world.refunds, refundId);
      refund.status = status;
      tell(world, mustFind(world.payments, refund.paymentId));
    },
    refundsOf: (id: string) => refundsOf(world, id),
    chargeBack(id: string, amount: Amount) {
      const chargeback = { resource: "chargeback" as const, id: newId("chb"), amount, reason: { code: "AM04", description: "Insufficient funds" }, paymentId: id, createdAt: timeOf(world.now()) };
      world.chargebacks.set(chargeback.id, chargeback);
      tell(world, mustFind(world.payments, id));
      return chargeback;
    },
    reverseChargeback(chargebackId: string) {
      mustFind(world.chargebacks, chargebackId).reversedAt = timeOf(world.now());
    },
    failNext: (path: RegExp, fault: Fault) => void rules.faults.push({ path, fault }),
    setLatency: (ms: number) => void (rules.latencyMs = ms),
    signedEvent(entityId: string, secret: string, id = newId("event")) {
      const body = JSON.stringify({ resource: "event", id, type: "payment.paid", entityId, createdAt: timeOf(world.now()), _links: {} });
      return { body, headers: { "content-type": "application/json", "x-mollie-signature": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}` } };
    },
    close: server.close,
  };
}
