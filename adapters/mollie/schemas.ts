import { z } from "zod";

/** The parts of Mollie's replies that are used, checked on arrival. Open enums stay strings: Mollie adds to them at will. */

const at = z.string().refine((text) => !Number.isNaN(Date.parse(text)), "date").transform((text) => new Date(text));
const amount = z.object({ currency: z.string(), value: z.string() });
const metadata = z.unknown().optional();
const link = z.object({ href: z.string() });

export const refundSchema = z.object({ id: z.string(), amount, status: z.string(), createdAt: at, metadata });

export const chargebackSchema = z.object({
  id: z.string(),
  amount,
  createdAt: at,
  reversedAt: at.nullish(),
  reason: z.object({ code: z.string().nullish(), description: z.string().nullish() }).nullish(),
});

export const paymentSchema = z.object({
  id: z.string(),
  mode: z.string().nullish(),
  status: z.string(),
  amount,
  amountCaptured: amount.nullish(),
  createdAt: at,
  paidAt: at.nullish(),
  expiresAt: at.nullish(),
  isCancelable: z.boolean().nullish(),
  method: z.string().nullish(),
  metadata,
  details: z.object({
    cardNumber: z.string().nullish(),
    cardLabel: z.string().nullish(),
    consumerAccount: z.string().nullish(),
    failureReason: z.string().nullish(),
    wallet: z.string().nullish(),
  }).nullish(),
  _links: z.object({ checkout: link.nullish() }),
  _embedded: z.object({ refunds: z.array(refundSchema).nullish(), chargebacks: z.array(chargebackSchema).nullish() }).nullish(),
});

export const profileSchema = z.object({ id: z.string(), name: z.string().nullish(), mode: z.string().nullish(), status: z.string().nullish() });
export const methodsSchema = z.object({ _embedded: z.object({ methods: z.array(z.object({ id: z.string(), description: z.string().nullish() })) }) });
export const problemSchema = z.object({ title: z.string().nullish(), detail: z.string().nullish() });

/** An event of the signed webhooks, as far as it is believed: which object it speaks of, never what became of it. */
export const eventSchema = z.object({
  resource: z.literal("event"),
  id: z.string().regex(/^[a-z]+_[A-Za-z0-9]{1,100}$/),
  type: z.string().max(100).nullish(),
  entityId: z.string().max(100).nullish(),
});

export type MolliePayment = z.output<typeof paymentSchema>;
export type MollieRefund = z.output<typeof refundSchema>;
export type MollieChargeback = z.output<typeof chargebackSchema>;

/** The key of our own ids in an object's metadata. */
export const paymentKey = "reglo_payment";
export const refundKey = "reglo_refund";

/** Our id in an object's metadata; null for objects other programs made. */
export function ownId(metadata: unknown, key: typeof paymentKey | typeof refundKey): string | null {
  const value = typeof metadata === "object" && metadata !== null ? (metadata as Record<string, unknown>)[key] : null;
  return typeof value === "string" ? value : null;
}
