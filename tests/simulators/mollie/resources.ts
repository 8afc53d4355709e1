import { z } from "zod";
import { chargebacksOf, end, mustFind, newId, refundsOf, tell, timeOf, unitsOf, valueOf, type Payment, type World } from "./world";

/** Mollie's answer to a request it refuses. */
export class MollieAnswer extends Error {
  readonly status: number;
  readonly field: string | undefined;

  constructor(status: number, detail: string, field?: string) {
    super(detail);
    this.status = status;
    this.field = field;
  }
}

const decimalsOf: Readonly<Record<string, number>> = { ISK: 0, JPY: 0 };
const currencies = "AED AUD CAD CHF CZK DKK EUR GBP HKD HUF ILS ISK JPY NOK NZD PLN RON SEK SGD USD ZAR";
const locales = "ca_ES cs_CZ da_DK de_AT de_CH de_DE de_LU en_BE en_GB en_NL en_US es_ES fi_FI fr_BE fr_FR fr_LU hu_HU is_IS it_IT lt_LT lv_LV nb_NO nl_BE nl_NL pl_PL pt_PT sk_SK sv_SE";
const hookSchemes = /^https:\/\/(?!localhost|127\.|10\.|192\.168\.)[a-z0-9.-]+\.[a-z]{2,}(?:\/|$)/;
const metadataBytesMax = 1_024;
const openForMs = 15 * 60_000;

const amount = z.strictObject({ currency: z.string(), value: z.string() }).superRefine(({ currency, value }, context) => {
  const decimals = decimalsOf[currency] ?? 2;
  const shape = decimals === 0 ? /^\d{1,12}$/ : new RegExp(`^\\d{1,12}\\.\\d{${decimals}}$`);
  if (!currencies.split(" ").includes(currency)) context.addIssue({ code: "custom", message: "The currency is not supported" });
  else if (!shape.test(value)) context.addIssue({ code: "custom", message: "The amount contains an invalid value" });
  else if (Number(value) <= 0) context.addIssue({ code: "custom", message: "The amount is lower than the minimum" });
});
const webUrl = z.string().max(2_000).refine((value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol), "The URL is invalid");
const metadata = z.unknown().refine((value) => Buffer.byteLength(JSON.stringify(value ?? null)) <= metadataBytesMax, "The metadata is too large");

const paymentCreate = z.strictObject({
  amount,
  description: z.string().min(1).max(255),
  redirectUrl: webUrl,
  cancelUrl: webUrl.optional(),
  webhookUrl: z.string().regex(hookSchemes, "The webhook URL is invalid because it is unreachable from Mollie's point of view").optional(),
  locale: z.enum(locales.split(" ") as [string, ...string[]]).optional(),
  metadata: metadata.optional(),
});
const refundCreate = z.strictObject({ amount, description: z.string().min(1).max(255).optional(), metadata: metadata.optional() });

/** Reads a body as strictly as Mollie does: what is missing, unknown or malformed is refused by name. */
function readBody<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  if (issue?.code === "unrecognized_keys") throw new MollieAnswer(422, `Non-existent body parameter "${issue.keys[0]}" for this API call`, issue.keys[0]);
  const field = issue?.path.join(".") ?? "";
  throw new MollieAnswer(422, issue?.message.includes("received undefined") ? `The '${field}' field is missing` : `${issue?.message ?? "malformed"} (${field})`, field);
}

export function shown(world: World, payment: Payment, embed: string[]): object {
  const refunded = refundsOf(world, payment.id).filter(({ status }) => status !== "failed" && status !== "canceled").reduce((sum, refund) => sum + unitsOf(refund.amount), 0);
  const back = chargebacksOf(world, payment.id);
  return {
    ...payment,
    ...(payment.status === "paid" && { amountRefunded: valueOf(refunded, payment.amount), amountRemaining: valueOf(unitsOf(payment.amount) - refunded, payment.amount) }),
    ...(back.length > 0 && { amountChargedBack: valueOf(back.filter(({ reversedAt }) => !reversedAt).reduce((sum, one) => sum + unitsOf(one.amount), 0), payment.amount) }),
    _links: {
      self: { href: `${world.address}/v2/payments/${payment.id}`, type: "application/hal+json" },
      ...(payment.status === "open" && { checkout: { href: `${world.address}/checkout/select-method/${payment.id.slice(3)}`, type: "text/html" } }),
    },
    ...(embed.length > 0 && {
      _embedded: { ...(embed.includes("refunds") && { refunds: refundsOf(world, payment.id) }), ...(embed.includes("chargebacks") && { chargebacks: back }) },
    }),
  };
}

export function createPayment(world: World, body: unknown): object {
  const input = readBody(paymentCreate, body);
  if (world.methods.length === 0) throw new MollieAnswer(422, "No suitable payment methods found", "amount");
  const payment: Payment = {
    resource: "payment", id: newId("tr"), mode: world.mode, createdAt: timeOf(world.now()), method: null, status: "open",
    isCancelable: world.isOpenCancelable, expiresAt: timeOf(new Date(world.now().getTime() + openForMs)), profileId: "pfl_simulated",
    amount: input.amount, description: input.description, redirectUrl: input.redirectUrl, metadata: input.metadata ?? null,
    ...(input.cancelUrl !== undefined && { cancelUrl: input.cancelUrl }), ...(input.webhookUrl !== undefined && { webhookUrl: input.webhookUrl }),
    ...(input.locale !== undefined && { locale: input.locale }),
  };
  world.payments.set(payment.id, payment);
  return shown(world, payment, []);
}

export function findPayment(world: World, id: string): Payment {
  const payment = world.payments.get(id);
  if (!payment) throw new MollieAnswer(404, `No payment exists with token ${id}.`);
  return payment;
}

export function cancelPayment(world: World, id: string): object {
  const payment = findPayment(world, id);
  if (payment.isCancelable !== true) throw new MollieAnswer(422, "The payment cannot be cancelled");
  end(world, payment, "canceled");
  return shown(world, payment, []);
}

export function createRefund(world: World, id: string, body: unknown): object {
  const payment = findPayment(world, id);
  const input = readBody(refundCreate, body);
  if (payment.status !== "paid") throw new MollieAnswer(422, "The payment cannot be refunded");
  if (input.amount.currency !== payment.amount.currency) throw new MollieAnswer(422, "The currency differs from the payment's", "amount.currency");
  const gone = refundsOf(world, id).filter(({ status }) => status !== "failed" && status !== "canceled").reduce((sum, refund) => sum + unitsOf(refund.amount), 0);
  if (unitsOf(input.amount) > unitsOf(payment.amount) - gone) throw new MollieAnswer(422, "The specified amount is higher than the maximum", "amount");
  const refund = {
    resource: "refund" as const, id: newId("re"), mode: world.mode, amount: input.amount, status: world.refundStatus, createdAt: timeOf(world.now()),
    description: input.description ?? "", metadata: input.metadata ?? null, paymentId: id,
  };
  world.refunds.set(refund.id, refund);
  tell(world, payment);
  return refund;
}

export type PayChoice = { method?: string; outcome?: "paid" | "pending" | "failed" | "canceled"; failureReason?: string };

/** The shopper at Mollie's page. Throws where Mollie would not let them. */
export function pay(world: World, id: string, { method = "creditcard", outcome = "paid", failureReason }: PayChoice = {}): void {
  const payment = mustFind(world.payments, id);
  if (payment.status !== "open") throw new Error(`The payment is ${payment.status}`);
  payment.method = method;
  payment.details = method === "creditcard"
    ? { cardNumber: "4242", cardLabel: "Visa", cardHolder: "C. Dupont", failureReason: failureReason ?? null, wallet: null }
    : { consumerName: "C. Dupont", consumerAccount: "BE72000000001616", consumerBic: "BPOTBEB1" };
  if (outcome === "failed" || outcome === "canceled") return end(world, payment, outcome);
  delete payment.isCancelable;
  delete payment.expiresAt;
  payment.status = outcome;
  if (outcome === "paid") payment.paidAt = timeOf(world.now());
  tell(world, payment);
}

/** The bank's answer, days after a slow method. */
export function settle(world: World, id: string, outcome: "paid" | "failed"): void {
  const payment = mustFind(world.payments, id);
  if (payment.status !== "pending") throw new Error(`The payment is ${payment.status}`);
  if (outcome === "failed") return end(world, payment, "failed");
  payment.status = "paid";
  payment.paidAt = timeOf(world.now());
  tell(world, payment);
}
