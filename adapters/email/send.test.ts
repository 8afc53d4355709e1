import { once } from "node:events";
import net from "node:net";
import fc from "fast-check";
import { simpleParser, type ParsedMail } from "mailparser";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterEach, expect, test } from "vitest";
import type { SettingsValues } from "../../app/core/ports";
import { VendorError } from "../../app/core/vendor-error";
import { noRecords } from "../../tests/contract/stripe-bench";
import { linkMessage, receiptMessage } from "../../tests/shopper/messages";
import { sampleLogo } from "../../tests/shopper/shop";
import { connectMail } from "./connection.server";
import { mailSettingsOf } from "./settings";

const logo = await sampleLogo();
const closers: (() => void)[] = [];
afterEach(() => closers.splice(0).forEach((close) => close()));

type Taken = { from: string; to: string[]; raw: Buffer; mail: ParsedMail };

/** A real SMTP server on loopback that keeps what it takes. */
async function inbox(options: SMTPServerOptions = {}): Promise<{ port: number; taken: Taken[] }> {
  const taken: Taken[] = [];
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ["STARTTLS"], logger: false,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const raw = Buffer.concat(chunks);
        const { mailFrom, rcptTo } = session.envelope;
        void simpleParser(raw).then((mail) => {
          taken.push({ from: mailFrom === false ? "" : mailFrom.address, to: rcptTo.map(({ address }) => address), raw, mail });
          done();
        });
      });
    },
    ...options,
  });
  server.on("error", () => undefined);
  closers.push(() => server.close());
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  return { port: (server.server.address() as net.AddressInfo).port, taken };
}

/** A TCP server that behaves as badly as it is told. */
async function badServer(onConnection: (socket: net.Socket) => void): Promise<number> {
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    onConnection(socket);
  });
  closers.push(() => {
    sockets.forEach((socket) => socket.destroy());
    server.close();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as net.AddressInfo).port;
}

async function closedPort(): Promise<number> {
  const port = await badServer(() => undefined);
  closers.pop()?.();
  return port;
}

const patient = { silenceTimeoutMs: 8_000, deliveryTimeoutMs: 9_000 };
/** For servers that never answer; still long enough for a busy machine. */
const hasty = { silenceTimeoutMs: 1_000, deliveryTimeoutMs: 2_500 };

const messengerAt = (port: number, other: SettingsValues = {}, timeouts = patient) =>
  connectMail(
    mailSettingsOf({ host: "127.0.0.1", port: String(port), security: "none", fromAddress: "paiements@atelier.example", replyTo: "bonjour@atelier.example", ...other }),
    { now: () => new Date("2026-11-21T13:00:00Z"), records: noRecords },
    timeouts,
  );

const send = async (port: number, other: SettingsValues = {}, to = "marie@example.org", timeouts = patient) => {
  const messenger = messengerAt(port, other, timeouts);
  return messenger.send({ to, messageId: "msg_01", composed: await messenger.compose(linkMessage(logo.png)) });
};

const smtpError = (responseCode: number, message: string) => Object.assign(new Error(message), { responseCode });

test("a sent mail has its headers, both twins, its pictures and one recipient", async () => {
  const { port, taken } = await inbox();
  expect(await send(port)).toMatchObject({ ok: true });
  const [{ from, to, mail, raw }] = taken as [Taken];
  expect([from, to]).toEqual(["paiements@atelier.example", ["marie@example.org"]]);
  expect(mail.messageId).toBe("<msg_01@atelier.example>");
  expect(mail.from?.value).toEqual([{ name: "Atelier Lumière", address: "paiements@atelier.example" }]);
  expect(mail.replyTo?.text).toBe("bonjour@atelier.example");
  expect(mail.headers.get("auto-submitted")).toBe("auto-generated");
  expect(mail.headers.has("list-id")).toBe(false);
  expect(raw.toString()).toMatch(/multipart\/alternative/);
  expect(mail.text).toContain("172,90");
  expect(mail.attachments.map(({ filename, contentDisposition }) => [filename, contentDisposition])).toEqual([["logo.png", "inline"], ["qr.png", "inline"]]);
});

test("a second try carries the same Message-ID", async () => {
  const { port, taken } = await inbox();
  await send(port);
  await send(port);
  expect(new Set(taken.map(({ mail }) => mail.messageId)).size).toBe(1);
});

test("a receipt arrives with its PDF byte for byte", async () => {
  const { port, taken } = await inbox();
  const messenger = messengerAt(port);
  const message = receiptMessage(null);
  await messenger.send({ to: "a@example.org", messageId: "msg_02", composed: await messenger.compose(message) });
  const pdf = taken[0]?.mail.attachments[0];
  expect([pdf?.filename, pdf?.contentType]).toEqual(["R-2026-000042.pdf", "application/pdf"]);
  expect(Buffer.from(message.pdf.bytes).equals(pdf!.content)).toBe(true);
});

test("no name, subject or file name adds a header or a recipient", { timeout: 60_000 }, async () => {
  const { port, taken } = await inbox();
  const messenger = messengerAt(port);
  const composed = await messenger.compose(linkMessage(null));
  const odd = fc.tuple(fc.string({ unit: "binary", maxLength: 40 }), fc.constantFrom("\r\n", "\n", "\r", "\u2028", "\u0000", "\u0085", ", ", "\r\n\r\n")).map(([text, end]) => `A${text}${end}Bcc: eve@example.org${end}X-Evil: 1`);
  await fc.assert(
    fc.asyncProperty(odd, odd, async (name, subject) => {
      taken.length = 0;
      const sent = await messenger.send({
        to: "marie@example.org", messageId: `msg_1${name}`,
        composed: { ...composed, fromName: name, subject, attachments: [{ fileName: subject, mimeType: "application/pdf", bytes: new Uint8Array([1]), cid: null }] },
      });
      expect(sent.ok).toBe(true);
      const [{ to, mail }] = taken as [Taken];
      expect(to).toEqual(["marie@example.org"]);
      expect(mail.from?.value.map(({ address }) => address)).toEqual(["paiements@atelier.example"]);
      expect(mail.bcc).toBeUndefined();
      expect(mail.headers.has("x-evil")).toBe(false);
    }),
    { numRuns: 60 },
  );
});

test.each(["marie@example.org, eve@example.org", "marie@example.org\r\nRCPT TO:<eve@example.org>", "marie", ""])("%j is refused before any connection", async (to) => {
  expect(await send(1, {}, to)).toMatchObject({ ok: false, reason: "recipient-refused" });
});

test("an unknown recipient is a refusal that says why, in one line", async () => {
  const { port } = await inbox({ onRcptTo: (_address, _session, done) => done(smtpError(550, "5.1.1 User unknown\r\nsee https://help.example")) });
  const sent = await send(port);
  expect(sent).toMatchObject({ ok: false, reason: "recipient-refused" });
  expect(sent.detail).toContain("5.1.1 User unknown");
  expect(sent.detail).not.toMatch(/[\r\n]/);
});

test("a server that will not relay blames the settings", async () => {
  const { port } = await inbox({ onRcptTo: (_address, _session, done) => done(smtpError(550, "5.7.1 Relaying denied")) });
  expect(await send(port)).toMatchObject({ ok: false, reason: "settings-refused" });
});

test("a refused sender blames the settings", async () => {
  const { port } = await inbox({ onMailFrom: (_address, _session, done) => done(smtpError(553, "5.7.1 Sender address rejected")) });
  expect(await send(port)).toMatchObject({ ok: false, reason: "settings-refused" });
});

test("refused content is told apart", async () => {
  const { port } = await inbox({ onData: (stream, _session, done) => { stream.resume(); stream.on("end", () => done(smtpError(554, "5.7.0 Spam"))); } });
  expect(await send(port)).toMatchObject({ ok: false, reason: "content-refused", detail: "554 5.7.0 Spam" });
});

test.each([421, 450, 452])("a %i answer is tried again later", async (code) => {
  const { port } = await inbox({ onRcptTo: (_address, _session, done) => done(smtpError(code, "try later")) });
  await expect(send(port)).rejects.toMatchObject({ name: "VendorError", isRetryable: true });
});

test("a server that never speaks is left in time", async () => {
  const port = await badServer(() => undefined);
  const start = Date.now();
  await expect(send(port, {}, "a@example.org", hasty)).rejects.toBeInstanceOf(VendorError);
  expect(Date.now() - start).toBeLessThan(20_000); // nodemailer's own patience is ten minutes
});

test("a server that talks without end is left in time, and the next message goes through a new connection", async () => {
  let isSlow = true;
  const { port: goodPort, taken } = await inbox();
  const port = await badServer((socket) => {
    if (!isSlow) return void socket.pipe(net.connect(goodPort, "127.0.0.1")).pipe(socket);
    const drip = setInterval(() => socket.write("220-wait\r\n"), 100);
    socket.on("close", () => clearInterval(drip));
  });
  const messenger = messengerAt(port, {}, hasty);
  const composed = await messenger.compose(linkMessage(null));
  await expect(messenger.send({ to: "a@example.org", messageId: "msg_1", composed })).rejects.toMatchObject({ isRetryable: true });
  isSlow = false;
  expect(await messenger.send({ to: "a@example.org", messageId: "msg_1", composed })).toMatchObject({ ok: true });
  expect(taken).toHaveLength(1);
});

test("a connection left idle until it dies harms neither the process nor the next message", async () => {
  const { port, taken } = await inbox();
  const messenger = messengerAt(port, {}, hasty);
  const composed = await messenger.compose(linkMessage(null));
  await messenger.send({ to: "a@example.org", messageId: "msg_1", composed });
  await new Promise((resolve) => setTimeout(resolve, hasty.silenceTimeoutMs + 500));
  expect(await messenger.send({ to: "a@example.org", messageId: "msg_2", composed })).toMatchObject({ ok: true });
  expect(taken).toHaveLength(2);
});

test("a connection cut in the middle is tried again later", async () => {
  const port = await badServer((socket) => void socket.end("220 hello\r\n"));
  await expect(send(port)).rejects.toMatchObject({ isRetryable: true });
});

const wrongPassword: SMTPServerOptions = { authOptional: false, allowInsecureAuth: true, onAuth: (auth, _session, done) => done(smtpError(535, `5.7.8 Bad credentials for ${auth.username}/${auth.password}`)) };

test("a wrong password is said so, and never repeated", async () => {
  const { port } = await inbox(wrongPassword);
  const credentials = { user: "shop", password: "s3cret-pass" };
  const health = await messengerAt(port, credentials).check();
  expect(health.isWorking).toBe(false);
  expect(health.problems[0]?.fr).toContain("mot de passe");
  const sent = await send(port, credentials);
  expect(sent).toMatchObject({ ok: false, reason: "settings-refused" });
  expect(JSON.stringify([health, sent])).not.toContain("s3cret-pass");
});

test("a working server is healthy", async () => {
  const { port } = await inbox();
  expect(await messengerAt(port).check()).toMatchObject({ isWorking: true, problems: [] });
});

const troubles: [string, () => Promise<number>, SettingsValues, string][] = [
  ["nothing listens", closedPort, {}, "Rien ne répond"],
  ["silence", () => badServer(() => undefined), {}, "ne répond pas"],
  ["no STARTTLS offered", async () => (await inbox()).port, { security: "starttls" }, "STARTTLS"],
  ["an unknown certificate", async () => (await inbox({ disabledCommands: [] })).port, { security: "starttls" }, "certificat"],
  ["TLS spoken to a plain server", async () => (await inbox()).port, { security: "tls" }, "Choisissez STARTTLS"],
  ["a name that does not exist", async () => 25, { host: "smtp.invalid", security: "tls" }, "introuvable"],
];

test.each(troubles)("the check tells %s", async (_case, serve, settings, said) => {
  const port = await serve();
  const health = await messengerAt(port, settings, hasty).check();
  expect(health.isWorking).toBe(false);
  expect(health.problems[0]?.fr).toContain(said);
  expect(health.problems[0]?.en).not.toBe("");
});
