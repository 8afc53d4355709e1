import { once } from "node:events";
import type net from "node:net";
import { SMTPServer } from "smtp-server";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lookLimits } from "../../adapters/email/limits";
import { readReturned } from "../../adapters/email/mailbox.server";
import { email } from "../../adapters/email/index.server";
import { returnBoxOf } from "../../adapters/email/return-settings";
import type { Records, SettingsValues } from "../../app/core/ports";
import type { ReturnedMessage } from "../../app/core/returned";
import { VendorError } from "../../app/core/vendor-error";
import { deliver, openImap, renumber, type ImapWorld } from "../simulators/imap";
import { exchangeReport, gmailReport, postfixReport } from "../simulators/imap/returned-mails";
import { makeCertificate } from "../simulators/woocommerce/certificate";
import { memoryRecords } from "./sandbox-bench";

const now = new Date("2026-11-21T13:00:00Z");
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const ours = { messageId: "msg_01jd2m", to: "marie@example.org" };
const limits = { ...lookLimits, silenceTimeoutMs: 1_000, lookTimeoutMs: 3_000 };

let imap: Awaited<ReturnType<typeof openImap>>;
let world: ImapWorld;
let records: Records;
const closers: (() => Promise<unknown>)[] = [];
beforeEach(async () => {
  records = memoryRecords();
  imap = await openImap();
  world = imap.world;
  closers.push(imap.close);
});
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

const values = (other: SettingsValues = {}): SettingsValues => ({
  returnHost: "127.0.0.1", returnPort: String(imap.port), returnSecurity: "none", returnUser: "retours@atelier.example", returnPassword: "motdepasse", ...other,
});

const boxAt = (other: SettingsValues = {}) => {
  const box = returnBoxOf(values(other), { user: "", password: "" });
  if (!box) throw new Error("No mailbox");
  return box;
};

async function look(other: Partial<typeof limits> = {}, take?: (one: ReturnedMessage) => Promise<void>): Promise<{ returned: ReturnedMessage[]; isMore: boolean }> {
  const returned: ReturnedMessage[] = [];
  const keep = take ?? (async (one: ReturnedMessage) => void returned.push(one));
  const { isMore } = await readReturned(boxAt(), { now: () => now, records }, keep, { ...limits, ...other });
  return { returned, isMore };
}

const personal = "From: Zoé <zoe@example.org>\nSubject: Bonjour\nContent-Type: text/plain\n\nNe lisez pas ceci.\n";

test("reports of three servers are told, each once, with when they came", async () => {
  deliver(world, postfixReport(ours), minutesAgo(30));
  deliver(world, personal, minutesAgo(20));
  deliver(world, exchangeReport({ ...ours, messageId: "msg_2" }), minutesAgo(10));
  deliver(world, gmailReport({ ...ours, messageId: "msg_3", action: "delayed", status: "4.2.2" }), minutesAgo(5));
  const { returned, isMore } = await look();
  expect(returned.map(({ messageId, outcome, cause, at }) => [messageId, outcome, cause, at])).toEqual([
    ["msg_01jd2m", "refused", "address-unknown", minutesAgo(30)], ["msg_2", "refused", "address-unknown", minutesAgo(10)], ["msg_3", "delayed", "mailbox-full", minutesAgo(5)],
  ]);
  expect(isMore).toBe(false);
  expect((await look()).returned).toEqual([]);
  deliver(world, postfixReport({ ...ours, messageId: "msg_4" }), now);
  expect((await look()).returned.map(({ messageId }) => messageId)).toEqual(["msg_4"]);
});

test("the merchant's mail is neither marked, moved nor deleted, and of what is no report only its kind is read", async () => {
  deliver(world, personal, minutesAgo(20));
  deliver(world, postfixReport(ours), minutesAgo(10));
  const shown = () => world.mails.map(({ raw, ...mail }) => ({ ...mail, raw: raw.toString() }));
  const before = shown();
  await look();
  expect(shown()).toEqual(before);
  const asked = world.commands.filter((command) => /^(SELECT|EXAMINE|UID)/.test(command));
  expect(asked).toEqual([
    "EXAMINE INBOX", "UID SEARCH SINCE 14-Nov-2026", "UID FETCH 1,2 (UID BODY.PEEK[HEADER.FIELDS (content-type)])", "UID FETCH 2 (UID INTERNALDATE BODY.PEEK[]<0.131072>)",
  ]);
});

test("the first look goes back a week and no further", async () => {
  deliver(world, postfixReport({ ...ours, messageId: "msg_old" }), minutesAgo(60 * 24 * 9));
  deliver(world, postfixReport(ours), minutesAgo(60 * 24 * 2));
  expect((await look()).returned.map(({ messageId }) => messageId)).toEqual(["msg_01jd2m"]);
});

test("an old mailbox with nothing young is not searched again", async () => {
  deliver(world, personal, minutesAgo(60 * 24 * 9));
  await look();
  world.commands.length = 0;
  await look();
  expect(world.commands.filter((command) => command.startsWith("UID"))).toEqual(["UID SEARCH UID 2:*"]);
});

test("a mailbox made anew is read again from a week back, whatever its numbers", async () => {
  for (const minutes of [50, 40]) deliver(world, personal, minutesAgo(minutes));
  await look();
  world.mails.shift();
  deliver(world, postfixReport(ours), minutesAgo(5));
  renumber(world);
  expect((await look()).returned.map(({ messageId }) => messageId)).toEqual(["msg_01jd2m"]);
});

test("a full mailbox is read in turns, and nothing is left out", async () => {
  for (let index = 0; index < 7; index += 1) deliver(world, postfixReport({ ...ours, messageId: `msg_${index}` }), minutesAgo(60 - index));
  const seen: string[][] = [];
  for (let isMore = true; isMore; ) {
    const turn = await look({ messagesMax: 3 });
    seen.push(turn.returned.map(({ messageId }) => messageId));
    ({ isMore } = turn);
  }
  expect(seen).toEqual([["msg_0", "msg_1", "msg_2"], ["msg_3", "msg_4", "msg_5"], ["msg_6"]]);
});

test("of a huge report only its beginning is read, and that is enough", async () => {
  deliver(world, exchangeReport(ours).replace("Bonjour", "x".repeat(2_000_000)), minutesAgo(5));
  expect((await look()).returned.map(({ messageId }) => messageId)).toEqual(["msg_01jd2m"]);
});

test("what could not be kept is handed over again, and what was before it is not", async () => {
  deliver(world, postfixReport({ ...ours, messageId: "msg_1" }), minutesAgo(9));
  deliver(world, postfixReport({ ...ours, messageId: "msg_2" }), minutesAgo(8));
  const failing = look({}, async ({ messageId }) => {
    if (messageId === "msg_2") throw new RangeError("the database is gone");
  });
  await expect(failing).rejects.toThrow(RangeError);
  expect((await look()).returned.map(({ messageId }) => messageId)).toEqual(["msg_2"]);
});

test("a report that says it came tomorrow came now", async () => {
  deliver(world, postfixReport(ours), new Date(now.getTime() + 86_400_000));
  expect((await look()).returned[0]?.at).toEqual(now);
});

test.each([
  ["silent", /does not answer in time/], ["hang", /does not answer in time/], ["drop", /not understood|does not answer/], ["huge", /not understood/], ["no-inbox", /does not open the inbox/],
] as const)("a server in trouble (%s) is told, in time, and nothing counts as read", async (trouble, words) => {
  deliver(world, postfixReport(ours), minutesAgo(5));
  world.trouble = trouble;
  const error: unknown = await look().catch((one: unknown) => one);
  expect(error).toBeInstanceOf(VendorError);
  expect((error as VendorError).merchantWords.en).toMatch(words);
  world.trouble = null;
  expect((await look()).returned).toHaveLength(1);
});

async function smtp(): Promise<number> {
  const server = new SMTPServer({ authOptional: true, disabledCommands: ["STARTTLS"], logger: false });
  server.on("error", () => undefined);
  closers.push(() => new Promise<void>((done) => server.close(done)));
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  return (server.server.address() as net.AddressInfo).port;
}

async function check(other: SettingsValues = {}) {
  const settings = { host: "127.0.0.1", port: String(await smtp()), security: "none", user: "", password: "", fromAddress: "paiements@atelier.example", ...values(other) };
  expect(email.readSettings(settings)).toEqual({ ok: true });
  return email.connect(settings, { now: () => now, records } as Parameters<typeof email.connect>[1]).check();
}

test("saved settings are checked by signing in and opening the inbox", async () => {
  expect(await check()).toMatchObject({ isWorking: true, problems: [], facts: [{}, {}, { value: `127.0.0.1:${imap.port} (NONE)` }] });
  expect(world.commands).toContain("EXAMINE INBOX");
});

test("a wrong password is told as the mailbox's, never repeated, and says that mails still leave", async () => {
  const { isWorking, problems } = await check({ returnPassword: "pas-le-bon" });
  expect(isWorking).toBe(false);
  expect(problems[0]?.fr).toMatch(/Les mails partent, mais .* Le serveur refuse cet utilisateur ou ce mot de passe/);
  expect(JSON.stringify(problems)).not.toContain("pas-le-bon");
});

test("a closed port, plain talk to a TLS setting and a server without STARTTLS each say what to do", async () => {
  expect((await check({ returnPort: "1" })).problems[0]?.en).toMatch(/Nothing answers at 127\.0\.0\.1:1\. Check the port/);
  expect((await check({ returnSecurity: "tls" })).problems[0]?.en).toMatch(/does not speak TLS from the start\. Choose STARTTLS/);
  expect((await check({ returnSecurity: "starttls" })).problems[0]?.en).toMatch(/does not accept STARTTLS\. Try TLS/);
});

test.each(["tls", "starttls"] as const)("over %s a certificate nobody knows is refused before the password is said", async (security) => {
  const secure = await openImap({ security, certificate: makeCertificate() });
  closers.push(secure.close);
  const { problems } = await check({ returnPort: String(secure.port), returnSecurity: security });
  expect(problems[0]?.en).toMatch(/signed by no known authority/);
  expect(secure.world.commands.filter((command) => /LOGIN|AUTHENTICATE/.test(command))).toEqual([]);
});
