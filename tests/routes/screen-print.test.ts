import { afterAll, beforeAll, expect, test } from "vitest";
import * as print from "../../app/routes/print.notices[.]pdf";
import { openBasket } from "../../app/flows/open-basket.server";
import { readPdf } from "../support/read-pdf";
import { countRows } from "./rows";
import { askScreen, customerToken, gid, openScreenHouse, type ScreenHouse, type ScreenShop } from "./screens-shop";

let screens: ScreenHouse;
let lamp: ScreenShop;
let tea: ScreenShop;

beforeAll(async () => {
  screens = await openScreenHouse();
  lamp = await screens.open("atelier-lumiere.myshopify.com");
  tea = await screens.open("maison-the.myshopify.com");
});
afterAll(() => screens.close());

const ask = (verb: string, body: unknown, shop = lamp) => askScreen(screens.house, "admin", verb, { token: shop.sim.sessionToken(), body });
const get = async (url: string) => {
  const args = { request: new Request(url), params: {}, context: { app: screens.house.app, clientIp: "192.0.2.1" } };
  return print.loader(args as unknown as Parameters<typeof print.loader>[0]);
};
const pagesOf = async (url: string) => readPdf(new Uint8Array(await (await get(url)).arrayBuffer()));

test("staff print an order: the code on its page leads to the pay page, and fetching the file changes nothing", async () => {
  const { ref, name } = lamp.sim.addOrder();
  const asked = await ask("print", { orderRefs: [gid(ref)], locale: "en" });
  expect(asked.status).toBe(200);
  const url = String(asked.said["url"]);
  const before = await countRows(screens.house.sql);
  const answer = await get(url);
  expect(Object.fromEntries(answer.headers)).toMatchObject({ "content-type": "application/pdf", "cache-control": "no-store", "access-control-allow-origin": "*" });
  const [page, ...others] = await readPdf(new Uint8Array(await answer.arrayBuffer()));
  expect(others).toEqual([]);
  expect(await countRows(screens.house.sql)).toEqual(before);
  const links = await ask("links", { orderRefs: [gid(ref)] });
  const payUrl = (links.said["links"] as { payUrl: string }[])[0]?.payUrl;
  expect(page?.codes).toEqual([payUrl]);
  for (const said of ["Avis de paiement", name, "121,00 €", "Lampe de table", "Camille Dubois", "Maison Thé", String(payUrl)]) expect(page?.text).toContain(said);
});

test("several orders are one file in their order, each in its customer's language; the paid one says so and has no code", async () => {
  const open = lamp.sim.addOrder({ locale: "nl-BE", totalMinor: 4_200 });
  const paid = lamp.sim.addOrder({ payment: "card" });
  const gone = lamp.sim.addOrder();
  lamp.sim.cancel(gone.ref);
  const asked = await ask("print", { orderRefs: [paid, open, gone].map(({ ref }) => gid(ref)) });
  const pages = await pagesOf(String(asked.said["url"]));
  expect(pages.map(({ codes }) => codes.length)).toEqual([0, 1, 0]);
  expect(pages[0]?.text).toContain("PAYÉ");
  expect(pages[1]?.text).toContain("Betalingsverzoek");
  expect(pages[1]?.text).toContain("42,00");
  expect(pages[2]?.text).toContain("Rien à payer");
});

test("an edited order prints its new amount at the next print, under the same code", async () => {
  const { ref } = lamp.sim.addOrder();
  const [first] = await pagesOf(String((await ask("print", { orderRefs: [gid(ref)] })).said["url"]));
  lamp.sim.editOrder(ref, { unitMinor: 9_900 });
  const [second] = await pagesOf(String((await ask("print", { orderRefs: [gid(ref)] })).said["url"]));
  expect(second?.text).toContain("99,00 €");
  expect(second?.codes).toEqual(first?.codes);
});

test("an address is nobody else's: altered, lent to another shop or older than five minutes, it is 404", async () => {
  const [mine, theirs] = [lamp.sim.addOrder(), tea.sim.addOrder()];
  const url = new URL(String((await ask("print", { orderRefs: [gid(mine.ref)] })).said["url"]));
  const foreign = new URL(String((await ask("print", { orderRefs: [gid(theirs.ref)] }, tea)).said["url"]));
  const altered = (change: Record<string, string>) => {
    const copy = new URL(url);
    for (const [name, value] of Object.entries(change)) copy.searchParams.set(name, value);
    return copy.href;
  };
  const until = url.searchParams.get("u") ?? "";
  const forgeries = [
    altered({ o: theirs.ref }), altered({ c: foreign.searchParams.get("c") ?? "" }), altered({ u: String(Number(until) + 1) }), altered({ s: "0".repeat(64) }),
    altered({ s: foreign.searchParams.get("s") ?? "" }), altered({ s: "x" }), altered({ o: `${mine.ref},${theirs.ref}` }), new URL("/print/notices.pdf", url).href,
  ];
  for (const forged of forgeries) {
    const answer = await get(forged);
    expect([answer.status, answer.headers.get("access-control-allow-origin"), answer.headers.get("cache-control")]).toEqual([404, "*", "no-store"]);
  }
  screens.house.clock.move(301_000);
  expect((await get(url.href)).status).toBe(404);
});

test("one order that is not the shop's spoils the whole print", async () => {
  const [mine, theirs] = [lamp.sim.addOrder(), tea.sim.addOrder()];
  for (const odd of [gid(theirs.ref), "gid://shopify/DraftOrder/1", "../1"]) {
    const answer = await ask("print", { orderRefs: [gid(mine.ref), odd] });
    expect([answer.status, answer.said["reason"]]).toEqual([404, "order-unknown"]);
  }
});

test("a customer pays several of their own links on one page, and none of another's", async () => {
  const customer = { name: "Ada", email: "ada@example.com", locale: "fr" };
  const token = () => customerToken(lamp, customer.email);
  const account = (verb: string, body: unknown) => askScreen(screens.house, "account", verb, { token: token(), body });
  const orders = [lamp.sim.addOrder({ customer }), lamp.sim.addOrder({ customer, totalMinor: 900 })];
  const other = lamp.sim.addOrder({ customer: { name: "Bo", email: "bo@example.com", locale: "fr" } });
  for (const { ref } of orders) await account("pay", { orderRef: gid(ref) });
  await ask("print", { orderRefs: [gid(other.ref)] });
  const links = (await account("links", {})).said["links"] as { linkId: string; orderRef: string }[];
  expect(links.map(({ orderRef }) => orderRef).sort()).toEqual(orders.map(({ ref }) => gid(ref)).sort());
  const linkIds = links.map(({ linkId }) => linkId);
  const opened = await account("basket", { linkIds });
  expect(opened.said["url"]).toMatch(/^http:\/\/127\.0\.0\.1:3000\//);
  const again = await openBasket(await lamp.shop.ctx(), { linkIds, locale: "fr", customer });
  expect(again).toMatchObject({ ok: true, url: opened.said["url"] });
  const theirs = ((await ask("links", { orderRefs: [gid(other.ref)] })).said["links"] as { linkId: string }[])[0]?.linkId;
  for (const odd of [theirs, "lnk_unknown"]) {
    const answer = await account("basket", { linkIds: [...linkIds, odd] });
    expect([answer.status, answer.said["reason"]]).toEqual([404, "not-yours"]);
  }
});
