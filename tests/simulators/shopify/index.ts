/**
 * A Shopify shop on loopback, on Shopify's own Admin schema (tests/fixtures/shopify): strict and stateful, no database.
 *
 *   const shop = await startShopifySimulator({ isPlus: false });
 *   shopify.connect(shop.settings, { ...deps, baseUrl: shop.url })
 *   const { ref } = shop.addOrder({ totalMinor: 12_100 })            // as a customer would; orders.ts says what may be given
 *   shop.order(ref) · shop.status(ref) · shop.outstandingMinor(ref) · shop.notes(ref) · shop.hooks() · shop.mails
 *   shop.editOrder(ref, { unitMinor: 9_900 }) · shop.cancel(ref) · shop.remove(ref) · shop.refundAll(ref) · shop.payByCard(ref)
 *   const { ref } = shop.addDraft({}) · shop.addTerms(orderRef, { isOverdue: true })
 *   shop.isPlus = true; shop.protectedDataLevel = 1; shop.scopes = […]; shop.apiVersion = "2026-10"; shop.multiCapture = true
 *   shop.door.isInstalled = false; shop.door.isSameOrganisation = false; shop.expireTokens(); shop.sessionToken({ aud: "other" })
 *   const next = shop.renewSecret(); shop.revokeOldSecret()          // the app's secret changes; between the two both are good
 *   shop.subscribe({ topic: "ORDERS_UPDATED", uri, includeFields }) // as the app's own file would
 *   await shop.deliver("duplicate")                                  // in-order, duplicate, reorder, late or drop; failures are kept for the next turn
 *   shop.signedHook("orders/updated", { id: 1 })                     // such a delivery as a request, without sending it
 *   shop.fail({ on: "orderCreateManualPayment", kind: "dies-after" }) // respond.ts lists them
 *   shop.requests                                                    // "order 200", "token 400" …, in order
 *   shop.movedMinor                                                  // real money a refund of ours sent back: must stay 0
 *   shop.complaints                                                  // fields, searches and topics it does not simulate: keep it empty
 *   shop.recall(shop.remember())                                     // all that happened and every token, as bytes for a file
 *   await shop.close()
 *
 * It refuses: documents invalid on the schema, queries over 1 000 points, missing scopes (ACCESS_DENIED), Plus-only
 * arguments elsewhere, refundCreate without @idempotent, dead tokens (401), calls beyond the bucket (THROTTLED).
 */
import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { deliver, draftPayload, headersOf, orderPayload, raise, type DeliveryMode } from "./deliveries";
import { recall, remember } from "./memory";
import { makeSessionToken, renewSecret, revokeOldSecret, type Door } from "./oauth";
import { makeOrder, type OrderInput } from "./orders";
import { respond, type Bucket, type Desk, type Fault } from "./respond";
import { touch } from "./touch";
import { outstandingMinor, receivedMinor, refundedMinor, statusOf, type SimDraft, type SimOrder, type Subscription, type World } from "./world";

const everyScope = ["read_all_orders", "read_customers", "read_payment_terms", "write_draft_orders", "write_orders"];

export type ShopifyOptions = {
  domain?: string;
  name?: string;
  currency?: string;
  /** The app as this shop knows it. */
  client?: { id: string; secret: string };
  isPlus?: boolean;
  protectedDataLevel?: 1 | 2;
  scopes?: readonly string[];
  now?: () => Date;
  /** Loopback; 0 takes a free one. */
  port?: number;
  /** Answers what a browser asks; calls of the API name the shop in `x-forwarded-host`. */
  pages?: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Real time, so wide by default: a narrow one makes every test wait. */
  bucket?: { maximumAvailable: number; restoreRate: number };
};
export type ShopifySimulator = Awaited<ReturnType<typeof startShopifySimulator>>;

export async function startShopifySimulator(options: ShopifyOptions = {}) {
  const world = makeWorld(options);
  const door: Door = {
    clientId: options.client?.id ?? "c0ffee00c0ffee00c0ffee00c0ffee00", clientSecret: options.client?.secret ?? "shpss_5ec2e75ec2e75ec2e75ec2e75ec2e700", nextSecret: null,
    isInstalled: true, isSameOrganisation: true, access: new Map(), refresh: new Map(), grants: [],
  };
  const bucket: Bucket = { maximumAvailable: 100_000, restoreRate: 50_000, ...options.bucket, available: 0, at: 0 };
  bucket.available = bucket.maximumAvailable;
  const desk: Desk = { world, door, faults: [], bucket, requests: [] };
  const server = createServer((request, response) => {
    const isPage = options.pages !== undefined && request.headers["x-forwarded-host"] === undefined;
    (isPage ? options.pages?.(request, response) ?? Promise.resolve() : respond(desk, request, response)).catch((error: unknown) => {
      world.complaints.push(String(error));
      request.socket.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(world, {
    url, door, requests: desk.requests,
    settings: { shopDomain: world.domain, clientId: door.clientId, clientSecret: door.clientSecret },
    ...staff(world),
    ...post(world, door),
    sessionToken: (change: Record<string, unknown> = {}, secret?: string) => makeSessionToken(world, door, change, secret),
    renewSecret: () => renewSecret(door),
    revokeOldSecret: () => revokeOldSecret(door),
    remember: () => remember(world, door),
    recall: (bytes: Uint8Array) => recall(world, door, bytes),
    expireTokens: () => door.access.forEach((token) => Object.assign(token, { expiresAt: 0 })),
    fail: (fault: Fault) => void desk.faults.push({ ...fault }),
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  });
}

function makeWorld(options: ShopifyOptions): World {
  const world: World = {
    domain: options.domain ?? "atelier-lumiere.myshopify.com", name: options.name ?? "Atelier Lumière", shopCurrency: options.currency ?? "EUR",
    isPlus: options.isPlus ?? false, protectedDataLevel: options.protectedDataLevel ?? 2, multiCapture: false,
    scopes: [...(options.scopes ?? everyScope)], apiVersion: "2026-07",
    now: options.now ?? (() => new Date()), lastId: 5_000_000_000, nextId: () => String((world.lastId += 1)),
    orders: new Map(), drafts: new Map(), subscriptions: [], queue: [], mails: [], refundKeys: new Map(), movedMinor: 0, complaints: [],
  };
  return world;
}

/** What people do in the shop, and what they see there. */
function staff(world: World) {
  const get = (ref: string): SimOrder => {
    const order = world.orders.get(ref);
    if (order === undefined) throw new Error(`The simulated shop has no order ${ref}`);
    return order;
  };
  const transact = (order: SimOrder, given: Pick<SimOrder["transactions"][number], "kind" | "gateway" | "isManual" | "amountMinor" | "parentId">) =>
    void order.transactions.push({ id: `gid://shopify/OrderTransaction/${world.nextId()}`, status: "SUCCESS", ...given });
  return {
    order: get,
    status: (ref: string) => statusOf(get(ref)),
    outstandingMinor: (ref: string) => outstandingMinor(get(ref)),
    receivedMinor: (ref: string) => receivedMinor(get(ref)),
    refundedMinor: (ref: string) => refundedMinor(get(ref)),
    hooks: (): Subscription[] => world.subscriptions,
    notes: (ref: string): string[] => get(ref).metafields.find(({ key }) => key === "payment_notes")?.value.split("\n") ?? [],
    metafield: (ref: string, key: string): string | null => get(ref).metafields.find((one) => one.key === key)?.value ?? null,
    addOrder(input: OrderInput = {}): SimOrder {
      const order = makeOrder(world, input);
      raise(world, "ORDERS_CREATE", orderPayload(order));
      return order;
    },
    editOrder(ref: string, { unitMinor }: { unitMinor: number }): void {
      const [line] = get(ref).lines;
      if (line) line.unitMinor = unitMinor;
      touch(world, get(ref), ["ORDERS_EDITED"]);
    },
    cancel(ref: string): void {
      get(ref).cancelledAt = world.now();
      touch(world, get(ref), ["ORDERS_CANCELLED"]);
    },
    remove(ref: string): void {
      get(ref);
      world.orders.delete(ref);
      raise(world, "ORDERS_DELETE", { id: Number(ref) });
    },
    /** The customer pays on Shopify's own page. */
    payByCard(ref: string): void {
      const order = get(ref);
      transact(order, { kind: "SALE", gateway: "shopify_payments", isManual: false, amountMinor: outstandingMinor(order), parentId: null });
      touch(world, order, ["ORDER_TRANSACTIONS_CREATE", "ORDERS_PAID"]);
    },
    refundAll(ref: string): void {
      const order = get(ref);
      for (const paid of order.transactions.filter(({ kind, status }) => status === "SUCCESS" && (kind === "SALE" || kind === "CAPTURE"))) {
        transact(order, { kind: "REFUND", gateway: paid.gateway, isManual: paid.isManual, amountMinor: paid.amountMinor, parentId: paid.id });
      }
      order.refunds.push({ id: `gid://shopify/Refund/${world.nextId()}`, note: "", amountMinor: refundedMinor(order) });
      touch(world, order, ["REFUNDS_CREATE"]);
    },
    addTerms(ref: string, { isOverdue = false, dueAt = world.now() }: { isOverdue?: boolean; dueAt?: Date } = {}): string {
      const id = `gid://shopify/PaymentTerms/${world.nextId()}`;
      get(ref).terms = { id, isOverdue, schedules: [{ id: `gid://shopify/PaymentSchedule/${world.nextId()}`, dueAt, completedAt: null }] };
      return id;
    },
    addDraft(input: Partial<Omit<SimDraft, "ref">> = {}): SimDraft {
      const ref = world.nextId();
      const draft: SimDraft = { ref, name: `#D${ref}`, currency: world.shopCurrency, totalMinor: 12_100, status: "OPEN", invoiceUrl: `https://${world.domain}/1/invoices/${ref}`, orderRef: null,
        createdAt: world.now(), customer: null, isVisible: false, ...input };
      world.drafts.set(ref, draft);
      raise(world, "DRAFT_ORDERS_CREATE", draftPayload(draft));
      return draft;
    },
  };
}

function post(world: World, door: Door) {
  return {
    /** The merchant gives the app more permissions; Shopify tells the app. */
    grant(scopes: readonly string[]): void {
      const previous = world.scopes;
      world.scopes = [...new Set([...previous, ...scopes])];
      if (world.scopes.length > previous.length) raise(world, "APP_SCOPES_UPDATE", { previous, current: world.scopes, updated_at: world.now().toISOString() });
    },
    subscribe(given: { topic: string; uri: string; includeFields?: string[] }): void {
      world.subscriptions.push({ id: `gid://shopify/WebhookSubscription/${world.nextId()}`, format: "JSON", includeFields: [], filter: null, failures: 0, isOfApp: true, ...given });
    },
    deliver: (mode: DeliveryMode = "in-order") => deliver(world, door.clientSecret, mode),
    signedHook(topic: string, payload: Record<string, unknown>, secret = door.clientSecret): { headers: Record<string, string>; body: Uint8Array } {
      const subscription: Subscription = { id: "", topic, uri: "", format: "JSON", includeFields: [], filter: null, failures: 0, isOfApp: true };
      const event = { subscription, webhookId: randomUUID(), eventId: randomUUID(), triggeredAt: world.now(), body: JSON.stringify(payload), tries: 0 };
      return { headers: headersOf(world, secret, event), body: new TextEncoder().encode(event.body) };
    },
  };
}
