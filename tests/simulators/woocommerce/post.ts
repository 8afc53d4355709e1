import { createHash, createHmac } from "node:crypto";
import type { Hook, HookEvent, WooOrder, World } from "./world";

export type Delivery = { topic: string; orderId: number; headers: Record<string, string>; body: string; status: number | "blocked" | "failed" };

const failuresBeforeDisabling = 5;
const deliveryTimeoutMs = 5_000;

/** As PHP writes JSON: slashes escaped, everything beyond ASCII as \uXXXX. Signatures are over these bytes. */
function phpJson(value: unknown): string {
  return JSON.stringify(value).replaceAll("/", "\\/").replace(/[\u007f-\uffff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** One delivery, made now: the order as it stands at this moment, whatever happened when it was raised. */
export function prepare(world: World, hook: Hook, event: HookEvent, mayManage: boolean): { headers: Record<string, string>; body: string } {
  const body = phpJson(payload(world.orders.get(event.orderId), hook, event.orderId, mayManage));
  const second = Math.floor(world.now().getTime() / 1_000);
  const [resource = "", action = ""] = hook.topic.split(".");
  return {
    body,
    headers: {
      "content-type": "application/json",
      "user-agent": `WooCommerce/${world.version} Hookshot (WordPress/6.9)`,
      "x-wc-webhook-source": `${world.url}/`,
      "x-wc-webhook-topic": hook.topic,
      "x-wc-webhook-resource": resource,
      "x-wc-webhook-event": action,
      "x-wc-webhook-signature": createHmac("sha256", hook.secret).update(body).digest("base64"),
      "x-wc-webhook-id": String(hook.id),
      // Of hook and second only: two orders of one second share it.
      "x-wc-webhook-delivery-id": createHash("md5").update(`${hook.id}.${second}`).digest("hex"),
    },
  };
}

function payload(order: WooOrder | undefined, hook: Hook, orderId: number, mayManage: boolean): unknown {
  if (hook.topic === "order.deleted") return { id: orderId };
  if (!mayManage) return { code: "woocommerce_rest_cannot_view", message: "Sorry, you cannot view this resource.", data: { status: 403 } };
  return order ?? { code: "woocommerce_rest_shop_order_invalid_id", message: "Invalid ID.", data: { status: 404 } };
}

/** Sends what is due, once: no retry, ever. The seventh failure in a row disables the hook. */
export async function deliverAll(world: World, input: { mayManage: boolean; isOpen: boolean }): Promise<Delivery[]> {
  const done: Delivery[] = [];
  for (const event of world.pending.splice(0)) {
    const hook = world.hooks.get(event.hookId);
    if (hook === undefined || hook.status !== "active") continue;
    const sent = prepare(world, hook, event, input.mayManage);
    const status = !input.isOpen && isBlocked(hook.delivery_url, world.url) ? "blocked" : await send(hook.delivery_url, sent.headers, sent.body);
    if (typeof status === "number" && status >= 200 && status <= 302) hook.failureCount = 0;
    else if (hook.failureCount > failuresBeforeDisabling) hook.status = "disabled";
    else hook.failureCount += 1;
    done.push({ topic: hook.topic, orderId: event.orderId, ...sent, status });
  }
  return done;
}

/** The unsigned ping of a hook's creation; nobody hears whether it arrived. */
export async function ping(world: World, hook: Hook, isOpen: boolean): Promise<void> {
  if (!isOpen && isBlocked(hook.delivery_url, world.url)) return;
  await send(hook.delivery_url, { "content-type": "application/x-www-form-urlencoded" }, `webhook_id=${hook.id}`);
}

async function send(url: string, headers: Record<string, string>, body: string): Promise<number | "failed"> {
  try {
    const reply = await fetch(url, { method: "POST", headers, body, redirect: "manual", signal: AbortSignal.timeout(deliveryTimeoutMs) });
    await reply.arrayBuffer();
    return reply.status;
  } catch {
    return "failed";
  }
}

/** wp_http_validate_url, as far as hooks meet it. */
function isBlocked(target: string, shopUrl: string): boolean {
  const url = new URL(target);
  const home = new URL(shopUrl);
  if (url.username !== "" || url.hostname.startsWith("[")) return true;
  const isPrivate = url.hostname === "localhost" || /^(127|10|0)\.|^172\.(1[6-9]|2\d|3[01])\.|^192\.168\./.test(url.hostname);
  if (isPrivate && url.hostname !== home.hostname) return true;
  const isUsualPort = ["", "80", "443", "8080"].includes(url.port);
  return !isUsualPort && !(url.hostname === home.hostname && url.port === home.port);
}
