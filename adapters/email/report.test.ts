import fc from "fast-check";
import { expect, test } from "vitest";
import { exchangeReport, gmailReport, postfixReport } from "../../tests/simulators/imap/returned-mails";
import { readReport } from "./report";

const ours = { messageId: "msg_01jd2m", to: "marie@example.org" };
const read = (text: string) => readReport(Buffer.from(text.replace(/\n/g, "\r\n")));

test("Postfix says that nobody lives at the address", () => {
  expect(read(postfixReport(ours))).toEqual({
    messageId: "msg_01jd2m", outcome: "refused", cause: "address-unknown", recipient: "marie@example.org",
    detail: "mx1.example.org: 550 5.1.1 <marie@example.org>: Recipient address rejected: User unknown in virtual mailbox table",
  });
});

test("Exchange says it in its own words, with the whole message behind", () => {
  expect(read(exchangeReport(ours))).toMatchObject({ messageId: "msg_01jd2m", outcome: "refused", cause: "address-unknown", detail: expect.stringContaining("RecipientNotFound") });
});

test("Gmail says that the mailbox is full, over several lines", () => {
  expect(read(gmailReport(ours))).toMatchObject({
    messageId: "msg_01jd2m", outcome: "refused", cause: "mailbox-full", detail: expect.stringMatching(/^gmail-smtp-in\.l\.google\.com\.: 552-5\.2\.2 The recipient's inbox is out of storage space\. 552 5\.2\.2 https/),
  });
});

test.each([
  ["delayed", "4.4.1", "delayed", "unreachable"], ["failed", "4.4.7", "refused", "unreachable"], ["failed", "5.7.1", "refused", "policy"],
  ["failed", "5.2.1", "refused", "mailbox-closed"], ["failed", "5.3.4", "refused", "too-large"], ["failed", "5.0.0", "refused", "other"],
] as const)("%s with %s is %s: %s", (action, status, outcome, cause) => {
  expect(read(postfixReport({ ...ours, action, status, answer: "no words" }))).toMatchObject({ outcome, cause });
});

test("a status that says nothing is told by the answer", () => {
  expect(read(postfixReport({ ...ours, status: "5.0.0", answer: "550 5.1.1 no such user" }))?.cause).toBe("address-unknown");
});

test("a mail that arrived is no bad news", () => {
  expect(read(postfixReport({ ...ours, status: "2.0.0" }).replace("Action: failed", "Action: delivered"))).toBeNull();
  expect(read(postfixReport({ ...ours, status: "2.0.0" }).replace("Action: failed", "Action: relayed"))).toBeNull();
});

test("only the returned headers say whose message it is: neither the words, nor another field", () => {
  const foreign = gmailReport({ ...ours, messageId: "msg_other" }).replaceAll("<msg_other@atelier.example>", "<20261121@elsewhere.example>");
  expect(read(foreign.replace("** Message not delivered **", "Message-ID: <msg_01jd2m@atelier.example>"))).toBeNull();
});

test("a bare line feed, a capital, a quoted or an encoded part read the same", () => {
  const text = postfixReport(ours);
  const want = read(text);
  expect(readReport(Buffer.from(text))).toEqual(want);
  expect(read(text.replace("multipart/report", "Multipart/REPORT").replace("message/delivery-status", "Message/Delivery-Status"))).toEqual(want);
  const [, status = ""] = /delivery-status\n\n([\s\S]*?)\n--4XyZ/.exec(text) ?? [];
  const encoded = text.replace("message/delivery-status\n\n", "message/delivery-status\nContent-Transfer-Encoding: base64\n\n").replace(status, `${Buffer.from(status).toString("base64")}\n`);
  expect(read(encoded)).toEqual(want);
});

test("a report cut off inside the returned message still says whose it was", () => {
  const text = exchangeReport(ours);
  expect(read(text.slice(0, text.indexOf("Auto-Submitted: auto-generated")))).toMatchObject({ messageId: "msg_01jd2m" });
});

test("a broken charset shows as it can and loses nothing", () => {
  const text = postfixReport({ ...ours, to: "zoé@example.org", answer: "550 5.1.1 boîte inconnue" });
  const latin1 = Buffer.from(text.replace("charset=utf-8", "charset=x-nobody-knows"), "latin1");
  expect(readReport(latin1)).toMatchObject({ messageId: "msg_01jd2m", recipient: "zo\ufffd@example.org", detail: expect.stringContaining("bo\ufffdte inconnue") });
  expect(readReport(Buffer.from(text))).toMatchObject({ recipient: "zoé@example.org" });
});

test("what is shown is one short line without controls", () => {
  const long = read(postfixReport({ ...ours, answer: `550 \u0007\u202e${"x".repeat(5_000)}` }));
  expect(long?.detail).toMatch(/^[^\p{C}]{300}…$/u);
});

const head = 'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n';
const bytes = 250_000;
const filled = (start: string, one: (index: number) => string) => {
  let text = start;
  for (let index = 0; text.length < bytes; index += 1) text += one(index);
  return text;
};

test.each([
  ["parts inside parts", filled(head, (index) => `--b${index || ""}\nContent-Type: multipart/report; boundary=b${index + 1}\n\n`)],
  ["messages inside messages", filled(`${head}--b\n`, () => "Content-Type: message/rfc822\nContent-Disposition: inline\n\n")],
  ["a thousand parts", filled(head, () => "--b\nContent-Type: message/delivery-status\n\nAction: failed\n")],
  ["a field that never ends", filled(head.replace("\n\n", "\nX: "), () => "\n  y")],
  ["blanks without end", filled(`${head}--b\nContent-Type: message/delivery-status\nContent-Transfer-Encoding: quoted-printable\n\n`, () => "  \t  ")],
  ["quotes that never close", filled("Content-Type: multipart/report", () => ';boundary="')],
  ["half a Message-ID, again and again", filled(`${postfixReport(ours).split("Message-ID:")[0]}Message-ID: `, () => "<msg_a@")],
  ["no report part", `${head}--b\nContent-Type: text/plain\n\nyour mail failed\n--b\nContent-Type: message/rfc822\n\nMessage-ID: <msg_01jd2m@a.example>\n\n--b--\n`],
  ["no boundary", "Content-Type: multipart/report\n\n--\nContent-Type: message/delivery-status\n\n"],
  ["another kind of mail", "Subject: Undelivered Mail Returned to Sender\n\nMessage-ID: <msg_01jd2m@atelier.example>\n"],
])("%s: nothing is believed, in no time", (_name, text) => {
  const before = performance.now();
  expect(read(text)).toBeNull();
  expect(performance.now() - before).toBeLessThan(2_000);
});

test("whatever arrives, reading it ends without an error", () => {
  const pieces = fc.constantFrom("--b", "--b--", "\n\n", "\r\n", "Content-Type: message/delivery-status", "Content-Type: message/rfc822", "Action: failed", "Status: 5.1.1", "Final-Recipient: rfc822; a@b.c", "Message-ID: <msg_1@b.c>", ":", ";", "\u0000");
  fc.assert(fc.property(fc.array(fc.oneof(pieces, fc.string({ unit: "binary", maxLength: 12 })), { maxLength: 40 }), (parts) => void read(head + parts.join("\n"))), { numRuns: 500 });
});
