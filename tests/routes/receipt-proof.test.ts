import { afterAll, beforeAll, expect, test } from "vitest";
import { refundPayment } from "../../app/flows/refund-payment.server";
import { startPayment } from "../../app/flows/start-payment.server";
import { settlePayment } from "../../app/flows/settle-payment.server";
import { action, loader } from "../../app/routes/r.$code";
import { readPdf } from "../support/read-pdf";
import { openHouse, openLink, payOnPaper, runDueJobs, type House, type Shop } from "../road/house";

let house: House;
let shop: Shop;
beforeAll(async () => {
  house = await openHouse();
  shop = await house.openShop();
});
afterAll(() => house.close());

type Door = (args: never) => Promise<Response>;

function knock(door: Door, code: string, init: RequestInit = {}): Promise<Response> {
  const request = new Request(`http://127.0.0.1:3000/r/${encodeURIComponent(code)}`, init);
  return door({ request, params: { code }, context: { app: house.app, clientIp: "127.0.0.1" } } as never);
}
const look = (code: string) => knock(loader as Door, code);
const plain = async (answer: Response) => (await answer.text()).replace(/[\u00a0\u202f]/g, " ");

async function send(code: string, file: Uint8Array | null): Promise<Response> {
  const form = new FormData();
  form.set("file", new File(file ? [new Uint8Array(file)] : [], file ? "recu.pdf" : ""));
  return knock(action as Door, code, { method: "POST", body: form });
}

/** A paid link: its payment, its receipt's PDF and the code printed on it. */
async function paid(): Promise<{ paymentId: string; pdf: Uint8Array; code: string }> {
  const ctx = await shop.ctx();
  const { linkId } = await openLink(house, shop);
  const started = await startPayment(ctx, { linkId, providerId: shop.providerId, shownMinor: null, typedMinor: null });
  if (!started.ok) throw new Error(started.reason);
  payOnPaper(house, started.paymentId);
  await settlePayment(ctx, started.paymentId);
  await runDueJobs(house);
  const { rows } = await house.sql.query<{ pdf: Buffer }>("SELECT pdf FROM receipt WHERE link_id = $1", [linkId]);
  const pdf = new Uint8Array(rows[0]?.pdf ?? []);
  const [address = ""] = (await readPdf(pdf)).flatMap((page) => page.codes);
  return { paymentId: started.paymentId, pdf, code: new URL(address).pathname.replace("/r/", "") };
}

test("the printed code opens the page that says what was issued, and not who paid", async () => {
  const { code } = await paid();
  const answer = await look(code);
  const html = await plain(answer);
  expect(answer.status).toBe(200);
  for (const said of ["Ce reçu est authentique", "Maison Thé", "121,00 €", "R-2030-0000"]) expect(html).toContain(said);
  expect(html).not.toMatch(/zoe@example|Zoé|<script/);
  expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
});

test("the very file is known again; one byte more, another receipt's file, or none is told apart", async () => {
  const [first, second] = [await paid(), await paid()];
  expect(await plain(await send(first.code, first.pdf))).toContain("exactement celui qui a été émis");
  expect(await plain(await send(first.code, new Uint8Array([...first.pdf, 10])))).toContain("n&#x27;est pas celui qui a été émis");
  expect(await plain(await send(first.code, second.pdf))).toContain("n&#x27;est pas celui");
  const none = await send(first.code, null);
  expect(none.status).toBe(422);
  expect((await knock(action as Door, first.code, { method: "POST", body: "{}", headers: { "content-type": "application/json" } })).status).toBe(422);
});

test("money given back since is on the page", async () => {
  const { paymentId, code } = await paid();
  const ctx = await shop.ctx();
  expect(await refundPayment(ctx, { paymentId, linkId: null, refundId: house.app.newId("rfd"), amountMinor: 2_100, shownMinor: 12_100, reason: "" })).toMatchObject({ ok: true });
  await runDueJobs(house);
  expect(await plain(await look(code))).toMatch(/Remboursé depuis.*21,00 €.*C-2030-0000/s);
});

test("a guessed, altered or foreign code gets one answer, and no store is opened for it", async () => {
  const { code } = await paid();
  const other = await paid();
  const [id = "", mark = ""] = code.split(".");
  const wrong = [
    `${id}.${mark.slice(0, -1)}${mark.endsWith("A") ? "B" : "A"}`, `${other.code.split(".")[0]}.${mark}`, id, `rcp_${code}`, `${"0".repeat(28)}.${mark}`, "", "\u0000", "a".repeat(5000),
  ];
  const answers = await Promise.all(wrong.map(async (one) => {
    const answer = await look(one);
    return `${answer.status} ${(await answer.text()).replaceAll(/nonce="[^"]+"/g, "")}`;
  }));
  expect(new Set(answers).size).toBe(1);
  expect(answers[0]).toMatch(/^404 /);
});
