import { cleanText } from "../../app/core/order";
import type { Shop } from "./api.server";
import { metafieldsSetMutation, orderNotesQuery } from "./documents/notes.graphql";
import { noteLine, withNote } from "./notes";
import { gidOf, isOrderRef } from "./orders.server";
import { metafieldsReply, notesReply, type Metafield } from "./replies";
import { ShopTrouble } from "./trouble";

/** Ours alone: no other app can read or write it. The merchant sees the notes, by the app's own file. */
const namespace = "$app";
const types = { payment_mark: "json", payment_notes: "multi_line_text_field" } as const;
const triesMax = 5;

type Write = { key: keyof typeof types; value: string; from: Metafield };

/** Writes all or none, and none when one of them changed since it was read: false then. */
export async function writeMetafields({ api }: Shop, orderRef: string, writes: readonly Write[]): Promise<boolean> {
  const metafields = writes.map(({ key, value, from }) => ({
    // A null digest says "there was none", an absent one "never mind".
    ownerId: gidOf(orderRef), namespace, key, type: types[key], value, compareDigest: from?.compareDigest ?? null,
  }));
  const errors = await api.run(metafieldsSetMutation, { metafields }, metafieldsReply);
  if (errors.length === 0) return true;
  if (errors.every(({ code }) => code === "STALE_OBJECT" || code === "INVALID_COMPARE_DIGEST")) return false;
  throw new ShopTrouble("bad-request", cleanText(errors[0]?.message ?? "metafieldsSet", 200));
}

/**
 * Adds a line to the order's private notes, once per wording. Shopify has no door for comments on an order's timeline,
 * and its one note field belongs to the customer and the staff: these are the app's own, shown on the order's page.
 */
export async function addNote(shop: Shop, input: { orderRef: string; note: string }): Promise<void> {
  if (!isOrderRef(input.orderRef)) throw new ShopTrouble("order-missing", "?");
  if (noteLine(input.note) === "") return;
  for (let tries = 1; tries <= triesMax; tries += 1) {
    const { order } = await shop.api.run(orderNotesQuery, { id: gidOf(input.orderRef) }, notesReply);
    if (order === null) throw new ShopTrouble("order-missing", input.orderRef);
    const value = withNote(order.notes?.value ?? "", input.note);
    if (value === order.notes?.value) return;
    if (await writeMetafields(shop, input.orderRef, [{ key: "payment_notes", value, from: order.notes }])) return;
  }
  throw new ShopTrouble("busy", input.orderRef);
}
