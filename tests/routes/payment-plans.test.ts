import { afterAll, beforeAll, expect, test } from "vitest";
import { getLinkToken } from "../../app/db/links.server";
import { settlePayment } from "../../app/flows/settle-payment.server";
import * as order from "../../app/routes/app.orders.$platformId.$ref";
import * as settings from "../../app/routes/app.settings.shop";
import * as page from "../../app/routes/p.$token/route";
import * as done from "../../app/routes/p.$token_.done";
import { openLink, payOnPaper, runDueJobs } from "../road/house";
import { addOrder, call, formRequest, openHouse, openMember, origin, type House, type Member, type RouteModule } from "./merchant-house";

let house: House;
let member: Member;
beforeAll(async () => {
  house = await openHouse();
  member = await openMember(house, "parts@example.test");
});
afterAll(() => house.close());

const plain = (html: unknown) => String(html).replace(/[\u00a0\u202f]/g, " ");
const tokenOf = (linkId: string) => getLinkToken(house.app.db, member.shop.storeId, linkId);
const look = async (token: string, route: RouteModule = page, query = "") => call(house, route.loader, new Request(`${origin}/p/${token}${query}`), { token });
const press = async (token: string, fields: Record<string, string>) => call(house, page.action, formRequest(`/p/${token}`, fields, {}), { token });
const checkoutAt = (location: string | null) => house.paper.checkouts.get(location?.split("/").at(-1) ?? "");

test("a deposit is chosen by a radio, paid, thanked for, and the page then asks for the balance", async () => {
  const { linkId } = await openLink(house, member.shop, { plan: { kind: "deposit", share: "30%" } });
  const token = await tokenOf(linkId);
  const html = plain((await look(token)).body);
  expect(html.match(/<input[^>]*name="part"[^>]*>/g)?.map((input) => [/value="(\d+)"/.exec(input)?.[1], input.includes("checked")])).toEqual([["3630", true], ["12100", false]]);
  const sent = await press(token, { shown: "12100", part: "3630" });
  expect([sent.status, checkoutAt(sent.location)?.amountMinor]).toEqual([303, 3_630]);
  const paymentId = checkoutAt(sent.location)?.paymentId ?? "";
  payOnPaper(house, paymentId);
  await settlePayment(await member.shop.ctx(), paymentId);
  await runDueJobs(house);
  expect(plain((await look(token, done, `/done?payment=${paymentId}`)).body)).toContain("Il reste 84,70 € à payer");
  const after = plain((await look(token)).body);
  for (const said of ["Déjà payé", "Reste à payer", "84,70 €", "Échéancier", "Acompte"]) expect(after).toContain(said);
  expect(after).not.toContain('name="part"');
  expect((await press(token, { shown: "12100", part: "3630" })).status).toBe(409);
});

test("instalments show their days, what is paid, and the next one due after each", async () => {
  const { linkId } = await openLink(house, member.shop, { plan: { kind: "instalments", count: 3, every: "month" }, amountMinor: 10_000 });
  const token = await tokenOf(linkId);
  const sent = await press(token, { shown: "10000", part: "3334" });
  const paymentId = checkoutAt(sent.location)?.paymentId ?? "";
  payOnPaper(house, paymentId);
  expect(plain((await look(token, done, `/done?payment=${paymentId}`)).body)).toContain("33,33 € · 21 décembre 2030");
  const html = plain((await look(token)).body);
  for (const said of ["21 novembre 2030", "payé", "le 21 décembre 2030", "21 janvier 2031"]) expect(html).toContain(said);
});

test.each([
  ["", "Indiquez le montant"],
  ["12,3456", "trop de décimales"],
  ["19,99", "au moins 20,00 €"],
  ["121,01", "ne peut pas dépasser 121,00 €"],
])("a typed part of %s comes back with what was typed and why", async (amount, said) => {
  const { linkId } = await openLink(house, member.shop, { plan: { kind: "any", share: "20.00" } });
  const answer = await press(await tokenOf(linkId), { shown: "12100", amount });
  expect(answer.status).toBe(422);
  expect(plain(answer.body)).toContain(said);
  if (amount !== "") expect(plain(answer.body)).toContain(`value="${amount}"`);
});

test("a typed part within the limits is what the checkout asks", async () => {
  const { linkId } = await openLink(house, member.shop, { plan: { kind: "any", share: "20.00" } });
  expect(checkoutAt((await press(await tokenOf(linkId), { shown: "12100", amount: "50,5" })).location)?.amountMinor).toBe(5_050);
});

const send = (ref: string, fields: Record<string, string>) =>
  member.post(order, "/x", { intent: "create", email: "", locale: "fr", amount: "", expires: "", note: "", ...fields }, { platformId: member.shop.platformId, ref });
const planOf = async (ref: string) => (await house.sql.query("SELECT plan FROM payment_link WHERE order_ref = $1", [ref])).rows[0]?.plan;

test("the merchant chooses a plan for one link, and is told what is wrong with it", async () => {
  await addOrder(house, member.shop, { ref: "9001", amountMinor: 20_000 });
  expect(await send("9001", { plan: "deposit", planShare: "a third" })).toMatchObject({
    status: 422, body: { problems: { planShare: "share-wrong" }, typed: { plan: "deposit", planShare: "a third" } },
  });
  expect(await planOf("9001")).toBeUndefined();
  expect((await send("9001", { plan: "deposit", planShare: "25 %" })).status).toBe(303);
  expect(await planOf("9001")).toEqual({ kind: "deposit", first: { percent: 25 } });
  const again = await member.get(order, "/x", { platformId: member.shop.platformId, ref: "9001" });
  expect(again.body).toMatchObject({ initial: { plan: "deposit", planShare: "25 %" } });
});

test("the shop's usual plan fills the form and is what a link gets when nobody says otherwise", async () => {
  const shop = { name: "Maison Thé", legalLines: "", website: "", contactEmail: "", accentColor: "#7a2e3b", locale: "fr", timeZone: "Europe/Paris", linkDays: "30" };
  expect(await member.post(settings, "/x", { ...shop, plan: "instalments", planCount: "1" })).toMatchObject({ status: 422, body: { problems: { planCount: "count-wrong" } } });
  expect((await member.post(settings, "/x", { ...shop, plan: "instalments", planCount: "4", planEvery: "week" })).status).toBe(303);
  await addOrder(house, member.shop, { ref: "9002", amountMinor: 20_000 });
  const form = await member.get(order, "/x", { platformId: member.shop.platformId, ref: "9002" });
  expect(form.body).toMatchObject({ initial: { plan: "instalments", planCount: "4", planEvery: "week" } });
  await send("9002", {});
  expect(await planOf("9002")).toMatchObject({ kind: "instalments", dates: ["2030-11-21", "2030-11-28", "2030-12-05", "2030-12-12"] });
  await addOrder(house, member.shop, { ref: "9003", amountMinor: 20_000 });
  await send("9003", { plan: "off" });
  expect(await planOf("9003")).toBeNull();
  await member.post(settings, "/x", { ...shop, plan: "off" });
});
