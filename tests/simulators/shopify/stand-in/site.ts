/** The doors of the stand-in: which page or answer belongs to which address. */
import { readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import QRCode from "qrcode";
import type { Html } from "../../../../app/core/html";
import { root } from "../../../../scripts/machine.mjs";
import type { ShopifySimulator } from "..";
import { runAccount } from "../account";
import { run } from "../execute";
import { readText } from "../../request-body";
import { accountDoors } from "./account-pages";
import { adminDoors } from "./admin-pages";
import type { Extensions } from "./extensions";
import { landing, missing } from "./frame";
import { paymentDoors } from "./payment-page";

/** What every door may use. */
export type Site = {
  shop: ShopifySimulator;
  /** Where the app answers, for this browser. */
  appUrl: string;
  /** The page of the app that the admin embeds, as a path. */
  appHome: string;
  appHandle: string;
  /** What the app may ask for while it is used (`optional_scopes` of its file). */
  optionalScopes: readonly string[];
  /** Where the built bundles lie, and what they are. */
  bundles: string;
  extensions(): Extensions;
};
export type Asked = { site: Site; url: URL; params: readonly string[]; form: URLSearchParams; json: Record<string, unknown>; customerId: string | null };
export type Told = { page: Html; status?: number } | { json: unknown; status?: number } | { redirect: string; cookie?: string } | { file: Buffer | string; type: string };
export type Door = readonly [method: "GET" | "POST", pattern: RegExp, open: (asked: Asked) => Told | Promise<Told>];

const bodyBytesMax = 200_000;
const here = path.join(root, "tests", "simulators", "shopify", "stand-in", "browser");
const fileTypes: Record<string, string> = { mjs: "text/javascript; charset=utf-8", js: "text/javascript; charset=utf-8", css: "text/css; charset=utf-8" };

const sendFile = (directory: string, name: string): Told => {
  try {
    return { file: readFileSync(path.join(directory, name)), type: fileTypes[name.slice(name.lastIndexOf(".") + 1)] ?? "application/octet-stream" };
  } catch {
    return missing();
  }
};

/** One classic script: the global `shopify` must stand before the app's own modules run. */
const bridge = () => `"use strict";\n${["talk", "reach", "bars", "elements"].map((part) => `{\n${readFileSync(path.join(here, `bridge-${part}.js`), "utf8")}}`).join("\n")}`;

const apiDoors: Door[] = [
  ["GET", /^\/$/, ({ site }) => ({ page: landing(site) })],
  ["GET", /^\/stand-in\/files\/([a-z-]+\.(?:mjs|css))$/, ({ params }) => sendFile(here, params[0] ?? "")],
  // Where Shopify's own network serves it, so that a page only changes the host.
  ["GET", /^\/shopifycloud\/app-bridge\.js$/, () => ({ file: bridge(), type: fileTypes["js"] ?? "" })],
  ["GET", /^\/stand-in\/frame$/, () => ({ file: framePage, type: "text/html; charset=utf-8" })],
  ["GET", /^\/stand-in\/extensions\/([a-z0-9-]+)\/([a-z0-9.-]+\.js)$/, ({ site, params }) => sendFile(path.join(site.bundles, params[0] ?? ""), params[1] ?? "")],
  ["GET", /^\/stand-in\/qr\.svg$/, async ({ url }) => ({
    file: await QRCode.toString(url.searchParams.get("text")?.slice(0, 1_000) || " ", { type: "svg", margin: 2, errorCorrectionLevel: "M" }), type: "image/svg+xml",
  })],
  ["GET", /^\/stand-in\/scopes$/, ({ site }) => ({ json: scopesDetail(site) })],
  ["POST", /^\/stand-in\/scopes$/, ({ site, json }) => {
    // As at Shopify: only what the app declared as optional can be asked for.
    const wished = Array.isArray(json["granted"]) ? json["granted"].map(String) : [];
    site.shop.grant(wished.filter((scope) => site.optionalScopes.includes(scope)));
    return { json: scopesDetail(site) };
  }],
  ["POST", /^\/stand-in\/token\/(admin|account)$/, ({ site, params, customerId }) => ({ json: { token: tokenFor(site, params[0] === "admin" ? null : (customerId ?? "")) } })],
  ["POST", /^\/stand-in\/graphql\/admin$/, async ({ site, json }) => ({ json: await run(site.shop, String(json["query"]), (json["variables"] ?? {}) as Record<string, unknown>) })],
  ["POST", /^\/stand-in\/graphql\/account$/, async ({ site, json, customerId }) =>
    customerId === null
      ? { json: { errors: [{ message: "Sign in first" }] }, status: 401 }
      : { json: await runAccount(site.shop, customerId, { query: String(json["query"]), variables: (json["variables"] ?? {}) as Record<string, unknown> }) }],
];

const scopesDetail = ({ shop, optionalScopes }: Site) => ({ granted: shop.scopes, optional: optionalScopes, required: shop.scopes.filter((scope) => !optionalScopes.includes(scope)) });

const framePage = '<!doctype html><html lang="fr"><meta charset="utf-8"><title>Extension</title><link rel="stylesheet" href="/stand-in/files/extension.css"><script type="module" src="/stand-in/files/extension.mjs"></script><body></body></html>';

const doors: readonly Door[] = [...apiDoors, ...adminDoors, ...accountDoors, ...paymentDoors];

/** A staff member's token, or a customer's (null: staff; "": a visitor who is not signed in has no `sub`). */
export function tokenFor({ shop }: Site, customerId: string | null): string {
  if (customerId === null) return shop.sessionToken();
  const at = Math.floor(shop.now().getTime() / 1_000);
  return shop.sessionToken({ dest: shop.domain, iss: undefined, sid: undefined, sub: customerId || undefined, exp: at + 300 });
}

/** Answers a browser. Loopback names only: another site must not reach this shop through a name that it owns. */
export async function answer(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!/^(localhost|127\.0\.0\.1)(:\d+)?$/.test(request.headers.host ?? "")) return void response.writeHead(421).end();
  const url = new URL(request.url ?? "/", `http://${request.headers.host}`);
  const body = await readText(request, bodyBytesMax);
  for (const [method, pattern, open] of doors) {
    const found = pattern.exec(url.pathname);
    if (found === null || (method !== request.method && !(method === "GET" && request.method === "HEAD"))) continue;
    const asked: Asked = { site, url, params: found.slice(1).map(decodeURIComponent), customerId: customerOf(request), ...read(request, body) };
    return tell(response, await open(asked));
  }
  tell(response, missing());
}

function read(request: IncomingMessage, body: string): Pick<Asked, "form" | "json"> {
  const isJson = request.headers["content-type"]?.startsWith("application/json") ?? false;
  return { form: new URLSearchParams(isJson ? "" : body), json: isJson && body !== "" ? (JSON.parse(body) as Record<string, unknown>) : {} };
}

function tell(response: ServerResponse, told: Told): void {
  const base = { "cache-control": "no-store", "access-control-allow-origin": "*", "x-content-type-options": "nosniff" };
  if ("redirect" in told) response.writeHead(303, { ...base, location: told.redirect, ...(told.cookie !== undefined && { "set-cookie": told.cookie }) }).end();
  else if ("json" in told) response.writeHead(told.status ?? 200, { ...base, "content-type": "application/json" }).end(JSON.stringify(told.json));
  else if ("file" in told) response.writeHead(200, { ...base, "content-type": told.type }).end(told.file);
  else response.writeHead(told.status ?? 200, { ...base, "content-type": "text/html; charset=utf-8" }).end(`<!doctype html>${told.page.text}`);
}

function customerOf(request: IncomingMessage): string | null {
  const found = /(?:^|; )customer=(\d+)/.exec(request.headers.cookie ?? "")?.[1];
  return found === undefined ? null : `gid://shopify/Customer/${found}`;
}
