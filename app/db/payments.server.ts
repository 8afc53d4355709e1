import { Prisma, type Payment as PaymentRow } from "../../generated/prisma/client";
import type { Currency } from "../core/currency";
import type { FailureReason, PaymentState, SeenPayment } from "../core/payment";
import { toCurrency, toJson, toMinor, type Db } from "./client.server";
import { rowsOf } from "./rows.server";

/** One attempt to pay, as saved. `state` mirrors the ledger. */
export type Payment = {
  id: string;
  storeId: string;
  providerId: string;
  providerRef: string | null;
  /** The basket the payer came from and goes back to; null: the link's own page. */
  basketId: string | null;
  state: PaymentState;
  progress: SeenPayment["progress"];
  amountMinor: number;
  currency: Currency;
  checkoutUntil: Date | null;
  method: string | null;
  methodDetail: string | null;
  transactionId: string | null;
  failure: FailureReason | null;
  openDispute: { ref: string; reason: string; evidenceDueAt: string | null; url?: string } | null;
  askedCount: number;
  createdAt: Date;
};

export type PaymentTarget = { linkId: string; amountMinor: number; position: number };

const checkoutPlace = (storeId: string) => `${storeId}/payment.checkout_url`;

function toPayment(row: PaymentRow): Payment {
  return {
    id: row.id,
    storeId: row.storeId,
    providerId: row.connectionId,
    providerRef: row.providerRef,
    basketId: row.basketId,
    state: row.state as PaymentState,
    progress: row.progress as SeenPayment["progress"],
    amountMinor: toMinor(row.amountMinor),
    currency: toCurrency(row.currency),
    checkoutUntil: row.checkoutUntil,
    method: row.method,
    methodDetail: row.methodDetail,
    transactionId: row.transactionId,
    failure: row.failure as FailureReason | null,
    openDispute: row.dispute as Payment["openDispute"],
    askedCount: row.askedCount,
    createdAt: row.createdAt,
  };
}

/** Saves an attempt before its provider is called, with the links it means to pay in the payer's order. */
export async function insertPayment(
  db: Db,
  input: {
    id: string;
    storeId: string;
    providerId: string;
    currency: Currency;
    basketId?: string | null;
    targets: readonly { linkId: string; amountMinor: number }[];
    at: Date;
  },
): Promise<Payment> {
  const amountMinor = input.targets.reduce((sum, target) => sum + target.amountMinor, 0);
  const row = await db.sql.payment.create({
    data: {
      id: input.id,
      storeId: input.storeId,
      connectionId: input.providerId,
      amountMinor,
      currency: input.currency,
      basketId: input.basketId ?? null,
      createdAt: input.at,
      changedAt: input.at,
    },
  });
  await db.sql.paymentTarget.createMany({
    data: input.targets.map((target, position) => ({ ...target, position, paymentId: input.id, storeId: input.storeId })),
  });
  return toPayment(row);
}

/** Remembers where the payer was sent; the address is a bearer secret, so it is sealed. */
export async function saveCheckout(
  db: Db,
  payment: Pick<Payment, "id" | "storeId">,
  checkout: { providerRef: string; checkoutUrl: string; expiresAt: Date },
): Promise<void> {
  await db.sql.payment.updateMany({
    where: { id: payment.id, storeId: payment.storeId },
    data: {
      providerRef: checkout.providerRef,
      checkoutUrl: db.sealer.seal(checkout.checkoutUrl, checkoutPlace(payment.storeId)),
      checkoutUntil: checkout.expiresAt,
    },
  });
}

/** Learns a checkout's name from the provider's own event; one already known is not replaced. */
export async function adoptProviderRef(db: Db, payment: Pick<Payment, "id" | "storeId">, providerRef: string): Promise<void> {
  await db.sql.payment.updateMany({ where: { id: payment.id, storeId: payment.storeId, providerRef: null }, data: { providerRef } });
}

export async function findCheckoutUrl(db: Db, payment: Pick<Payment, "id" | "storeId">): Promise<string | null> {
  const row = await db.sql.payment.findFirst({
    where: { id: payment.id, storeId: payment.storeId },
    select: { checkoutUrl: true },
  });
  return row?.checkoutUrl ? db.sealer.open(row.checkoutUrl, checkoutPlace(payment.storeId)) : null;
}

export async function findPayment(db: Db, storeId: string, paymentId: string): Promise<Payment | null> {
  const query = { name: "payment", text: "SELECT * FROM payment WHERE id = $1 AND store_id = $2", values: [paymentId, storeId] };
  const [row] = await rowsOf<PaymentRow>(db, query);
  return row ? toPayment(row) : null;
}

export async function getPayment(db: Db, storeId: string, paymentId: string): Promise<Payment> {
  const payment = await findPayment(db, storeId, paymentId);
  if (!payment) throw new Error(`No payment ${paymentId} in store ${storeId}`);
  return payment;
}

export async function findPaymentByRef(db: Db, storeId: string, providerId: string, providerRef: string): Promise<Payment | null> {
  const row = await db.sql.payment.findFirst({ where: { storeId, connectionId: providerId, providerRef } });
  return row && toPayment(row);
}

/** The latest payments a connection knows to be money, else the latest that may still become it: by these an account is recognised. */
export async function listTellingPayments(db: Db, storeId: string, providerId: string, limit: number): Promise<{ paymentId: string; providerRef: string }[]> {
  return db.sql.$queryRaw<{ paymentId: string; providerRef: string }[]>(Prisma.sql`
    SELECT id AS "paymentId", provider_ref AS "providerRef" FROM payment
    WHERE store_id = ${storeId} AND connection_id = ${providerId} AND provider_ref IS NOT NULL AND state <> 'failed'
    ORDER BY state = 'pending', created_at DESC, id DESC LIMIT ${limit}`);
}

/** Locks the attempt: two sightings of one payment settle one after the other. */
export async function lockPayment(db: Db, storeId: string, paymentId: string): Promise<Payment> {
  await db.sql.$queryRaw(Prisma.sql`SELECT 1 FROM payment WHERE id = ${paymentId} AND store_id = ${storeId} FOR UPDATE`);
  return getPayment(db, storeId, paymentId);
}

export async function listTargets(db: Db, storeId: string, paymentId: string): Promise<PaymentTarget[]> {
  const rows = await db.sql.paymentTarget.findMany({ where: { storeId, paymentId }, orderBy: { position: "asc" } });
  return rows.map((row) => ({ linkId: row.linkId, amountMinor: toMinor(row.amountMinor), position: row.position }));
}

/** Every attempt that means or meant to pay a link, or whose money was given to it since, newest first. */
export const listPaymentsOfLink = (db: Db, storeId: string, linkId: string): Promise<Payment[]> => listPaymentsOfLinks(db, storeId, [linkId]);

/** Every attempt that means or meant to pay one of several links, newest first, each once. */
export async function listPaymentsOfLinks(db: Db, storeId: string, linkIds: readonly string[]): Promise<Payment[]> {
  const rows = await rowsOf<PaymentRow>(db, {
    name: "payments-of-links",
    text: `SELECT p.* FROM payment p
      WHERE p.id IN (SELECT payment_id FROM payment_target WHERE store_id = $1 AND link_id = ANY($2::text[])
        UNION SELECT payment_id FROM allocation WHERE store_id = $1 AND link_id = ANY($2::text[]))
      ORDER BY p.created_at DESC, p.id DESC`,
    values: [storeId, [...linkIds]],
  });
  return rows.map(toPayment);
}

/** What each of these attempts means to pay. */
export async function listTargetsOf(db: Db, storeId: string, paymentIds: readonly string[]): Promise<(PaymentTarget & { paymentId: string })[]> {
  const rows = await rowsOf<{ paymentId: string; linkId: string; position: number; amountMinor: bigint }>(db, {
    name: "targets-of-payments",
    text: "SELECT payment_id, link_id, position, amount_minor FROM payment_target WHERE store_id = $1 AND payment_id = ANY($2::text[]) ORDER BY position",
    values: [storeId, [...paymentIds]],
  });
  return rows.map((row) => ({ ...row, amountMinor: toMinor(row.amountMinor) }));
}

/** Writes what the latest sighting says; the ledger is written apart and first. */
export async function updatePaymentSeen(
  db: Db,
  payment: Pick<Payment, "id" | "storeId">,
  seen: { state: PaymentState; seen: SeenPayment; at: Date },
): Promise<void> {
  await db.sql.payment.updateMany({
    where: { id: payment.id, storeId: payment.storeId },
    data: {
      state: seen.state,
      progress: seen.seen.progress,
      method: seen.seen.method,
      methodDetail: seen.seen.methodDetail,
      transactionId: seen.seen.transactionId,
      failure: seen.seen.failure,
      dispute: seen.seen.openDispute ? toJson(seen.seen.openDispute) : Prisma.DbNull,
      changedAt: seen.at,
    },
  });
}

/** Ends an attempt no provider ever opened: nobody holds an address at which to pay it. */
export async function failPayment(db: Db, payment: Pick<Payment, "id" | "storeId">, failure: FailureReason, at: Date): Promise<boolean> {
  const { count } = await db.sql.payment.updateMany({
    where: { id: payment.id, storeId: payment.storeId, state: "pending" },
    data: { state: "failed", progress: "failed", failure, changedAt: at },
  });
  return count > 0;
}

/** Counts a question to the provider; says how many were asked before. */
export async function countQuestion(db: Db, payment: Pick<Payment, "id" | "storeId">, at: Date): Promise<void> {
  await db.sql.payment.updateMany({
    where: { id: payment.id, storeId: payment.storeId },
    data: { askedCount: { increment: 1 }, askedAt: at },
  });
}

/** Open disputes whose deadline lies between two moments, the most urgent first. */
export async function listDisputesDue(db: Db, input: { from: Date; until: Date; limit: number }): Promise<{ id: string; storeId: string; ref: string; dueAt: string }[]> {
  return db.sql.$queryRaw<{ id: string; storeId: string; ref: string; dueAt: string }[]>(Prisma.sql`
    SELECT id, store_id AS "storeId", dispute->>'ref' AS ref, dispute->>'evidenceDueAt' AS "dueAt" FROM payment
    WHERE state = 'disputed' AND (dispute->>'evidenceDueAt')::timestamptz BETWEEN ${input.from} AND ${input.until}
    ORDER BY dispute->>'evidenceDueAt' LIMIT ${input.limit}`);
}

export type SweptPayment = { id: string; storeId: string; isPending: boolean; unaskedSince: Date };

/** One page of the payments worth asking about again, of all stores, longest unasked first; `after` is the last of the page before. */
export async function listPaymentsToSweep(
  db: Db,
  input: { changedAfter: Date; askedBefore: Date; after: SweptPayment | null; limit: number },
): Promise<SweptPayment[]> {
  const { after } = input;
  return db.sql.$queryRaw<SweptPayment[]>(Prisma.sql`
    SELECT id, store_id AS "storeId", state = 'pending' AS "isPending", coalesce(asked_at, created_at) AS "unaskedSince" FROM payment
    WHERE state <> 'failed' AND created_at > ${input.changedAfter} AND coalesce(asked_at, created_at) < ${input.askedBefore}
      ${after ? Prisma.sql`AND (coalesce(asked_at, created_at), id) > (${after.unaskedSince}::timestamptz, ${after.id})` : Prisma.empty}
    ORDER BY coalesce(asked_at, created_at), id LIMIT ${input.limit}`);
}
