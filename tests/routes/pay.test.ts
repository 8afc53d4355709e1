import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { getLinkToken } from "../../app/db/links.server";
import { cancelLink } from "../../app/flows/change-link.server";
import { loader as doneLoader } from "../../app/routes/p.$token_.done";
import { loader as receiptLoader } from "../../app/routes/p.$token_.receipt.$receiptId";
import { action, loader } from "../../app/routes/p.$token/route";
import { openHouse, openLink, payOnPaper, runDueJobs, type House, type Shop } from "../road/house";
import { outage, paperOrder } from "../road/paper";

let house: House;
let shop: Shop;
beforeAll(async () => {
  house = await openHouse();
  shop = await house.openShop();
});
afterAll(() => house.close());

type Door = (args: never) => Promise<Response>;
const origin = "http://127.0.0.1:3000";

function knock(door: Door, path: string, params: Record<string, string>, init: RequestInit = {}): Promise<Response> {
  const request = new Request(origin + path, init);
  return door({ request, params, context: { app: house.app, clientIp: "127.0.0.1" } } as never);
}

const look = (token: string, init: RequestInit = {}) => knock(loader as Door, `/p/${encodeURIComponent(token)}`, { token }, init);
const press = (token: string, fields: Record<string, string>) =>
  knock(action as Door, `/p/${token}`, { token }, { method: "POST", body: new URLSearchParams(fields) });
const comeBack = (token: string, paymentId: string) => knock(doneLoader as Door, `/p/${token}/done?payment=${paymentId}`, { token });

async function newLink(input: Parameters<typeof openLink>[2] = {}) {
  const { linkId, orderRef } = await openLink(house, shop, input);
  return { linkId, orderRef, token: await getLinkToken(house.app.db, shop.storeId, linkId) };
}

/** Everything a look could have changed. */
async function snapshot(): Promise<string> {
  const tables = ["payment_link", "payment", "entry", "allocation", "receipt", "message", "link_event", "inbox_event", "effect", "task"];
  const sums = await Promise.all(tables.map(async (table) => {
    const { rows } = await house.sql.query(`SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS sum FROM ${table} t`);
    return `${table} ${rows[0].sum}`;
  }));
  const jobs = await house.sql.query("SELECT count(*) FROM graphile_worker._private_jobs");
  return [...sums, jobs.rows[0].count].join("\n");
}

test("the page says who asks, how much, for what and until when, in one answer without script", async () => {
  const { token } = await newLink();
  const answer = await look(token);
  const html = await answer.text();
  expect(answer.status).toBe(200);
  for (const words of ["Maison Thé", "121,00", "Thé vert", "21 décembre 2030"]) expect(html.replace(/\u00a0|\u202f/g, " ")).toContain(words);
  expect(html).not.toMatch(/<script|javascript:|onclick|<link[^>]+href="(?!data:)|<img[^>]+src="(?!data:)/i);
  expect(gzipSync(html).length).toBeLessThan(14_000);
});

test("a post that is no form of ours, a file where words belong, a novel: the page again, and nothing started", async () => {
  const { token, linkId } = await newLink();
  const upload = new FormData();
  upload.set("way", new File(["x"], "way.txt"));
  upload.set("amount", "1".repeat(10_000));
  const posts: RequestInit[] = [
    { body: upload }, { body: "{}", headers: { "content-type": "application/json" } }, { body: new URLSearchParams({ way: "x".repeat(10_000) }) }, {},
  ];
  for (const post of posts) {
    const answer = await knock(action as Door, `/p/${token}`, { token }, { method: "POST", ...post });
    expect(answer.status === 303 || answer.status === 422).toBe(true);
  }
  expect((await house.sql.query("SELECT 1 FROM payment p JOIN payment_target t ON t.payment_id = p.id WHERE t.link_id = $1 AND p.amount_minor <> 12100", [linkId])).rowCount).toBe(0);
});

test("the answer holds itself in: strict policy, no frame, no referrer, no index, no store", async () => {
  const { token } = await newLink();
  const { headers } = await look(token);
  const policy = headers.get("content-security-policy") ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toContain("form-action 'self' https://paper.test");
  expect(policy).not.toContain("unsafe");
  expect(headers.get("referrer-policy")).toBe("no-referrer");
  expect(headers.get("x-robots-tag")).toContain("noindex");
  expect(headers.get("cache-control")).toBe("no-store");
});

test("scanners and previews that look, and look again, change nothing", async () => {
  const { token } = await newLink();
  const before = await snapshot();
  const agents = [
    "Mozilla/5.0 (compatible; Microsoft Office Outlook SafeLinks)", "TelegramBot (like TwitterBot)", "WhatsApp/2.23", "facebookexternalhit/1.1",
    "Slackbot-LinkExpanding 1.0", "GoogleImageProxy",
  ];
  for (const agent of agents) {
    for (const method of ["GET", "HEAD"]) await look(token, { method, headers: { "user-agent": agent } });
  }
  expect(await snapshot()).toBe(before);
});

test("a scanner that posts the form opens a checkout at most: nothing is charged and the link is as open as before", async () => {
  const { token, linkId } = await newLink();
  expect((await press(token, {})).status).toBe(303);
  const { rows } = await house.sql.query("SELECT count(*)::int AS n FROM entry e JOIN payment_target t ON t.payment_id = e.payment_id WHERE t.link_id = $1", [linkId]);
  expect(rows[0].n).toBe(0);
  expect(await (await look(token)).text()).toContain("<form");
});

test("unknown, malformed and foreign tokens get one and the same answer", async () => {
  const tokens = ["A".repeat(27), "a", "../../etc/passwd", "\u0000", "é".repeat(27), "A".repeat(5000), "lnk_123"];
  const answers = await Promise.all(tokens.map(async (token) => {
    const answer = await look(token);
    return `${answer.status} ${(await answer.text()).replaceAll(/nonce="[^"]+"/g, "")}`;
  }));
  expect(new Set(answers).size).toBe(1);
  expect(answers[0]).toMatch(/^404 /);
});

test("paying: sent to the provider, back to thanks, the receipt in hand, and nobody else's", async () => {
  const { token } = await newLink();
  const started = await press(token, { shown: "12100" });
  expect(started.status).toBe(303);
  expect(started.headers.get("location")).toMatch(/^https:\/\/paper\.test\/cs_pay_/);
  const paymentId = (started.headers.get("location") ?? "").split("cs_")[1] ?? "";
  expect(await (await comeBack(token, paymentId)).text()).toMatch(/http-equiv="refresh"/i);
  payOnPaper(house, paymentId);
  // No job has run yet, and two tabs come back at once: the thanks hold the receipt, the same one.
  const [thanks = "", twice = ""] = await Promise.all([1, 2].map(async () => (await comeBack(token, paymentId)).text()));
  const [, receiptId = ""] = /\/receipt\/(rcp_[a-z0-9]+)/.exec(thanks) ?? [];
  expect(twice).toContain(`/receipt/${receiptId}`);
  await runDueJobs(house);
  expect((await house.sql.query("SELECT 1 FROM receipt WHERE payment_id = $1", [paymentId])).rowCount).toBe(1);
  const pdf = await knock(receiptLoader as Door, `/p/${token}/receipt/${receiptId}`, { token, receiptId });
  expect(pdf.headers.get("content-type")).toBe("application/pdf");
  expect(Buffer.from(await pdf.arrayBuffer()).subarray(0, 5).toString()).toBe("%PDF-");
  const other = await newLink();
  expect((await knock(receiptLoader as Door, `/p/${other.token}/receipt/${receiptId}`, { token: other.token, receiptId })).status).toBe(404);
  expect((await comeBack(other.token, paymentId)).status).toBe(404);
  expect(await (await look(token)).text()).not.toContain("<form");
  expect((await press(token, {})).status).toBe(409);
});

test("the amount changed since the page was drawn: it is shown before anyone pays it", async () => {
  const { token, orderRef } = await newLink();
  house.clock.move(1000);
  house.paper.orders.set(orderRef, { ...paperOrder(orderRef, 9_900, house.clock.now()) });
  const answer = await press(token, { shown: "12100" });
  expect(answer.status).toBe(409);
  expect(await answer.text()).toContain("99,00");
  expect((await press(token, { shown: "9900" })).status).toBe(303);
});

test("a provider that is down is said in a plain word, and the next try works", async () => {
  const { token } = await newLink();
  house.paper.fault = (_, call) => {
    if (call === "openCheckout") throw outage("paper-pay");
  };
  const answer = await press(token, {});
  house.paper.fault = () => undefined;
  expect(answer.status).toBe(503);
  expect(await answer.text()).toContain("Maison Thé");
  house.clock.move(60_000);
  expect((await press(token, {})).status).toBe(303);
});

test("a cancelled and an expired link have their own page, and no form", async () => {
  const cancelled = await newLink();
  await cancelLink(await shop.ctx(), cancelled.linkId);
  const expired = await newLink({ expiresInMs: 1000 });
  house.clock.move(2000);
  const pages = await Promise.all([cancelled, expired].map(async ({ token }) => (await look(token)).text()));
  for (const page of pages) expect(page).not.toContain("<form");
  expect(new Set(pages.map((page) => /<title>[^<]+/.exec(page)?.[0])).size).toBe(2);
});

test("names of strangers are text, whatever they hold", async () => {
  const orderRef = house.app.newId("evt");
  const order = paperOrder(orderRef, 5_000, house.clock.now());
  const evil = `<img src=x onerror=alert(1)>"'&\u202Ezoë 👩‍👩‍👧 ليلى`;
  house.paper.orders.set(orderRef, { ...order, lines: [{ description: evil, quantity: 1, totalMinor: 5_000 }], customer: { ...order.customer, name: evil } });
  const { token } = await newLink({ ref: orderRef });
  const html = await (await look(token)).text();
  expect(html).not.toContain("<img src=x");
  expect(html).toContain("&lt;img src=x");
});
