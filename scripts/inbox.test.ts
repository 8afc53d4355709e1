import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import nodemailer from "nodemailer";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lookLimits } from "../adapters/email/limits";
import { readReturned } from "../adapters/email/mailbox.server";
import type { ReturnedMessage } from "../app/core/returned";
import { openInbox } from "./inbox.mjs";

let directory: string;
let inbox: Awaited<ReturnType<typeof openInbox>>;

beforeEach(async () => {
  directory = mkdtempSync(path.join(tmpdir(), "reglo-inbox-"));
  inbox = await openInbox({ directory });
});
afterEach(async () => {
  await inbox.close();
  rmSync(directory, { recursive: true, force: true });
});

const pixel = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");

async function post(to: string, extra: object = {}): Promise<void> {
  const transport = nodemailer.createTransport({ host: "127.0.0.1", port: inbox.smtpPort });
  await transport.sendMail({ from: "Atelier <a@example.com>", to, subject: "Votre lien & <b>reçu</b>", text: "Bonjour", ...extra });
}

const get = (address: string) => fetch(inbox.url.replace("localhost", "127.0.0.1") + address);

test("a mail is listed, its words escaped, and still there after a restart", async () => {
  await post("zoe@example.com");
  const before = await (await get("/")).text();
  expect(before).toContain("zoe@example.com");
  expect(before).toContain("Votre lien &#38; &#60;b&#62;reçu&#60;/b&#62;");
  await inbox.close();
  inbox = await openInbox({ directory });
  expect(inbox.list().map((mail) => mail.to)).toEqual([["zoe@example.com"]]);
});

test("the HTML of a mail is shown in a sandbox, with its own pictures and without anyone else's", async () => {
  await post("zoe@example.com", {
    html: '<html><head></head><body><script>alert(1)</script><a href="http://localhost/pay">Payer</a><img src="cid:logo"></body></html>',
    attachments: [{ filename: "logo.png", content: pixel, cid: "logo" }],
  });
  const answer = await get(`/mail/${inbox.list()[0]?.id}/html`);
  const policy = answer.headers.get("content-security-policy") ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).toMatch(/sandbox allow-popups allow-popups-to-escape-sandbox(;|$)/);
  expect(policy).not.toContain("script-src");
  const html = await answer.text();
  expect(html).toContain('<base target="_blank">');
  expect(html).toContain(`src="data:image/png;base64,${pixel.toString("base64")}"`);
  expect(inbox.list()[0]?.attachments).toBe(0);
});

test("an attached PDF opens with its bytes unchanged; an attached page is downloaded, never shown", async () => {
  const pdf = Buffer.from("%PDF-1.7 reçu");
  await post("zoe@example.com", { attachments: [{ filename: "reçu n° 1.pdf", content: pdf }, { filename: "page.html", content: "<script>1</script>" }] });
  const id = inbox.list()[0]?.id;
  const first = await get(`/mail/${id}/part/0`);
  expect(first.headers.get("content-type")).toBe("application/pdf");
  expect(first.headers.get("content-disposition")).toBe("inline; filename*=UTF-8''re%C3%A7u%20n%C2%B0%201.pdf");
  expect(Buffer.from(await first.arrayBuffer())).toEqual(pdf);
  const second = await get(`/mail/${id}/part/1`);
  expect(second.headers.get("content-type")).toBe("application/octet-stream");
  expect(second.headers.get("content-disposition")).toMatch(/^attachment;/);
});

test.each([["refuse.zoe@example.com", 550], ["later@example.com", 451]])("%s is turned away with %i", async (to, responseCode) => {
  await expect(post(to)).rejects.toMatchObject({ responseCode });
  expect(inbox.list()).toEqual([]);
  expect(readdirSync(directory)).toEqual([]);
});

test("a mail to bounce@ is taken, and its report waits in the mailbox of undelivered mails under the mail's own id", async () => {
  await inbox.close();
  inbox = await openInbox({ directory, imapPort: 0 });
  await post("zoe@example.com", { messageId: "<msg_1@atelier.example>" });
  await post("bounce.zoe@example.com", { messageId: "<msg_2@atelier.example>" });
  expect(inbox.list()).toHaveLength(2);
  const kept = new Map<string, unknown>();
  const records = { find: async (kind: string) => kept.get(kind) ?? null, put: async (kind: string, _key: string, value: unknown) => void kept.set(kind, value) } as never;
  const found: ReturnedMessage[] = [];
  const box = { host: "127.0.0.1", port: inbox.imapPort ?? 0, security: "none", user: "demo", password: "demo" } as const;
  await readReturned(box, { now: () => new Date(), records }, async (one) => void found.push(one), lookLimits);
  expect(found).toMatchObject([{ messageId: "msg_2", recipient: "bounce.zoe@example.com", outcome: "refused" }]);
});

test("text and headers have their own views, and the list is emptied on request of this page only", async () => {
  await post("zoe@example.com", { headers: { "X-Link": "lnk_1" } });
  const id = inbox.list()[0]?.id;
  expect(await (await get(`/mail/${id}?view=text`)).text()).toContain("<pre tabindex=\"0\">Bonjour");
  expect(await (await get(`/mail/${id}?view=headers`)).text()).toContain("X-Link: lnk_1");
  const clear = (origin: string) => fetch(`${inbox.url.replace("localhost", "127.0.0.1")}/clear`, { method: "POST", headers: { origin }, redirect: "manual" });
  expect((await clear("https://elsewhere.example")).status).toBe(403);
  expect(inbox.list()).toHaveLength(1);
  expect((await clear(inbox.url.replace("localhost", "127.0.0.1"))).status).toBe(303);
  expect(readdirSync(directory)).toEqual([]);
  expect((await get(`/mail/${id}`)).status).toBe(404);
});
