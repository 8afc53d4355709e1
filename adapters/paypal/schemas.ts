import { z } from "zod";

/** The parts of PayPal's replies that are used, checked on arrival. Open enums stay strings: PayPal adds to them at will. */

const at = z.string().refine((text) => !Number.isNaN(Date.parse(text)), "date").transform((text) => new Date(text));
const amount = z.object({ currency_code: z.string(), value: z.string() });
const links = z.array(z.object({ href: z.string(), rel: z.string() })).nullish();

export const tokenSchema = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

export const captureSchema = z.object({
  id: z.string(),
  status: z.string(),
  amount,
  create_time: at,
  custom_id: z.string().nullish(),
  supplementary_data: z.object({ related_ids: z.object({ order_id: z.string().nullish() }).nullish() }).nullish(),
});

export const refundSchema = z.object({
  id: z.string(),
  status: z.string(),
  amount: amount.nullish(),
  create_time: at.nullish(),
  custom_id: z.string().nullish(),
});

export const orderSchema = z.object({
  id: z.string(),
  status: z.string(),
  create_time: at.nullish(),
  links,
  payment_source: z.object({ paypal: z.object({ email_address: z.string().nullish() }).nullish() }).nullish(),
  purchase_units: z.array(z.object({
    amount: amount.nullish(),
    custom_id: z.string().nullish(),
    payments: z.object({ captures: z.array(captureSchema).nullish(), refunds: z.array(refundSchema).nullish() }).nullish(),
  })).nullish(),
});

export const disputeListSchema = z.object({ items: z.array(z.object({ dispute_id: z.string() })).nullish() });

export const disputeSchema = z.object({
  dispute_id: z.string(),
  status: z.string(),
  reason: z.string().nullish(),
  dispute_amount: amount.nullish(),
  seller_response_due_date: at.nullish(),
  money_movements: z.array(z.object({ affected_party: z.string(), type: z.string(), amount: amount.nullish(), initiated_time: at })).nullish(),
});

export const verificationSchema = z.object({ verification_status: z.string() });
const webhook = z.object({ id: z.string(), url: z.string(), event_types: z.array(z.object({ name: z.string() })).nullish() });
export const webhookSchema = webhook;
export const webhookListSchema = z.object({ webhooks: z.array(webhook) });

export const problemSchema = z.object({
  name: z.string().nullish(),
  message: z.string().nullish(),
  error: z.string().nullish(),
  error_description: z.string().nullish(),
  details: z.array(z.object({ issue: z.string().nullish(), description: z.string().nullish() })).nullish(),
});

/** An event, as far as it is believed: which payment it may speak of, never what became of it. */
export const eventSchema = z.object({
  id: z.string().regex(/^[A-Za-z0-9-]{5,100}$/),
  event_type: z.string().max(100),
  resource: z.object({
    id: z.string().max(100).nullish(),
    custom_id: z.string().max(255).nullish(),
    links,
    purchase_units: z.array(z.object({ custom_id: z.string().max(255).nullish() })).nullish(),
    supplementary_data: z.object({ related_ids: z.object({ order_id: z.string().nullish() }).nullish() }).nullish(),
    disputed_transactions: z.array(z.object({ seller_transaction_id: z.string().max(100).nullish(), custom: z.string().max(255).nullish() })).nullish(),
  }),
});

export type PaypalOrder = z.output<typeof orderSchema>;
export type PaypalCapture = z.output<typeof captureSchema>;
export type PaypalRefund = z.output<typeof refundSchema>;
export type PaypalDispute = z.output<typeof disputeSchema>;
export type PaypalEvent = z.output<typeof eventSchema>;

export const capturesOf = (order: PaypalOrder) => (order.purchase_units ?? []).flatMap((unit) => unit.payments?.captures ?? []);
export const refundsOf = (order: PaypalOrder) => (order.purchase_units ?? []).flatMap((unit) => unit.payments?.refunds ?? []);
