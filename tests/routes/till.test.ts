import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inPerson } from "../../adapters/in-person/index.server";
import { canonicalJson, type Canonical } from "../../app/core/canonical-json";
import { paperPrinter } from "../../adapters/index.server";
import { closingPaper } from "../../app/core/till-papers";
import { insertConnection } from "../../app/db/connections.server";
import { updateStore } from "../../app/db/stores.server";
import { listClosings } from "../../app/db/till.server";
import { closeTill } from "../../app/flows/close-till.server";
import type { ChequesView } from "../../app/flows/bank-cheques.server";
import { printSlip } from "../../app/flows/bank-cheques.server";
import type { CounterFacts } from "../../app/flows/read-counter.server";
import type { TillView } from "../../app/flows/read-till.server";
import * as counter from "../../app/routes/app.links.$linkId_.counter";
import * as cheques from "../../app/routes/app.till.cheques";
import * as closing from "../../app/routes/app.till.closings.$number";
import * as exported from "../../app/routes/app.till.export.$format";
import * as slip from "../../app/routes/app.till.slips.$slipId";
import * as till from "../../app/routes/app.till._index";
import { readPdf } from "../support/read-pdf";
import { openHouse, openLink, openMember, type House, type Member } from "./merchant-house";

let house: House;
let member: Member;
let other: Member;
beforeAll(async () => {
  house = await openHouse({ extraProviders: [inPerson] });
  member = await openMember(house, "one@example.test");
  other = await openMember(house, "other@example.test");
  await updateStore(house.app.db, member.shop.storeId, { country: "BE" });
  await insertConnection(house.app.db, {
    id: house.app.newId("con"), storeId: member.shop.storeId, port: "provider", vendor: inPerson.vendor, hookSecret: null, at: house.clock.now(),
    settings: { place: "Rue Haute 12", cashMax: "3000", chequeOrder: "Maison Thé" },
  });
});
afterAll(() => house.close());

async function note(fields: Record<string, string>): Promise<string> {
  const { linkId } = await openLink(house, member.shop, { amountMinor: 12_100 });
  const { noteId } = (await member.get(counter, "/x", { linkId })).body as CounterFacts;
  expect((await member.post(counter, "/x", { intent: "received", noteId, date: "", amount: "121", ...fields }, { linkId })).status).toBe(303);
  return linkId;
}

test("an empty till teaches, and one with money shows today by method, thirty days and its closings", async () => {
  expect((await member.get(till, "/app/till")).body).toMatchObject({ isEmpty: true, isOn: true, law: "none", closings: [] });
  await note({ method: "cash" });
  await note({ method: "cash", amount: "21" });
  house.clock.move(20 * 3_600_000);
  await closeTill(await member.shop.ctx());
  await note({ method: "cash", amount: "10" });
  const view = (await member.get(till, "/app/till?check=1")).body as TillView & { verdict: unknown };
  expect(view).toMatchObject({ isEmpty: false, today: [{ method: "cash", inMinor: 1_000, count: 1 }], verdict: { moves: 3, faults: [] } });
  expect(view.closings[0]).toMatchObject({ kind: "day", totals: [{ inMinor: 14_200 }], perpetual: [{ inMinor: 14_200 }] });
  expect(view.charts[0]?.days.filter(({ inMinor }) => inMinor > 0).map(({ inMinor }) => inMinor)).toEqual([14_200, 1_000]);
  expect((await other.get(till, "/app/till")).body).toMatchObject({ isEmpty: true });
});

test("the export can be checked by somebody who has nothing but its own rule", async () => {
  const json = JSON.parse(String((await member.get(exported, "/x", { format: "json" })).body)) as { moves: Record<string, Canonical>[]; closings: { hash: string }[]; rule: string };
  let previous = "0".repeat(64);
  for (const { hash, previousHash, ...body } of json.moves) {
    expect(previousHash).toBe(previous);
    previous = createHash("sha256").update(previous + canonicalJson(body)).digest("hex");
    expect(hash).toBe(previous);
  }
  expect([json.moves.length, json.closings.length]).toEqual([3, 1]);
  const csv = await member.get(exported, "/x", { format: "csv" });
  const lines = String(csv.body).trim().split("\r\n");
  expect([lines.length, lines[1]?.split(";")[5], csv.headers.get("content-disposition")]).toEqual([4, "121,00", 'attachment; filename="caisse.csv"']);
  expect((await member.get(exported, "/x", { format: "exe" })).status).toBe(404);
});

test("a closing is printed as it was made, for its own store alone", async () => {
  const [made] = await listClosings(house.app.db, member.shop.storeId, { limit: 1 });
  if (!made) throw new Error("no closing");
  const answer = await member.get(closing, "/x", { number: String(made.number) });
  expect([answer.headers.get("content-type"), String(answer.body).slice(0, 5)]).toEqual(["application/pdf", "%PDF-"]);
  expect((await other.get(closing, "/x", { number: String(made.number) })).status).toBe(404);
  const [page] = await readPdf(await paperPrinter.print(closingPaper(made, { name: "Maison Thé", lines: ["Rue Haute 12"] }, "fr"), { logoPng: null, accentColor: "#1f4d3f" }));
  for (const told of ["Clôture journalière", made.name, "Espèces", "142,00 €", "Total perpétuel", made.hash.slice(0, 16)]) expect(page?.text.replace(/\s/g, " ")).toContain(told);
});

test("cheques go to the bank together, once, with a slip that adds up", async () => {
  await note({ method: "cheque", number: "0001", bank: "Banque du Nord", drawer: "Zoé", amount: "50" });
  await note({ method: "cheque", number: "0002", bank: "=HYPERLINK", drawer: "", amount: "71" });
  const view = (await member.get(cheques, "/x")).body as ChequesView;
  expect(view.toBank.map(({ cheque }) => cheque?.number)).toEqual(["0001", "0002"]);
  expect(await member.post(cheques, "/x", { slipId: view.slipId, date: "" })).toMatchObject({ status: 422, body: { reason: "nothing" } });
  const press = { slipId: view.slipId, date: "", ...Object.fromEntries(view.toBank.map(({ id }) => [`note:${id}`, "on"])) };
  const answers = await Promise.all([member.post(cheques, "/x", press), member.post(cheques, "/x", press)]);
  expect(answers.map(({ status }) => status)).toEqual([303, 303]);
  const after = (await member.get(cheques, "/x")).body as ChequesView;
  expect([after.toBank.length, after.atBank.length, after.slips]).toMatchObject([0, 2, [{ slipId: view.slipId, count: 2 }]]);
  const printed = await printSlip(await member.shop.ctx(), { slipId: view.slipId, locale: "fr" });
  const [page] = await readPdf(printed?.pdf ?? new Uint8Array());
  for (const told of ["Remise de chèques", "0001 · Banque du Nord · Zoé", "Total", "121,00 €"]) expect(page?.text.replace(/\s/g, " ")).toContain(told);
  expect((await other.get(slip, "/x", { slipId: view.slipId })).status).toBe(404);
  expect(await member.post(cheques, "/x", { slipId: "x", date: "", "note:hnd_other": "on" })).toMatchObject({ status: 422, body: { reason: "nothing" } });
});
