import { cleanText, type Order } from "../../app/core/order";
import type { ApiPlace } from "./api-place.server";
import { expectReply, isOrderMissing, type ShopApi } from "./api.server";
import { mapOrder, readGmt, writeGmt } from "./map";
import { orderFields, vendorOrder, vendorOrders, type ListedOrder, type VendorOrder } from "./replies";
import { ShopTrouble } from "./trouble";

type Page = { orders: Order[]; unreadable: string[]; next: string | null };

/** One shop, opened: its API, where that stands, and the address its pages live under. */
export type Shop = { api: ShopApi; place: ApiPlace; storeUrl: string };

const pageSize = 50;
/** An order saved in this time may appear after a later one: its date is set when saving starts, not when it ends. */
const lateWriteMs = 30_000;
const secondMs = 1_000;

/** Refs come back from our own database and from URLs: anything but a WooCommerce id would change the path called. */
export const isOrderRef = (orderRef: string) => /^[1-9]\d{0,15}$/.test(orderRef);

/** The vendor's order, also a trashed one; null when it was deleted for good or never was. */
export async function findVendorOrder(shop: Shop, orderRef: string): Promise<VendorOrder | null> {
  if (!isOrderRef(orderRef)) return null;
  const reply = await shop.api.get(`orders/${orderRef}`, { _fields: orderFields });
  return isOrderMissing(reply) ? null : expectReply(reply, vendorOrder);
}

/** The same in our words. Throws on an order we cannot handle: its number says which. */
export function toOrder(shop: Shop, vendor: VendorOrder): Order {
  const mapped = mapOrder(vendor, shop.storeUrl);
  if (!mapped.ok) throw new ShopTrouble("unexpected-reply", cleanText(`${mapped.reason}: ${mapped.detail}`, 100));
  return mapped.order;
}

/**
 * Orders changed since, trashed ones included, oldest change first. No page number is ever used: an order changed
 * while we page would move to the end and push another one over the edge of a page, unseen. Each page instead asks
 * for what changed after the last whole second it holds complete.
 */
export async function listOrders(shop: Shop, input: { modifiedAfter: Date; page: string | null }): Promise<Page> {
  const start: Cursor = { kind: "after", second: toSecond(new Date(input.modifiedAfter.getTime() - lateWriteMs)) - 1 };
  const cursor = input.page === null ? start : readCursor(input.page);
  if (cursor.kind === "sweep") return await sweep(shop, cursor);
  const lists = await Promise.all(statuses.map((status) => fetchPage(shop, status, cursor)));
  const all = lists.flat();
  const full = lists.filter((list) => list.length >= pageSize);
  if (full.length === 0) return { ...toOrders(shop, all), next: null };
  // The last second of a full list may go on beyond it: it is left to the next page.
  const cut = Math.min(...full.map((list) => Math.max(...list.map(changedSecond))));
  const whole = all.filter((vendor) => changedSecond(vendor) < cut);
  if (cut - 1 > cursor.second) return { ...toOrders(shop, whole), next: writeCursor({ kind: "after", second: cut - 1 }) };
  return { orders: [], unreadable: [], next: writeCursor({ kind: "sweep", second: cut, status: "any", offset: 0, lastId: 0 }) };
}

/**
 * One page of a crowded second, by id. Orders that leave the second meanwhile move the others up: the page begins on
 * the last id seen, and where it begins beyond it, something was skipped and we step back.
 */
async function sweep(shop: Shop, cursor: Sweep): Promise<Page> {
  const list = await fetchPage(shop, cursor.status, cursor);
  const firstId = list[0]?.id ?? Infinity;
  if (cursor.offset > 0 && firstId > cursor.lastId) {
    return { orders: [], unreadable: [], next: writeCursor({ ...cursor, offset: Math.max(0, cursor.offset - pageSize) }) };
  }
  const lastId = Math.max(cursor.lastId, list.at(-1)?.id ?? 0);
  const found = toOrders(shop, list);
  if (list.length >= pageSize) return { ...found, next: writeCursor({ ...cursor, offset: cursor.offset + pageSize - 1, lastId }) };
  if (cursor.status === "any") return { ...found, next: writeCursor({ ...cursor, status: "trash", offset: 0, lastId: 0 }) };
  return { ...found, next: writeCursor({ kind: "after", second: cursor.second }) };
}

/** `any` leaves the trash out, and says so nowhere. */
const statuses = ["any", "trash"] as const;
type Sweep = { kind: "sweep"; second: number; status: (typeof statuses)[number]; offset: number; lastId: number };
/** after: what changed later than that second · sweep: a second with more changes than a page (a bulk edit). Seconds since 1970. */
type Cursor = { kind: "after"; second: number } | Sweep;

const toSecond = (date: Date) => Math.floor(date.getTime() / secondMs);
const ofSecond = (second: number) => writeGmt(new Date(Math.max(0, second) * secondMs));

function writeCursor(cursor: Cursor): string {
  return cursor.kind === "after" ? `after-${cursor.second}` : `sweep-${cursor.second}-${cursor.status}-${cursor.offset}-${cursor.lastId}`;
}

function readCursor(page: string): Cursor {
  const after = /^after-(\d{1,12})$/.exec(page);
  if (after) return { kind: "after", second: Number(after[1]) };
  const swept = /^sweep-(\d{1,12})-(any|trash)-(\d{1,9})-(\d{1,16})$/.exec(page);
  if (!swept) throw new Error(`Not a page of ours: ${JSON.stringify(page)}`);
  const [, second, status, offset, lastId] = swept;
  return { kind: "sweep", second: Number(second), status: status === "trash" ? "trash" : "any", offset: Number(offset), lastId: Number(lastId) };
}

async function fetchPage(shop: Shop, status: string, cursor: Cursor): Promise<ListedOrder[]> {
  const shared = { status, per_page: String(pageSize), order: "asc", dates_are_gmt: "true", _fields: orderFields };
  const reply = cursor.kind === "after"
    ? await shop.api.get("orders", { ...shared, orderby: "modified", modified_after: ofSecond(cursor.second) })
    : await shop.api.get("orders", {
        ...shared,
        orderby: "id",
        offset: String(cursor.offset),
        modified_after: ofSecond(cursor.second - 1),
        modified_before: ofSecond(cursor.second + 1),
      });
  return expectReply(reply, vendorOrders);
}

/** An order without a date is older than all others: it was never changed. */
function changedSecond(listed: ListedOrder): number {
  const date = readGmt(listed.changedGmt);
  return date === null ? 0 : toSecond(date);
}

/** What cannot be read (an amount, a date, a currency no bank knows) is passed over and told rather than holding up all others. */
function toOrders(shop: Shop, listed: readonly ListedOrder[]): { orders: Order[]; unreadable: string[] } {
  const orders: Order[] = [];
  const unreadable: string[] = [];
  for (const { id, order } of [...listed].sort((a, b) => changedSecond(a) - changedSecond(b) || a.id - b.id)) {
    const mapped = order && mapOrder(order, shop.storeUrl);
    if (mapped?.ok) orders.push(mapped.order);
    else unreadable.push(String(id));
  }
  return { orders, unreadable };
}
