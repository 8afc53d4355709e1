import { randomBytes } from "node:crypto";
import type Stripe from "stripe";

/** The parts of Stripe's objects that the simulator keeps, named and typed as in the SDK. */
export type Session = Pick<
  Stripe.Checkout.Session,
  | "id" | "object" | "amount_total" | "cancel_url" | "client_reference_id" | "created" | "currency" | "customer_email" | "expires_at"
  | "livemode" | "locale" | "metadata" | "mode" | "payment_status" | "status" | "success_url" | "ui_mode" | "url"
> & { payment_intent: string | null };
export type Intent = Pick<Stripe.PaymentIntent, "id" | "object" | "amount" | "amount_received" | "created" | "currency" | "livemode" | "metadata" | "status"> & {
  description: string | null;
  latest_charge: string | null;
  last_payment_error: { type: "card_error"; code: string; decline_code: string | null; message: string } | null;
};
export type Charge = Pick<
  Stripe.Charge,
  "id" | "object" | "amount" | "amount_captured" | "amount_refunded" | "captured" | "created" | "currency" | "disputed" | "failure_code" | "livemode" | "metadata" | "paid" | "refunded" | "status"
> & { payment_intent: string; payment_method_details: Record<string, unknown> & { type: string } };
export type Transaction = Pick<Stripe.BalanceTransaction, "id" | "object" | "amount" | "created" | "currency" | "type">;
export type Refund = Pick<Stripe.Refund, "id" | "object" | "amount" | "created" | "currency" | "metadata" | "reason" | "status"> & {
  charge: string;
  payment_intent: string;
  balance_transaction: string | null;
  failure_reason?: string;
  failure_balance_transaction?: Transaction;
};
export type Dispute = Pick<Stripe.Dispute, "id" | "object" | "amount" | "created" | "currency" | "is_charge_refundable" | "livemode" | "reason" | "status"> & {
  charge: string;
  payment_intent: string;
  metadata: Record<string, string>;
  balance_transactions: Transaction[];
  evidence_details: { due_by: number | null; has_evidence: boolean; past_due: boolean; submission_count: number };
};
export type Endpoint = Pick<Stripe.WebhookEndpoint, "id" | "object" | "created" | "enabled_events" | "livemode" | "metadata" | "status" | "url"> & { secret: string };
export type Event = { id: string; object: "event"; api_version: string; created: number; livemode: boolean; type: string; data: { object: object } };

/** Everything the simulated account holds, newest last. */
export type World = {
  now(): Date;
  /** Where hosted pages live: the simulator's own address, set once it listens. */
  address: string;
  livemode: boolean;
  sessions: Map<string, Session>;
  /** What a session's payment intent will say once a payer tries, by session id. */
  intentData: Map<string, { description: string | null; metadata: Record<string, string> }>;
  intents: Map<string, Intent>;
  charges: Map<string, Charge>;
  refunds: Map<string, Refund>;
  disputes: Map<string, Dispute>;
  endpoints: Map<string, Endpoint>;
  /** The account's available balance by currency, for refunds; absent means plenty. */
  balance: Map<string, number>;
  emit(type: string, object: object): Event;
};

export const newId = (prefix: string) => `${prefix}_${randomBytes(9).toString("hex")}`;
export const secondsOf = (at: Date) => Math.floor(at.getTime() / 1_000);

export function mustFind<T>(map: Map<string, T>, id: string): T {
  const found = map.get(id);
  if (!found) throw new Error(`The simulator knows no ${id}`);
  return found;
}

/** The session as the API shows it: the payment intent by its id, or whole on request. */
export function shownSession(world: World, session: Session, expand: readonly string[] = []): object {
  const intent = session.payment_intent === null ? null : mustFind(world.intents, session.payment_intent);
  return { ...session, payment_intent: expand.includes("payment_intent") ? intent : (intent?.id ?? null) };
}

/** Sessions run out by themselves: looked at before every answer. */
export function expireDue(world: World): void {
  for (const session of world.sessions.values()) {
    if (session.status === "open" && session.expires_at <= secondsOf(world.now())) expire(world, session);
  }
}

export function expire(world: World, session: Session): void {
  session.status = "expired";
  session.url = null;
  const intent = session.payment_intent === null ? undefined : world.intents.get(session.payment_intent);
  if (intent) intent.status = "canceled";
  world.emit("checkout.session.expired", shownSession(world, session));
}
