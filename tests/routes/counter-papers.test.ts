import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inPerson } from "../../adapters/in-person/index.server";
import { insertConnection } from "../../app/db/connections.server";
import { updateStore } from "../../app/db/stores.server";
import type { CounterFacts } from "../../app/flows/read-counter.server";
import * as counter from "../../app/routes/app.links.$linkId_.counter";
import * as sign from "../../app/routes/app.receipts.$receiptId_.sign";
import * as scans from "../../app/routes/app.till.scans.$noteId";
import { readScan } from "../../app/scan.server";
import { readPdf } from "../support/read-pdf";
import { runDueJobs } from "../road/house";
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

const read = async (linkId: string) => (await member.get(counter, "/x", { linkId })).body as CounterFacts;

async function noted(fields: Record<string, string>): Promise<string> {
  const { linkId } = await openLink(house, member.shop);
  expect((await member.post(counter, "/x", { intent: "received", noteId: (await read(linkId)).noteId, date: "", amount: "121", ...fields }, { linkId })).status).toBe(303);
  await runDueJobs(house);
  return linkId;
}

const strokes = JSON.stringify([[100, 100, 300, 300, 500, 120], [600, 200]]);
const bytesOf = (body: unknown) => new TextEncoder().encode(String(body));

test("a cash receipt is signed by both, once, in a document that names its number and its hash, and leaves it as it was", async () => {
  const linkId = await noted({ method: "cash" });
  const [receipt] = (await read(linkId)).receipts;
  const params = { receiptId: receipt?.id ?? "" };
  const before = await house.sql.query<{ pdf_sha256: string }>("SELECT pdf_sha256 FROM receipt WHERE id = $1", [params.receiptId]);
  const press = { payerName: "Zoé Martin", payerPad: strokes, payeeName: "Anne", payeePad: "", payeeTyped: "true" };
  for (const [change, reason] of [[{ payerName: " " }, "name-missing"], [{ payeeTyped: "" }, "not-signed"], [{ payerPad: "[[1,2,3]]" }, "pad-wrong"], [{ payerPad: "<svg/>" }, "pad-wrong"], [{ payerPad: "[[1,9999]]" }, "pad-wrong"]] as const) {
    expect(await member.post(sign, "/x", { ...press, ...change }, params)).toMatchObject({ status: 422, body: { reason, typed: { payeeName: "Anne" } } });
  }
  expect((await Promise.all([member.post(sign, "/x", press, params), member.post(sign, "/x", press, params)])).map(({ status }) => status)).toEqual([303, 303]);
  const { rows } = await house.sql.query<{ number: string; pdf: Buffer; facts: { receiptSha256: string } }>("SELECT number, pdf, facts FROM signed_receipt");
  expect(rows.map(({ number, facts }) => [number, facts.receiptSha256])).toEqual([["S-2030-000001", before.rows[0]?.pdf_sha256]]);
  const [page] = await readPdf(new Uint8Array(rows[0]?.pdf ?? Buffer.alloc(0)));
  for (const told of ["Reçu signé", "S-2030-000001", receipt?.number ?? "?", "121,00 €", "Zoé Martin", "Anne", (before.rows[0]?.pdf_sha256 ?? "?").slice(0, 16)]) expect(page?.text.replace(/\s/g, " ")).toContain(told);
  expect((await read(linkId)).receipts[0]?.signedId).toMatch(/^sgn_/);
  await expect(house.sql.query("UPDATE signed_receipt SET number = 'x'")).rejects.toThrow("append-only");
  expect((await other.get(sign, "/x", params)).status).toBe(404);
  expect(bytesOf((await member.get(sign, "/x?file=signed", params)).body).slice(0, 5)).toEqual(bytesOf("%PDF-"));
  expect((await member.get(sign, "/x?file=blank", params)).headers.get("content-disposition")).toContain("a-signer.pdf");
});

async function upload(noteId: string, bytes: Uint8Array, name: string, who = member) {
  const form = new FormData();
  form.append("scan", new File([new Uint8Array(bytes)], name));
  return who.post(scans, "/x", form, { noteId });
}

test("a cheque's photo is re-encoded, sealed, and shown to its own store alone", async () => {
  const linkId = await noted({ method: "cheque", number: "0001", bank: "Banque du Nord" });
  const noteId = (await read(linkId)).notes[0]?.id ?? "";
  const photo = await sharp({ create: { width: 3_000, height: 1_500, channels: 3, background: "#ddeeff" } }).withExif({ IFD0: { Copyright: "secret-place" } }).jpeg().toBuffer();
  expect((await upload(noteId, photo, "cheque.pdf")).status).toBe(303);
  const seen = await member.get(scans, "/x?file", { noteId });
  expect([seen.headers.get("content-type"), seen.headers.get("content-security-policy")]).toEqual(["image/webp", "default-src 'none'; sandbox"]);
  const { rows } = await house.sql.query<{ sealed: string }>("SELECT sealed FROM cheque_scan");
  expect(rows[0]?.sealed).toMatch(/^v1\./);
  expect((await read(linkId)).notes[0]?.hasScan).toBe(true);
  expect((await other.get(scans, "/x?file", { noteId })).status).toBe(404);
  expect((await upload(noteId, photo, "x.jpg", other)).status).toBe(404);
  for (const [bytes, reason] of [["<svg xmlns='http://www.w3.org/2000/svg'/>", "not-a-scan"], ["MZ", "not-a-scan"], ["\x89PNG\r\n\x1a\nbroken", "unreadable"]] as const) {
    expect(await upload(noteId, Buffer.from(bytes, "latin1"), "cheque.png")).toMatchObject({ status: 422, body: { reason } });
  }
  expect((await upload(noteId, Buffer.from("%PDF-1.7\n"), "x.png")).status).toBe(303);
  expect((await member.get(scans, "/x?file", { noteId })).headers.get("content-disposition")).toBe('attachment; filename="cheque.pdf"');
});

test("nothing but the pixels of a photo is kept, and no more of them than can be read", async () => {
  const photo = await sharp({ create: { width: 4_000, height: 2_000, channels: 3, background: "#ddeeff" } }).withExif({ IFD0: { Copyright: "secret-place" } }).jpeg().toBuffer();
  const made = await readScan(photo);
  if (!made.ok) throw new Error(made.reason);
  expect(Buffer.from(made.scan.bytes).includes("secret-place")).toBe(false);
  expect(await sharp(made.scan.bytes).metadata()).toMatchObject({ format: "webp", width: 1_800, height: 900 });
  expect(await readScan(new Uint8Array(8_000_001))).toEqual({ ok: false, reason: "too-heavy" });
  const bomb = await sharp({ create: { width: 8_000, height: 7_000, channels: 3, background: "#fff" } }).png({ compressionLevel: 9 }).toBuffer();
  expect(await readScan(bomb)).toEqual({ ok: false, reason: "too-many-pixels" });
});
