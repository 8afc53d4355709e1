import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { readText } from "../request-body";
import { captureOrder, createOrder, findCapture, findOrder, PaypalAnswer, readBody, refundCapture, shown, webhookCreate } from "./resources";
import { signatureOf } from "./signing";
import { expireDue, newId, type World } from "./world";

/**
 * What goes wrong next. cut-before: the connection breaks before anything happened · cut-after: the effect is done, the
 * answer lost · 503, 429: as the status says.
 */
export type Fault = "cut-before" | "cut-after" | 503 | 429;
type Asked = { method: string; path: string; body: string; requestId: string | null; status: number };
export type Rules = { clientId: string; clientSecret: string; tokens: Map<string, number>; faults: { path: RegExp; fault: Fault }[]; latencyMs: number };

type Answer = { status: number; body: object };
type Saved = { again: (() => Answer) | null; at: number };

const tokenLifeMs = 9 * 3_600_000;
const bodyBytesMax = 500_000;
/** How long a request id is kept: 6 hours for orders, 45 days for payments (the two OpenAPI documents). */
const requestIdLifeMs = (path: string) => (path.startsWith("/v2/checkout/") ? 6 * 3_600_000 : 45 * 86_400_000);

/** Listens on loopback and answers as api-m.sandbox.paypal.com would. */
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
  if (url.pathname === "/checkoutnow") return void response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>PayPal</title>");
  const header = request.headers["paypal-request-id"];
  const record: Asked = { method, path: url.pathname, body: await readText(request, bodyBytesMax), requestId: header === undefined ? null : String(header), status: 0 };
  asked.push(record);
  const index = rules.faults.findIndex(({ path }) => path.test(`${method} ${url.pathname}`));
  const fault = index < 0 ? null : (rules.faults.splice(index, 1)[0]?.fault ?? null);
  if (fault === "cut-before") return void request.socket.destroy();
  const answer = await answerTo();
  record.status = answer.status;
  if (fault === "cut-after") return void request.socket.destroy();
  response.writeHead(answer.status, { "content-type": "application/json" }).end(JSON.stringify(answer.body));

  async function answerTo(): Promise<Answer> {
    try {
      if (typeof fault === "number") throw new PaypalAnswer(fault, fault === 429 ? "RATE_LIMIT_REACHED" : "SERVICE_UNAVAILABLE");
      if (url.pathname === "/v1/oauth2/token") return giveToken(world, rules, request, record.body);
      checkToken(world, rules, request, method);
      if (method === "POST" && record.requestId !== null) return await once(record.requestId, url.pathname);
      if (rules.latencyMs > 0) await sleep(rules.latencyMs);
      return route(world, method, url, record.body);
    } catch (error) {
      if (!(error instanceof PaypalAnswer)) throw error;
      const name = error.status === 404 ? "RESOURCE_NOT_FOUND" : error.status === 422 ? "UNPROCESSABLE_ENTITY" : error.issue;
      return { status: error.status, body: { name, message: "The request failed.", debug_id: newId(), details: [{ issue: error.issue, description: error.message }] } };
    }
  }

  /** "returns the latest status of the previous request that used that same header"; refusals are not kept; a twin under way fails. */
  async function once(requestId: string, path: string): Promise<Answer> {
    if (requestId.length > 108) throw new PaypalAnswer(400, "INVALID_STRING_MAX_LENGTH");
    const key = `${path} ${requestId}`;
    const known = saved.get(key);
    if (known && world.now().getTime() - known.at < requestIdLifeMs(path)) {
      if (known.again === null) throw new PaypalAnswer(409, "PREVIOUS_REQUEST_IN_PROGRESS");
      return { ...known.again(), status: 200 };
    }
    saved.set(key, { again: null, at: world.now().getTime() });
    try {
      if (rules.latencyMs > 0) await sleep(rules.latencyMs);
      const answer = route(world, method, url, record.body);
      const id = (answer.body as { id: string }).id;
      const again = () => (path.startsWith("/v2/checkout/") ? route(world, "GET", new URL(`/v2/checkout/orders/${id}`, url), "") : answer);
      saved.set(key, { again, at: world.now().getTime() });
      return answer;
    } catch (error) {
      saved.delete(key);
      throw error;
    }
  }
}

function giveToken(world: World, rules: Rules, request: IncomingMessage, body: string): Answer {
  const basic = `Basic ${Buffer.from(`${rules.clientId}:${rules.clientSecret}`).toString("base64")}`;
  if (request.headers.authorization !== basic) return { status: 401, body: { error: "invalid_client", error_description: "Client Authentication failed" } };
  if (body !== "grant_type=client_credentials") return { status: 400, body: { error: "unsupported_grant_type", error_description: "Grant Type is not supported" } };
  const token = newId() + newId();
  rules.tokens.set(token, world.now().getTime() + tokenLifeMs);
  return { status: 200, body: { access_token: token, token_type: "Bearer", expires_in: tokenLifeMs / 1_000 } };
}

function checkToken(world: World, rules: Rules, request: IncomingMessage, method: string): void {
  const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
  if ((rules.tokens.get(token) ?? 0) <= world.now().getTime()) throw new PaypalAnswer(401, "invalid_token", "Token signature verification failed");
  if (method === "POST" && !(request.headers["content-type"] ?? "").startsWith("application/json")) throw new PaypalAnswer(415, "UNSUPPORTED_MEDIA_TYPE");
}

function route(world: World, method: string, url: URL, text: string): Answer {
  expireDue(world);
  const [, version = "", ...parts] = url.pathname.split("/");
  const [group = "", kind = "", id = "", action = ""] = parts;
  const body = (): unknown => JSON.parse(text || "null");
  switch (`${method} ${version}/${group}/${kind}${id && "/{id}"}${action && `/${action}`}`) {
    case "POST v2/checkout/orders":
      return { status: 200, body: shown.order(world, createOrder(world, body())) };
    case "GET v2/checkout/orders/{id}":
      return { status: 200, body: shown.order(world, findOrder(world, id)) };
    case "POST v2/checkout/orders/{id}/capture":
      captureOrder(world, id);
      return { status: 201, body: shown.order(world, findOrder(world, id)) };
    case "GET v2/payments/captures/{id}":
      return { status: 200, body: shown.capture(world, findCapture(world, id)) };
    case "POST v2/payments/captures/{id}/refund":
      return { status: 201, body: shown.refund(world, refundCapture(world, id, body())) };
    case "GET v1/customer/disputes":
    case "GET v1/customer/disputes/{id}":
      return disputes(world, url, id);
    case "POST v1/notifications/verify-webhook-signature":
      return { status: 200, body: { verification_status: isGenuine(world, text) ? "SUCCESS" : "FAILURE" } };
    case "GET v1/notifications/webhooks":
      return { status: 200, body: { webhooks: [...world.webhooks.values()] } };
    case "POST v1/notifications/webhooks":
      return { status: 201, body: createWebhook(world, body()) };
    default:
      throw new PaypalAnswer(404, "INVALID_RESOURCE_ID", `${method} ${url.pathname}`);
  }
}

function disputes(world: World, url: URL, id: string): Answer {
  if (!world.canReadDisputes) throw new PaypalAnswer(403, "PERMISSION_DENIED", "You do not have permission to access or perform operations on this resource.");
  const all = [...world.disputes.values()];
  if (id === "") return { status: 200, body: { items: all.filter(({ captureId }) => captureId === url.searchParams.get("disputed_transaction_id")).map(({ dispute_id, status, reason }) => ({ dispute_id, status, reason })) } };
  const found = all.find(({ dispute_id }) => dispute_id === id);
  if (!found) throw new PaypalAnswer(404, "INVALID_RESOURCE_ID");
  const { captureId, ...dispute } = found;
  return { status: 200, body: { ...dispute, disputed_transactions: [{ seller_transaction_id: captureId }] } };
}

function createWebhook(world: World, body: unknown): object {
  const input = readBody(webhookCreate, body);
  if ([...world.webhooks.values()].some(({ url }) => url === input.url)) throw new PaypalAnswer(400, "WEBHOOK_URL_ALREADY_EXISTS");
  const webhook = { id: newId(), ...input };
  world.webhooks.set(webhook.id, webhook);
  return webhook;
}

/** The signature is over the event's own text, which stands in the question as it came. */
function isGenuine(world: World, text: string): boolean {
  const fields = JSON.parse(text) as Record<string, string>;
  const mark = `"webhook_event":`;
  const eventText = text.slice(text.indexOf(mark) + mark.length, -1);
  if (!world.webhooks.has(fields["webhook_id"] ?? "")) return false;
  const [id = "", time = "", webhookId = ""] = [fields["transmission_id"], fields["transmission_time"], fields["webhook_id"]];
  const isPaypalKey = fields["auth_algo"] === "SHA256withRSA" && fields["cert_url"] === `https://api.sandbox.paypal.com/v1/notifications/certs/CERT-${world.signingKey.slice(0, 8)}`;
  return isPaypalKey && fields["transmission_sig"] === signatureOf(world.signingKey, { id, time, webhookId, body: eventText });
}
