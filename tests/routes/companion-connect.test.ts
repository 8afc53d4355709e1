import { afterAll, beforeAll, expect, test } from "vitest";
import { findConnectionById } from "../../app/db/connections.server";
import * as connectPage from "../../app/routes/connect.shop";
import { grantMaxMs } from "../../app/flows/connect-companion.server";
import { ask, asked, challenge, exchange, grant, openCompanionShop, site } from "./companion-shop";
import { call, openHouse, openMember, origin, type House, type Member } from "./merchant-house";

let house: House;
let member: Member;

beforeAll(async () => {
  house = await openHouse();
  member = await openMember(house, "un@example.test");
});
afterAll(() => house.close());

const path = (change: Record<string, string> = {}) => `/connect/shop?${new URLSearchParams(asked(change))}`;
const said = (body: unknown) => JSON.parse(String(body)) as Record<string, unknown>;

test("asks a stranger to sign in first, and comes back to the question", async () => {
  const answer = await call(house, connectPage.loader, new Request(origin + path()));
  expect([answer.status, new URL(answer.location ?? "", origin).pathname]).toEqual([302, "/sign-in"]);
  expect(new URL(answer.location ?? "", origin).searchParams.get("to")).toMatch(/^\/connect\/shop\?name=/);
});

test("shows the member who asks, under a policy that lets the form go back to that shop only", async () => {
  const answer = await member.get(connectPage, path());
  expect(said(answer.body)).toMatchObject({ request: { name: "Boutique Émail", site }, problem: null });
  expect(answer.headers.get("content-security-policy")).toContain("form-action 'self' https://shop.example;");
  expect(answer.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
});

test.each([
  ["return", "https://evil.example/wp-admin/"], ["return", "https://shop.example.evil.example/"], ["return", "https://x@shop.example/"],
  ["site", "http://shop.example/"], ["site", "javascript:alert(1)"], ["challenge", "short"], ["state", ""],
])("connects nothing when %s is %j", async (name, value) => {
  expect(said((await member.get(connectPage, path({ [name]: value }))).body)).toMatchObject({ request: null });
  const { answer, code } = await grant(member, { [name]: value });
  expect([answer.location, code]).toEqual([null, ""]);
});

test("takes a subfolder for the whole of a shop", async () => {
  const inFolder = { site: "https://example.org/fr/", return: "https://example.org/fr-evil/wp-admin/" };
  expect((await grant(member, inFolder)).code).toBe("");
  expect((await grant(member, { ...inFolder, return: "https://example.org/fr/wp-admin/x" })).code).toMatch(/^[\w-]{43}$/);
});

test("leads a no back to the shop without a code", async () => {
  const answer = await member.post(connectPage, "/connect/shop", { ...asked(), intent: "no" });
  const back = new URL(answer.location ?? "");
  expect([back.host, back.searchParams.get("reglo_error"), back.searchParams.get("reglo_code"), back.searchParams.get("reglo_state")]).toEqual(["shop.example", "refused", null, "s".repeat(32)]);
});

test("takes no yes from another site's page", async () => {
  const body = new URLSearchParams({ ...asked(), intent: "yes" });
  const headers = { cookie: member.cookie, origin: "https://evil.example", "sec-fetch-site": "cross-site" };
  expect((await call(house, connectPage.action, new Request(`${origin}/connect/shop`, { method: "POST", body, headers }))).status).toBe(403);
});

test("exchanges a code for a connection that works, and again for the same one when the answer was lost", async () => {
  const { code } = await grant(member);
  const [first, again] = await Promise.all([exchange(house, code), exchange(house, code)]);
  expect([first?.status, again?.body]).toEqual([200, first?.body]);
  const { connection, secret } = said(first?.body);
  const saved = await findConnectionById(house.app.db, String(connection));
  expect(saved).toMatchObject({ storeId: member.shop.storeId, vendor: "paper-shop", companion: { site, secret } });
  const { rows } = await house.sql.query("SELECT companion FROM connection WHERE id = $1", [connection]);
  expect(rows[0].companion).not.toContain(String(secret));
});

test.each([
  ["another verifier", { verifier: "v".repeat(43) }, 401],
  ["an unknown vendor", { vendor: "no-such-shop" }, 422],
  ["an address outside the site the member saw", { url: "https://evil.example/wp-json/reglo/v1/" }, 422],
  ["a body that is none", { verifier: 7 }, 422],
])("gives nothing for a code with %s, and the code is not lost", async (_what, change, status) => {
  const { code } = await grant(member);
  expect((await exchange(house, code, change, "192.0.2.10")).status).toBe(status);
  expect((await exchange(house, code, {}, "192.0.2.10")).status).toBe(200);
});

test("gives nothing for a code that is too old, or never was", async () => {
  const { code } = await grant(member);
  house.clock.move(grantMaxMs);
  expect((await exchange(house, code, {}, "192.0.2.11")).status).toBe(401);
  expect((await exchange(house, "x".repeat(43), {}, "192.0.2.11")).status).toBe(401);
});

test("keeps neither code nor verifier, and lets nobody guess for long", async () => {
  const { code } = await grant(member);
  const { rows } = await house.sql.query("SELECT * FROM companion_grant");
  expect(JSON.stringify(rows)).not.toContain(code);
  expect(JSON.stringify(rows)).toContain(challenge);
  const statuses = [];
  for (let index = 0; index < 31; index += 1) statuses.push((await exchange(house, "y".repeat(43), {}, "198.51.100.7")).status);
  expect(statuses.at(-1)).toBe(429);
});

test("ends from this side too, for the member's own shops only", async () => {
  const shop = await openCompanionShop(house, "quatre@example.test");
  const stranger = await member.post(connectPage, "/connect/shop", { intent: "end", connection: shop.connectionId });
  expect(stranger.body).toMatchObject({ ok: false, reason: "connection-unknown" });
  expect((await ask(house, shop, "health", {})).status).toBe(200);
  const own = await shop.member.post(connectPage, "/connect/shop", { intent: "end", connection: shop.connectionId });
  expect(own.body).toMatchObject({ ok: true });
  expect((await ask(house, shop, "health", {})).status).toBe(401);
});
