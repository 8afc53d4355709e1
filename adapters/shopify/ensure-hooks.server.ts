import type { Words } from "../../app/core/locale";
import { cleanText } from "../../app/core/order";
import type { Shop } from "./api.server";
import { hookCreateMutation, hookDeleteMutation, hooksQuery, hookUpdateMutation } from "./documents/connection.graphql";
import { hookCreateReply, hookDeleteReply, hooksReply, hookUpdateReply, type UserErrors, type VendorHook } from "./replies";
import { headerOf, hookTopics } from "./topics";

const hooksPerPage = 100;
const hookPagesMax = 10;

type Outcome = { created: number; repaired: number; problems: Words[] };

/**
 * One subscription per topic at `url`, with our fields. For apps without subscriptions in their own file; Shopify
 * signs with the app's secret, so there is none to give. It drops a subscription after eight failed deliveries in a
 * row: called again, this makes it anew.
 */
export async function ensureHooks(shop: Shop, input: { url: string }): Promise<Outcome> {
  // A simulator on loopback delivers to loopback.
  if (shop.deps.baseUrl === null && !isPublicHttps(input.url)) return { created: 0, repaired: 0, problems: [notPublic(input.url)] };
  const ours = (await listHooks(shop)).filter((hook) => hook.uri === input.url);
  const outcome: Outcome = { created: 0, repaired: 0, problems: [] };
  for (const { topic, includeFields } of hookTopics) {
    const standing = ours.filter((hook) => hook.topic === topic);
    const [first, ...doubles] = standing;
    const webhookSubscription = { uri: input.url, format: "JSON", includeFields };
    if (first === undefined) {
      const errors = await shop.api.run(hookCreateMutation, { topic, webhookSubscription }, hookCreateReply);
      note(outcome, "created", topic, errors);
    } else if (!isAsWished(first, includeFields)) {
      note(outcome, "repaired", topic, await shop.api.run(hookUpdateMutation, { id: first.id, webhookSubscription: { ...webhookSubscription, filter: "" } }, hookUpdateReply));
    }
    for (const double of doubles) note(outcome, "repaired", topic, await shop.api.run(hookDeleteMutation, { id: double.id }, hookDeleteReply));
  }
  return outcome;
}

function note(outcome: Outcome, done: "created" | "repaired", topic: string, errors: UserErrors): void {
  if (errors.length === 0) outcome[done] += 1;
  else outcome.problems.push(refused(headerOf(topic), cleanText(errors[0]?.message ?? "", 200)));
}

function isAsWished(hook: VendorHook, includeFields: readonly string[]): boolean {
  const isSame = [...hook.includeFields].sort().join() === [...includeFields].sort().join();
  return isSame && hook.format === "JSON" && (hook.filter ?? "") === "";
}

async function listHooks({ api }: Shop): Promise<VendorHook[]> {
  const all: VendorHook[] = [];
  let after: string | null = null;
  for (let page = 0; page < hookPagesMax; page += 1) {
    const variables: { first: number; after: string | null } = { first: hooksPerPage, after };
    const { nodes, pageInfo } = (await api.run(hooksQuery, variables, hooksReply)).webhookSubscriptions;
    all.push(...nodes);
    after = pageInfo.endCursor;
    if (!pageInfo.hasNextPage) break;
  }
  return all;
}

/** Shopify delivers to public https addresses only. */
function isPublicHttps(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  if (protocol !== "https:" || !hostname.includes(".") || hostname.endsWith(".localhost") || hostname.startsWith("[")) return false;
  return !/^(?:127|10|0|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01]))\./.test(hostname);
}

function notPublic(url: string): Words {
  const { host } = new URL(url);
  return {
    fr: `Shopify ne prévient que des adresses publiques en https ; Réglo est à ${host}. D’ici là, les commandes sont relevées à intervalles réguliers.`,
    en: `Shopify notifies public https addresses only; Réglo is at ${host}. Until then orders are fetched at regular intervals.`,
  };
}

function refused(topic: string, said: string): Words {
  return {
    fr: `Shopify refuse de nous prévenir de « ${topic} » (${said}). Ces changements sont relevés à intervalles réguliers.`,
    en: `Shopify refuses to notify us of “${topic}” (${said}). Those changes are fetched at regular intervals.`,
  };
}
