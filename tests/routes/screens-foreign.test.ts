import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askScreen, customerToken, gid, openScreenHouse, type Said, type ScreenHouse, type ScreenShop } from "./screens-shop";
import { verbsOf } from "./security-house";

let screens: ScreenHouse;
let mine: ScreenShop;
let theirs: ScreenShop;
/** An order of the other shop, and the link that asks for it. */
let order: { ref: string; name: string };
let linkId: string;

beforeAll(async () => {
  screens = await openScreenHouse();
  [mine, theirs] = [await screens.open("atelier-lumiere.myshopify.com"), await screens.open("maison-the.myshopify.com")];
  order = theirs.sim.addOrder({ name: "#THE-1", customer: { name: "Ada", email: "ada@example.com", locale: "fr" }, email: "ada@example.com" });
  const sent = await askScreen(screens.house, "admin", "send", { token: theirs.sim.sessionToken(), body: { orderRef: gid(order.ref), requestId: randomUUID(), locale: "fr" } });
  linkId = (sent.said["link"] as { linkId: string }).linkId;
});
afterAll(() => screens.close());

/** Everything a question could name, all of it the other shop's. */
const body = () => ({ orderRef: gid(order.ref), orderRefs: [gid(order.ref)], linkId, linkIds: [linkId], requestId: randomUUID(), email: "voleur@example.com", locale: "fr" });

/** All rows of both stores: what a question about a foreign order may not change. */
async function rows(): Promise<unknown> {
  const { rows: tables } = await screens.house.sql.query<{ name: string }>("SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'store_id' ORDER BY 1");
  expect(tables.length).toBeGreaterThan(10);
  return Promise.all(tables.map(async ({ name }) => [name, (await screens.house.sql.query(`SELECT count(*)::int AS n, md5(string_agg(to_jsonb(t)::text, '' ORDER BY to_jsonb(t)::text)) AS sum FROM "${name}" AS t`)).rows]));
}

const refused = ({ status, said }: Said) => status >= 400 && said["ok"] === false;

/** Nothing of the other shop's may be said; its order's own name, which was asked for, says nothing. */
function expectSilent(what: string, answer: Said): void {
  const told = JSON.stringify(answer.said);
  for (const secret of [linkId, order.name, "ada@example.com", "121"]) expect([what, secret, told.includes(secret)]).toEqual([what, secret, false]);
}

test.each(verbsOf("api.admin.$verb.ts"))("staff of one shop ask %s about another shop's order, and neither hear nor change anything", async (verb) => {
  const before = await rows();
  const answer = await askScreen(screens.house, "admin", verb, { token: mine.sim.sessionToken(), body: body() });
  if (verb === "links") expect(answer.said).toMatchObject({ links: [], orders: [{ reason: "order-unknown", number: "", openText: "", customerEmail: null }] });
  else expect([verb, answer.status, refused(answer)]).toEqual([verb, answer.status, true]);
  expectSilent(verb, answer);
  expect(await rows()).toEqual(before);
});

test.each(verbsOf("api.account.$verb.ts"))("a customer of one shop asks %s under the address they have at another, and neither hears nor changes anything", async (verb) => {
  const before = await rows();
  const answer = await askScreen(screens.house, "account", verb, { token: customerToken(mine, "ada@example.com"), body: body() });
  if (verb === "links") expect(answer.said).toMatchObject({ ok: true, links: [] });
  else expect([verb, answer.status, refused(answer)]).toEqual([verb, answer.status, true]);
  expectSilent(verb, answer);
  expect(await rows()).toEqual(before);
});

test("the same questions by those whose order it is are answered, so that the tests above asked for something", async () => {
  const ask = (surface: "admin" | "account", verb: string, token: string) => askScreen(screens.house, surface, verb, { token, body: body() });
  const own = [
    ...(await Promise.all(verbsOf("api.admin.$verb.ts").map((verb) => ask("admin", verb, theirs.sim.sessionToken())))),
    ...(await Promise.all(verbsOf("api.account.$verb.ts").filter((verb) => verb !== "basket").map((verb) => ask("account", verb, customerToken(theirs, "ada@example.com"))))),
  ];
  expect(own.map(({ status }) => status)).toEqual(own.map(() => 200));
});
