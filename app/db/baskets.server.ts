import { createHash, randomBytes } from "node:crypto";
import { Prisma, type Basket as BasketRow } from "../../generated/prisma/client";
import type { Basket } from "../core/basket";
import type { LinkToken } from "../core/ids";
import type { ShopperLocale } from "../core/locale";
import type { Db } from "./client.server";
import { drawReference } from "./references.server";
import { rowsOf } from "./rows.server";
import { hashToken } from "./seal.server";

const tokenBytes = 20;
const sealPlace = (storeId: string) => `${storeId}/basket.token`;

export type SavedBasket = Basket & { locale: ShopperLocale };

const toBasket = (row: BasketRow): SavedBasket => ({
  id: row.id,
  storeId: row.storeId,
  locale: row.locale as ShopperLocale,
  customer: { name: row.customerName, email: row.customerEmail },
  createdAt: row.createdAt,
  expiresAt: row.expiresAt,
  cancelledAt: row.cancelledAt,
});

/** One text for a set of links, whatever their order. */
const keyOf = (linkIds: readonly string[]) => createHash("sha256").update([...linkIds].sort().join(" ")).digest("hex");

/**
 * The basket of exactly these links: the one that stands, with the language and customer of now, or a new one. Of two at
 * the same moment both get the same. `linkIds` in the payer's order; called inside a transaction.
 */
export async function openBasketOf(
  tx: Db,
  input: { id: string; storeId: string; linkIds: readonly string[]; locale: ShopperLocale; customer: Basket["customer"]; expiresAt: Date | null; at: Date },
): Promise<{ basketId: string; isNew: boolean }> {
  const { id, storeId, linkIds, customer } = input;
  const token = randomBytes(tokenBytes).toString("base64url") as LinkToken;
  const [row] = await tx.sql.$queryRaw<{ id: string }[]>(Prisma.sql`
    INSERT INTO basket (id, store_id, token_hash, token_sealed, links_key, locale, customer_name, customer_email, created_at, expires_at)
    VALUES (${id}, ${storeId}, ${hashToken(token)}, ${tx.sealer.seal(token, sealPlace(storeId))}, ${keyOf(linkIds)}, ${input.locale},
      ${customer.name}, ${customer.email}, ${input.at}, ${input.expiresAt})
    ON CONFLICT (store_id, links_key) WHERE cancelled_at IS NULL DO UPDATE SET
      locale = excluded.locale, customer_name = excluded.customer_name, customer_email = excluded.customer_email, expires_at = excluded.expires_at
    RETURNING id`);
  const basketId = row?.id ?? id;
  const isNew = basketId === id;
  if (isNew) {
    await tx.sql.basketLink.createMany({ data: linkIds.map((linkId, position) => ({ basketId, linkId, storeId, position })) });
    await drawReference(tx, storeId, basketId);
  }
  return { basketId, isNew };
}

/** A shopper's token says which store it is. */
export async function findBasketByToken(db: Db, token: LinkToken): Promise<SavedBasket | null> {
  const query = { name: "basket-by-token", text: "SELECT * FROM basket WHERE token_hash = $1", values: [hashToken(token)] };
  const [row] = await rowsOf<BasketRow>(db, query);
  return row ? toBasket(row) : null;
}

export async function findBasket(db: Db, storeId: string, basketId: string): Promise<SavedBasket | null> {
  const query = { name: "basket", text: "SELECT * FROM basket WHERE id = $1 AND store_id = $2", values: [basketId, storeId] };
  const [row] = await rowsOf<BasketRow>(db, query);
  return row ? toBasket(row) : null;
}

/** The token again, to show and copy the basket's address. */
export async function getBasketToken(db: Db, storeId: string, basketId: string): Promise<LinkToken> {
  const row = await db.sql.basket.findFirstOrThrow({ where: { id: basketId, storeId }, select: { tokenSealed: true } });
  return db.sealer.open(row.tokenSealed, sealPlace(storeId)) as LinkToken;
}

/** The links of a basket, as they stood when it was made. A position is the link's name on the page. */
export async function listBasketLinks(db: Db, storeId: string, basketId: string): Promise<{ linkId: string; position: number }[]> {
  const text = "SELECT link_id, position FROM basket_link WHERE store_id = $1 AND basket_id = $2 ORDER BY position";
  return rowsOf<{ linkId: string; position: number }>(db, { name: "basket-links", text, values: [storeId, basketId] });
}

/** The baskets a link is in, newest first. */
export async function listBasketsOfLink(db: Db, storeId: string, linkId: string): Promise<SavedBasket[]> {
  const rows = await rowsOf<BasketRow>(db, {
    name: "baskets-of-link",
    text: `SELECT b.* FROM basket_link l JOIN basket b ON b.id = l.basket_id
      WHERE l.store_id = $1 AND l.link_id = $2 ORDER BY b.created_at DESC, b.id DESC`,
    values: [storeId, linkId],
  });
  return rows.map(toBasket);
}

/** False when it is cancelled already. */
export async function cancelBasketRow(db: Db, storeId: string, basketId: string, at: Date): Promise<boolean> {
  const { count } = await db.sql.basket.updateMany({ where: { id: basketId, storeId, cancelledAt: null }, data: { cancelledAt: at } });
  return count > 0;
}
