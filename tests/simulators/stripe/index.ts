import { servePage } from "./page";
import * as payments from "./payments";
import { signed, startPost, type Delivery } from "./hooks";
import { listen, type Fault, type Rules } from "./server";
import { newId, secondsOf, type Endpoint, type World } from "./world";

/**
 * A Stripe account on loopback, strict about what it is asked: the endpoints the adapter uses, form-encoded, with
 * Stripe's rules on keys, versions, unknown parameters, amounts, expiry, idempotency and what may follow what.
 *
 *   const stripe = await startStripe();               // every test its own; await stripe.close() after
 *   provider = adapter.connect({ secretKey: stripe.secretKey }, { …deps, baseUrl: stripe.address, hookSecret: stripe.hookTo(url) });
 *   stripe.pay(sessionId)                             // the shopper pays by card; { method, outcome: "decline", declineCode }
 *   stripe.pay(id, { method: "sepa_debit" }); stripe.settle(id, "succeed" | "fail")     // days later
 *   stripe.expireNow(id)                              // its 24 hours are over
 *   stripe.refundAtDashboard(id, { amount })          // a person refunds at Stripe; finishRefund(refundId, "fail") later
 *   stripe.openDispute(id, { isInquiry }); stripe.moveDispute(disputeId, "won")
 *   stripe.failNext(/POST .*sessions$/, "cut-after")  // the next matching call: see Fault in server.ts
 *   stripe.setLatency(100)                            // long enough for twins to meet (409)
 *   stripe.deny("GET /v1/account")                    // a restricted key without that right (403)
 *   stripe.setDelivery("now" | "duplicate" | "hold" | "drop"); await stripe.deliver("backwards", 2)
 *   await stripe.idle()                               // all webhooks answered; stripe.answers says how
 *   stripe.asked                                      // every call with its parameters, key and status
 *
 * Amounts here are in Stripe's units. `sessionId` is the payment's providerRef.
 */
export async function startStripe(options: { now?: () => Date; secretKey?: string } = {}) {
  const secretKey = options.secretKey ?? newId("sk_test");
  const apiVersion = "2026-10-28.endive";
  const rules: Rules = { secretKeys: new Set([secretKey]), apiVersion, denied: new Set(), faults: [], latencyMs: 0 };
  const base = { now: options.now ?? (() => new Date()), livemode: secretKey.includes("_live_"), endpoints: new Map<string, Endpoint>() };
  const post = startPost(base, apiVersion);
  const world: World = {
    ...base,
    address: "",
    sessions: new Map(),
    intentData: new Map(),
    intents: new Map(),
    charges: new Map(),
    refunds: new Map(),
    disputes: new Map(),
    balance: new Map(),
    emit: post.emit,
  };
  const server = await listen(world, rules, (request, response) => servePage(world, request, response));
  world.address = server.address;

  return {
    secretKey,
    apiVersion,
    address: server.address,
    world,
    asked: server.asked,
    events: post.events,
    answers: post.answers,
    pay: (sessionId: string, choice?: payments.PayChoice) => payments.pay(world, sessionId, choice),
    settle: (sessionId: string, outcome: "succeed" | "fail") => payments.settle(world, sessionId, outcome),
    expireNow: (sessionId: string) => payments.expireNow(world, sessionId),
    refundAtDashboard: (sessionId: string, input?: payments.DashboardRefund) => payments.refundAtDashboard(world, sessionId, input),
    finishRefund: (refundId: string, outcome: "succeed" | "fail") => payments.finishRefund(world, refundId, outcome),
    openDispute: (sessionId: string, input?: payments.DisputeInput) => payments.openDispute(world, sessionId, input),
    moveDispute: (disputeId: string, status: payments.DisputeStep) => payments.moveDispute(world, disputeId, status),
    failNext: (path: RegExp, fault: Fault) => void rules.faults.push({ path, fault }),
    setLatency: (ms: number) => void (rules.latencyMs = ms),
    deny: (methodAndPath: string) => void rules.denied.add(methodAndPath),
    setDelivery: (mode: Delivery) => post.setDelivery(mode),
    deliver: post.deliver,
    resend: post.resend,
    idle: post.idle,
    /** An endpoint made by hand in the dashboard; returns its signing secret. */
    hookTo(url: string): string {
      const secret = newId("whsec");
      const id = newId("we");
      base.endpoints.set(id, {
        id, object: "webhook_endpoint", created: secondsOf(world.now()), enabled_events: ["*"], livemode: world.livemode, metadata: {}, secret,
        status: "enabled", url,
      });
      return secret;
    },
    /** An event's body and headers as they would leave now, for tests that deliver by hand or tamper. */
    signedEvent(event: object, secrets: readonly string[], at = world.now()) {
      const body = JSON.stringify(event, null, 2);
      return { body, headers: signed(body, secrets, at) };
    },
    close: server.close,
  };
}

export type StripeSimulator = Awaited<ReturnType<typeof startStripe>>;
