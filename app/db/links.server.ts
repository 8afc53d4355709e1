import { randomBytes } from "node:crypto";
import { Prisma, type PaymentLink as LinkRow } from "../../generated/prisma/client";
import type { LinkToken } from "../core/ids";
import type { ShopperLocale } from "../core/locale";
import type { OrderLine, OrderState } from "../core/order";
import { noTotals, type LinkDraft, type LinkKind, type LinkTotals, type PaymentLink } from "../core/payment-link";
import { noPlan, type PaymentPlan } from "../core/payment-plan";
import { escapeLike, toCurrency, toJson, toMinor, type Db, type Statements } from "./client.server";
import { linkFilterSql, type LinkFilter } from "./link-filters.server";
import { drawReference } from "./references.server";
import { lockUntilCommit, rowsOf } from "./rows.server";
import { hashToken } from "./seal.server";
import { storeVersionSql } from "./versions.server";

const tokenBytes = 20;
const sealPlace = (storeId: string) => `${storeId}/payment_link.token`;

function toLink(row: LinkRow): PaymentLink {
  return {
    id: row.id,
    storeId: row.storeId,
    kind: row.kind as LinkKind,
    platformId: row.connectionId,
    orderRef: row.orderRef,
    orderNumber: row.orderNumber,
    description: row.description,
    lines: row.lines as OrderLine[],
    amountMinor: row.amountMinor === null ? null : toMinor(row.amountMinor),
    sentAmountMinor: row.sentAmountMinor === null ? null : toMinor(row.sentAmountMinor),
    followsOrder: row.followsOrder,
    plan: (row.plan as PaymentPlan | null) ?? noPlan,
    currency: toCurrency(row.currency),
    customer: { name: row.customerName, email: row.customerEmail, locale: row.customerLocale },
    locale: row.locale as ShopperLocale,
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
    cancelledAt: row.cancelledAt,
  };
}

const planText = (plan: PaymentPlan) => (plan.kind === "off" ? null : JSON.stringify(plan));

/**
 * Saves a drafted link with a fresh token of 160 random bits; the token is returned once and kept sealed. A link of one
 * payer draws the reference of its transfers with it.
 */
export async function insertLink(
  db: Statements,
  input: { id: string; storeId: string; platformId: string | null; draft: LinkDraft },
): Promise<{ link: PaymentLink; token: LinkToken }> {
  const token = randomBytes(tokenBytes).toString("base64url") as LinkToken;
  const { id, storeId, platformId, draft } = input;
  await rowsOf(db, {
    name: "insert-link",
    text: `INSERT INTO payment_link (id, store_id, token_hash, token_sealed, kind, connection_id, order_ref, order_number, description, lines,
        amount_minor, follows_order, plan, currency, customer_name, customer_email, customer_locale, locale, created_at, expires_at, cancelled_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb, $11::bigint, $12, $13::jsonb, $14, $15, $16, $17, $18, $19::timestamptz, $20::timestamptz, $21::timestamptz)`,
    values: [
      id, storeId, hashToken(token), db.sealer.seal(token, sealPlace(storeId)), draft.kind, platformId, draft.orderRef, draft.orderNumber, draft.description,
      JSON.stringify(draft.lines), draft.amountMinor, draft.followsOrder, planText(draft.plan), draft.currency, draft.customer.name, draft.customer.email,
      draft.customer.locale, draft.locale, draft.createdAt, draft.expiresAt, draft.cancelledAt,
    ],
  });
  if (draft.kind !== "reusable") await drawReference(db, storeId, id);
  return { link: { ...draft, id, storeId, platformId, sentAmountMinor: null }, token };
}

/** Of two transactions that are about to make the same link, the second waits and then finds it; released with the transaction. */
export async function lockNewLink(db: Statements, linkId: string): Promise<void> {
  await lockUntilCommit(db, `link/${linkId}`);
}

/** The token again, to show and copy the link's address. */
export async function getLinkToken(db: Db, storeId: string, linkId: string): Promise<LinkToken> {
  const row = await db.sql.paymentLink.findFirstOrThrow({ where: { id: linkId, storeId }, select: { tokenSealed: true } });
  return db.sealer.open(row.tokenSealed, sealPlace(storeId)) as LinkToken;
}

/** A link as its page begins with it: with the version of its store, its order's state, and whether there is anything more to read. */
export type FoundLink = { link: PaymentLink; storeVersion: string; orderState: OrderState | null; hasAttempts: boolean; hasMoney: boolean };

/** The one look-up without a store: a shopper's token says which store it is. For most pages it is all that is read. */
export async function findLinkByToken(db: Db, token: LinkToken): Promise<FoundLink | null> {
  const [row] = await rowsOf<LinkRow & Omit<FoundLink, "link">>(db, {
    name: "link-by-token",
    text: `SELECT l.*, ${storeVersionSql("l.store_id")} AS store_version,
        (SELECT o.state FROM order_snapshot o WHERE o.connection_id = l.connection_id AND o.ref = l.order_ref AND o.store_id = l.store_id) AS order_state,
        EXISTS (SELECT FROM payment_target t WHERE t.link_id = l.id AND t.store_id = l.store_id) AS has_attempts,
        EXISTS (SELECT FROM allocation a WHERE a.link_id = l.id AND a.store_id = l.store_id) AS has_money
      FROM payment_link l WHERE l.token_hash = $1`,
    values: [hashToken(token)],
  });
  if (!row) return null;
  const { storeVersion, orderState, hasAttempts, hasMoney } = row;
  return { link: toLink(row), storeVersion, orderState, hasAttempts, hasMoney };
}

export async function findLink(db: Statements, storeId: string, linkId: string): Promise<PaymentLink | null> {
  const query = { name: "link", text: "SELECT * FROM payment_link WHERE id = $1 AND store_id = $2", values: [linkId, storeId] };
  const [row] = await rowsOf<LinkRow>(db, query);
  return row ? toLink(row) : null;
}

export async function getLink(db: Db, storeId: string, linkId: string): Promise<PaymentLink> {
  const link = await findLink(db, storeId, linkId);
  if (!link) throw new Error(`No link ${linkId} in store ${storeId}`);
  return link;
}

/** Links by id, in the order asked; those the store does not have are left out. */
export async function listLinksById(db: Db, storeId: string, linkIds: readonly string[]): Promise<PaymentLink[]> {
  const text = "SELECT * FROM payment_link WHERE store_id = $1 AND id = ANY($2::text[])";
  const rows = await rowsOf<LinkRow>(db, { name: "links-by-id", text, values: [storeId, [...linkIds]] });
  const links = new Map(rows.map((row) => [row.id, toLink(row)]));
  return linkIds.flatMap((id) => links.get(id) ?? []);
}

/** Locks links in id order, so that two transactions never wait for each other, and reads them. */
export async function lockLinks(db: Db, storeId: string, linkIds: readonly string[]): Promise<PaymentLink[]> {
  if (linkIds.length === 0) return [];
  await db.sql.$queryRaw(Prisma.sql`
    SELECT 1 FROM payment_link WHERE store_id = ${storeId} AND id IN (${Prisma.join([...linkIds])}) ORDER BY id FOR UPDATE`);
  const rows = await db.sql.paymentLink.findMany({ where: { storeId, id: { in: [...linkIds] } } });
  return rows.map(toLink);
}

/** Every link asked for one order, oldest first. */
export async function listLinksOfOrder(db: Statements, storeId: string, platformId: string, orderRef: string): Promise<PaymentLink[]> {
  const text = "SELECT * FROM payment_link WHERE store_id = $1 AND connection_id = $2 AND order_ref = $3 ORDER BY created_at, id";
  return (await rowsOf<LinkRow>(db, { name: "links-of-order", text, values: [storeId, platformId, orderRef] })).map(toLink);
}

/** Every link asked for one of several orders, oldest first. */
export async function listLinksOfOrders(db: Db, storeId: string, orders: readonly { platformId: string; ref: string }[]): Promise<PaymentLink[]> {
  if (orders.length === 0) return [];
  const rows = await db.sql.paymentLink.findMany({
    where: { storeId, OR: orders.map(({ platformId, ref }) => ({ connectionId: platformId, orderRef: ref })) },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return rows.map(toLink);
}

/** One page of a store's links by keyset, newest first; `before` is the last link of the previous page. `foundIds`: found by another way than their words. */
export async function listLinks(
  db: Db,
  storeId: string,
  page: { filter: LinkFilter | null; search: string; foundIds?: readonly string[]; before: { createdAt: Date; id: string } | null; limit: number; now: Date },
): Promise<PaymentLink[]> {
  const like = `%${escapeLike(page.search)}%`;
  const where = [
    Prisma.sql`l.store_id = ${storeId}`,
    ...(page.before ? [Prisma.sql`(l.created_at, l.id) < (${page.before.createdAt}::timestamptz, ${page.before.id})`] : []),
    ...(page.filter ? [linkFilterSql(page.filter, page.now)] : []),
    ...(page.search ? [Prisma.sql`(l.order_number ILIKE ${like} OR l.customer_name ILIKE ${like} OR l.customer_email ILIKE ${like} OR l.description ILIKE ${like} OR l.id = ANY(${[...(page.foundIds ?? [])]}))`] : []),
  ];
  const ids = await db.sql.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT l.id FROM payment_link l WHERE ${Prisma.join(where, " AND ")} ORDER BY l.created_at DESC, l.id DESC LIMIT ${page.limit}`);
  const rows = await db.sql.paymentLink.findMany({
    where: { storeId, id: { in: ids.map(({ id }) => id) } }, orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  return rows.map(toLink);
}

type LinkChange = {
  amountMinor?: number;
  sentAmountMinor?: number | null;
  lines?: OrderLine[];
  expiresAt?: Date | null;
  cancelledAt?: Date | null;
  customerEmail?: string;
  locale?: ShopperLocale;
  description?: string;
  followsOrder?: boolean;
  plan?: PaymentPlan;
};

/** Changes a link's terms; what was paid on it is not here but in the ledger. */
export async function updateLink(db: Db, storeId: string, linkId: string, change: LinkChange): Promise<void> {
  const { lines, plan, ...rest } = change;
  await db.sql.paymentLink.updateMany({
    where: { id: linkId, storeId },
    data: { ...rest, ...(lines && { lines: toJson(lines) }), ...(plan && { plan: plan.kind === "off" ? Prisma.DbNull : toJson(plan) }) },
  });
}

type TotalsRow = { linkId: string; kind: string; isCapture: boolean; sum: bigint; last: Date | null };

/** What the ledger holds for each link; links without money are there with zeros. */
export async function readLinkTotals(db: Statements, storeId: string, linkIds: readonly string[]): Promise<Map<string, LinkTotals>> {
  const totals = new Map<string, LinkTotals>(linkIds.map((id) => [id, { ...noTotals }]));
  if (linkIds.length === 0) return totals;
  const rows = await rowsOf<TotalsRow>(db, {
    name: "link-totals",
    text: `SELECT a.link_id, a.kind, e.kind IN ('capture', 'reversal') AS is_capture, sum(a.amount_minor)::bigint AS sum,
        max(e.occurred_at) FILTER (WHERE e.kind = 'capture') AS last
      FROM allocation a JOIN entry e ON e.id = a.entry_id
      WHERE a.store_id = $1 AND a.link_id = ANY($2::text[]) AND a.kind <> 'foreign'
      GROUP BY a.link_id, a.kind, e.kind IN ('capture', 'reversal')`,
    values: [storeId, [...linkIds]],
  });
  for (const row of rows) {
    const total = totals.get(row.linkId) ?? { ...noTotals };
    const sumMinor = toMinor(row.sum);
    if (row.kind === "surplus") total.surplusMinor += sumMinor;
    else if (row.isCapture) total.paidMinor += sumMinor;
    else total.refundedMinor -= sumMinor;
    if (row.isCapture && row.last && (total.lastPaidAt === null || row.last > total.lastPaidAt)) total.lastPaidAt = row.last;
    totals.set(row.linkId, total);
  }
  for (const total of totals.values()) {
    // What was given back counts first against what was too much: so the totals do not depend on which payment was seen first.
    const undoneMinor = Math.max(0, Math.min(total.surplusMinor, total.refundedMinor));
    total.surplusMinor = Math.max(0, total.surplusMinor - undoneMinor);
    total.refundedMinor = Math.max(0, total.refundedMinor - undoneMinor);
    // All of it went to another link since, or was no money.
    if (total.paidMinor <= 0 && total.surplusMinor === 0 && total.refundedMinor === 0) total.lastPaidAt = null;
  }
  return totals;
}
