import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { gatherEvidence } from "../../app/flows/read-disputes.server";
import type { LinkView } from "../../app/flows/read-link.server";
import { settlePayment } from "../../app/flows/settle-payment.server";
import { startPayment } from "../../app/flows/start-payment.server";
import * as link from "../../app/routes/app.links.$linkId";
import * as evidence from "../../app/routes/app.links.$linkId_.dispute.$paymentId_.evidence";
import { payOnPaper, runDueJobs } from "../road/house";
import { openHouse, openLink, openMember, type House, type Member } from "./merchant-house";

let house: House;
let member: Member;
let other: Member;
beforeAll(async () => {
  house = await openHouse();
  member = await openMember(house, "one@example.test");
  other = await openMember(house, "other@example.test");
});
afterAll(() => house.close());

type At = { linkId: string; paymentId: string };

async function paid(): Promise<At> {
  const { linkId } = await openLink(house, member.shop);
  const ctx = await member.shop.ctx();
  const started = await startPayment(ctx, { linkId, providerId: member.shop.providerId, shownMinor: null, typedMinor: null });
  if (!started.ok) throw new Error(started.reason);
  payOnPaper(house, started.paymentId);
  await settlePayment(ctx, started.paymentId);
  await runDueJobs(house);
  return { linkId, paymentId: started.paymentId };
}

async function disputed(): Promise<At> {
  const at = await paid();
  const checkout = house.paper.checkouts.get(`cs_${at.paymentId}`);
  if (!checkout) throw new Error("no checkout");
  checkout.facts.push({ kind: "dispute", ref: "dp", amountMinor: 12_100, occurredAt: house.clock.now() });
  checkout.openDispute = { ref: "dp", reason: "product-not-received", evidenceDueAt: new Date(house.clock.now().getTime() + 864_000_000) };
  await settlePayment(await member.shop.ctx(), at.paymentId);
  return at;
}

const photo = () => sharp({ create: { width: 60, height: 40, channels: 3, background: "#ddeeff" } }).png().toBuffer();
const disputeOf = async ({ linkId }: At) => ((await member.get(link, "/x", { linkId })).body as LinkView).disputes[0];
async function add(at: At, bytes: Uint8Array, who = member) {
  const form = new FormData();
  form.append("evidence", new File([new Uint8Array(bytes)], "slip.png"));
  return who.post(evidence, "/x", form, at);
}

test("a carrier's slip is added to the evidence, sealed, travels in its zip as a picture any provider takes, and can be taken away", async () => {
  const at = await disputed();
  expect((await disputeOf(at))?.evidence.find(({ kind }) => kind === "delivery")?.isHeld).toBe(false);
  expect(await add(at, await photo())).toMatchObject({ status: 303, location: `/app/links/${at.linkId}?notice=evidence-added` });
  expect((await add(at, Buffer.from("%PDF-1.7\n"))).status).toBe(303);
  const dispute = await disputeOf(at);
  expect(dispute?.evidence.find(({ kind }) => kind === "delivery")?.isHeld).toBe(true);
  expect(dispute?.files).toHaveLength(2);
  const zip = Buffer.from((await gatherEvidence(await member.shop.ctx(), at))?.bytes ?? []).toString("latin1");
  for (const path of ["delivery/1.jpg", "delivery/2.pdf", "Preuves jointes"]) expect(zip).toContain(path);
  const [first] = dispute?.files ?? [];
  const file = await member.get(evidence, `/x?file=${first?.id}`, at);
  expect([file.headers.get("content-type"), file.headers.get("content-disposition"), file.headers.get("content-security-policy")]).toEqual(["image/jpeg", 'attachment; filename="delivery.jpg"', "default-src 'none'; sandbox"]);
  const { rows } = await house.sql.query<{ sealed: string }>("SELECT sealed FROM evidence_file");
  expect(rows.every(({ sealed }) => sealed.startsWith("v1."))).toBe(true);
  expect((await member.post(evidence, "/x", { remove: first?.id ?? "" }, at)).location).toBe(`/app/links/${at.linkId}?notice=evidence-removed`);
  expect((await disputeOf(at))?.files).toHaveLength(1);
});

test("what is no picture, too much of it, another store's, or of a payment nobody disputes is refused", async () => {
  const at = await disputed();
  for (const [bytes, reason] of [["", "nothing-chosen"], ["<svg/>", "not-a-scan"], ["\x89PNG\r\n\x1a\nbroken", "unreadable"]] as const) {
    expect(await add(at, Buffer.from(bytes, "latin1"))).toMatchObject({ status: 422, body: { reason } });
  }
  const answers = await Promise.all(Array.from({ length: 8 }, async () => add(at, await photo())));
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 303, 303, 303, 303, 303, 422, 422]);
  expect((await add(at, await photo(), other)).status).toBe(404);
  const [file] = (await disputeOf(at))?.files ?? [];
  expect((await other.get(evidence, `/x?file=${file?.id}`, at)).status).toBe(404);
  expect((await add(await paid(), await photo())).status).toBe(404);
  const elsewhere = await disputed();
  expect((await member.get(evidence, `/x?file=${file?.id}`, elsewhere)).status).toBe(404);
  await member.post(evidence, "/x", { remove: file?.id ?? "" }, elsewhere);
  expect((await disputeOf(at))?.files).toHaveLength(6);
});
