import type { IncomingMessage, ServerResponse } from "node:http";
import { readText } from "../request-body";
import type { AuthResult } from "./auth";
import { htmlOf, takeFault, type Fault, type FaultKind } from "./faults";
import { checkParams, type Params } from "./params";
import { handlers, refuse, type Answer } from "./routes";
import { answerSite, routeOf, type Html, type Site } from "./site";
import type { World } from "./world";

export type Desk = {
  world: World; faults: Fault[]; isHookTargetOpen: boolean; requests: string[]; complaints: string[]; machineClock(): Date;
  /** What others do in the shop right before a request is handled, once. */
  meanwhile: { on: string; run: () => void }[];
  control: { site: Site; clockOffsetMs: number; homeUrl: string | null };
};

const bodyBytesMax = 1_000_000;
const routeShapes: readonly [RegExp, string][] = [
  [/^orders$/, "orders"], [/^orders\/batch$/, "orders/batch"], [/^orders\/(\d+)$/, "order"], [/^orders\/(\d+)\/notes$/, "notes"],
  [/^orders\/(\d+)\/refunds$/, "refunds"], [/^webhooks$/, "webhooks"], [/^webhooks\/batch$/, "webhooks/batch"], [/^webhooks\/(\d+)$/, "webhook"],
  [/^system_status$/, "system_status"],
];

/** One request, from site and fault to API, and the answer on the wire. */
export async function respond(desk: Desk, request: IncomingMessage, response: ServerResponse, url: URL, auth: () => AuthResult): Promise<void> {
  const { world, control } = desk;
  const route = routeOf(control.site, url);
  const found = findRoute(route);
  const name = `${request.method ?? "GET"} ${found?.route ?? url.pathname}`;
  const body = await readText(request, bodyBytesMax);
  const other = desk.meanwhile.findIndex((one) => one.on === name);
  if (other >= 0) desk.meanwhile.splice(other, 1)[0]?.run();
  const fault = takeFault(desk.faults, name);
  if (fault === "silent") return;
  if (fault === "cut") return void request.socket.destroy();
  const homeUrl = control.homeUrl ?? world.url;
  const site = answerSite({ site: control.site, path: url.pathname, isQuestion: request.method === "GET", route, homeUrl });
  const answer = (fault === null ? null : htmlOf[fault]) ?? site ?? (await callApi(desk, { found, name, url, body, auth, fault }));
  desk.requests.push(`${name} ${answer.status}`);
  if (fault === "dies-after-writing") return void request.socket.destroy();
  write(response, answer, fault, desk.machineClock());
}

type ApiCall = { found: { route: string; id: number } | null; name: string; url: URL; body: string; auth: () => AuthResult; fault: FaultKind | null };

async function callApi(desk: Desk, call: ApiCall): Promise<Answer> {
  const { world } = desk;
  const handler = call.found === null ? undefined : handlers[call.name];
  if (call.found === null || handler === undefined) return refuse(404, "rest_no_route", "No route was found matching the URL and request method.");
  const who = call.auth();
  if (!who.ok) return refuse(401, who.code, who.message);
  const verb = call.name.startsWith("GET") ? "view" : call.name.endsWith("batch") ? "batch" : call.name.startsWith("POST") ? "create" : "edit";
  if (who.key === null || !who.key.mayManage) return refuse(who.key === null ? 401 : 403, `woocommerce_rest_cannot_${verb}`, "Sorry, you cannot list resources.");
  const params = readParams(call.url, call.body);
  if (params === null) return refuse(400, "rest_invalid_json", "Invalid JSON body passed.");
  const { wrong, unknown } = checkParams(call.name, params, world);
  desk.complaints.push(...unknown.map((param) => `${call.name}: ${param}`));
  if (wrong.length > 0) return refuse(400, "rest_invalid_param", `Invalid parameter(s): ${wrong.join(", ")}`, { status: 400, params: wrong });
  const before = call.fault === "ignored" ? structuredClone(world.orders.get(call.found.id)) : undefined;
  const answer = await handler({ world, params, id: call.found.id, mayManage: who.key.mayManage, isHookTargetOpen: desk.isHookTargetOpen });
  if (before !== undefined) world.orders.set(call.found.id, before);
  return { ...answer, body: onlyFields(answer.body, params["_fields"]) };
}

function findRoute(wanted: string): { route: string; id: number } | null {
  const inside = /^\/wc\/v3\/(.+)$/.exec(wanted)?.[1] ?? "";
  for (const [shape, route] of routeShapes) {
    const match = shape.exec(inside);
    if (match) return { route, id: Number(match[1] ?? 0) };
  }
  return null;
}

function readParams(url: URL, body: string): Params | null {
  try {
    const { rest_route: _, via: __, ...asked } = Object.fromEntries(url.searchParams);
    return { ...asked, ...(body === "" ? {} : (JSON.parse(body) as Params)) };
  } catch {
    return null;
  }
}

/** `_fields` as WordPress does it for whole fields; nested ones keep their parent. */
function onlyFields(body: unknown, fields: unknown): unknown {
  if (typeof fields !== "string" || (typeof body === "object" && body !== null && "code" in body)) return structuredClone(body);
  const names = new Set(fields.split(",").map((field) => field.split(".")[0] ?? ""));
  const pick = (item: unknown) => Object.fromEntries(Object.entries(item as object).filter(([name]) => names.has(name)));
  return structuredClone(Array.isArray(body) ? body.map(pick) : pick(body));
}

function write(response: ServerResponse, answer: Answer | Html, fault: FaultKind | null, now: Date): void {
  const isHtml = "html" in answer;
  const text = isHtml ? answer.html : JSON.stringify(answer.body);
  response.setHeader("date", now.toUTCString());
  response.setHeader("content-type", isHtml ? "text/html; charset=UTF-8" : "application/json; charset=UTF-8");
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
  if (fault === "redirect") return void response.writeHead(301, { location: "https://www.shop.example/wp-json/" }).end();
  response.statusCode = answer.status;
  if (fault === "truncated") return void response.end(text.slice(0, Math.floor(text.length / 2)));
  if (fault === "notice") return void response.end(`<br />\n<b>Warning</b>: Undefined variable $x in plugin.php on line 1<br />\n${text}`);
  if (fault === "bom") return void response.end(`\ufeff${text}`);
  if (fault === "huge") return void response.end(`{"filler":"${"x".repeat(9_000_000)}"}`);
  if (fault === "drip") {
    const timer = setInterval(() => response.write(" "), 500);
    response.on("close", () => clearInterval(timer));
    return;
  }
  response.end(text);
}
