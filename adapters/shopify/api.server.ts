import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { cleanText } from "../../app/core/order";
import type { AdapterDeps } from "../../app/core/ports";
import { findJson, post, statusTrouble, type Reply } from "./http.server";
import type { ShopAccess } from "./secrets";
import type { ShopSettings } from "./settings";
import { openTokens, type Tokens } from "./tokens.server";
import { ShopTrouble } from "./trouble";

/** Pinned; the documents are held against this version's schema. */
export const apiVersion = "2026-07";
const throttleTriesMax = 6;
const throttleWaitMaxMs = 20_000;
const wordsLengthMax = 200;

/** The Admin API of one shop. `run` returns what the schema reads; throws ShopTrouble for everything in between. */
export type ShopApi = {
  run<T>(document: string, variables: Readonly<Record<string, unknown>>, schema: z.ZodType<T>): Promise<T>;
  /** The version that answered last: not ours once Shopify has retired ours. */
  answeredVersion(): string | null;
};

/** `isNamed`: customers' names and addresses are asked for (protected customer data, level 2). */
export type Shop = { settings: ShopAccess; deps: AdapterDeps; tokens: Tokens; api: ShopApi; isNamed: boolean };

export function openShop(settings: ShopAccess, deps: AdapterDeps, tokens: Tokens = openTokens(settings, deps)): Shop {
  return { settings, deps, tokens, api: openApi(settings, deps, tokens), isNamed: true };
}

function openApi(settings: ShopSettings, deps: AdapterDeps, tokens: Tokens): ShopApi {
  let version: string | null = null;

  async function send(body: string): Promise<Reply> {
    const ask = (token: string) =>
      post(settings, deps, `/admin/api/${apiVersion}/graphql.json`, { "content-type": "application/json", "x-shopify-access-token": token }, body);
    const token = await tokens.get();
    const reply = await ask(token);
    if (reply.status !== 401) return reply;
    const second = await ask(await tokens.renew(token));
    if (second.status === 401) throw new ShopTrouble("token-refused", settings.shopDomain);
    return second;
  }

  /** A throttled call was not executed, so a mutation too may be sent again. */
  async function sendUnthrottled(body: string): Promise<z.infer<typeof graphqlReply>> {
    let waitedMs = 0;
    for (let tries = 1; ; tries += 1) {
      const reply = await send(body);
      version = reply.headers.get("x-shopify-api-version") ?? version;
      const answer = readReply(reply, settings);
      if (!answer.errors?.some((error) => error.extensions?.code === "THROTTLED")) return answer;
      const waitMs = throttleWaitMs(answer);
      waitedMs += waitMs;
      if (tries >= throttleTriesMax || waitedMs > throttleWaitMaxMs) throw new ShopTrouble("rate-limited", "THROTTLED");
      await sleep(waitMs);
    }
  }

  return {
    answeredVersion: () => version,
    async run(document, variables, schema) {
      const answer = await sendUnthrottled(JSON.stringify({ query: document, variables }));
      const isRead = document.trimStart().startsWith("query");
      const trouble = errorTrouble(answer, isRead);
      if (trouble) throw trouble;
      const parsed = schema.safeParse(answer.data);
      if (parsed.success) return parsed.data;
      const issue = parsed.error.issues[0];
      throw new ShopTrouble("unexpected-reply", `${issue?.path.join(".") ?? ""}: ${issue?.code ?? ""}`);
    },
  };
}

const graphqlError = z.looseObject({
  message: z.string().catch(""),
  path: z.array(z.union([z.string(), z.number()])).optional().catch(undefined),
  extensions: z.looseObject({ code: z.string().optional(), requiredAccess: z.string().optional() }).optional().catch(undefined),
});
const cost = z.looseObject({
  requestedQueryCost: z.number(),
  throttleStatus: z.looseObject({ maximumAvailable: z.number(), currentlyAvailable: z.number(), restoreRate: z.number().positive() }),
});
const graphqlReply = z.looseObject({
  data: z.unknown().optional(),
  errors: z.array(graphqlError).optional(),
  extensions: z.looseObject({ cost: cost.optional().catch(undefined) }).optional().catch(undefined),
});

function readReply(reply: Reply, settings: ShopSettings): z.infer<typeof graphqlReply> {
  const trouble = statusTrouble(reply, settings);
  if (trouble) throw trouble;
  if (reply.status === 403) throw new ShopTrouble("scope-missing", "403");
  const parsed = graphqlReply.safeParse(findJson(reply.text));
  if (parsed.success && reply.status === 200) return parsed.data;
  throw reply.status >= 400 ? new ShopTrouble("bad-request", String(reply.status)) : new ShopTrouble("unexpected-reply", String(reply.status));
}

/** Until the bucket holds what the call costs; a little more, for its leak is measured in whole points. */
function throttleWaitMs(answer: z.infer<typeof graphqlReply>): number {
  const known = answer.extensions?.cost;
  if (!known) return 1_000;
  const { maximumAvailable, currentlyAvailable, restoreRate } = known.throttleStatus;
  if (known.requestedQueryCost > maximumAvailable) throw new ShopTrouble("bad-request", "MAX_COST_EXCEEDED");
  return Math.max(50, Math.ceil(((known.requestedQueryCost - currentlyAvailable) / restoreRate) * 1_000) + 20);
}

/**
 * Protected customer data that the app may not see comes as null with ACCESS_DENIED beside it: in a query whose data
 * came all the same that is no trouble, for our shapes hold only such fields optional. In a mutation every error is one.
 */
function errorTrouble(answer: z.infer<typeof graphqlReply>, isRead: boolean): ShopTrouble | null {
  const errors = answer.errors ?? [];
  const first = errors[0];
  if (first === undefined) return null;
  const isPartial = answer.data !== null && answer.data !== undefined;
  const hard = errors.find((error) => error.extensions?.code !== "ACCESS_DENIED" || (error.path?.length ?? 0) < 2) ?? (isRead && isPartial ? null : first);
  if (hard === null) return null;
  const code = hard.extensions?.code ?? "no code";
  const said = cleanText(hard.message, wordsLengthMax);
  if (code === "ACCESS_DENIED") return new ShopTrouble("scope-missing", cleanText(hard.extensions?.requiredAccess ?? hard.message, wordsLengthMax), code);
  if (code === "SHOP_INACTIVE") return new ShopTrouble("shop-frozen", said, code);
  if (["INTERNAL_SERVER_ERROR", "TIMEOUT"].includes(code)) return new ShopTrouble("server-fault", code, code);
  return new ShopTrouble("bad-request", said, code);
}
