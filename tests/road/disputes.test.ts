import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { gatherEvidence } from "../../app/flows/read-disputes.server";
import { readLink } from "../../app/flows/read-link.server";
import { settlePayment } from "../../app/flows/settle-payment.server";
import { sweep } from "../../app/flows/sweep.server";
import { openHouse, openLink, payOnPaper, runDueJobs, type House, type Shop } from "./house";
import { expectInvariants } from "./invariants";
import type { PaperCheckout } from "./paper";
import { walkIn } from "./walk";

const dayMs = 86_400_000;
let house: House;
let shop: Shop;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const { payId, eventsOf } = walkIn(() => ({ house, shop }));

/** 121 € paid by mail's link, and taken back by the payer's bank with ten days to answer. */
async function disputed(): Promise<{ linkId: string; paymentId: string; checkout: PaperCheckout }> {
  shop = await house.openShop();
  const { linkId } = await openLink(house, shop, { amountMinor: 12_100, isMailed: true });
  const paymentId = await payId(linkId);
  payOnPaper(house, paymentId);
  await settlePayment(await shop.ctx(), paymentId);
  expect(await runDueJobs(house)).toEqual([]);
  const checkout = house.paper.checkouts.get(`cs_${paymentId}`);
  if (!checkout) throw new Error("no checkout");
  house.clock.move(60_000);
  checkout.facts.push({ kind: "dispute", ref: "dp", amountMinor: 12_100, occurredAt: house.clock.now() });
  checkout.openDispute = { ref: "dp", reason: "product-not-received", evidenceDueAt: new Date(house.clock.now().getTime() + 10 * dayMs), url: "https://paper.test/disputes/dp" };
  await settlePayment(await shop.ctx(), paymentId);
  return { linkId, paymentId, checkout };
}

const view = async (linkId: string) => {
  const found = await readLink(await shop.ctx(), linkId);
  if (!found) throw new Error("no link");
  return found;
};
const tasksOf = async (linkId: string) => (await view(linkId)).tasks.map(({ kind, resolvedAt }) => [kind, resolvedAt === null ? "open" : "done"]);

test("the link says what happened, why in plain words, how long is left, what is gathered and where to answer", async () => {
  const { linkId } = await disputed();
  house.clock.move(2.5 * dayMs);
  const [dispute] = (await view(linkId)).disputes;
  expect(dispute).toMatchObject({ outcome: "open", reason: "not-received", daysLeft: 7, answerUrl: "https://paper.test/disputes/dp", amount: { amountMinor: 12_100 } });
  expect(dispute?.evidence.filter(({ isHeld }) => isHeld).map(({ kind }) => kind)).toEqual(["receipt", "order", "messages", "history"]);
  expect((await view(linkId)).tasks[0]?.detail).toMatchObject({ amountMinor: 12_100, currency: "EUR" });
});

test("it is told again once, three days before the deadline, and no longer once it is over", async () => {
  const { linkId, paymentId, checkout } = await disputed();
  const sweepAfter = async (ms: number) => {
    house.clock.move(ms);
    await sweep(house.app);
    await sweep(house.app);
  };
  await sweepAfter(6.9 * dayMs);
  expect(await tasksOf(linkId)).toEqual([["dispute", "open"]]);
  await sweepAfter(0.2 * dayMs);
  expect(await tasksOf(linkId)).toEqual([["dispute", "open"], ["dispute-due", "open"]]);
  checkout.openDispute = null;
  checkout.facts.push({ kind: "dispute-reversal", ref: "dp", amountMinor: 12_100, occurredAt: house.clock.now() });
  await settlePayment(await shop.ctx(), paymentId);
  expect(await tasksOf(linkId)).toEqual([["dispute", "done"], ["dispute-due", "done"]]);
  await sweepAfter(dayMs);
  expect(await tasksOf(linkId)).toEqual([["dispute", "done"], ["dispute-due", "done"]]);
});

test.for(["won", "lost"] as const)("%s: the past stays as it was, entries, receipts and paid order", async (outcome) => {
  const { linkId, paymentId, checkout } = await disputed();
  const past = await house.sql.query("SELECT id, kind, amount_minor FROM entry WHERE payment_id = $1 ORDER BY id", [paymentId]);
  const receipts = (await view(linkId)).receipts;
  checkout.openDispute = null;
  if (outcome === "won") checkout.facts.push({ kind: "dispute-reversal", ref: "dp", amountMinor: 12_100, occurredAt: house.clock.now() });
  await settlePayment(await shop.ctx(), paymentId);
  await runDueJobs(house);
  const now = await house.sql.query("SELECT id, kind, amount_minor FROM entry WHERE payment_id = $1 ORDER BY id", [paymentId]);
  expect(now.rows.slice(0, past.rows.length)).toEqual(past.rows);
  expect((await view(linkId)).receipts).toEqual(receipts);
  expect((await view(linkId)).state.status).toBe("paid");
  expect((await view(linkId)).disputes).toMatchObject([{ outcome, daysLeft: null, evidence: [] }]);
  expect(await eventsOf(linkId)).toContain("dispute-closed");
  await expectInvariants(house, shop);
});

test.each([["fr", "Traitement en cours"], ["en", "Being processed"], ["nl", "Being processed"], ["de", "Being processed"]])("in a shop that speaks %s the evidence says the order's state in words people read: %s", async (locale, words) => {
  const { linkId, paymentId } = await disputed();
  await house.sql.query("UPDATE store SET locale = $2 WHERE id = $1", [shop.storeId, locale]);
  const ctx = await shop.ctx();
  const platforms = ctx.platforms.map(({ connection, port }) => ({ connection, port: { ...port, statusWords: { processing: { fr: "Traitement en cours", en: "Being processed" } } } }));
  const zip = Buffer.from((await gatherEvidence({ ...ctx, platforms }, { linkId, paymentId }))?.bytes ?? []).toString("utf8");
  expect(zip).toMatch(new RegExp(`(La boutique dit de la commande|The shop says of the order) [^:]+: ${words} \\(`));
  expect(zip).not.toContain(": processing");
});

test("the evidence is one zip: receipt, order, payment, history and mails of this payment, and of no other store", async ({ skip }) => {
  const { linkId, paymentId } = await disputed();
  const own = shop;
  const file = await gatherEvidence(await own.ctx(), { linkId, paymentId });
  expect(await gatherEvidence(await (await house.openShop()).ctx(), { linkId, paymentId })).toBeNull();
  const home = mkdtempSync(path.join(tmpdir(), "reglo-evidence-"));
  try {
    writeFileSync(path.join(home, "x.zip"), file?.bytes ?? "");
    const script = "import sys,zipfile,json;z=zipfile.ZipFile(sys.argv[1]);print(json.dumps({n:z.read(n)[:3000].decode('utf-8','replace') for n in z.namelist()}))";
    const read = JSON.parse(execFileSync("python3", ["-c", script, path.join(home, "x.zip")], { encoding: "utf8" })) as Record<string, string>;
    expect(Object.keys(read).sort()).toEqual(["delivery.txt", "history.txt", "messages.txt", "order.txt", "payment.txt", expect.stringMatching(/^receipts\/R-\d{4}-\d{6}\.pdf$/)]);
    expect(read["order.txt"]).toContain("Thé vert");
    expect(read["payment.txt"]).toContain("product-not-received");
    expect(read["delivery.txt"]).toMatch(/La boutique dit de la commande .+: \w+[^]*Ajoutez ici la preuve/);
    expect(read["payment.txt"]).toMatch(/Paiement reçu  [^]*Repris par la banque  /);
    expect(read["messages.txt"]).toMatch(/(remis au serveur du client|en attente)  zoe@example\.test/);
    for (const said of ["Demande de paiement créée", "Paiement reçu", "Paiement contesté"]) expect(read["history.txt"]).toContain(`  ${said}  `);
    expect(Object.entries(read).find(([name]) => name.endsWith(".pdf"))?.[1]).toMatch(/^%PDF/);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    skip("no python3 on this machine");
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});
