import type { z } from "zod";
import type { FormValue } from "./form";
import { amountProblem, formProblem } from "./money";
import * as params from "./params";
import { StripeRefusal, readParams } from "./params";
import { expire, newId, secondsOf, shownSession, type Endpoint, type Refund, type Session, type World } from "./world";

type Form = { [key: string]: FormValue };
type Handler = (world: World, form: Form, id: string) => object;
type Route = { method: "GET" | "POST" | "DELETE"; path: RegExp; handle: Handler };

const sessionSecondsMin = 30 * 60;
const sessionSecondsMax = 24 * 3_600;
/** Two clocks are compared: a few seconds do not make a refusal. */
const clockSlackSeconds = 60;

export const routes: readonly Route[] = [
  { method: "POST", path: /^\/v1\/checkout\/sessions$/, handle: createSession },
  { method: "GET", path: /^\/v1\/checkout\/sessions$/, handle: listSessions },
  { method: "GET", path: /^\/v1\/checkout\/sessions\/(cs_\w+)$/, handle: getSession },
  { method: "POST", path: /^\/v1\/checkout\/sessions\/(cs_\w+)\/expire$/, handle: expireSession },
  { method: "GET", path: /^\/v1\/payment_intents\/(pi_\w+)$/, handle: get((world) => world.intents, "payment_intent") },
  { method: "GET", path: /^\/v1\/charges$/, handle: list(params.chargeList, (world) => world.charges, "/v1/charges") },
  { method: "GET", path: /^\/v1\/charges\/(ch_\w+)$/, handle: get((world) => world.charges, "charge") },
  { method: "POST", path: /^\/v1\/refunds$/, handle: createRefund },
  { method: "GET", path: /^\/v1\/refunds$/, handle: list(params.refundList, (world) => world.refunds, "/v1/refunds", shownRefund, ["data.failure_balance_transaction"]) },
  { method: "GET", path: /^\/v1\/refunds\/(re_\w+)$/, handle: get((world) => world.refunds, "refund") },
  { method: "GET", path: /^\/v1\/disputes$/, handle: list(params.disputeList, (world) => world.disputes, "/v1/disputes") },
  { method: "GET", path: /^\/v1\/disputes\/(dp_\w+)$/, handle: get((world) => world.disputes, "dispute") },
  { method: "POST", path: /^\/v1\/webhook_endpoints$/, handle: createEndpoint },
  { method: "GET", path: /^\/v1\/webhook_endpoints$/, handle: list(params.plainList, (world) => world.endpoints, "/v1/webhook_endpoints", withoutSecret) },
  { method: "POST", path: /^\/v1\/webhook_endpoints\/(we_\w+)$/, handle: updateEndpoint },
  { method: "DELETE", path: /^\/v1\/webhook_endpoints\/(we_\w+)$/, handle: deleteEndpoint },
  { method: "GET", path: /^\/v1\/account$/, handle: getAccount },
  { method: "GET", path: /^\/v1\/balance$/, handle: getBalance },
];

function createSession(world: World, form: Form): object {
  const input = readParams(params.sessionCreate, form);
  const item = input.line_items[0];
  if (!item) throw new StripeRefusal(400, { code: "parameter_missing", param: "line_items", message: "Missing required param: line_items." });
  const currency = item.price_data.currency;
  const amount = input.line_items.reduce((sum, line) => sum + line.quantity * line.price_data.unit_amount, 0);
  const problem = amountProblem(amount, currency);
  if (problem) throw new StripeRefusal(400, { ...problem, param: "line_items" });
  const now = secondsOf(world.now());
  const expiresAt = input.expires_at ?? now + sessionSecondsMax;
  if (expiresAt < now + sessionSecondsMin - clockSlackSeconds || expiresAt > now + sessionSecondsMax + clockSlackSeconds) {
    throw new StripeRefusal(400, { param: "expires_at", message: "The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation." });
  }
  const id = newId(world.livemode ? "cs_live" : "cs_test");
  const session: Session = {
    id,
    object: "checkout.session",
    amount_total: amount,
    cancel_url: input.cancel_url ?? null,
    client_reference_id: input.client_reference_id ?? null,
    created: now,
    currency,
    customer_email: input.customer_email ?? null,
    expires_at: expiresAt,
    livemode: world.livemode,
    locale: input.locale ?? null,
    metadata: input.metadata,
    mode: "payment",
    payment_intent: null,
    payment_status: "unpaid",
    status: "open",
    success_url: input.success_url,
    ui_mode: "hosted_page",
    url: `${world.address}/c/pay/${id}`,
  };
  world.sessions.set(id, session);
  world.intentData.set(id, { description: input.payment_intent_data?.description ?? null, metadata: input.payment_intent_data?.metadata ?? {} });
  return shownSession(world, session, expansions(input.expand, ["payment_intent"]));
}

function listSessions(world: World, form: Form): object {
  const input = readParams(params.sessionList, form);
  const all = [...world.sessions.values()].filter((session) => input.payment_intent === undefined || session.payment_intent === input.payment_intent);
  return page(all, input, "/v1/checkout/sessions", (session) => shownSession(world, session));
}

function getSession(world: World, form: Form, id: string): object {
  const { expand } = readParams(params.retrieve, form);
  return shownSession(world, sessionOf(world, id), expansions(expand, ["payment_intent"]));
}

function expireSession(world: World, form: Form, id: string): object {
  readParams(params.retrieve, form);
  const session = sessionOf(world, id);
  if (session.status !== "open") {
    throw new StripeRefusal(400, { message: `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${session.status}\`.` });
  }
  expire(world, session);
  return shownSession(world, session);
}

const sessionOf = (world: World, id: string) => world.sessions.get(id) ?? missing("checkout.session", id);

function createRefund(world: World, form: Form): object {
  const input = readParams(params.refundCreate, form);
  const intent = world.intents.get(input.payment_intent) ?? missing("payment_intent", input.payment_intent);
  const charge = [...world.charges.values()].find((known) => known.payment_intent === intent.id && known.status === "succeeded");
  if (!charge) throw new StripeRefusal(400, { message: `This PaymentIntent (${intent.id}) does not have a successful charge to refund.` });
  const dispute = [...world.disputes.values()].find((known) => known.charge === charge.id && !known.is_charge_refundable);
  if (dispute) throw new StripeRefusal(400, { code: "charge_disputed", message: `Charge ${charge.id} has been charged back; cannot issue a refund.` });
  const left = charge.amount_captured - charge.amount_refunded;
  if (left === 0) throw new StripeRefusal(400, { code: "charge_already_refunded", message: `Charge ${charge.id} has already been refunded.` });
  const amount = input.amount ?? left;
  const problem = formProblem(amount, charge.currency);
  if (problem) throw new StripeRefusal(400, { ...problem, param: "amount" });
  if (amount > left) throw new StripeRefusal(400, { param: "amount", message: `Refund amount (${amount}) is greater than unrefunded amount on charge (${left})` });
  if (amount > (world.balance.get(charge.currency) ?? Infinity)) {
    throw new StripeRefusal(400, { code: "balance_insufficient", message: "Insufficient funds in your Stripe balance to refund this amount." });
  }
  const isSlow = charge.payment_method_details.type === "konbini";
  const { metadata, reason = null } = input;
  return shownRefund(addRefund(world, { chargeId: charge.id, amount, metadata, reason, status: isSlow ? "pending" : "succeeded" }));
}

type RefundInput = { chargeId: string; amount: number; metadata: Record<string, string>; reason: string | null; status: "pending" | "succeeded" };

/** Records a refund and tells of it; also what a click in the dashboard does. */
export function addRefund(world: World, input: RefundInput): Refund {
  const charge = world.charges.get(input.chargeId) ?? missing("charge", input.chargeId);
  const refund: Refund = {
    id: newId("re"),
    object: "refund",
    amount: input.amount,
    balance_transaction: input.status === "succeeded" ? newId("txn") : null,
    charge: charge.id,
    created: secondsOf(world.now()),
    currency: charge.currency,
    metadata: input.metadata,
    payment_intent: charge.payment_intent,
    reason: input.reason,
    status: input.status,
  };
  world.refunds.set(refund.id, refund);
  charge.amount_refunded += refund.amount;
  charge.refunded = charge.amount_refunded === charge.amount_captured;
  world.emit("refund.created", shownRefund(refund));
  world.emit("charge.refunded", charge);
  return refund;
}

/** Without `expand` Stripe gives the failure's transaction as an id. */
function shownRefund(refund: Refund, expand: readonly string[] = []): object {
  const { failure_balance_transaction: failure, ...shown } = refund;
  return failure ? { ...shown, failure_balance_transaction: expand.length > 0 ? failure : failure.id } : shown;
}

function createEndpoint(world: World, form: Form): object {
  const input = readParams(params.endpointCreate, form);
  if (world.livemode && !input.url.startsWith("https:")) throw new StripeRefusal(400, { code: "url_invalid", param: "url", message: "Invalid URL: URL must be https in live mode." });
  const endpoint: Endpoint = {
    id: newId("we"),
    object: "webhook_endpoint",
    created: secondsOf(world.now()),
    enabled_events: input.enabled_events,
    livemode: world.livemode,
    metadata: input.metadata,
    secret: newId("whsec"),
    status: "enabled",
    url: input.url,
  };
  world.endpoints.set(endpoint.id, endpoint);
  return endpoint; // the only reply that ever holds the secret
}

function updateEndpoint(world: World, form: Form, id: string): object {
  const input = readParams(params.endpointUpdate, form);
  const endpoint = world.endpoints.get(id) ?? missing("webhook_endpoint", id);
  if (input.url) endpoint.url = input.url;
  if (input.enabled_events) endpoint.enabled_events = input.enabled_events;
  if (input.disabled !== undefined) endpoint.status = input.disabled ? "disabled" : "enabled";
  return withoutSecret(endpoint);
}

function deleteEndpoint(world: World, form: Form, id: string): object {
  readParams(params.nothing, form);
  if (!world.endpoints.delete(id)) missing("webhook_endpoint", id);
  return { id, object: "webhook_endpoint", deleted: true };
}

function withoutSecret({ secret: _shownOnce, ...endpoint }: Endpoint): object {
  return endpoint;
}

function getAccount(_world: World, form: Form): object {
  readParams(params.nothing, form);
  return {
    id: "acct_1SimulatedShop", object: "account", charges_enabled: true, country: "BE", default_currency: "eur",
    settings: { dashboard: { display_name: "Boutique simulée", timezone: "Europe/Brussels" } },
  };
}

function getBalance(world: World, form: Form): object {
  readParams(params.retrieve, form);
  return { object: "balance", livemode: world.livemode, available: [{ amount: world.balance.get("eur") ?? 0, currency: "eur" }], pending: [] };
}

function get(mapOf: (world: World) => Map<string, object>, kind: string): Handler {
  return (world, form, id) => {
    readParams(params.retrieve, form);
    return mapOf(world).get(id) ?? missing(kind, id);
  };
}

type ListInput = { [name in "starting_after" | "payment_intent" | "charge"]?: string | undefined } & { limit?: number | undefined; expand?: string[] | undefined };

function list<T extends { id: string }>(
  schema: z.ZodType<ListInput>,
  mapOf: (world: World) => Map<string, T>, url: string, show: (item: T, expand: readonly string[]) => object = (item) => item, expandable: readonly string[] = [],
): Handler {
  return (world, form) => {
    const input = readParams(schema, form);
    const expand = expansions(input.expand, expandable);
    const of = (item: T, field: "payment_intent" | "charge") => (item as unknown as Record<string, unknown>)[field];
    const all = [...mapOf(world).values()].filter((item) =>
      (["payment_intent", "charge"] as const).every((field) => input[field] === undefined || of(item, field) === input[field]));
    return page(all, input, url, (item) => show(item, expand));
  };
}

/** Newest first, as every list of Stripe's. */
function page<T extends { id: string }>(all: T[], input: ListInput, url: string, show: (item: T) => object): object {
  const newest = all.reverse();
  const start = input.starting_after === undefined ? 0 : newest.findIndex((item) => item.id === input.starting_after) + 1;
  const limit = input.limit ?? 10;
  return { object: "list", url, has_more: newest.length > start + limit, data: newest.slice(start, start + limit).map(show) };
}

function expansions(asked: readonly string[] = [], known: readonly string[]): readonly string[] {
  const wrong = asked.find((name) => !known.includes(name));
  if (wrong) throw new StripeRefusal(400, { param: "expand", message: `This property cannot be expanded (${wrong}).` });
  return asked;
}

function missing(kind: string, id: string): never {
  throw new StripeRefusal(404, { code: "resource_missing", param: "id", message: `No such ${kind}: '${id}'` });
}
