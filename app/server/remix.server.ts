import { createRequestHandler, type AppLoadContext, type ServerBuild } from "@remix-run/node";
import type { Request as ExpressRequest, RequestHandler, Response as ExpressResponse } from "express";
import { BodyTooLarge } from "../core/body-too-large";
import { TextResponse } from "../core/text-response";
import { bodyBytesMaxOf, discardBody, readBody } from "./body.server";
import { sayRefusal } from "./refusal.server";

export type RemixInput = {
  build: ServerBuild | (() => Promise<ServerBuild>);
  mode: "production" | "development";
  /** The public address: what a browser calls this site, whatever a proxy writes into Host. */
  appUrl: string;
  getLoadContext(request: ExpressRequest): AppLoadContext;
};

/**
 * Hands a request to Remix with its body already read and counted. @remix-run/express streams it instead,
 * which leaves no place to refuse a body that turns out too large, and it reads X-Forwarded-Host from anyone.
 */
export function remixHandler(input: RemixInput): RequestHandler {
  const handle = createRequestHandler(input.build, input.mode);
  const doors = typeof input.build === "function" ? new Map<string, Door>() : busyDoorsOf(input.build);
  return async (request, response, next) => {
    try {
      const sender = formSender(request, input.appUrl);
      if (sender === "another-site") return sayRefusal(request, response, 403, { refusal: "another-site" });
      if (holdsNul(request.originalUrl)) return sayRefusal(request, response, 400, { refusal: "unreadable" });
      const bytesMax = bodyBytesMaxOf(request.path);
      const body = await readBody(request, bytesMax);
      if (!body.ok && body.reason === "interrupted") return void response.destroy();
      if (!body.ok) discardBody(request);
      if (!body.ok && !isPageForm.test(request.path)) return sayRefusal(request, response, 413, { refusal: "too-large", bytesMax });
      if (body.ok && isUrlEncoded(request) && holdsNul(body.bytes.toString("latin1"))) return sayRefusal(request, response, 400, { refusal: "unreadable" });
      const address = `${request.protocol}://${request.get("host") ?? ""}${request.originalUrl}`;
      if (!URL.canParse(address)) return sayRefusal(request, response, 400, { refusal: "unreadable" });
      const makeRequest = () => toFetchRequest(request, response, { address, body: body.ok ? new Uint8Array(body.bytes) : unreadableBody(), isOwnForm: sender === "this-site" });
      const door = findDoor(doors, request);
      const context = input.getLoadContext(request);
      await send(response, door ? await answerOf(door, context, makeRequest) : await handle(makeRequest(), context));
    } catch (error) {
      next(error);
    }
  };
}

/** The first words of the addresses that are asked for most, each followed by one value: `/p/<token>`. */
const busyDoors = ["p", "b", "hooks"];
const doorShape = /^\/(\w+)\/([\w-]+)$/;

type Door = { param: string; loader?: DoorFunction; action?: DoorFunction };
type DoorFunction = (args: { request: Request; params: Record<string, string>; context: AppLoadContext }) => Promise<unknown>;

/**
 * Remix walks and compiles its whole table of routes for every request, twice (router 1.23, `matchRoutes`), and wraps
 * what it calls in several more requests. These doors set no Remix page: their functions are called straight.
 */
function busyDoorsOf(build: ServerBuild): Map<string, Door> {
  const routes = Object.values(build.routes);
  return new Map(busyDoors.flatMap((word) => {
    const route = routes.find(({ path, parentId }) => parentId === "root" && path?.startsWith(`${word}/:`) && !path.includes("/", word.length + 1));
    if (!route?.path) return [];
    const { loader, action } = route.module as Pick<Door, "loader" | "action">;
    return [[word, { param: route.path.slice(word.length + 2), ...(loader && { loader }), ...(action && { action }) }] as const];
  }));
}

/** The function of a busy door that answers this request, with its parameter; null for every other request. */
function findDoor(doors: ReadonlyMap<string, Door>, request: ExpressRequest): { act: DoorFunction; params: Record<string, string> } | null {
  const [, word = "", value = ""] = doorShape.exec(request.path) ?? [];
  const door = doors.get(word);
  const act = request.method === "POST" ? door?.action : request.method === "GET" || request.method === "HEAD" ? door?.loader : undefined;
  return door && act ? { act, params: { [door.param]: value } } : null;
}

/** What a door answers; what it throws as an answer is one too. The request is made when the door first asks for it: most looks never do. */
async function answerOf({ act, params }: NonNullable<ReturnType<typeof findDoor>>, context: AppLoadContext, makeRequest: () => Request): Promise<Response> {
  let made: Request | undefined;
  try {
    const answer = await act({ get request() { return (made ??= makeRequest()); }, params, context });
    if (answer instanceof Response) return answer;
  } catch (error) {
    if (error instanceof Response) return error;
    throw error;
  }
  throw new Error("A door answered with no Response");
}

/** PostgreSQL takes no NUL in a text, and nobody types one. */
const holdsNul = (encoded: string) => encoded.includes("%00") || encoded.includes("\0");
const isUrlEncoded = (request: ExpressRequest) => /^application\/x-www-form-urlencoded/i.test(request.headers["content-type"] ?? "");

/** Where a page of Remix's answers by itself when too much was sent: beside the field of a file, or in the page's frame. */
const isPageForm = /^\/(app|begin|connect|forgot|join|reset|sign-in)(\/|\.data$|$)/;

/** A body whose reading says why there is none. */
const unreadableBody = () => new ReadableStream<Uint8Array>({ start: (body) => body.error(new BodyTooLarge()) });

function toFetchRequest(request: ExpressRequest, response: ExpressResponse, read: { address: string; body: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>; isOwnForm: boolean }): Request {
  const controller = new AbortController();
  response.once("close", () => {
    if (!response.writableFinished) controller.abort();
  });
  const hasBody = request.method !== "GET" && request.method !== "HEAD";
  return new Request(read.address, {
    method: request.method,
    headers: headersOf(request, read.isOwnForm),
    signal: controller.signal,
    ...(hasBody ? { body: read.body, duplex: "half" as const } : {}),
  });
}

/**
 * Where a browser's form came from. Vendors' servers send no Origin: `unsaid`. A page under `no-referrer` posts `null`
 * (Fetch, "append a request Origin header"); then the browser vouches, or, an old one, says nothing and Remix decides.
 */
function formSender(request: ExpressRequest, appUrl: string): "this-site" | "another-site" | "unsaid" {
  const origin = request.headers.origin;
  const site = request.headers["sec-fetch-site"];
  if (!isForm(request) || origin === undefined || (origin === "null" && site === undefined)) return "unsaid";
  if (origin === "null") return site === "same-origin" ? "this-site" : "another-site";
  const isOurs = origin === appUrl || (URL.canParse(origin) && new URL(origin).host === request.headers.host);
  return isOurs ? "this-site" : "another-site";
}

function isForm(request: ExpressRequest): boolean {
  const isWrite = request.method !== "GET" && request.method !== "HEAD";
  return isWrite && /^(application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)/i.test(request.headers["content-type"] ?? "");
}

/**
 * X-Forwarded-Host is left out: Remix believes it when it compares origins, and anyone can send it.
 * The Origin of our own form is left out too: Remix would compare it with a Host that a proxy may have changed.
 */
function headersOf(request: ExpressRequest, isOwnForm: boolean): Headers {
  const dropped = new Set(["x-forwarded-host", ...(isOwnForm ? ["origin"] : [])]);
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (dropped.has(name) || value === undefined) continue;
    for (const one of Array.isArray(value) ? value : [value]) headers.append(name, one);
  }
  return headers;
}

async function send(response: ExpressResponse, answer: Response): Promise<void> {
  response.status(answer.status);
  if (answer.statusText) response.statusMessage = answer.statusText;
  for (const [name, value] of answer.headers) {
    if (name !== "set-cookie") response.setHeader(name, value);
  }
  const cookies = answer.headers.getSetCookie();
  if (cookies.length > 0) response.setHeader("set-cookie", cookies);
  if (answer instanceof TextResponse) sendText(response, answer.wholeText);
  else if (answer.body) await sendBody(answer.body, response);
  else response.end();
}

function sendText(response: ExpressResponse, text: string): void {
  response.setHeader("Content-Length", String(Buffer.byteLength(text)));
  response.end(text);
}

/** Holds each piece until the next is there: an answer in one piece goes in one write, and says its length. */
async function sendBody(body: ReadableStream<Uint8Array>, response: ExpressResponse): Promise<void> {
  const reader = body.getReader();
  let held: Uint8Array | null = null;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (held) response.write(held);
    held = value;
  }
  if (held && !response.headersSent) response.set("Content-Length", String(held.byteLength));
  response.end(held ?? undefined);
}
