// A post office for the demo: takes every mail over SMTP on loopback, keeps it on disk, shows it in the browser.
import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { answerInboxPage } from "./inbox-web.mjs";
import { root } from "./machine.mjs";

const mailBytesMax = 25_000_000;
const mailsMax = 500;
const totalBytesMax = 200_000_000;
const host = "127.0.0.1";

/**
 * @typedef {{ id: string, at: string, from: string, to: string[], subject: string, preview: string, attachments: number, bytes: number }} MailSummary
 */

/**
 * Opens both ends; port 0 takes a free one.
 * A recipient whose name begins with "refuse" is refused for good (550), with "later" for now (451); what is sent to
 * one that begins with "bounce" is taken and comes back to the mailbox of undelivered mails, which `imapPort` opens.
 * @param {{ directory: string, smtpPort?: number, webPort?: number, imapPort?: number | null }} options
 */
export async function openInbox({ directory, smtpPort = 0, webPort = 0, imapPort = null }) {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const box = openBox(directory);
  const returns = imapPort === null ? null : await openReturns(imapPort);
  const smtp = new SMTPServer({
    name: "inbox.localhost",
    banner: "Réglo demo inbox",
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ["STARTTLS"],
    size: mailBytesMax,
    logger: false,
    onAuth: (auth, _session, callback) => callback(null, { user: auth.username ?? "anyone" }),
    onRcptTo: (address, _session, callback) => callback(refusalOf(address.address)),
    onData: (stream, session, callback) => receive({ box, returns }, { stream, recipients: session.envelope.rcptTo.map((to) => to.address) }).then(() => callback(), callback),
  });
  smtp.on("error", () => {}); // a client that hangs up in the middle; the mail was not accepted
  const web = createServer((request, response) => void answerInboxPage(box, request, response));
  await listen(smtp, smtpPort);
  await listen(web, webPort);
  return {
    smtpPort: smtp.server.address().port,
    imapPort: returns?.port ?? null,
    url: `http://localhost:${web.address().port}`,
    list: () => box.list(),
    /** @param {string} id */
    read: (id) => box.read(id),
    close: async () => {
      web.closeAllConnections();
      await Promise.all([new Promise((done) => web.close(done)), new Promise((done) => smtp.close(done)), returns?.close()]);
    },
  };
}

function listen(server, port) {
  return new Promise((resolve, reject) => {
    const socket = server.server ?? server;
    socket.once("error", reject);
    server.listen(port, host, () => resolve(undefined));
  });
}

function refusalOf(address) {
  const name = address.toLowerCase();
  if (name.startsWith("refuse")) return Object.assign(new Error("5.1.1 No such mailbox here"), { responseCode: 550 });
  if (name.startsWith("later")) return Object.assign(new Error("4.2.0 Mailbox busy, try again later"), { responseCode: 451 });
  return null;
}

/** The IMAP server of the tests, which is TypeScript; Vite reads it. */
async function openReturns(port) {
  const { runnerImport } = await import("vite");
  const { module } = await runnerImport(path.join(root, "tests", "simulators", "imap", "demo.ts"), { configFile: false, logLevel: "error" });
  return module.openDemoReturns(port);
}

/** Accepts a mail only once it is whole and on disk. */
async function receive({ box, returns }, { stream, recipients }) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  if (stream.sizeExceeded) throw Object.assign(new Error(`5.3.4 At most ${mailBytesMax} bytes are taken`), { responseCode: 552 });
  const { messageId } = await box.keep(Buffer.concat(chunks), recipients);
  const ours = /^<([^@>]+)@/.exec(messageId ?? "")?.[1];
  if (ours === undefined) return;
  for (const to of recipients.filter((one) => /^bounce/i.test(one))) returns?.bounce({ messageId: ours, to });
}

function openBox(directory) {
  const file = (id, kind) => path.join(directory, `${id}.${kind}`);
  /** @type {MailSummary[]} */
  let mails = readdirSync(directory)
    .filter((name) => name.endsWith(".json"))
    .map((name) => JSON.parse(readFileSync(path.join(directory, name), "utf8")))
    .sort((a, b) => b.id.localeCompare(a.id));
  const remove = (mail) => ["json", "eml"].forEach((kind) => rmSync(file(mail.id, kind), { force: true }));
  return {
    list: () => mails,
    find: (id) => mails.find((mail) => mail.id === id) ?? null,
    source: (id) => readFileSync(file(id, "eml")),
    read: (id) => simpleParser(readFileSync(file(id, "eml"))),
    clear: () => mails.splice(0).forEach(remove),
    async keep(source, recipients) {
      const parsed = await simpleParser(source);
      const at = new Date();
      const id = `${at.toISOString().replace(/\D/g, "")}-${randomBytes(4).toString("hex")}`;
      const summary = {
        id,
        at: at.toISOString(),
        from: parsed.from?.text ?? "",
        to: recipients,
        subject: parsed.subject ?? "",
        preview: (parsed.text ?? "").replace(/\s+/g, " ").trim().slice(0, 140),
        attachments: parsed.attachments.filter((one) => !one.related).length,
        bytes: source.length,
      };
      writeFileSync(file(id, "eml"), source, { mode: 0o600 });
      writeFileSync(file(id, "json.new"), JSON.stringify(summary), { mode: 0o600 });
      renameSync(file(id, "json.new"), file(id, "json"));
      const kept = withinLimits([summary, ...mails]);
      mails.filter((mail) => !kept.includes(mail)).forEach(remove);
      mails = kept;
      return parsed;
    },
  };
}

/** The newest mails that fit, in number and in bytes; always at least the newest. */
function withinLimits(mails) {
  let total = 0;
  const firstTooMuch = mails.findIndex((mail, index) => {
    total += mail.bytes;
    return index > 0 && (index >= mailsMax || total > totalBytesMax);
  });
  return firstTooMuch === -1 ? mails : mails.slice(0, firstTooMuch);
}
