import { ping } from "./post";
import type { Answer, Call, Handler } from "./routes";
import type { Hook } from "./world";

const refuse = (status: number, code: string, message: string): Answer => ({ status, body: { code, message, data: { status } } });
const missing = (status: number) => refuse(status, "woocommerce_rest_shop_webhook_invalid_id", "Invalid ID.");
const topicShape = /^(order|product|customer|coupon)\.(created|updated|deleted|restored)$/;
const isUrl = (text: unknown) => typeof text === "string" && /^https?:\/\/[^\s/]+/.test(text);
/** The secret never leaves, nor does the count of failures. */
const shown = ({ id, name, topic, status, delivery_url }: Hook) => ({ id, name, topic, status, delivery_url, resource: topic.split(".")[0], event: topic.split(".")[1] });

async function create({ world, params, isHookTargetOpen }: Call): Promise<Answer> {
  if (!topicShape.test(String(params["topic"]))) return refuse(400, "woocommerce_rest_shop_webhook_invalid_topic", "Webhook topic is required and must be valid.");
  if (!isUrl(params["delivery_url"])) return refuse(400, "woocommerce_rest_shop_webhook_invalid_delivery_url", "Webhook delivery URL must be a valid URL starting with http:// or https://.");
  const hook: Hook = {
    id: world.nextId(), name: String(params["name"] ?? "Webhook"), topic: String(params["topic"]), status: String(params["status"] ?? "active"),
    delivery_url: String(params["delivery_url"]), secret: String(params["secret"] ?? "generated-by-the-shop"), failureCount: 0,
  };
  world.hooks.set(hook.id, hook);
  await ping(world, hook, isHookTargetOpen);
  return { status: 201, body: shown(hook) };
}

function update({ world, id, params }: Call): Answer {
  const hook = world.hooks.get(id);
  if (hook === undefined) return missing(400);
  for (const name of ["name", "status", "topic", "delivery_url", "secret"] as const) {
    // Switching it on again leaves failureCount where it was: the next failure disables it again.
    if (params[name] !== undefined) hook[name] = String(params[name]);
  }
  return { status: 200, body: shown(hook) };
}

function remove({ world, id, params }: Call): Answer {
  const hook = world.hooks.get(id);
  if (hook === undefined) return missing(404);
  if (String(params["force"]) !== "true") return refuse(501, "woocommerce_rest_trash_not_supported", "Webhooks do not support trashing.");
  world.hooks.delete(id);
  return { status: 200, body: shown(hook) };
}

function list({ world, params }: Call): Answer {
  const size = Number(params["per_page"] ?? 10);
  const start = (Number(params["page"] ?? 1) - 1) * size;
  return { status: 200, body: [...world.hooks.values()].map(shown).slice(start, start + size) };
}

export const hookRoutes: Readonly<Record<string, Handler>> = {
  "GET webhooks": list,
  "POST webhooks": create,
  "PUT webhook": update,
  "DELETE webhook": remove,
  "POST webhooks/batch": () => ({ status: 200, body: [] }),
};
