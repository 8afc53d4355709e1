import { afterAll, beforeAll, expect, test } from "vitest";
import sharp from "sharp";
import { scanGrayBuffer } from "@undecaf/zbar-wasm";
import { insertMember } from "../../app/db/members.server";
import { signIn } from "../../app/flows/sign-in.server";
import * as connectionPage from "../../app/routes/app.settings.connections.$connectionId";
import * as code from "../../app/routes/q.$code";
import { refreshOrder } from "../../app/flows/refresh-order.server";
import { renderLiquid } from "../support/liquid";
import { call, formRequest, origin, password, type Answer } from "./merchant-house";
import { countRows } from "./rows";
import { openScreenHouse, type ScreenHouse, type ScreenShop } from "./screens-shop";

let screens: ScreenHouse;
let lamp: ScreenShop;
let tea: ScreenShop;
let cookies: Map<ScreenShop, string>;

beforeAll(async () => {
  screens = await openScreenHouse();
  [lamp, tea] = [await screens.open("atelier-lumiere.myshopify.com"), await screens.open("maison-the.myshopify.com")];
  cookies = new Map();
  for (const shop of [lamp, tea]) {
    const { app, clock } = screens.house;
    const email = `${shop.sim.domain.split(".")[0]}@example.test`;
    await insertMember(app.db, { id: app.newId("usr"), storeId: shop.shop.storeId, email, password, locale: "fr", at: clock.now() });
    const signedIn = await signIn(app, { email, password, clientIp: "192.0.2.1" });
    if (!signedIn.ok) throw new Error(signedIn.reason);
    cookies.set(shop, `reglo=${signedIn.token}`);
  }
});
afterAll(() => screens.close());

let caller = 0;
const press = (shop: ScreenShop, fields: Record<string, string>, connectionId = shop.connectionId) => {
  const headers = { cookie: cookies.get(shop) ?? "", origin, "sec-fetch-site": "same-origin" };
  return call(screens.house, connectionPage.action, formRequest(`/app/settings/connections/${connectionId}`, fields, headers), { connectionId });
};
async function snippetOf(shop: ScreenShop): Promise<string> {
  const request = new Request(`${origin}/app/settings/connections/${shop.connectionId}`, { headers: { cookie: cookies.get(shop) ?? "" } });
  const page = await call(screens.house, connectionPage.loader, request, { connectionId: shop.connectionId });
  return (page.body as { codes: { snippet: string | null } }).codes.snippet ?? "";
}
/** The address a template writes for an order; each look from an address of its own, so that the limit is not met. */
const codeIn = (text: string) => /href="[^"]*\/q\/([^"]+)"/.exec(text)?.[1] ?? "";
const mailOf = async (shop: ScreenShop, ref: string, state = "pending") => codeIn(renderLiquid(await snippetOf(shop), { id: Number(ref), name: "#1001", financial_status: state }));
const look = (text: string, clientIp = `198.51.100.${(caller += 1)}`): Promise<Answer> => call(screens.house, code.loader, new Request(`${origin}/q/${text}`), { code: text }, clientIp);
const goOn = (text: string, clientIp = `203.0.113.${(caller += 1)}`): Promise<Answer> => call(screens.house, code.action, formRequest(`/q/${text}`, {}, {}), { code: text }, clientIp);

test("a shop makes its template's text once, whoever presses with it, and it is nobody else's to make", async () => {
  expect(await snippetOf(lamp)).toBe("");
  expect((await press(tea, { intent: "renew-codes" }, lamp.connectionId)).status).toBe(404);
  await Promise.all([press(lamp, { intent: "renew-codes" }), press(tea, { intent: "renew-codes" })]);
  const [ours, theirs] = [await snippetOf(lamp), await snippetOf(tea)];
  expect(ours).toContain(`${origin}/q/`);
  expect(ours).not.toBe(theirs);
  const { rows } = await screens.house.sql.query("SELECT secret FROM code_key");
  for (const { secret } of rows as { secret: string }[]) expect(ours + theirs).not.toContain(secret);
});

test("notification templates and Order Printer write the same code, and none once the order is paid", async () => {
  const { ref, name } = lamp.sim.addOrder();
  const snippet = await snippetOf(lamp);
  const mail = renderLiquid(snippet, { id: Number(ref), name, financial_status: "pending" });
  expect(codeIn(mail)).toMatch(new RegExp(`^[0-9a-f]{10}\\.${ref}\\.[0-9a-f]{32}$`));
  expect(mail).toContain(`src="${origin}/q/${codeIn(mail)}.png"`);
  expect(renderLiquid(snippet, { order: { id: Number(ref), name, financial_status: "PENDING" } })).toBe(mail);
  expect(renderLiquid(snippet, { order: { id: `gid://shopify/Order/${ref}`, name } })).toBe(mail);
  for (const state of ["paid", "PAID", "refunded", "voided"]) expect(renderLiquid(snippet, { id: Number(ref), name, financial_status: state })).toBe("");
});

test("the picture leads to the code's own address, and asks no shop", async () => {
  const text = await mailOf(lamp, lamp.sim.addOrder().ref);
  const asked = lamp.sim.requests.length;
  const request = { request: new Request(`${origin}/q/${text}.png`), params: { code: `${text}.png` }, context: { app: screens.house.app, clientIp: "192.0.2.7" } };
  const answer = await code.loader(request as unknown as Parameters<typeof code.loader>[0]);
  expect(Object.fromEntries(answer.headers)).toMatchObject({ "content-type": "image/png", "cross-origin-resource-policy": "cross-origin" });
  const { data, info } = await sharp(Buffer.from(await answer.arrayBuffer())).grayscale().raw().toBuffer({ resolveWithObject: true });
  const found = await scanGrayBuffer(new Uint8Array(data).buffer, info.width, info.height);
  expect(found.map((symbol) => symbol.decode("utf-8"))).toEqual([`${origin}/q/${text}`]);
  expect(lamp.sim.requests.length).toBe(asked);
});

test("a code tells the truth of the moment: first a button, then the pay page, the amount of an edit, and that it is paid", async () => {
  const { ref } = lamp.sim.addOrder({ locale: "nl-BE" });
  const text = await mailOf(lamp, ref);
  // The first question of all also fetches the shop's access token, which the adapter keeps.
  const first = await look(text);
  const before = await countRows(screens.house.sql);
  expect(first.status).toBe(200);
  expect(String(first.body)).toContain("Uw bestelling betalen");
  expect(String(first.body)).toContain("121,00");
  expect(String(first.body)).not.toContain("Camille");
  lamp.sim.editOrder(ref, { unitMinor: 9_900 });
  expect(String((await look(text)).body)).toContain("99,00");
  expect(await countRows(screens.house.sql)).toEqual(before);
  const pressed = await goOn(text);
  expect(pressed.status).toBe(303);
  expect(pressed.location).toMatch(/\/p\/[\w-]{27}$/);
  expect((await goOn(text)).location).toBe(pressed.location);
  const scanned = await look(text);
  expect([scanned.status, scanned.location, scanned.headers.get("cache-control")]).toEqual([302, pressed.location, "no-store"]);
  lamp.sim.payByCard(ref);
  const paid = await look(text);
  expect([paid.status, paid.location]).toEqual([200, null]);
  expect(String(paid.body)).toContain("Dit is al betaald");
  expect((await goOn(text)).status).toBe(200);
});

test("a cancelled order asks for nothing; with the shop away its last known word stands, and without one there is a page to come back to", async () => {
  const [known, unknown] = [lamp.sim.addOrder(), lamp.sim.addOrder()];
  const texts = [await mailOf(lamp, known.ref), await mailOf(lamp, unknown.ref)] as const;
  await refreshOrder(await lamp.shop.ctx(), { platformId: lamp.connectionId, orderRef: known.ref });
  lamp.sim.door.isInstalled = false;
  const [told, away] = [await look(texts[0]), await look(texts[1])];
  expect([told.status, away.status]).toEqual([200, 503]);
  expect(String(told.body)).toContain("121,00");
  expect((await goOn(texts[0])).status).toBe(200);
  lamp.sim.door.isInstalled = true;
  lamp.sim.cancel(known.ref);
  expect(String((await look(texts[0])).body)).toContain("La commande a été annulée");
});

test("forged, altered, lent and malformed codes are the same 404, for page, button and picture", async () => {
  const [mine, other, theirs] = [lamp.sim.addOrder(), lamp.sim.addOrder(), tea.sim.addOrder()];
  const [keyId = "", , mark = ""] = (await mailOf(lamp, mine.ref)).split(".");
  const [teaKey = ""] = (await mailOf(tea, theirs.ref)).split(".");
  const before = await countRows(screens.house.sql);
  const forgeries = [
    `${keyId}.${other.ref}.${mark}`, `${teaKey}.${mine.ref}.${mark}`, `0000000000.${mine.ref}.${mark}`, `${keyId}.${mine.ref}.${mark.replace(/./g, "0")}`,
    `${keyId}.${mine.ref}.${mark.toUpperCase()}`, `${keyId}.${mine.ref}.${mark.slice(1)}`, "", "x", `${keyId}.${theirs.ref}.${mark}`, await mailOf(lamp, theirs.ref),
  ];
  for (const forged of forgeries.slice(0, -1)) {
    const answers = [await look(forged), await goOn(forged), await look(`${forged}.png`)];
    expect([forged, ...answers.map(({ status }) => status)]).toEqual([forged, 404, 404, 404]);
  }
  // Rightly signed, for an order of another shop: this shop has none of that number.
  expect((await look(forgeries.at(-1) ?? "")).status).toBe(404);
  expect(await countRows(screens.house.sql)).toEqual(before);
});

test("a changed key leaves printed codes alive, until they are ended; the new one's go on", async () => {
  const { ref } = tea.sim.addOrder();
  const printed = await mailOf(tea, ref);
  expect((await press(tea, { intent: "renew-codes" })).status).toBe(303);
  const fresh = await mailOf(tea, ref);
  expect(fresh).not.toBe(printed);
  expect([(await look(printed)).status, (await look(fresh)).status]).toEqual([200, 200]);
  expect((await press(lamp, { intent: "end-old-codes" }, tea.connectionId)).status).toBe(404);
  expect((await press(tea, { intent: "end-old-codes" })).status).toBe(303);
  expect([(await look(printed)).status, (await look(fresh)).status]).toEqual([404, 200]);
});

test("the test mail brings the latest order's code to whoever asks, and says what is missing", async () => {
  const { ref } = lamp.sim.addOrder();
  await refreshOrder(await lamp.shop.ctx(), { platformId: lamp.connectionId, orderRef: ref });
  const sent = await press(lamp, { intent: "test-code", email: "moi@example.test" });
  expect([sent.status, sent.body]).toEqual([200, { about: "test-code", ok: true, email: "moi@example.test" }]);
  expect(screens.house.paper.mails.at(-1)).toMatchObject({ to: "moi@example.test", composed: { text: `${origin}/q/${await mailOf(lamp, ref)}` } });
  expect((await press(lamp, { intent: "test-code", email: "moi" })).body).toMatchObject({ ok: false, reason: "email-wrong" });
});

test("one caller who scans or presses without end is asked to wait", async () => {
  const text = await mailOf(lamp, lamp.sim.addOrder().ref);
  const presses = [];
  for (let tries = 0; tries < 11; tries += 1) presses.push((await goOn(text, "192.0.2.200")).status);
  expect(presses.slice(-2)).toEqual([303, 429]);
  expect((await goOn(text, "192.0.2.201")).status).toBe(303);
});
