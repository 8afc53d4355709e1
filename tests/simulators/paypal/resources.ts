import { z } from "zod";
import {
  captureOf, emit, newId, refundsOf, shownCapture, shownOrder, shownRefund, timeOf, unitsOf, type Capture, type Order, type Refund, type World,
} from "./world";

/** PayPal's answer to a request it refuses. */
export class PaypalAnswer extends Error {
  readonly status: number;
  readonly issue: string;

  constructor(status: number, issue: string, description = issue) {
    super(description);
    this.status = status;
    this.issue = issue;
  }
}

const whole = ["HUF", "JPY", "TWD"];
const currencies = "AUD BRL CAD CHF CNY CZK DKK EUR GBP HKD HUF ILS JPY MXN MYR NOK NZD PHP PLN SEK SGD THB TWD USD".split(" ");

const amount = z.strictObject({ currency_code: z.string(), value: z.string().max(32) }).superRefine(({ currency_code: currency, value }, context) => {
  const issue = (message: string) => context.addIssue({ code: "custom", message });
  if (!currencies.includes(currency)) issue("CURRENCY_NOT_SUPPORTED");
  else if (whole.includes(currency) && !/^\d+$/.test(value)) issue("DECIMALS_NOT_SUPPORTED");
  else if (!/^\d{1,15}(\.\d{1,2})?$/.test(value)) issue("DECIMAL_PRECISION");
  else if (Number(value) <= 0) issue("CANNOT_BE_ZERO_OR_NEGATIVE");
});
const webUrl = z.string().max(4_000).refine((value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol), "INVALID_PARAMETER_SYNTAX");
const bytes = (max: number) => z.string().min(1).refine((value) => Buffer.byteLength(value) <= max, "INVALID_STRING_MAX_LENGTH");

const orderCreate = z.strictObject({
  intent: z.literal("CAPTURE"),
  purchase_units: z.array(z.strictObject({ amount, custom_id: bytes(127).optional(), description: bytes(127).optional() })).length(1),
  payment_source: z.strictObject({ paypal: z.strictObject({ experience_context: z.strictObject({
    user_action: z.enum(["CONTINUE", "PAY_NOW"]),
    shipping_preference: z.enum(["GET_FROM_FILE", "NO_SHIPPING", "SET_PROVIDED_ADDRESS"]),
    return_url: webUrl,
    cancel_url: webUrl,
    locale: z.string().regex(/^[a-z]{2}-[A-Z]{2}$/, "INVALID_PARAMETER_SYNTAX").optional(),
  }) }) }),
});
const refundCreate = z.strictObject({ amount: amount.optional(), custom_id: z.string().min(1).max(127).optional(), note_to_payer: z.string().min(1).max(255).optional() });
export const webhookCreate = z.strictObject({ url: z.string().regex(/^https:\/\//, "INVALID_PARAMETER_SYNTAX"), event_types: z.array(z.strictObject({ name: z.string() })).min(1) });

export function readBody<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const name = issue?.code === "custom" || /^[A-Z_]+$/.test(issue?.message ?? "") ? (issue?.message ?? "") : issue?.message.includes("received undefined") ? "MISSING_REQUIRED_PARAMETER" : "INVALID_PARAMETER_VALUE";
  throw new PaypalAnswer(name.startsWith("CURRENCY") || name.startsWith("DECIMAL") || name.startsWith("CANNOT") ? 422 : 400, name, `${issue?.path.join("/")}: ${issue?.message}`);
}

export function createOrder(world: World, body: unknown): Order {
  const input = readBody(orderCreate, body);
  const [unit] = input.purchase_units;
  const context = input.payment_source.paypal.experience_context;
  if (!unit) throw new PaypalAnswer(400, "MISSING_REQUIRED_PARAMETER");
  const order: Order = {
    id: newId(), intent: "CAPTURE", status: "PAYER_ACTION_REQUIRED", create_time: timeOf(world.now()), approvedAt: null,
    returnUrl: context.return_url, cancelUrl: context.cancel_url, outcome: { status: "COMPLETED" },
    unit: { reference_id: "default", amount: unit.amount, ...(unit.description !== undefined && { description: unit.description }), ...(unit.custom_id !== undefined && { custom_id: unit.custom_id }) },
  };
  world.orders.set(order.id, order);
  return order;
}

export function findOrder(world: World, id: string): Order {
  const order = world.orders.get(id);
  if (!order) throw new PaypalAnswer(404, "INVALID_RESOURCE_ID", "Specified resource ID does not exist. Please check the resource ID and try again.");
  return order;
}

/** Takes the money the payer approved. A refused capture leaves the order approved. */
export function captureOrder(world: World, id: string): void {
  const order = findOrder(world, id);
  if (captureOf(world, id)) throw new PaypalAnswer(422, "ORDER_ALREADY_CAPTURED");
  if (order.status !== "APPROVED") throw new PaypalAnswer(422, "ORDER_NOT_APPROVED", "Payer has not yet approved the Order for payment.");
  if ("issue" in order.outcome) throw new PaypalAnswer(422, order.outcome.issue);
  const { status } = order.outcome;
  const at = timeOf(world.now());
  const capture: Capture = {
    id: newId(), status, amount: order.unit.amount, final_capture: true, create_time: at, update_time: at, orderId: id,
    ...(order.unit.custom_id !== undefined && { custom_id: order.unit.custom_id }), ...(status === "PENDING" && { status_details: { reason: "ECHECK" } }),
  };
  world.captures.set(capture.id, capture);
  order.status = "COMPLETED";
  emit(world, `PAYMENT.CAPTURE.${status === "DECLINED" ? "DENIED" : status}`, "capture", shownCapture(world, capture));
}

export function findCapture(world: World, id: string): Capture {
  const capture = world.captures.get(id);
  if (!capture) throw new PaypalAnswer(404, "INVALID_RESOURCE_ID");
  return capture;
}

export function refundCapture(world: World, captureId: string, body: unknown): Refund {
  const capture = findCapture(world, captureId);
  const input = readBody(refundCreate, body);
  if (capture.status === "PENDING") throw new PaypalAnswer(422, "PENDING_CAPTURE");
  if (capture.status === "DECLINED") throw new PaypalAnswer(422, "REFUND_NOT_ALLOWED");
  if ([...world.disputes.values()].some((dispute) => dispute.captureId === captureId && dispute.status !== "RESOLVED")) throw new PaypalAnswer(422, "TRANSACTION_DISPUTED");
  const gone = refundsOf(world, captureId).filter(({ status }) => status !== "FAILED").reduce((sum, refund) => sum + unitsOf(refund.amount), 0);
  const left = unitsOf(capture.amount) - gone;
  if (left === 0) throw new PaypalAnswer(422, "CAPTURE_FULLY_REFUNDED");
  const asked = input.amount ?? capture.amount;
  if (asked.currency_code !== capture.amount.currency_code) throw new PaypalAnswer(422, "REFUND_CAPTURE_CURRENCY_MISMATCH");
  if (unitsOf(asked) > left) throw new PaypalAnswer(422, "REFUND_AMOUNT_EXCEEDED");
  const refund: Refund = {
    id: newId(), status: world.refundStatus, amount: asked, create_time: timeOf(world.now()), captureId,
    ...(input.custom_id !== undefined && { custom_id: input.custom_id }), ...(input.note_to_payer !== undefined && { note_to_payer: input.note_to_payer }),
  };
  world.refunds.set(refund.id, refund);
  capture.status = unitsOf(asked) === left ? "REFUNDED" : "PARTIALLY_REFUNDED";
  emit(world, "PAYMENT.CAPTURE.REFUNDED", "refund", shownRefund(world, refund));
  return refund;
}

export const shown = { order: shownOrder, refund: shownRefund, capture: shownCapture };
