/**
 * A WooCommerce shop on loopback, as recorded from real ones (9.9, 10.9, 11.0): strict and stateful, no database.
 *
 *   const shop = await startWooSimulator({ currency: "EUR" });
 *   woocommerce.connect(shop.settings, deps)            // its address and key pair, as the form would hold them
 *   const order = shop.addOrder({ total: "121.00" })     // as a customer would; any wc/v3 field may be given
 *   shop.order(order.id) · shop.notes(order.id) · shop.refunds(order.id) · shop.hooks()     // what the staff sees
 *   shop.editTotal(id, "99.00") · shop.changeStatus(id, "cancelled") · shop.addRefund(id, "21.00") · shop.trash(id) · shop.restore(id) · shop.removeForGood(id)
 *   await shop.visit()                                   // a visitor comes, so WP-Cron sends what webhooks are due
 *   shop.signedHook(order.id, secret)                    // such a delivery as a request, without sending it
 *   shop.fail({ on: "PUT order", kind: "dies-after-writing", times: 1 })                    // faults.ts lists them
 *   shop.meanwhile("PUT order", () => shop.trash(id))    // what others do right before that request is handled
 *   shop.site = "maintenance"; shop.key.permissions = "read"; shop.key.mayManage = false; shop.clockOffsetMs = 3_600_000
 *   shop.requests                                        // "PUT order 200" …, in order
 *   shop.complaints                                      // parameters the real shop would silently drop: keep it empty
 *   await shop.close()
 *
 * Over http it wants OAuth 1.0a (HMAC-SHA256) and ignores Basic; given `tls`, it wants Basic, like PHP behind HTTPS.
 * `proxy` breaks TLS the way hosts do: "https-not-seen" or "header-dropped". `hookTargets: "strict"` refuses to deliver
 * to private hosts and unusual ports as WordPress does; "open" (default) is WordPress with the two filters set.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { authenticate, type Key } from "./auth";
import type { Fault } from "./faults";
import { respond, type Desk } from "./respond";
import { deliverAll, prepare, type Delivery } from "./post";
import { trash } from "./routes";
import { createRefund, setStatus } from "./payments";
import type { Site } from "./site";
import { coreStatuses, fromUnits, makeOrder, raise, save, toUnits, type Hook, type Note, type Refund, type WooOrder, type World } from "./world";

export type WooOptions = {
  currency?: string;
  /** The shop's "number of decimals", a setting apart from its currency. */
  decimals?: number;
  version?: string;
  /** The clock orders are dated by; `clockOffsetMs` moves the one signatures are checked by. */
  now?: () => Date;
  tls?: { key: string; cert: string };
  proxy?: "https-not-seen" | "header-dropped";
  hookTargets?: "open" | "strict";
  /** Statuses of plugins, besides WooCommerce's own. */
  statuses?: readonly string[];
};

export type WooSimulator = Awaited<ReturnType<typeof startWooSimulator>>;

export async function startWooSimulator(options: WooOptions = {}) {
  const key: Key = { key: `ck_${"5".repeat(40)}`, secret: `cs_${"7".repeat(40)}`, permissions: "read_write", mayManage: true };
  const faults: Fault[] = [];
  const isOpen = options.hookTargets !== "strict";
  let lastId = 70;
  const control = { site: "shop" as Site, clockOffsetMs: 0, homeUrl: null as string | null };
  // Signatures are made on the machine's own clock, also where a test moves the house's.
  const machineClock = () => new Date(Date.now() + control.clockOffsetMs);
  const world: World = {
    url: "", version: options.version ?? "11.0.1", currency: options.currency ?? "EUR", decimals: options.decimals ?? 2, zoneHours: 1,
    now: options.now ?? machineClock,
    nextId: () => (lastId += 1),
    orders: new Map(), notes: new Map(), refunds: new Map(), hooks: new Map(), pending: [], statuses: [...coreStatuses, ...(options.statuses ?? [])],
  };
  const nonces = new Set<string>();
  const desk: Desk = { world, faults, control, isHookTargetOpen: isOpen, machineClock, requests: [], complaints: [], meanwhile: [] };
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    if (options.proxy === "header-dropped") delete request.headers.authorization;
    const isTls = options.tls !== undefined && options.proxy !== "https-not-seen";
    const url = new URL(request.url ?? "/", world.url);
    const auth = () => authenticate({ request, url, homeUrl: control.homeUrl ?? world.url, isTls, keys: [key], now: machineClock(), nonces });
    void respond(desk, request, response, url, auth);
  };
  const server = options.tls === undefined ? createServer(listener) : createTlsServer(options.tls, listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  world.url = `${options.tls === undefined ? "http" : "https"}://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return Object.assign(control, {
    url: world.url,
    key,
    settings: { storeUrl: world.url, consumerKey: key.key, consumerSecret: key.secret },
    requests: desk.requests,
    complaints: desk.complaints,
    ...staffOf(world),
    visit: (): Promise<Delivery[]> => deliverAll(world, { mayManage: key.mayManage, isOpen }),
    signedHook(id: number | string, secret: string, topic = "order.updated"): { headers: Record<string, string>; body: Uint8Array } {
      const hook: Hook = { id: 1, name: "", topic, status: "active", delivery_url: "", secret, failureCount: 0 };
      const { headers, body } = prepare(world, hook, { hookId: 1, orderId: Number(id) }, key.mayManage);
      return { headers, body: new TextEncoder().encode(body) };
    },
    fail: (fault: Fault) => void faults.push({ ...fault }),
    meanwhile: (on: string, run: () => void) => void desk.meanwhile.push({ on, run }),
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  });
}

/** What customers and staff do in the shop, and what they see. */
function staffOf(world: World) {
  const get = (id: number | string): WooOrder => {
    const order = world.orders.get(Number(id));
    if (order === undefined) throw new Error(`The simulated shop has no order ${id}`);
    return order;
  };
  return {
    addOrder(given: Record<string, unknown> = {}): WooOrder {
      const order = makeOrder(world, withLine(world, given));
      raise(world, "order.created", order.id);
      raise(world, "order.updated", order.id);
      return order;
    },
    order: get,
    notes: (id: number | string): Note[] => world.notes.get(Number(id)) ?? [],
    refunds: (id: number | string): Refund[] => world.refunds.get(Number(id)) ?? [],
    hooks: (): Hook[] => [...world.hooks.values()],
    editTotal(id: number | string, total: string): void {
      const order = get(id);
      Object.assign(order, withLine(world, { total }));
      save(world, order);
    },
    changeStatus(id: number | string, status: string): void {
      setStatus(world, get(id), status);
      save(world, get(id));
    },
    /** A refund booked by the shop's staff. */
    addRefund: (id: number | string, amount: string) => void createRefund(world, get(id), { amount, reason: "", meta: [], apiRefund: false }),
    trash: (id: number | string) => trash(world, get(id)),
    restore(id: number | string): void {
      const order = get(id);
      order.status = String(order["_status_before_trash"] ?? "pending");
      save(world, order);
      raise(world, "order.restored", order.id);
    },
    removeForGood: (id: number | string) => void world.orders.delete(Number(id)),
  };
}

/** One line that makes the total, unless the test gives its own. */
function withLine(world: World, given: Record<string, unknown>): Record<string, unknown> {
  const total = fromUnits(toUnits(String(given["total"] ?? "121.00"), world.decimals), world.decimals);
  const line = { id: 1, name: "Lampe de table", quantity: 1, subtotal: total, subtotal_tax: "0.00", total, total_tax: "0.00", price: 0 };
  return { line_items: toUnits(total, world.decimals) === 0 ? [] : [line], ...given, total };
}
