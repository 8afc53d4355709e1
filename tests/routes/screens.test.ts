import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { shopperLocales } from "../../app/core/locale";
import { refusalWords } from "../../app/core/screen-refusals";
import * as account from "../../app/routes/api.account.$verb";
import * as admin from "../../app/routes/api.admin.$verb";
import { call, origin } from "./merchant-house";
import { askScreen, customerToken, gid, openScreenHouse, withHead, type Said, type ScreenHouse, type ScreenShop } from "./screens-shop";

let screens: ScreenHouse;
let lamp: ScreenShop;
let tea: ScreenShop;
/** The same app in both, as every App Store app is; and one of its own, as a merchant's is. */
let own: ScreenShop;
const ownSecret = "shpss_0123456789abcdef0123456789abcdef";

beforeAll(async () => {
  screens = await openScreenHouse();
  lamp = await screens.open("atelier-lumiere.myshopify.com");
  tea = await screens.open("maison-the.myshopify.com");
  own = await screens.open("own-app.myshopify.com", ownSecret);
});
afterAll(() => screens.close());

const ask = (surface: "admin" | "account", verb: string, token: string | null, body: unknown = {}, clientIp = "192.0.2.1"): Promise<Said> =>
  askScreen(screens.house, surface, verb, { token, body, clientIp });
const staff = ({ sim }: ScreenShop, change: Record<string, unknown> = {}) => sim.sessionToken(change);
const seconds = () => Math.floor(screens.house.clock.now().getTime() / 1_000);
const linksOf = (answer: Said) => answer.said["links"] as Record<string, unknown>[];
const linkOf = (answer: Said) => answer.said["link"] as Record<string, unknown>;
const countLinks = async () => Number((await screens.house.sql.query("SELECT count(*)::int AS n FROM payment_link")).rows[0]?.n);

test("staff send a link from the order, press twice, and it is one mail and one link", async () => {
  const { ref } = lamp.sim.addOrder();
  const body = { orderRef: gid(ref), requestId: randomUUID(), locale: "fr", email: "autre@example.com", note: "Merci !" };
  const [first, again] = await Promise.all([ask("admin", "send", staff(lamp), body), ask("admin", "send", staff(lamp), body)]);
  const later = await ask("admin", "send", staff(lamp), body);
  expect([first.status, again.status, later.status]).toEqual([200, 200, 200]);
  expect(linkOf(first)).toMatchObject({ orderRef: gid(ref), status: "open", open: "121.00", openText: "121,00\u00a0€", isLate: false, message: { to: "autre@example.com" } });
  expect(linkOf(later)["linkId"]).toBe(linkOf(first)["linkId"]);
  const { rows } = await screens.house.sql.query("SELECT recipient, note FROM message WHERE link_id = $1", [linkOf(first)["linkId"]]);
  expect(rows).toEqual([{ recipient: "autre@example.com", note: "Merci !" }]);
});

test("links says what is open on each order and which link it has, of fifty at most", async () => {
  const [paid, open, asked] = [lamp.sim.addOrder({ payment: "card" }), lamp.sim.addOrder(), lamp.sim.addOrder({ totalMinor: 500 })];
  await ask("admin", "send", staff(lamp), { orderRef: gid(asked.ref), requestId: randomUUID() });
  const answer = await ask("admin", "links", staff(lamp), { orderRefs: [paid, open, asked].map(({ ref }) => gid(ref)).concat(gid("4999999999")), locale: "en" });
  expect(answer.said["orders"]).toEqual([
    { orderRef: gid(paid.ref), number: paid.name, openText: "€0.00", customerEmail: "camille@example.com", isPayable: false, reason: "nothing-due" },
    { orderRef: gid(open.ref), number: open.name, openText: "€121.00", customerEmail: "camille@example.com", isPayable: true, reason: null },
    { orderRef: gid(asked.ref), number: asked.name, openText: "€5.00", customerEmail: "camille@example.com", isPayable: true, reason: null },
    { orderRef: gid("4999999999"), number: "", openText: "", customerEmail: null, isPayable: false, reason: "order-unknown" },
  ]);
  expect(linksOf(answer).map(({ orderRef, open: left }) => [orderRef, left])).toEqual([[gid(asked.ref), "5.00"]]);
  const many = await ask("admin", "links", staff(lamp), { orderRefs: Array.from({ length: 51 }, () => gid(open.ref)) });
  expect([many.status, many.said["reason"]]).toEqual([400, "unreadable"]);
});

test("requiring payment marks the order once, notes it, and leaves a link; of a paid one nothing is required", async () => {
  const { ref } = lamp.sim.addOrder();
  const body = { orderRef: gid(ref), requestId: randomUUID(), locale: "fr" };
  expect((await ask("admin", "require", staff(lamp), body)).status).toBe(200);
  expect(linkOf(await ask("admin", "require", staff(lamp), body))).toMatchObject({ status: "open", message: { to: "camille@example.com" } });
  expect(lamp.sim.order(ref).tags).toEqual(["payment-required"]);
  expect(lamp.sim.notes(ref)).toEqual(["Paiement exigé avant de continuer (Réglo)."]);
  const paid = lamp.sim.addOrder({ payment: "card" });
  const refused = await ask("admin", "require", staff(lamp), { orderRef: gid(paid.ref), requestId: randomUUID() });
  expect([refused.status, refused.said["reason"], lamp.sim.order(paid.ref).tags]).toEqual([409, "nothing-due", []]);
});

test("an order without an address is required all the same, and sent only to one that is given", async () => {
  const { ref } = lamp.sim.addOrder({ email: null, customer: null });
  expect((await ask("admin", "send", staff(lamp), { orderRef: gid(ref), requestId: randomUUID() })).said["reason"]).toBe("no-email");
  expect(linkOf(await ask("admin", "require", staff(lamp), { orderRef: gid(ref), requestId: randomUUID() }))).toMatchObject({ status: "open", message: null });
});

test("a customer sees and pays what the platform says is theirs, and nothing by an address alone", async () => {
  const mine = lamp.sim.addOrder({ customer: { name: "Ada", email: "ada@example.com", locale: "nl" }, email: "ada@example.com" });
  const guest = lamp.sim.addOrder({ customer: null, email: "ada@example.com" });
  const ada = customerToken(lamp, "ada@example.com");
  expect((await ask("account", "order", ada, { orderRef: gid(mine.ref) })).said).toEqual({ ok: true, link: null });
  const paid = await ask("account", "pay", ada, { orderRef: gid(mine.ref), locale: "nl" });
  expect(paid.said["payUrl"]).toMatch(/^http:\/\/127\.0\.0\.1:3000\/p\/[\w-]{27}$/);
  await ask("admin", "send", staff(lamp), { orderRef: gid(guest.ref), requestId: randomUUID() });
  expect(linksOf(await ask("account", "links", ada)).map(({ orderRef }) => orderRef)).toEqual([gid(mine.ref)]);
  expect((await ask("account", "order", ada, { orderRef: gid(guest.ref) })).said["reason"]).toBe("not-yours");
  expect(lamp.sim.mails).toEqual([]);
  lamp.sim.payByCard(mine.ref);
  expect((await ask("account", "pay", ada, { orderRef: gid(mine.ref) })).said).toMatchObject({ ok: false, reason: "nothing-due" });
  const other = lamp.sim.addOrder({ payment: "card", customer: { name: "Ada", email: "ada@example.com", locale: "nl" } });
  expect((await ask("account", "pay", ada, { orderRef: gid(other.ref) })).said).toMatchObject({ ok: false, reason: "nothing-due" });
});

test("another customer's order, one of another shop and one that never was get the same answer, and make no link", async () => {
  const theirs = lamp.sim.addOrder({ customer: { name: "Bo", email: "bo@example.com", locale: "fr" } });
  const elsewhere = tea.sim.addOrder({ customer: { name: "Ada", email: "ada@example.com", locale: "fr" } });
  const before = await countLinks();
  const ada = customerToken(lamp, "ada@example.com");
  for (const verb of ["pay", "order"]) {
    for (const ref of [theirs.ref, elsewhere.ref, "4999999999", "nonsense", "gid://shopify/Customer/1"]) {
      const answer = await ask("account", verb, ada, { orderRef: /^\d/.test(ref) ? gid(ref) : ref });
      expect([verb, ref, answer.status, answer.said["reason"]]).toEqual([verb, ref, 404, "not-yours"]);
    }
  }
  expect(await countLinks()).toBe(before);
});

test("after checkout, before signing in: half an hour, one order, and nothing personal", async () => {
  const { ref } = lamp.sim.addOrder();
  const anyone = () => customerToken(lamp, null);
  expect((await ask("account", "links", anyone())).said["reason"]).toBe("not-yours");
  expect((await ask("account", "pay", anyone(), { orderRef: gid(ref) })).status).toBe(200);
  const told = linkOf(await ask("account", "order", anyone(), { orderRef: gid(ref) }));
  expect(Object.keys(told).sort()).toEqual(["balance", "currency", "open", "openText", "orderRef", "payUrl", "status"]);
  screens.house.clock.move(30 * 60_000);
  for (const verb of ["pay", "order"]) expect((await ask("account", verb, anyone(), { orderRef: gid(ref) })).said["reason"]).toBe("not-yours");
});

test("no forged token opens a door, on either side, and none changes a row", async () => {
  const { ref } = lamp.sim.addOrder({ customer: { name: "Ada", email: "ada@example.com", locale: "fr" } });
  const good = { admin: staff(lamp), account: customerToken(lamp, "ada@example.com") };
  const bodies = { admin: { orderRef: gid(ref), requestId: randomUUID() }, account: { orderRef: gid(ref) } };
  const forge = (change: Record<string, unknown>) => ({ admin: staff(lamp, change), account: customerToken(lamp, "ada@example.com", change) });
  const forgeries: [string, { admin: string | null; account: string | null }][] = [
    ["none", { admin: null, account: null }],
    ["alg none", { admin: withHead(good.admin, { alg: "none", typ: "JWT" }, null), account: withHead(good.account, { alg: "none" }, null) }],
    ["alg none, signed", { admin: withHead(good.admin, { alg: "none" }, lamp.sim.door.clientSecret), account: withHead(good.account, { alg: "HS512" }, lamp.sim.door.clientSecret) }],
    ["another secret", { admin: withHead(good.admin, { alg: "HS256" }, ownSecret), account: withHead(good.account, { alg: "HS256" }, ownSecret) }],
    ["another app", forge({ aud: "dead00beef00dead00beef00dead00be" })],
    ["a shop nobody connected", forge({ dest: "https://unknown.myshopify.com", iss: "https://unknown.myshopify.com/admin" })],
    ["a shop that is none", forge({ dest: "https://evil.example", iss: "https://evil.example/admin" })],
    ["a shop with an app of its own", forge({ dest: `https://${own.sim.domain}`, iss: `https://${own.sim.domain}/admin` })],
    ["another issuer", { admin: staff(lamp, { iss: "https://maison-the.myshopify.com/admin" }), account: "x.y.z" }],
    ["expired", forge({ exp: seconds() - 11 })],
    ["not yet valid", forge({ nbf: seconds() + 11 })],
    ["too long a life", forge({ exp: seconds() + 86_400 })],
    ["the other side's", { admin: good.account, account: good.admin }],
    ["another subject", { admin: staff(lamp, { sub: "gid://shopify/Customer/1" }), account: customerToken(lamp, null, { sub: "gid://shopify/Order/1" }) }],
  ];
  const before = await countLinks();
  for (const [name, { admin: forgedStaff, account: forgedCustomer }] of forgeries) {
    const answers = [await ask("admin", "send", forgedStaff, bodies.admin, "198.51.100.1"), await ask("account", "pay", forgedCustomer, bodies.account, "198.51.100.2")];
    for (const answer of answers) expect([name, answer.status, answer.said["reason"]]).toEqual([name, 401, "signed-out"]);
    if (forgedStaff !== null) expect(answers[0]?.headers.get("x-shopify-retry-invalid-session-request")).toBe("1");
  }
  expect(await countLinks()).toBe(before);
  expect((await ask("admin", "send", staff(lamp, { exp: seconds() - 9, nbf: seconds() - 60 }), bodies.admin)).status).toBe(200);
});

test("staff of one shop reach nothing of another, though both installed the same app", async () => {
  const { ref } = tea.sim.addOrder({ name: "#TEA" });
  await ask("admin", "send", staff(tea), { orderRef: gid(ref), requestId: randomUUID() });
  const links = await ask("admin", "links", staff(lamp), { orderRefs: [gid(ref)] });
  expect(links.said).toMatchObject({ links: [], orders: [{ reason: "order-unknown" }] });
  for (const verb of ["send", "require"]) {
    const answer = await ask("admin", verb, staff(lamp), { orderRef: gid(ref), requestId: randomUUID() });
    expect([verb, answer.status, answer.said["reason"]]).toEqual([verb, 404, "order-unknown"]);
  }
});

test("every answer can be read by a worker without an origin, and takes no credentials", async () => {
  const { ref } = lamp.sim.addOrder();
  const answers = [
    await ask("admin", "links", staff(lamp), { orderRefs: [gid(ref)] }), await ask("admin", "links", null), await ask("admin", "nothing", staff(lamp)),
    await ask("admin", "links", staff(lamp), "{"), await ask("account", "toString", customerToken(lamp, null)), await ask("account", "pay", customerToken(lamp, null), "x".repeat(30_000)),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 401, 404, 400, 404, 400]);
  const preflights = await Promise.all([admin, account].map((route) => call(screens.house, route.loader, new Request(`${origin}/api/x/links`, { method: "OPTIONS" }), { verb: "links" })));
  expect(preflights.map(({ status }) => status)).toEqual([204, 204]);
  const opened = await call(screens.house, admin.loader, new Request(`${origin}/api/admin/links`), { verb: "links" });
  expect(opened.status).toBe(405);
  for (const { headers } of [...answers, ...preflights, opened]) {
    expect(headers.get("access-control-allow-origin")).toBe("*");
    expect(headers.has("access-control-allow-credentials")).toBe(false);
    expect(headers.get("cache-control")).toBe("no-store");
  }
  for (const { headers } of preflights) expect(headers.get("access-control-allow-headers")).toBe("Authorization, Content-Type");
});

test.each(shopperLocales)("a refusal is said in %s", async (locale) => {
  const answer = await ask("admin", "send", staff(lamp), { orderRef: gid("4999999999"), requestId: randomUUID(), locale: `${locale}-XX` });
  expect(answer.said["message"]).toBe(refusalWords[locale]["order-unknown"]);
});

test("one person who asks without end is asked to wait, and nobody else is", async () => {
  const { ref } = tea.sim.addOrder({ customer: { name: "Flo", email: "flo@example.com", locale: "fr" } });
  const flo = customerToken(tea, "flo@example.com");
  let answer = await ask("account", "order", flo, { orderRef: gid(ref) });
  for (let tries = 0; tries < 60; tries += 1) answer = await ask("account", "order", flo, { orderRef: gid(ref) });
  expect([answer.status, answer.said["reason"]]).toEqual([429, "too-many"]);
  expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(answer.headers.get("access-control-expose-headers")).toContain("Retry-After");
  expect((await ask("account", "order", customerToken(tea, "gus@example.com"), { orderRef: gid(ref) })).status).toBe(404);
});

test("an amount is written in the language of whoever reads it, whatever the order's customer speaks", async () => {
  const { ref } = lamp.sim.addOrder({ totalMinor: 123_456, locale: "nl-BE", customer: { name: "Zoë", email: "zoe@example.com", locale: "nl" } });
  const written = { fr: "1\u202f234,56\u00a0€", en: "€1,234.56", de: "1.234,56\u00a0€", nl: "€\u00a01.234,56" };
  await ask("admin", "send", staff(lamp), { orderRef: gid(ref), requestId: randomUUID(), locale: "nl", email: "zoe@example.com" });
  for (const [locale, text] of Object.entries(written)) {
    const told = await ask("admin", "links", staff(lamp), { orderRefs: [gid(ref)], locale });
    expect([linksOf(told)[0]?.["openText"], (told.said["orders"] as { openText: string }[])[0]?.openText]).toEqual([text, text]);
    const own = await ask("account", "links", customerToken(lamp, "zoe@example.com"), { locale });
    expect(linksOf(own).find((link) => link["orderRef"] === gid(ref))?.["openText"]).toBe(text);
  }
});

test("every header a screen of another origin needs may be read there, on every refusal", async () => {
  const standard = ["access-control-allow-headers", "access-control-allow-methods", "access-control-allow-origin", "access-control-expose-headers", "access-control-max-age", "cache-control", "content-type", "cross-origin-resource-policy"];
  const answers = [
    await ask("admin", "links", null), await ask("admin", "links", staff(lamp, { exp: seconds() - 60 }), {}, "192.0.2.77"), await ask("account", "nothing", customerToken(tea, "hal@example.com")),
    await ask("admin", "links", staff(lamp), "no json"),
  ];
  expect(answers.map(({ status }) => status)).toEqual([401, 401, 404, 400]);
  for (const { headers } of answers) {
    const named = (headers.get("access-control-expose-headers") ?? "").toLowerCase().split(", ");
    expect([...headers.keys()].filter((name) => !standard.includes(name) && !named.includes(name))).toEqual([]);
    expect(named).toContain("retry-after");
  }
  expect(answers[1]?.headers.get("access-control-expose-headers")).toContain("X-Shopify-Retry-Invalid-Session-Request");
});

test("a fault of ours is an answer too, that the screen may read", async () => {
  const { house } = screens;
  const broken = { ...house, app: { ...house.app, openStore: async (id: string) => ({ ...(await house.app.openStore(id)), platform: () => { throw new TypeError("broken"); } }) } };
  const { status, said, headers } = await askScreen(broken, "admin", "send", { token: staff(lamp), body: { orderRef: gid("4999999999"), requestId: randomUUID(), locale: "nl" } });
  expect([status, said["reason"], said["message"]]).toEqual([500, "our-fault", refusalWords.nl["our-fault"]]);
  expect(headers.get("access-control-allow-origin")).toBe("*");
});

test("a shop that does not answer is said to be away, and the same press works afterwards", async () => {
  const { ref } = own.sim.addOrder();
  own.sim.door.isInstalled = false;
  const body = { orderRef: gid(ref), requestId: randomUUID(), locale: "de" };
  const away = await ask("admin", "send", staff(own), body);
  expect([away.status, away.said["reason"], away.said["message"]]).toEqual([503, "shop-not-read", refusalWords.de["shop-not-read"]]);
  own.sim.door.isInstalled = true;
  expect((await ask("admin", "send", staff(own), body)).status).toBe(200);
});
