import { createServer, request as httpRequest, type Server } from "node:http";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import type { ActionFunctionArgs, LoaderFunctionArgs, ServerBuild } from "@remix-run/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readEnv } from "../env.server";
import type { App } from "../flows/ctx";
import { bodyBytesMax, bodyBytesMaxOf, logoBodyBytesMax, scanBodyBytesMax } from "./body.server";
import { createHttpApp } from "./http.server";

let server: Server;
let url: string;
let directory: string;

beforeAll(async () => {
  directory = mkdtempSync(path.join(tmpdir(), "reglo-client-"));
  mkdirSync(path.join(directory, "assets"));
  writeFileSync(path.join(directory, "assets", "app-1a2b.js"), "export const words = 'bonjour';\n".repeat(100));
  const env = readEnv({ DATABASE_URL: "postgresql://nobody@127.0.0.1/none", APP_URL: "https://pay.example.com", SECRET_KEY: Buffer.alloc(32).toString("base64"), NODE_ENV: "production", TRUST_PROXY_HOPS: "1" });
  const http = createHttpApp({ env, app: {} as App, build: smallBuild(), assets: { directory }, health: (_request, response) => void response.send("ok") });
  server = createServer(http).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  rmSync(directory, { recursive: true, force: true });
});

/** Routes without a page: one counts what it is sent, one fails with a secret in its words, one is a busy door, one answers in pieces. */
function smallBuild(): ServerBuild {
  const echo = {
    action: async ({ request, context }: ActionFunctionArgs) =>
      Response.json({ size: (await request.arrayBuffer()).byteLength, ip: context.clientIp, forwardedHost: request.headers.get("x-forwarded-host") }),
    loader: () => new Response("x".repeat(5_000), { headers: { "Content-Type": "text/plain", "Referrer-Policy": "no-referrer", "Set-Cookie": "a=1" } }),
  };
  const broken = { loader: ({ request }: LoaderFunctionArgs) => Promise.reject(new Error(`hunter2 ${request.url}`)) };
  const door = { loader: ({ params }: LoaderFunctionArgs) => (params.token === "down" ? Promise.reject(new Error("hunter2")) : new Response(`look ${params.token}`)), action: ({ params }: ActionFunctionArgs) => new Response(`press ${params.token}`) };
  const pieces = { loader: () => new Response(new ReadableStream({ start: (body) => { for (const piece of ["one ", "two ", "three"]) body.enqueue(new TextEncoder().encode(piece)); body.close(); } })) };
  const form = { action: ({ request }: ActionFunctionArgs) => request.arrayBuffer().then(({ byteLength }) => Response.json({ size: byteLength }), (error: Error) => Response.json({ error: error.name }, { status: 413 })) };
  const route = (id: string, module: object) => ({ id, parentId: "root", path: id, index: undefined, caseSensitive: undefined, module });
  return {
    entry: { module: { default: () => new Response("page"), handleError: () => {} } },
    routes: { root: { id: "root", path: "", module: { default: () => null } }, echo: route("echo", echo), broken: route("broken", broken), "p/:token": route("p/:token", door), pieces: route("pieces", pieces), "app/settings/shop": route("app/settings/shop", form) },
    assets: { entry: { module: "", imports: [] }, routes: {}, url: "", version: "" },
    publicPath: "/", assetsBuildDirectory: directory, future: { v3_singleFetch: true }, isSpaMode: false, mode: "production",
  } as unknown as ServerBuild;
}

test("a NUL in an address or a form is refused at the door: no database takes one", async () => {
  expect((await fetch(`${url}/echo?q=%00`)).status).toBe(400);
  expect((await fetch(`${url}/echo/%00`)).status).toBe(400);
  expect((await fetch(`${url}/echo`, { method: "POST", body: new URLSearchParams({ email: "a\0b" }) })).status).toBe(400);
  expect((await fetch(`${url}/echo`, { method: "POST", body: new URLSearchParams({ email: "100 %, 0 %" }) })).status).toBe(200);
});

/** Sends without a length, as a stream does. */
function postChunked(address: string, size: number): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(url + address, { method: "POST" }, (response) => {
      let text = "";
      response.on("data", (chunk: Buffer) => (text += chunk.toString()));
      response.once("end", () => resolve({ status: response.statusCode ?? 0, text }));
    });
    sent.once("error", reject);
    sent.write(Buffer.alloc(size));
    sent.end();
  });
}

const post = (address: string, body: BodyInit, headers: Record<string, string> = {}) => fetch(url + address, { method: "POST", body, headers });
const form = { "Content-Type": "application/x-www-form-urlencoded" };

test("every answer carries the security headers, and a page may be stricter", async () => {
  const answer = await fetch(`${url}/echo`);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "x-content-type-options": "nosniff", "strict-transport-security": "max-age=31536000; includeSubDomains", "referrer-policy": "no-referrer", "set-cookie": "a=1",
  });
  expect(answer.headers.has("x-powered-by")).toBe(false);
  expect((await fetch(`${url}/healthz`)).headers.get("referrer-policy")).toBe("same-origin");
});

test("a body up to the limit arrives whole, with or without a length", async () => {
  expect(await (await post("/echo", new Uint8Array(bodyBytesMax))).json()).toMatchObject({ size: bodyBytesMax });
  expect(JSON.parse((await postChunked("/echo", bodyBytesMax)).text)).toMatchObject({ size: bodyBytesMax });
});

test("a body beyond the limit is refused in words, with or without a length", async () => {
  const announced = await post("/echo", new Uint8Array(bodyBytesMax + 1));
  expect([announced.status, await announced.text()]).toEqual([413, "Too large: at most 1 MB are accepted here.\n"]);
  const streamed = await postChunked("/echo", 5_000_000);
  expect(streamed).toEqual({ status: 413, text: "Too large: at most 1 MB are accepted here.\n" });
  expect((await post("/echo", "still here")).status).toBe(200);
});

test("a logo may be larger", async () => {
  expect(await (await post("/app/settings/shop", new Uint8Array(logoBodyBytesMax))).json()).toMatchObject({ size: logoBodyBytesMax });
  const tooLarge = await post("/app/settings/shop", new Uint8Array(logoBodyBytesMax + 1));
  expect([tooLarge.status, await tooLarge.json()]).toEqual([413, { error: "BodyTooLarge" }]);
});

test("a photo of a paper may be larger still, wherever one is asked for", () => {
  expect(["/app/till/scans/hnd_1", "/app/links/lnk_1/dispute/pay_1/evidence", "/app/links/lnk_1/dispute/pay_1/evidence.data", "/app/links/lnk_1"].map(bodyBytesMaxOf)).toEqual([scanBodyBytesMax, scanBodyBytesMax, scanBodyBytesMax, bodyBytesMax]);
});

test("what the door refuses is a page to a browser in its language, JSON to an API's caller, and a line to the rest", async () => {
  const refused = (address: string, headers: Record<string, string>) => post(address, new Uint8Array(5_000_000), headers);
  const page = await refused("/p/abc", { accept: "text/html", "accept-language": "nl-BE" });
  expect([page.status, page.headers.get("content-type")]).toEqual([413, "text/html; charset=utf-8"]);
  expect(await page.text()).toContain("Dit is te groot");
  expect(await (await refused("/api/shop/health", {})).json()).toMatchObject({ ok: false, error: "too-large" });
  const screen = await refused("/api/admin/links", { accept: "text/html", "accept-language": "fr" });
  expect([screen.headers.get("access-control-allow-origin"), await screen.json()]).toEqual(["*", { ok: false, error: "too-large", reason: "too-large", message: expect.stringContaining("C’est trop lourd") }]);
  expect(await (await fetch(`${url}/echo?q=%00`, { headers: { accept: "text/html" } })).text()).toContain("Cette demande n’a pas pu être lue");
});

test("a form of ours passes by any of our names; one from elsewhere does not", async () => {
  const status = async (headers: Record<string, string>) => (await post("/echo", "a=1", { ...form, ...headers })).status;
  expect(await status({})).toBe(200);
  expect(await status({ origin: "https://pay.example.com" })).toBe(200);
  expect(await status({ origin: url })).toBe(200);
  expect(await status({ origin: "null", "sec-fetch-site": "same-origin" })).toBe(200);
  expect(await status({ origin: "null", "sec-fetch-site": "cross-site" })).toBe(403);
  expect(await status({ origin: "https://evil.example" })).toBe(403);
  expect(await status({ origin: "https://evil.example", "x-forwarded-host": "evil.example" })).toBe(403);
  expect(await status({ origin: "not an address" })).toBe(403);
});

test("the caller is who the trusted proxy says, and nobody chooses our host", async () => {
  const answer = await post("/echo", "a=1", { "x-forwarded-for": "198.51.100.9, 203.0.113.7", "x-forwarded-host": "evil.example" });
  expect(await answer.json()).toMatchObject({ ip: "203.0.113.7", forwardedHost: null });
});

test("a failure says nothing of its cause", async () => {
  const answer = await fetch(`${url}/broken`);
  expect(answer.status).toBe(500);
  expect(await answer.text()).not.toMatch(/hunter2|broken|\.ts|node_modules/);
  const undecodable = await fetch(`${url}/%E0%A4%A`);
  expect([undecodable.status, await undecodable.text()]).toEqual([400, "This request cannot be read.\n"]);
});

test("a busy door, matched by itself, answers as it does among all routes", async () => {
  const told = async (address: string, method = "GET") => {
    const answer = await fetch(url + address, { method });
    return [answer.status, await answer.text()];
  };
  // With a slash at the end the address is matched among all.
  for (const end of ["", "/"]) {
    expect(await told(`/p/abc_-1${end}`)).toEqual([200, "look abc_-1"]);
    expect(await told(`/p/abc${end}`, "POST")).toEqual([200, "press abc"]);
    expect(await told(`/p/abc${end}`, "HEAD")).toEqual([200, ""]);
    expect((await told(`/p/down${end}`))[0]).toBe(500);
  }
  expect(await told("/p/a%C3%A9.b")).toEqual([200, "look aé.b"]);
});

test("an answer in one piece says its length, one in several arrives whole", async () => {
  const whole = await fetch(`${url}/p/abc`);
  expect([whole.headers.get("content-length"), await whole.text()]).toEqual(["8", "look abc"]);
  expect(await (await fetch(`${url}/pieces`)).text()).toBe("one two three");
  const packed = await fetch(`${url}/echo`, { headers: { "Accept-Encoding": "gzip" } });
  expect([packed.headers.get("content-encoding"), packed.headers.get("content-length"), (await packed.text()).length]).toEqual(["gzip", null, 5_000]);
});

test("built files are kept for ever and sent small; a missing one is no page", async () => {
  const answer = await fetch(`${url}/assets/app-1a2b.js`, { headers: { "Accept-Encoding": "br" } });
  expect(answer.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  expect(answer.headers.get("content-encoding")).toBe("br");
  expect((await fetch(`${url}/assets/app-gone.js`)).status).toBe(404);
  expect((await fetch(`${url}/assets/..%2f..%2fpackage.json`)).status).toBe(404);
});
