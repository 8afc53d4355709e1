import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { shopifyOfAppStore } from "../../adapters/shopify/app-store.server";
import { askScreen, gid, openScreenHouse, type ScreenHouse, type ScreenShop } from "./screens-shop";

let screens: ScreenHouse;
let lamp: ScreenShop;

beforeAll(async () => {
  screens = await openScreenHouse(shopifyOfAppStore);
  lamp = await screens.open("atelier-lumiere.myshopify.com");
});
afterAll(() => screens.close());

const send = (body: object) => askScreen(screens.house, "admin", "send", { token: lamp.sim.sessionToken(), body });

test("where the platform takes the money and keeps the address, it writes to its customer: once for a press, however often it arrives", async () => {
  const { ref } = lamp.sim.addOrder();
  const body = { orderRef: gid(ref), requestId: randomUUID(), locale: "fr" };
  const answers = [...(await Promise.all([send(body), send(body)])), await send(body)];
  expect(answers.map(({ status, said }) => [status, (said["link"] as { status: string } | undefined)?.status])).toEqual([[200, "open"], [200, "open"], [200, "open"]]);
  expect(lamp.sim.mails.map(({ kind, about }) => [kind, about])).toEqual([["order-invoice", ref]]);
  await send({ ...body, requestId: randomUUID() });
  expect(lamp.sim.mails).toHaveLength(2);
});

test("the merchant's own words go along in the platform's mail, and the link's history knows of it", async () => {
  const { ref } = lamp.sim.addOrder();
  const answer = await send({ orderRef: gid(ref), requestId: randomUUID(), locale: "fr", note: "Merci de payer avant vendredi." });
  expect(lamp.sim.mails.at(-1)).toMatchObject({ kind: "order-invoice", about: ref, email: { customMessage: "Merci de payer avant vendredi." } });
  const { linkId } = answer.said["link"] as { linkId: string };
  const { rows } = await screens.house.sql.query("SELECT kind FROM link_event WHERE link_id = $1 ORDER BY at, id", [linkId]);
  expect(rows.map(({ kind }) => kind)).toEqual(["created", "mailed-by-platform"]);
});

test("a press that the platform could not carry out is one mail when it is pressed again, and a paid order none", async () => {
  const { ref } = lamp.sim.addOrder();
  const body = { orderRef: gid(ref), requestId: randomUUID(), locale: "fr" };
  const before = lamp.sim.mails.length;
  lamp.sim.door.isInstalled = false;
  expect((await send(body)).status).toBe(503);
  lamp.sim.door.isInstalled = true;
  expect((await send(body)).status).toBe(200);
  expect(lamp.sim.mails).toHaveLength(before + 1);
  const paid = lamp.sim.addOrder({ payment: "card" });
  expect((await send({ orderRef: gid(paid.ref), requestId: randomUUID() })).said["reason"]).toBe("nothing-due");
  expect(lamp.sim.mails).toHaveLength(before + 1);
});
