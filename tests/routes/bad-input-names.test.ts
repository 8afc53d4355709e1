import { afterAll, beforeAll, expect, test } from "vitest";
import { getLinkToken } from "../../app/db/links.server";
import { readPdf } from "../support/read-pdf";
import { openTypingHouse, type TypingHouse } from "./typing-house";

/** What strangers call themselves: a second header, a turned reading order, a family of one letter, right to left. */
const evil = "Zoé \u202eexe\r\nBcc: eve@example.test\r\n\r\nX-Evil: 1";
const odd = "ليلى حداد 👩‍👩‍👧 Ω";
const cleaned = "Zoé exe Bcc: eve@example.test X-Evil: 1";

let house: TypingHouse;
beforeAll(async () => {
  house = await openTypingHouse();
});
afterAll(() => house.close());

const linkIn = (location: string | null) => /lnk_\w+/.exec(location ?? "")?.[0] ?? "";
const mailTo = (address: string) => expect.poll(() => house.mails.find(({ to }) => [to ?? []].flat().some(({ text }) => text.includes(address))) ?? null).not.toBeNull();
const foundMail = (address: string) => house.mails.find(({ to }) => [to ?? []].flat().some(({ text }) => text.includes(address)));
const plain = (text: string | null | undefined | false) => (text || "").replace(/\s+/g, " ");

async function getPdf(path: string): Promise<Uint8Array> {
  const answer = await fetch(house.url + path, { headers: { cookie: house.cookie } });
  expect([path.replace(/\w{20,}/g, "…"), answer.status, answer.headers.get("content-type")]).toEqual([path.replace(/\w{20,}/g, "…"), 200, "application/pdf"]);
  return new Uint8Array(await answer.arrayBuffer());
}

test("a shop renamed with line ends, emoji and Arabic keeps the letters and loses what could turn or split a line", async () => {
  const { logo: _file, ...typed } = (await house.look("/app/settings/shop")).typed;
  expect((await house.press("/app/settings/shop", { ...typed, name: `Maison ${odd}\r\nBcc: eve@example.test \u2066x` })).status).toBe(303);
  expect((await house.look("/app/settings/shop")).typed["name"]).toBe(`Maison ${odd} Bcc: eve@example.test x`);
  expect((await house.press("/app/settings/shop", { ...typed, name: `Maison ${odd}` })).status).toBe(303);
});

test.each([["an attacker’s", "2001", evil, cleaned], ["a right-to-left one with emoji", "2002", odd, odd]])("%s name goes from the order to the mail, the page and the papers, whole and as one line", async (_what, ref, name, shown) => {
  const email = `n${ref}@example.test`;
  await house.addOrder(ref, { name, email, line: `Théière ${name}` });
  const sent = await house.press(`/app/orders/${house.platformId}/${ref}`, { intent: "send", email, locale: "fr", amount: "", expires: "", note: `Merci ${name}`, plan: "off" });
  const linkId = linkIn(sent.location);
  expect(sent.status).toBe(303);
  expect((await house.look(`/app/links/${linkId}`)).text).toContain(shown);
  await mailTo(email);
  const mail = foundMail(email);
  expect([mail?.from?.value[0]?.name, mail?.headers.has("bcc"), mail?.headers.has("x-evil"), [mail?.to ?? []].flat().flatMap(({ value }) => value).map(({ address }) => address)]).toEqual([`Maison ${odd}`, false, false, [email]]);
  for (const body of [plain(mail?.text), plain(mail?.html)]) expect(body.includes("\u202e")).toBe(false);
  expect(plain(mail?.text)).toContain(name === odd ? odd : "Zoé exe");
  const token = await getLinkToken(house.app.db, house.storeId, linkId);
  const page = await house.look(`/p/${token}`);
  expect([page.status, page.text.includes(`Maison ${odd}`), page.text.includes(`Théière ${shown}`)]).toEqual([200, true, true]);
  const checkout = await house.press(`/p/${token}`, { way: house.providerId, shown: "12100" });
  await fetch(checkout.location ?? "", { method: "POST", redirect: "manual", body: new URLSearchParams({ action: "pay" }), headers: { origin: house.url } });
  await expect.poll(async () => (await house.sql.query("SELECT id FROM receipt WHERE link_id = $1", [linkId])).rows.length).toBe(1);
  const { rows: [receipt] } = await house.sql.query<{ id: string; number: string }>("SELECT id, number FROM receipt WHERE link_id = $1", [linkId]);
  for (const path of [`/app/receipts/${receipt?.id}`, `/p/${token}/receipt/${receipt?.id}`]) {
    const [paper] = await readPdf(await getPdf(path));
    expect(paper?.text).toContain("121,00");
    expect(paper?.text).not.toMatch(/[\ufffd\u202e]/);
    // Arabic letters are joined and turned as their script asks, so a paper is read back in runs: every letter is there.
    for (const letter of shown.replace(/\s/g, "")) expect(paper?.text).toContain(letter);
  }
});

test("an order not yet paid prints a notice with its customer's name whole", async () => {
  await house.addOrder("2003", { name: odd, email: "n2003@example.test" });
  const made = await house.press(`/app/orders/${house.platformId}/2003`, { intent: "create", email: "n2003@example.test", locale: "fr", plan: "off" });
  const [paper] = await readPdf(await getPdf(`/app/links/${linkIn(made.location)}/notice.pdf`));
  expect(paper?.text).toContain("121,00");
  expect(paper?.text).not.toContain("\ufffd");
});

test("nothing of all this was a fault of ours", () => {
  expect(house.log()).not.toContain('"level":"error"');
});
