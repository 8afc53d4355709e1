import { randomBytes } from "node:crypto";

export type Amount = { currency: string; value: string };
type Refund = { resource: "refund"; id: string; mode: string; amount: Amount; status: string; createdAt: string; description: string; metadata: unknown; paymentId: string };
type Chargeback = { resource: "chargeback"; id: string; amount: Amount; reason: { code: string; description: string } | null; paymentId: string; createdAt: string; reversedAt?: string };
export type Payment = {
  resource: "payment";
  id: string;
  mode: string;
  createdAt: string;
  amount: Amount;
  description: string;
  method: string | null;
  metadata: unknown;
  status: "open" | "pending" | "authorized" | "paid" | "canceled" | "expired" | "failed";
  isCancelable?: boolean;
  expiresAt?: string;
  paidAt?: string;
  canceledAt?: string;
  expiredAt?: string;
  failedAt?: string;
  amountCaptured?: Amount;
  details?: Record<string, string | null>;
  redirectUrl: string;
  cancelUrl?: string;
  webhookUrl?: string;
  locale?: string;
  profileId: string;
};

/** Everything the simulated profile holds, newest last. */
export type World = {
  now(): Date;
  address: string;
  mode: string;
  /** Whether an open payment may be cancelled: Mollie decides by method; most hosted ones say no. */
  isOpenCancelable: boolean;
  /** What a refund is right after it was asked for: "pending" until the next business day, as at Mollie. */
  refundStatus: string;
  /** Enabled methods; none means the profile is not activated. */
  methods: { id: string; description: string }[];
  payments: Map<string, Payment>;
  refunds: Map<string, Refund>;
  chargebacks: Map<string, Chargeback>;
  /** Calls Mollie would have made, oldest first. */
  hooks: { url: string; body: string }[];
};

const alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
export const newId = (prefix: string) => `${prefix}_${[...randomBytes(12)].map((byte) => alphabet[byte % alphabet.length]).join("")}`;
/** As Mollie writes times: seconds, with an offset. */
export const timeOf = (at: Date) => `${at.toISOString().slice(0, 19)}+00:00`;

export function mustFind<T>(map: Map<string, T>, id: string): T {
  const found = map.get(id);
  if (!found) throw new Error(`The simulator knows no ${id}`);
  return found;
}

/** Amounts in the smallest unit shown, for sums; both sides have the same number of decimals. */
export const unitsOf = (amount: Amount) => Number(amount.value.replace(".", ""));

export function valueOf(units: number, like: Amount): Amount {
  const decimals = like.value.split(".")[1]?.length ?? 0;
  const digits = String(units).padStart(decimals + 1, "0");
  return { currency: like.currency, value: decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}` };
}

export const refundsOf = (world: World, id: string) => [...world.refunds.values()].filter((refund) => refund.paymentId === id);
export const chargebacksOf = (world: World, id: string) => [...world.chargebacks.values()].filter((chargeback) => chargeback.paymentId === id);

/** The classic hook: sent for every change, always the same body. */
export function tell(world: World, payment: Payment): void {
  if (payment.webhookUrl) world.hooks.push({ url: payment.webhookUrl, body: `id=${payment.id}` });
}

/** Payments run out by themselves: looked at before every answer. */
export function expireDue(world: World): void {
  for (const payment of world.payments.values()) {
    if (payment.status === "open" && payment.expiresAt && Date.parse(payment.expiresAt) <= world.now().getTime()) end(world, payment, "expired");
  }
}

/** Ends a payment without money. */
export function end(world: World, payment: Payment, status: "expired" | "canceled" | "failed"): void {
  payment.status = status;
  payment[`${status}At`] = timeOf(world.now());
  delete payment.isCancelable;
  delete payment.expiresAt;
  tell(world, payment);
}
