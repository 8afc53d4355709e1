import { createHash } from "node:crypto";
import type { z } from "zod";
import type { Words } from "../../app/core/locale";
import { expectReply } from "./api.server";
import { whyBlocked } from "./hook-target";
import type { Shop } from "./orders.server";
import { anyReply, created, vendorHooks } from "./replies";

/** updated also fires for refunds; deleted fires when an order goes to the trash, restored when it comes back. */
const topics = ["order.created", "order.updated", "order.deleted", "order.restored"] as const;
const hooksPerPage = 100;
const hookPagesMax = 10;

type VendorHook = z.infer<typeof vendorHooks>[number];

/**
 * One live hook per topic at `url`, signing with `secret`. Changes only what is wrong. A disabled one is replaced,
 * not switched on again: its hidden count of failures would stay at the edge, and one more would disable it.
 */
export async function ensureHooks(shop: Shop, input: { url: string; secret: string }): Promise<{ created: number; repaired: number; problems: Words[] }> {
  const ours = (await listHooks(shop)).filter((hook) => hook.delivery_url === input.url);
  const count = { created: 0, repaired: 0 };
  for (const topic of topics) {
    const old = ours.filter((hook) => hook.topic === topic);
    const good = old.find((hook) => hook.status === "active" && hook.name === nameOf(topic, input.secret));
    if (good === undefined) {
      await createHook(shop, topic, input);
      count[old.length === 0 ? "created" : "repaired"] += 1;
    }
    // The new one stands before the old one goes: a crash in between leaves a double, cleared by the next call.
    for (const hook of old) {
      if (hook === good) continue;
      const reply = await shop.api.delete(`webhooks/${hook.id}`, { force: "true" });
      if (reply.ok || reply.status !== 404) expectReply(reply, anyReply);
      if (good !== undefined) count.repaired += 1;
    }
  }
  const problem = whyBlocked(input.url, shop.storeUrl);
  return { ...count, problems: problem === null ? [] : [problem] };
}

async function createHook(shop: Shop, topic: string, input: { url: string; secret: string }): Promise<void> {
  const body = { name: nameOf(topic, input.secret), topic, delivery_url: input.url, secret: input.secret, status: "active" };
  expectReply(await shop.api.post("webhooks", body), created);
}

/** A hook's secret cannot be read back: eight digits of its hash in the name tell whether it is still ours. */
function nameOf(topic: string, secret: string): string {
  return `Réglo ${topic} ${createHash("sha256").update(secret).digest("hex").slice(0, 8)}`;
}

async function listHooks(shop: Shop): Promise<VendorHook[]> {
  const all: VendorHook[] = [];
  for (let page = 1; page <= hookPagesMax; page += 1) {
    const query = { per_page: String(hooksPerPage), page: String(page), orderby: "id", order: "asc" };
    const hooks = expectReply(await shop.api.get("webhooks", query), vendorHooks);
    all.push(...hooks);
    if (hooks.length < hooksPerPage) break;
  }
  return all;
}
