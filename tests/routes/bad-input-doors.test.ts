import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ask, openCompanionShop, type Companion } from "./companion-shop";
import { openHouse, type House } from "./merchant-house";
import { countRows } from "./rows";
import { askScreen, customerToken, gid, openScreenHouse, type ScreenHouse, type ScreenShop } from "./screens-shop";
import { loadRoute, routeNames, verbsOf } from "./security-house";
import { openTypingHouse, type TypingHouse } from "./typing-house";

let house: TypingHouse;
let linkId: string;
beforeAll(async () => {
  house = await openTypingHouse();
  await house.addOrder("1001");
  const made = await house.press(`/app/orders/${house.platformId}/1001`, { intent: "create", email: "zoe@example.test" });
  linkId = /lnk_\w+/.exec(made.location ?? "")?.[0] ?? "";
});
afterAll(() => house.close());

/** The address of a route, by its file's name: what it names is ours where the house has one, else nobody's. */
function addressOf(name: string): string {
  const named: Record<string, string> = { $linkId: linkId, $platformId: house.platformId, $ref: "1001", $connectionId: house.platformId, $port: "messenger", $vendor: "email", $verb: "links" };
  const plain = name.replace(/(\.tsx?|\/route\.ts)$/, "").replaceAll("_.", ".");
  const path = plain.split(".").filter((part) => part !== "_index").map((part) => named[part] ?? (part.startsWith("$") ? "none" : part)).join("/");
  return `/${path}${plain.endsWith("_index") ? "?index" : ""}`;
}

/** Every door that takes a POST, asked of the routes themselves: a new one is knocked at before anybody thinks of it. */
const doors = (await Promise.all(routeNames.map(async (name) => ((await loadRoute(name)).action ? [name] : [])))).flat();
/** A button that says all by itself: whatever is sent with it is not read. */
const readsNothing = new Set(["app.orders._index.tsx"]);
/** Doors without a page of their own: a button of another page posts there. */
const pageless = new Set(["app.language.ts"]);
const isApi = (name: string) => name.startsWith("api.");
const isVendors = (name: string) => name.startsWith("hooks.");

test.each(doors)("%s: five megabytes are refused as such, in words the sender can read", async (name) => {
  const seen = await house.press(addressOf(name), { raw: "a".repeat(5_000_000), type: "application/x-www-form-urlencoded" }, isVendors(name) ? { accept: "*/*" } : {});
  if (isVendors(name)) return expect([seen.status, seen.text]).toEqual([413, "Too large: at most 1 MB are accepted here.\n"]);
  if (isApi(name)) return expect([seen.status, JSON.parse(seen.text)]).toMatchObject([413, { error: "too-large", message: expect.stringContaining("C’est trop lourd") }]);
  // Who is not let in, or names what is not there, is told that first: nothing was read for them.
  if ([302, 303, 404, 403].includes(seen.status)) return expect(seen.text).not.toContain("de notre côté");
  expect(seen.status).toBe(readsNothing.has(name) ? 200 : 413);
  if (readsNothing.has(name)) return;
  if (pageless.has(name)) return expect(seen.text).toBe("This is too large.");
  expect(seen.type).toBe("text/html; charset=utf-8");
  expect(seen.text).toMatch(/trop lourd|pèse plus de|dépasse/);
});

const wrongBodies = [
  ["a form cut in the middle", { raw: "--x\r\nContent-Disposition: form-data; name=\"logo\"", type: "multipart/form-data; boundary=x" }],
  ["a form without its boundary", { raw: "--x", type: "multipart/form-data" }],
  ["broken JSON", { raw: '{"', type: "application/json" }],
  ["JSON where a form is asked", { raw: '{"intent":"send"}', type: "application/json" }],
  ["NUL in a form", { raw: "intent=send&email=a%00b&amount=%00", type: "application/x-www-form-urlencoded" }],
  ["bytes that are no text", { raw: new Uint8Array([0xff, 0xfe, 0, 0xd8]), type: "application/octet-stream" }],
  ["nothing at all", { raw: "", type: "application/x-www-form-urlencoded" }],
] as const;

test.each(doors)("%s: what cannot be read is refused and never a fault of ours", async (name) => {
  const asked = isVendors(name) || isApi(name) ? { accept: "*/*" } : {};
  for (const [what, body] of wrongBodies) {
    const seen = await house.press(addressOf(name), body, asked);
    expect([what, seen.status < 500, seen.text.includes("de notre côté")]).toEqual([what, true, false]);
    const isUnread = seen.status === 400 && seen.type.startsWith("text/html");
    if (isUnread) expect(seen.text).toContain("n’a pas pu être lue");
  }
});

test("an address with NUL or a broken escape is a page that says so", async () => {
  for (const path of ["/app/orders/a%00b", "/app/links?q=%00", "/p/%00", "/%E0%A4%A"]) {
    const seen = await house.look(path);
    expect([path, seen.status, seen.text]).toEqual([path, 400, expect.stringContaining("Cette demande n’a pas pu être lue")]);
  }
});

test("ids of nobody, long ones, odd searches and cursors are no fault of ours", async () => {
  for (const id of ["none", "9".repeat(5_000), "%ED%A0%80", "%F0%9F%98%80", "..%2f..", "'%22--"]) {
    for (const path of [`/app/orders/${house.platformId}/${id}`, `/app/links/${id}`, `/app/links/${id}/counter`, `/p/${id}`, `/b/${id}`, `/q/${id}`, `/r/${id}`, `/app/orders?q=${id}&after=${id}`, `/app/links?q=${id}&status=${id}&after=${id}`, `/app/till?from=${id}&to=2026-02-30`]) {
      const seen = await house.look(path);
      expect([path.slice(0, 60), seen.status < 500]).toEqual([path.slice(0, 60), true]);
    }
  }
});

test("nothing of all this was a fault of ours", () => {
  expect(house.log()).not.toContain('"level":"error"');
});

const odd = ["\u0000", "a\u0000b", "\ud800", "9".repeat(10_000), "\u202e", "", "👩‍👩‍👧"];

test("a shop's screens: texts no database takes, foreign and odd ids are refused in words, and change nothing", async () => {
  const screens: ScreenHouse = await openScreenHouse();
  try {
    const lamp: ScreenShop = await screens.open("atelier-lumiere.myshopify.com");
    const { ref } = lamp.sim.addOrder();
    const before = await countRows(screens.house.sql);
    for (const text of odd) {
      const press = { orderRef: gid(ref), requestId: randomUUID() };
      const bodies: ["admin" | "account", string, object][] = [
        ["admin", "links", { orderRefs: [text] }], ["admin", "send", { ...press, orderRef: text }], ["admin", "send", { ...press, requestId: text }], ["admin", "send", { ...press, email: `${text}@@` }],
        ["admin", "require", { ...press, orderRef: text }], ["admin", "print", { orderRefs: [text] }],
        ["account", "pay", { orderRef: text }], ["account", "basket", { linkIds: [text] }], ["account", "order", { orderRef: text }],
      ];
      for (const [surface, verb, body] of bodies) {
        const token = surface === "admin" ? lamp.sim.sessionToken({}) : customerToken(lamp, "camille@example.com");
        const { status, said } = await askScreen(screens.house, surface, verb, { token, body });
        expect([surface, verb, status < 500]).toEqual([surface, verb, true]);
        if (status >= 400) expect(said).toMatchObject({ ok: false, message: expect.stringMatching(/\S/) });
      }
    }
    for (const verb of verbsOf("api.admin.$verb.ts")) {
      for (const body of ["{", "[]", "null", '"x"', "1", "{}", '{"orderRef":1,"orderRefs":"x","requestId":{}}']) {
        const { status } = await askScreen(screens.house, "admin", verb, { token: lamp.sim.sessionToken({}), body });
        expect([verb, body, status]).toEqual([verb, body, 400]);
      }
    }
    const changed = Object.entries(await countRows(screens.house.sql)).filter(([name, told]) => before[name] !== told).map(([name]) => name);
    expect(changed.filter((name) => !["connection", "record"].includes(name))).toEqual([]);
  } finally {
    await screens.close();
  }
});

test("a shop's companion: whatever its signed call holds, nothing is a fault of ours and nothing is asked for", async () => {
  const paper: House = await openHouse();
  try {
    const shop: Companion = await openCompanionShop(paper, "un@example.test");
    const links = async () => (await paper.sql.query("SELECT count(*)::int AS n FROM payment_link")).rows[0].n as number;
    const before = await links();
    for (const verb of verbsOf("api.shop.$verb.ts").filter((name) => name !== "revoke")) {
      for (const text of odd) {
        const body = { order: text, orders: [text], orderRefs: [text], request: text, locale: text, events: [{ id: text, kind: "order-changed", orderRef: text }], isActive: text };
        expect([verb, (await ask(paper, shop, verb, body)).status < 500]).toEqual([verb, true]);
      }
      for (const body of ["{", "[]", "null", "{".repeat(10_000), '{"order":"\\u0000"}']) expect([verb, (await ask(paper, shop, verb, body)).status]).toEqual([verb, 422]);
    }
    expect(await links()).toBe(before);
  } finally {
    await paper.close();
  }
});
