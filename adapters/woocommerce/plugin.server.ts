import { randomBytes } from "node:crypto";
import { z } from "zod";
import { signedHeaders } from "../../app/core/companion-signature";
import { exponentOf } from "../../app/core/currency";
import type { Words } from "../../app/core/locale";
import { cleanText } from "../../app/core/order";
import type { AdapterDeps, Companion, Health, MarkPaidInput, MarkPaidResult } from "../../app/core/ports";
import { routeAddress, usualRoot } from "./api-root";
import { findJson, networkTrouble } from "./api.server";
import { noteLengthMax } from "./mark-paid.server";
import { findVendorOrder, isOrderRef, toOrder, type Shop } from "./orders.server";
import { ShopTrouble } from "./trouble";

/** A payment sends the shop's mails before it answers. */
const pluginTimeoutMs = 20_000;
const replyBytesMax = 100_000;
const nonceBytes = 18;
const route = "reglo/v1/";
const titleLengthMax = 100;

/** The shop's own side of ours: what it does is done inside WooCommerce. */
export type Plugin = {
  /** null: it is not there any more, or something in front refuses it; the REST paths remain. */
  markPaid(input: MarkPaidInput): Promise<MarkPaidResult | null>;
  /** The connection's health with a line about the plugin. */
  addHealth(health: Health): Promise<Health>;
  dismiss(): Promise<void>;
};

type Reach = { companion: Companion; shop: Shop; deps: AdapterDeps };
type Reply = { status: number; json: unknown };

const paidReply = z.object({
  outcome: z.enum(["marked", "done", "paid", "order-gone", "order-refunded", "amount-differs", "write-ignored"]),
});
const healthReply = z.object({ plugin: z.string(), skewSeconds: z.int(), outbox: z.object({ waiting: z.int() }) });

/** Speaks signed HTTP with the plugin, as it speaks with us. */
export function openPlugin(reach: Reach): Plugin {
  const { companion, shop } = reach;
  const call = (door: string, body: object) => callPlugin(reach, { door, body });
  return {
    async markPaid(input) {
      if (!isOrderRef(input.orderRef)) return { ok: false, reason: "order-gone", order: null };
      return readPaid(shop, input, await call("mark-paid", wishOf(input)));
    },
    async addHealth(health) {
      const reply = await call("health", {}).catch((error: unknown) => {
        if (error instanceof ShopTrouble) return null;
        throw error;
      });
      const read = healthReply.safeParse(reply?.json);
      if (reply?.status !== 200 || !read.success) return { ...health, problems: [...health.problems, whyAbsent(companion)] };
      const value = `${cleanText(read.data.plugin, 40)} · ${Math.abs(read.data.skewSeconds)} s`;
      return { ...health, facts: [...health.facts, { label: { fr: "Extension, écart d’horloge", en: "Plugin, clock difference" }, value }] };
    },
    async dismiss() {
      const reply = await call("revoke", {});
      // 401 and 404: it has forgotten us already, or is gone.
      if (![200, 401, 404].includes(reply.status)) throw new ShopTrouble("server-fault", String(reply.status));
    },
  };
}

/** The transaction is the key: told twice, it pays once and notes once. */
function wishOf(input: MarkPaidInput): object {
  return {
    order: Number(input.orderRef),
    amountMinor: input.amountMinor,
    exponent: exponentOf(input.currency),
    currency: input.currency,
    transactionId: input.transactionId,
    methodTitle: cleanText(input.methodTitle, titleLengthMax),
    paidAt: input.paidAt.toISOString(),
    note: cleanText(input.note, noteLengthMax),
    key: input.transactionId,
  };
}

async function readPaid(shop: Shop, input: MarkPaidInput, reply: Reply): Promise<MarkPaidResult | null> {
  if (reply.status === 401 || reply.status === 403 || reply.status === 404) return null;
  if (reply.status !== 200) throw new ShopTrouble(reply.status === 409 ? "rate-limited" : "server-fault", String(reply.status));
  const read = paidReply.safeParse(reply.json);
  if (!read.success) throw new ShopTrouble("not-json", "mark-paid");
  const { outcome } = read.data;
  const vendor = await findVendorOrder(shop, input.orderRef);
  const order = vendor && toOrder(shop, vendor);
  if (outcome === "marked" || outcome === "done" || outcome === "paid") {
    return order ? { ok: true, outcome: outcome === "marked" ? "marked" : "already-paid", order } : { ok: false, reason: "order-gone", order: null };
  }
  return { ok: false, reason: outcome, order };
}

/** The address it gave when it connected, unless the shop's permalinks have changed since. */
async function callPlugin(reach: Reach, input: { door: string; body: object }): Promise<Reply> {
  const { companion, shop } = reach;
  const root = await shop.place.root();
  const reply = await callAt(reach, { ...input, doors: root === usualRoot ? companion.url : routeAddress(shop.storeUrl, root, route) });
  // The plugin speaks JSON: a page is somebody else's. Told twice it does once, so it may be told again.
  const other = reply.json === undefined ? await shop.place.lookAgain(root) : null;
  return other === null ? reply : callAt(reach, { ...input, doors: routeAddress(shop.storeUrl, other, route) });
}

async function callAt({ companion, deps }: Reach, input: { doors: string; door: string; body: object }): Promise<Reply> {
  const url = new URL(input.doors + input.door);
  const body = new TextEncoder().encode(JSON.stringify(input.body));
  const parts = {
    method: "POST", target: url.pathname + url.search, body,
    timestamp: Math.floor(deps.now().getTime() / 1_000), nonce: randomBytes(nonceBytes).toString("base64url"),
  };
  try {
    const reply = await deps.fetch(url, {
      method: "POST", body, redirect: "manual", signal: AbortSignal.timeout(pluginTimeoutMs),
      headers: { ...signedHeaders(companion.secret, deps.connectionId, parts), "content-type": "application/json", accept: "application/json" },
    });
    const text = await reply.text();
    return { status: reply.status, json: text.length > replyBytesMax ? undefined : findJson(text) };
  } catch (error) {
    const isTimeout = error instanceof DOMException && error.name === "TimeoutError";
    throw networkTrouble(isTimeout ? { code: "ETIMEDOUT" } : error instanceof Error ? error.cause : undefined, url.host);
  }
}

function whyAbsent({ restingSince }: Companion): Words {
  if (!restingSince) return noPlugin;
  const moment = `${restingSince.slice(0, 16).replace("T", " ")} UTC`;
  return {
    fr: `L’extension Réglo a été désactivée dans la boutique (le ${moment}) : réactivez-la sous WordPress → Extensions. D’ici là, rien n’est perdu : les commandes sont lues toutes les cinq minutes et marquées comme payées par l’API de WooCommerce ; l’espace client, les boutons et les codes QR de la boutique sont absents.`,
    en: `The Réglo plugin was switched off in the shop (${moment}): activate it again under WordPress → Plugins. Until then nothing is lost: orders are read every five minutes and marked as paid through WooCommerce’s API; the account page, the buttons and the QR codes are missing from the shop.`,
  };
}

const noPlugin: Words = {
  fr: "L’extension Réglo de la boutique ne répond pas : activez-la, ou reconnectez-la depuis ses réglages. D’ici là, les commandes passent par l’API de WooCommerce.",
  en: "The shop’s Réglo plugin does not answer: activate it, or connect it again from its settings. Until then orders go through WooCommerce’s API.",
};
