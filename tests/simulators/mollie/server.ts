import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { readText } from "../request-body";
import { cancelPayment, createPayment, createRefund, findPayment, MollieAnswer, shown } from "./resources";
import { expireDue, type World } from "./world";

/**
 * What goes wrong next. cut-before: the connection breaks before anything happened · cut-after: the effect is done, the
 * answer lost · 503, 429: as the status says.
 */
export type Fault = "cut-before" | "cut-after" | 503 | 429;
type Asked = { method: string; path: string; body: unknown; idempotencyKey: string | null; status: number };
export type Rules = { apiKey: string; faults: { path: RegExp; fault: Fault }[]; latencyMs: number };

type Answer = { status: number; body: object };
type Saved = { fingerprint: string; answer: Answer | null; at: number };

/** docs.mollie.com/reference/api-idempotency: a key and its answer are kept for an hour. */
const keyLifeMs = 3_600_000;
const bodyBytesMax = 100_000;

/** Listens on loopback and answers as api.mollie.com would; hosted pages answer with a bare word. */
export async function listen(world: World, rules: Rules) {
  const asked: Asked[] = [];
  const saved = new Map<string, Saved>();
  const server = createServer((request, response) => {
    serve(world, rules, saved, asked, request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = () => new Promise<void>((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
  return { address, asked, close };
}

async function serve(world: World, rules: Rules, saved: Map<string, Saved>, asked: Asked[], request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", world.address);
  const method = request.method ?? "GET";
  if (url.pathname.startsWith("/checkout/")) return void response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>Checkout</title>");
  const text = await readText(request, bodyBytesMax);
  const header = request.headers["idempotency-key"];
  const record: Asked = { method, path: url.pathname, body: null, idempotencyKey: header === undefined ? null : String(header), status: 0 };
  asked.push(record);
  const index = rules.faults.findIndex(({ path }) => path.test(`${method} ${url.pathname}`));
  const fault = index < 0 ? null : (rules.faults.splice(index, 1)[0]?.fault ?? null);
  if (fault === "cut-before") return void request.socket.destroy();
  const answer = await answerTo();
  record.status = answer.status;
  if (fault === "cut-after") return void request.socket.destroy();
  response.writeHead(answer.status, { "content-type": "application/hal+json" }).end(JSON.stringify(answer.body));

  async function answerTo(): Promise<Answer> {
    try {
      if (typeof fault === "number") throw new MollieAnswer(fault, "Please try again later");
      if (request.headers.authorization !== `Bearer ${rules.apiKey}`) throw new MollieAnswer(401, "Missing authentication, or failed to authenticate");
      record.body = readJson(request, method, text);
      if (method === "POST" && record.idempotencyKey !== null) return await once(record.idempotencyKey, `${url.pathname} ${text}`);
      if (rules.latencyMs > 0) await sleep(rules.latencyMs);
      return run();
    } catch (error) {
      if (!(error instanceof MollieAnswer)) throw error;
      return { status: error.status, body: { status: error.status, title: titles[error.status] ?? "Error", detail: error.message, ...(error.field && { field: error.field }), _links: { documentation: { href: "https://docs.mollie.com/errors", type: "text/html" } } } };
    }
  }

  /** The first answer is repeated for an hour. A twin under way and other data under a known key are refused. */
  async function once(key: string, fingerprint: string): Promise<Answer> {
    if (key.length > 255) throw new MollieAnswer(422, "The idempotency key is too long");
    const known = saved.get(key);
    const isFresh = known !== undefined && world.now().getTime() - known.at < keyLifeMs;
    if (isFresh && known.fingerprint !== fingerprint) throw new MollieAnswer(422, "The idempotency key was used for another request");
    if (isFresh && known.answer) return known.answer;
    if (isFresh) throw new MollieAnswer(409, "A request with this idempotency key is being processed");
    saved.set(key, { fingerprint, answer: null, at: world.now().getTime() });
    try {
      if (rules.latencyMs > 0) await sleep(rules.latencyMs);
      const answer = structuredClone(run());
      saved.set(key, { fingerprint, answer, at: world.now().getTime() });
      return answer;
    } catch (error) {
      saved.delete(key);
      throw error;
    }
  }

  function run(): Answer {
    expireDue(world);
    const [, id = "", rest = ""] = /^\/v2\/payments\/([^/]+)(.*)$/.exec(url.pathname) ?? [];
    const asks = `${method} ${url.pathname.replace(id === "" ? "\u0000" : id, "{id}")}`;
    const embed = url.searchParams.get("embed")?.split(",") ?? [];
    if (embed.some((name) => !["refunds", "chargebacks", "captures"].includes(name))) throw new MollieAnswer(400, "Invalid embed");
    switch (asks) {
      case "POST /v2/payments": return { status: 201, body: createPayment(world, record.body) };
      case "GET /v2/payments/{id}": return { status: 200, body: shown(world, findPayment(world, id), embed) };
      case "DELETE /v2/payments/{id}": return { status: 200, body: cancelPayment(world, id) };
      case "POST /v2/payments/{id}/refunds": return { status: 201, body: createRefund(world, id, record.body) };
      case "GET /v2/profiles/me": return { status: 200, body: { resource: "profile", id: "pfl_simulated", mode: world.mode, name: "Maison Simulée", status: "verified" } };
      case "GET /v2/methods": return { status: 200, body: { count: world.methods.length, _embedded: { methods: world.methods } } };
      default: throw new MollieAnswer(404, `No such resource: ${asks}${rest}`);
    }
  }
}

const titles: Readonly<Record<number, string>> = { 401: "Unauthorized Request", 404: "Not Found", 409: "Conflict", 422: "Unprocessable Entity", 429: "Too Many Requests", 503: "Service Unavailable" };

function readJson(request: IncomingMessage, method: string, text: string): unknown {
  if (text === "") return method === "POST" ? {} : null;
  if (!(request.headers["content-type"] ?? "").startsWith("application/json")) throw new MollieAnswer(400, "The content type must be application/json");
  try {
    return JSON.parse(text);
  } catch {
    throw new MollieAnswer(400, "Invalid JSON in the request body");
  }
}
