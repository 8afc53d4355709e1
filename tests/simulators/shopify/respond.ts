import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { parse, Kind } from "graphql";
import { readText } from "../request-body";
import { costOf, run, type GraphqlBody } from "./execute";
import { grant, isOpen, type Answer, type Door } from "./oauth";
import type { World } from "./world";

/**
 * on: a root field ("orderCreateManualPayment"), or "token". dies-before: the connection breaks, nothing happened.
 * dies-after: it happened, the answer is lost. hangs: no answer, nothing happened. slow: it happens after `delayMs`.
 */
export type Fault = { on: string; kind: "dies-before" | "dies-after" | "hangs" | "slow" | "throttled" | "status"; times?: number; status?: number; delayMs?: number };

/** Points, as Shopify's leaky bucket: `restoreRate` come back each second. */
export type Bucket = { maximumAvailable: number; restoreRate: number; available: number; at: number };
export type Desk = { world: World; door: Door; faults: Fault[]; bucket: Bucket; requests: string[] };

const bodyBytesMax = 1_000_000;

export async function respond(desk: Desk, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readText(request, bodyBytesMax);
  const path = new URL(request.url ?? "/", "http://shop").pathname;
  const isToken = path === "/admin/oauth/access_token";
  const call = isToken ? { fields: ["token"], query: "", variables: {} } : readCall(body);
  const fault = takeFault(desk.faults, call?.fields ?? []);
  if (fault?.kind === "hangs") return;
  if (fault?.kind === "dies-before") return void request.socket.destroy();
  if (fault?.kind === "slow") await sleep(fault.delayMs ?? 100);
  const answer = fault?.kind === "status" ? { status: fault.status ?? 500, body: {} } : await answerTo(desk, { request, path, body, call, isThrottled: fault?.kind === "throttled" });
  desk.requests.push(`${call?.fields.join("+") ?? path} ${answer.status}`);
  if (fault?.kind === "dies-after") return void request.socket.destroy();
  response.writeHead(answer.status, { "content-type": "application/json", "x-shopify-api-version": desk.world.apiVersion, "x-request-id": desk.world.nextId() });
  response.end(JSON.stringify(answer.body));
}

type Call = { query: string; variables: Record<string, unknown>; fields: string[] };

async function answerTo(desk: Desk, input: { request: IncomingMessage; path: string; body: string; call: Call | null; isThrottled: boolean }): Promise<Answer> {
  const { world, door } = desk;
  const { request, path, body, call } = input;
  if (request.headers["x-forwarded-host"] !== world.domain) return { status: 404, body: { errors: "Not Found" } };
  if (request.method !== "POST" || !request.headers["content-type"]?.startsWith("application/json")) return { status: 406, body: { errors: "Not Acceptable" } };
  if (path === "/admin/oauth/access_token") return grant(world, door, JSON.parse(body) as Record<string, unknown>);
  if (!/^\/admin\/api\/\d{4}-\d\d\/graphql\.json$/.test(path)) return { status: 404, body: { errors: "Not Found" } };
  const token = request.headers["x-shopify-access-token"];
  if (!isOpen(world, door, typeof token === "string" ? token : undefined)) {
    return { status: 401, body: { errors: "[API] Invalid API key or access token (unrecognized login or wrong password)" } };
  }
  if (call === null) return { status: 400, body: { errors: { query: "Required parameter missing or invalid" } } };
  return { status: 200, body: await answerCall(desk, call, input.isThrottled) };
}

async function answerCall({ world, bucket }: Desk, call: Call, isThrottled: boolean): Promise<GraphqlBody> {
  const now = performance.now();
  bucket.available = Math.min(bucket.maximumAvailable, bucket.available + ((now - bucket.at) / 1_000) * bucket.restoreRate);
  bucket.at = now;
  if (isThrottled) bucket.available = 0;
  const requestedQueryCost = costOf(parse(call.query), call.variables);
  const status = () => ({ maximumAvailable: bucket.maximumAvailable, currentlyAvailable: Math.floor(bucket.available), restoreRate: bucket.restoreRate });
  if (requestedQueryCost > bucket.available) {
    return { errors: [{ message: "Throttled", extensions: { code: "THROTTLED" } }], extensions: { cost: { requestedQueryCost, actualQueryCost: null, throttleStatus: status() } } };
  }
  const result = await run(world, call.query, call.variables);
  // What was asked but not found is given back.
  const actualQueryCost = Math.min(requestedQueryCost, countObjects(result.data));
  bucket.available -= actualQueryCost;
  return { ...result, extensions: { cost: { requestedQueryCost, actualQueryCost, throttleStatus: status() } } };
}

function countObjects(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + countObjects(one), 0);
  if (value === null || typeof value !== "object") return 0;
  return Object.values(value).reduce((sum: number, one) => sum + countObjects(one), 1);
}

/** The call and its root fields; null when it is not one. */
function readCall(body: string): Call | null {
  try {
    const { query, variables } = JSON.parse(body) as { query: string; variables?: Record<string, unknown> };
    const operation = parse(query).definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
    const fields = operation?.selectionSet.selections.flatMap((one) => (one.kind === Kind.FIELD ? [one.name.value] : [])) ?? [];
    return { query, variables: variables ?? {}, fields };
  } catch {
    return null;
  }
}

function takeFault(faults: Fault[], fields: readonly string[]): Fault | null {
  const index = faults.findIndex(({ on }) => fields.includes(on));
  const fault = faults[index];
  if (!fault) return null;
  fault.times = (fault.times ?? 1) - 1;
  if (fault.times <= 0) faults.splice(index, 1);
  return fault;
}
