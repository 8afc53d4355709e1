import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { readText } from "../request-body";
import { decodeForm, type FormValue } from "./form";
import { StripeRefusal } from "./params";
import { routes } from "./resources";
import { expireDue, newId, type World } from "./world";

/**
 * What goes wrong next. cut-before: the connection breaks before anything happened · cut-after: the effect is done, the
 * answer lost · hang-after: the same, without an end until the client gives up · 500, 429: as the status says.
 */
export type Fault = "cut-before" | "cut-after" | "hang-after" | 500 | 429;

export type Asked = { method: string; path: string; params: { [key: string]: FormValue }; idempotencyKey: string | null; status: number };

type Answer = { status: number; body: object };
type Saved = { fingerprint: string; answer: Answer | null };

export type Rules = { secretKeys: Set<string>; apiVersion: string; denied: Set<string>; faults: { path: RegExp; fault: Fault }[]; latencyMs: number };

const bodyBytesMax = 1_000_000;
const keyLengthMax = 255;

/** Listens on loopback and answers as api.stripe.com would; `page` answers everything that is not /v1. */
export async function listen(world: World, rules: Rules, page: (request: IncomingMessage, response: ServerResponse) => void) {
  const asked: Asked[] = [];
  const saved = new Map<string, Saved>();
  const server = createServer((request, response) => {
    if (!(request.url ?? "").startsWith("/v1/")) return page(request, response);
    serve({ world, rules, saved, asked }, request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = () => new Promise<void>((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
  return { address, asked, close };
}

type Call = { method: string; url: URL; body: string; key: string | null; fault: Fault | null; record: Asked };
type Shop = { world: World; rules: Rules; saved: Map<string, Saved>; asked: Asked[] };

async function serve(shop: Shop, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", shop.world.address);
  const method = request.method ?? "GET";
  const key = request.headers["idempotency-key"]?.toString() ?? null;
  const record: Asked = { method, path: url.pathname, params: {}, idempotencyKey: key, status: 0 };
  shop.asked.push(record);
  const call: Call = { method, url, body: await readText(request, bodyBytesMax), key, fault: takeFault(shop.rules, `${method} ${url.pathname}`), record };
  if (call.fault === "cut-before") return void request.socket.destroy();
  const answer = await answerTo(shop, call, request);
  record.status = answer.status;
  if (call.fault === "cut-after") return void request.socket.destroy();
  if (call.fault === "hang-after") return;
  response.writeHead(answer.status, { "content-type": "application/json", "request-id": newId("req"), "stripe-version": shop.rules.apiVersion });
  response.end(JSON.stringify(answer.body));
}

async function answerTo(shop: Shop, call: Call, request: IncomingMessage): Promise<Answer> {
  try {
    if (call.fault === 429) throw new StripeRefusal(429, { code: "rate_limit", message: "Too many requests in a period of time." });
    checkHeaders(request, shop.rules, call.method, call.url.pathname);
    call.record.params = readForm(call.method === "GET" ? call.url.search.slice(1) : call.body);
    if (call.method === "POST" && call.key !== null) return await once(shop, call, call.key);
    return run(shop, call);
  } catch (error) {
    if (error instanceof StripeRefusal) return { status: error.status, body: { error: error.error } };
    throw error;
  }
}

function readForm(text: string): Asked["params"] {
  try {
    return decodeForm(text);
  } catch (error) {
    throw new StripeRefusal(400, { message: String(error) });
  }
}

/** docs.stripe.com/api/idempotent_requests: the first answer, 500s included, is kept; refusals of parameters are not. */
async function once(shop: Shop, call: Call, key: string): Promise<Answer> {
  const { rules, saved } = shop;
  if (key.length > keyLengthMax) throw new StripeRefusal(400, { message: `Idempotency keys are at most ${keyLengthMax} characters.` });
  const fingerprint = `${call.method} ${call.url.pathname} ${call.body}`;
  const known = saved.get(key);
  if (known && known.fingerprint !== fingerprint) throw new StripeRefusal(400, { type: "idempotency_error", message: sameParameters(key) });
  if (known?.answer) return known.answer;
  if (known) {
    const message = `There is currently another in-progress request using this Idempotent Key: ${key}`;
    throw new StripeRefusal(409, { type: "idempotency_error", code: "idempotency_key_in_use", message });
  }
  saved.set(key, { fingerprint, answer: null });
  try {
    if (rules.latencyMs > 0) await sleep(rules.latencyMs);
    const answer = run(shop, call);
    saved.set(key, { fingerprint, answer });
    return answer;
  } catch (error) {
    saved.delete(key);
    throw error;
  }
}

function run({ world }: Shop, { method, url, fault, record }: Call): Answer {
  if (fault === 500) return { status: 500, body: { error: { type: "api_error", message: "An unknown error occurred" } } };
  expireDue(world);
  for (const route of routes) {
    const match = route.method === method ? route.path.exec(url.pathname) : null;
    if (match) return { status: 200, body: structuredClone(route.handle(world, record.params, match[1] ?? "")) };
  }
  const id = /\/([^/]+)$/.exec(url.pathname)?.[1] ?? "";
  if (method === "GET" && /^\/v1\/[a-z_/]+\/[^/]+$/.test(url.pathname)) {
    throw new StripeRefusal(404, { code: "resource_missing", param: "id", message: `No such object: '${id}'` });
  }
  throw new StripeRefusal(404, { message: `Unrecognized request URL (${method}: ${url.pathname}).` });
}

const sameParameters = (key: string) =>
  "Keys for idempotent requests can only be used with the same parameters they were first used with. " +
  `Try using a key other than '${key}' if you meant to execute a different request.`;

function checkHeaders(request: IncomingMessage, rules: Rules, method: string, path: string): void {
  const given = /^Bearer (\S+)$/.exec(request.headers.authorization ?? "")?.[1];
  if (!given) throw new StripeRefusal(401, { message: "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth." });
  if (!rules.secretKeys.has(given)) throw new StripeRefusal(401, { message: `Invalid API Key provided: ${given.slice(0, 8)}${"*".repeat(8)}${given.slice(-4)}` });
  const version = request.headers["stripe-version"];
  if (version !== rules.apiVersion) throw new StripeRefusal(400, { message: `Invalid Stripe API version: ${String(version)}` });
  if (rules.denied.has(`${method} ${path}`)) {
    throw new StripeRefusal(403, { message: `The provided key does not have the required permissions for this endpoint: ${method} ${path}` });
  }
  if (method === "POST" && !(request.headers["content-type"] ?? "").startsWith("application/x-www-form-urlencoded")) {
    throw new StripeRefusal(400, { message: "Invalid request: the content type must be application/x-www-form-urlencoded" });
  }
}

function takeFault(rules: Rules, asked: string): Fault | null {
  const index = rules.faults.findIndex(({ path }) => path.test(asked));
  return index < 0 ? null : (rules.faults.splice(index, 1)[0]?.fault ?? null);
}
