import { z } from "zod";

/** The parts of Stripe's replies that are used, checked on arrival. Open enums stay strings: Stripe adds to them at will. */

/** The metadata key that makes an object in Stripe ours; its value is our payment's id. */
export const paymentKey = "reglo_payment";
export const refundKey = "reglo_refund";

const metadata = z.record(z.string(), z.string()).nullish();
const seconds = z.number().int().nonnegative();
const amount = z.number().int();
const idOrObject = z.union([z.string(), z.object({ id: z.string() })]).transform((value) => (typeof value === "string" ? value : value.id));

const intentSchema = z.object({
  id: z.string(),
  status: z.string(),
  metadata,
  last_payment_error: z.object({ code: z.string().nullish(), decline_code: z.string().nullish() }).nullish(),
});

export const sessionSchema = z.object({
  id: z.string(),
  client_reference_id: z.string().nullish(),
  currency: z.string().nullable(),
  amount_total: amount.nullable(),
  status: z.string().nullable(),
  payment_status: z.string(),
  url: z.string().nullable(),
  expires_at: seconds,
  livemode: z.boolean(),
  metadata,
  payment_intent: z.union([intentSchema, z.string().transform((id) => ({ id, status: "unknown", last_payment_error: null }))]).nullable(),
});

const last4 = z.string().nullish();
const methodSchema = z.object({
  type: z.string(),
  card: z.object({ brand: z.string().nullish(), last4, wallet: z.object({ type: z.string() }).nullish() }).nullish(),
  sepa_debit: z.object({ last4 }).nullish(),
  bancontact: z.object({ iban_last4: last4, bank_name: z.string().nullish() }).nullish(),
  ideal: z.object({ iban_last4: last4, bank: z.string().nullish() }).nullish(),
});

export const chargeSchema = z.object({
  id: z.string(),
  status: z.string(),
  captured: z.boolean(),
  amount_captured: amount,
  currency: z.string(),
  created: seconds,
  failure_code: z.string().nullish(),
  payment_method_details: methodSchema.nullable(),
});

const transactionSchema = z.object({ id: z.string(), amount, currency: z.string(), created: seconds });

export const refundSchema = z.object({
  id: z.string(),
  amount,
  currency: z.string(),
  status: z.string().nullable(),
  created: seconds,
  metadata,
  balance_transaction: idOrObject.nullish(),
  failure_balance_transaction: z.union([z.object({ created: seconds }), z.string().transform(() => ({ created: null }))]).nullish(),
});

export const disputeSchema = z.object({
  id: z.string(),
  amount,
  currency: z.string(),
  status: z.string(),
  reason: z.string(),
  created: seconds,
  charge: idOrObject,
  evidence_details: z.object({ due_by: seconds.nullable() }),
  balance_transactions: z.array(transactionSchema),
});

export const endpointSchema = z.object({
  id: z.string(),
  url: z.string(),
  status: z.string(),
  enabled_events: z.array(z.string()),
  metadata,
  secret: z.string().nullish(),
});

export const accountSchema = z.object({
  id: z.string(),
  country: z.string().nullish(),
  charges_enabled: z.boolean().nullish(),
  settings: z.object({ dashboard: z.object({ display_name: z.string().nullish() }).nullish() }).nullish(),
});

/** An event, as far as it is believed: which object it speaks of, never what became of it. */
export const eventSchema = z.object({
  id: z.string().regex(/^evt_[A-Za-z0-9_]{1,100}$/),
  object: z.literal("event"),
  type: z.string().max(100),
  livemode: z.boolean(),
  data: z.object({
    object: z.object({
      id: z.string().nullish(),
      object: z.string(),
      client_reference_id: z.string().nullish(),
      payment_intent: idOrObject.nullish(),
      metadata,
    }),
  }),
});

export type StripeSession = z.output<typeof sessionSchema>;
export type StripeCharge = z.output<typeof chargeSchema>;
export type StripeRefund = z.output<typeof refundSchema>;
export type StripeDispute = z.output<typeof disputeSchema>;
export type StripeEndpoint = z.output<typeof endpointSchema>;
export type StripeEvent = z.output<typeof eventSchema>;
