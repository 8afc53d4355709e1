import { addRefund } from "./resources";
import { expire, mustFind, newId, secondsOf, shownSession, type Charge, type Dispute, type Intent, type Refund, type Session, type Transaction, type World } from "./world";

export type PayChoice = {
  /** Default "card". sepa_debit takes days: `settle` it. */
  method?: "card" | "bancontact" | "ideal" | "sepa_debit" | "konbini";
  /** Default "succeed"; "decline" leaves the session open, as Stripe's page does. */
  outcome?: "succeed" | "decline";
  /** With "decline": Stripe's decline code, default "generic_decline". */
  declineCode?: string;
};

const details: Record<NonNullable<PayChoice["method"]>, Charge["payment_method_details"]> = {
  card: { type: "card", card: { brand: "visa", last4: "4242", country: "FR", funding: "credit", wallet: null } },
  bancontact: { type: "bancontact", bancontact: { bank_name: "VAN DE PUT & CO", iban_last4: "7061", preferred_language: "nl" } },
  ideal: { type: "ideal", ideal: { bank: "ing", bic: "INGBNL2A", iban_last4: "5264" } },
  sepa_debit: { type: "sepa_debit", sepa_debit: { bank_code: "20041", country: "FR", last4: "3000" } },
  konbini: { type: "konbini", konbini: { store: { chain: "lawson" } } },
};

/** What the shopper does on the hosted page. Throws when the session is not open: the real page shows no button then. */
export function pay(world: World, sessionId: string, { method = "card", outcome = "succeed", declineCode = "generic_decline" }: PayChoice = {}): Charge {
  const session = mustFind(world.sessions, sessionId);
  if (session.status !== "open") throw new Error(`Session ${sessionId} is ${session.status}: nobody can pay it`);
  const intent = intentOf(world, session);
  const charge = addCharge(world, intent, method, outcome === "decline" ? "failed" : method === "sepa_debit" ? "pending" : "succeeded");
  if (outcome === "decline") {
    const code = declineCode === "expired_card" ? declineCode : "card_declined";
    intent.last_payment_error = { type: "card_error", code, decline_code: declineCode, message: "Your card was declined." };
    charge.failure_code = code;
    world.emit("charge.failed", charge);
    world.emit("payment_intent.payment_failed", intent);
    return charge;
  }
  session.status = "complete";
  session.url = null;
  if (charge.status === "pending") {
    intent.status = "processing";
    world.emit("payment_intent.processing", intent);
    world.emit("charge.pending", charge);
    world.emit("checkout.session.completed", shownSession(world, session));
    return charge;
  }
  succeed(world, session, intent, charge, "checkout.session.completed");
  return charge;
}

/** The bank's word on a slow method, days later. */
export function settle(world: World, sessionId: string, outcome: "succeed" | "fail"): void {
  const session = mustFind(world.sessions, sessionId);
  const intent = mustFind(world.intents, session.payment_intent ?? "");
  const charge = mustFind(world.charges, intent.latest_charge ?? "");
  if (charge.status !== "pending") throw new Error(`Charge ${charge.id} is ${charge.status}, not pending`);
  if (outcome === "succeed") return succeed(world, session, intent, charge, "checkout.session.async_payment_succeeded");
  charge.status = "failed";
  charge.paid = false;
  charge.failure_code = "insufficient_funds";
  intent.status = "requires_payment_method";
  const message = "The customer's account has insufficient funds.";
  intent.last_payment_error = { type: "card_error", code: "payment_intent_payment_attempt_failed", decline_code: "insufficient_funds", message };
  world.emit("charge.failed", charge);
  world.emit("payment_intent.payment_failed", intent);
  world.emit("checkout.session.async_payment_failed", shownSession(world, session));
}

function succeed(world: World, session: Session, intent: Intent, charge: Charge, type: string): void {
  charge.status = "succeeded";
  charge.paid = true;
  intent.status = "succeeded";
  intent.amount_received = charge.amount;
  intent.last_payment_error = null;
  session.payment_status = "paid";
  world.emit("charge.succeeded", charge);
  world.emit("payment_intent.succeeded", intent);
  world.emit(type, shownSession(world, session));
}

function intentOf(world: World, session: Session): Intent {
  const known = session.payment_intent === null ? undefined : world.intents.get(session.payment_intent);
  if (known) return known;
  const asked = world.intentData.get(session.id);
  const intent: Intent = {
    id: newId("pi"),
    object: "payment_intent",
    amount: session.amount_total ?? 0,
    amount_received: 0,
    created: secondsOf(world.now()),
    currency: session.currency ?? "",
    description: asked?.description ?? null,
    last_payment_error: null,
    latest_charge: null,
    livemode: session.livemode,
    metadata: { ...asked?.metadata },
    status: "requires_payment_method",
  };
  world.intents.set(intent.id, intent);
  session.payment_intent = intent.id;
  world.emit("payment_intent.created", intent);
  return intent;
}

/** A charge takes a copy of the intent's metadata as it is made; slow methods are `captured` from the start, as in Stripe. */
function addCharge(world: World, intent: Intent, method: NonNullable<PayChoice["method"]>, status: "failed" | "pending" | "succeeded"): Charge {
  const charge: Charge = {
    id: newId("ch"),
    object: "charge",
    amount: intent.amount,
    amount_captured: status === "failed" ? 0 : intent.amount,
    amount_refunded: 0,
    captured: status !== "failed",
    created: secondsOf(world.now()),
    currency: intent.currency,
    disputed: false,
    failure_code: null,
    livemode: intent.livemode,
    metadata: { ...intent.metadata },
    paid: status === "succeeded",
    payment_intent: intent.id,
    payment_method_details: details[method],
    refunded: false,
    status,
  };
  world.charges.set(charge.id, charge);
  intent.latest_charge = charge.id;
  return charge;
}

/** The session's time is up. */
export function expireNow(world: World, sessionId: string): void {
  expire(world, mustFind(world.sessions, sessionId));
}

function chargeOf(world: World, sessionId: string): Charge {
  const intent = mustFind(world.intents, mustFind(world.sessions, sessionId).payment_intent ?? "");
  const charge = [...world.charges.values()].find((known) => known.payment_intent === intent.id && known.status === "succeeded");
  if (!charge) throw new Error(`Session ${sessionId} has no successful charge`);
  return charge;
}

export type DashboardRefund = { amount?: number; status?: "pending" | "succeeded" };

/** A person refunds in the dashboard: without our metadata. `amount` in Stripe's units, default all that is left. */
export function refundAtDashboard(world: World, sessionId: string, input: DashboardRefund = {}): Refund {
  const charge = chargeOf(world, sessionId);
  const amount = input.amount ?? charge.amount_captured - charge.amount_refunded;
  return addRefund(world, { chargeId: charge.id, amount, metadata: {}, reason: "requested_by_customer", status: input.status ?? "succeeded" });
}

/** What becomes of a refund later: a pending one succeeds; any may fail, and its money comes back to the balance. */
export function finishRefund(world: World, refundId: string, outcome: "succeed" | "fail"): void {
  const refund = mustFind(world.refunds, refundId);
  refund.balance_transaction ??= newId("txn");
  if (outcome === "succeed") {
    refund.status = "succeeded";
    world.emit("refund.updated", refund);
    return;
  }
  const charge = mustFind(world.charges, refund.charge);
  charge.amount_refunded -= refund.amount;
  charge.refunded = false;
  refund.status = "failed";
  refund.failure_reason = "expired_or_canceled_card";
  refund.failure_balance_transaction = transaction(world, refund.amount, refund.currency, "refund_failure");
  world.emit("refund.failed", { ...refund, failure_balance_transaction: refund.failure_balance_transaction.id });
}

export type DisputeInput = { amount?: number; reason?: string; isInquiry?: boolean };
export type DisputeStep = "under_review" | "won" | "lost" | "warning_under_review" | "warning_closed";

/** The payer's bank takes the money back; an inquiry only asks. */
export function openDispute(world: World, sessionId: string, input: DisputeInput = {}): Dispute {
  const charge = chargeOf(world, sessionId);
  const amount = input.amount ?? charge.amount_captured;
  const dispute: Dispute = {
    id: newId("dp"),
    object: "dispute",
    amount,
    balance_transactions: input.isInquiry ? [] : [transaction(world, -amount, charge.currency, "adjustment")],
    charge: charge.id,
    created: secondsOf(world.now()),
    currency: charge.currency,
    evidence_details: { due_by: secondsOf(world.now()) + 7 * 86_400, has_evidence: false, past_due: false, submission_count: 0 },
    is_charge_refundable: input.isInquiry ?? false,
    livemode: charge.livemode,
    metadata: {},
    payment_intent: charge.payment_intent,
    reason: input.reason ?? "fraudulent",
    status: input.isInquiry ? "warning_needs_response" : "needs_response",
  };
  charge.disputed = true;
  world.disputes.set(dispute.id, dispute);
  world.emit("charge.dispute.created", dispute);
  if (!input.isInquiry) world.emit("charge.dispute.funds_withdrawn", dispute);
  return dispute;
}

/** The next step of a dispute; "won" brings the money back. */
export function moveDispute(world: World, disputeId: string, status: DisputeStep): void {
  const dispute = mustFind(world.disputes, disputeId);
  dispute.status = status;
  if (status.endsWith("under_review")) {
    world.emit("charge.dispute.updated", dispute);
    return;
  }
  world.emit("charge.dispute.closed", dispute);
  if (status !== "won") return;
  dispute.balance_transactions.push(transaction(world, dispute.amount, dispute.currency, "adjustment"));
  world.emit("charge.dispute.funds_reinstated", dispute);
}

function transaction(world: World, amount: number, currency: string, type: Transaction["type"]): Transaction {
  return { id: newId("txn"), object: "balance_transaction", amount, created: secondsOf(world.now()), currency, type };
}
