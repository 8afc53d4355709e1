import { expect, test } from "vitest";
import { secretsToRetype } from "../../app/core/kept-secrets";
import { email } from "./index.server";
import { isAddress, mailSettingsOf, readMailSettings } from "./settings";

const good = { host: "smtp.example.org", port: "587", security: "starttls", user: "u", password: "p", fromAddress: "pay@example.org" };
const fieldsOf = (values: Record<string, string>) => {
  const read = readMailSettings(values);
  return read.ok ? [] : read.problems.map((problem) => problem.field);
};

test("good settings pass", () => expect(fieldsOf(good)).toEqual([]));

test.each([
  ["host", { host: "smtp example" }], ["host", { host: "" }], ["port", { port: "0" }], ["port", { port: "70000" }], ["port", { port: "abc" }],
  ["security", { security: "none" }], ["security", { security: "maybe" }], ["password", { password: "" }], ["user", { user: "" }],
  ["fromAddress", { fromAddress: "nobody" }], ["fromAddress", { fromAddress: "a@b.c\r\nBcc: eve@example.org" }], ["replyTo", { replyTo: "a, b@c.d" }],
])("a wrong %s is named", (field, wrong) => expect(fieldsOf({ ...good, ...wrong })).toEqual([field]));

test.each(["localhost", "127.0.0.1", "::1"])("without encryption %s is accepted", (host) => {
  expect(fieldsOf({ ...good, host, security: "none" })).toEqual([]);
});

test.each(["a@b.fr", "zoé@exämple.org", "first.last+tag@sub.example.org"])("%s is an address", (text) => expect(isAddress(text)).toBe(true));

test.each(["", "a", "a@b", "a@bcd", "a@b.c, d@e.f", "<a@b.c>", "a@b.c\n", "a b@c.d", `${"a".repeat(65)}@b.fr`, "a\u0000@b.fr"])("%j is none", (text) => expect(isAddress(text)).toBe(false));

const withBox = { ...good, returnHost: "imap.example.org", returnPort: "993", returnSecurity: "tls" };

test("the mailbox of undelivered mails is optional, and what is left out is the sending server's", () => {
  expect(mailSettingsOf(good).returns).toBeNull();
  expect(fieldsOf({ ...good, returnPort: "0", returnSecurity: "maybe", returnUser: "u" })).toEqual([]);
  expect(fieldsOf(withBox)).toEqual([]);
  expect(mailSettingsOf({ ...withBox, returnPort: "", returnSecurity: "" }).returns).toEqual({ host: "imap.example.org", port: 993, security: "tls", user: "u", password: "p" });
  expect(mailSettingsOf({ ...withBox, returnPort: "", returnSecurity: "starttls" }).returns?.port).toBe(143);
});

test("the sending password is never tried on another user", () => {
  expect(mailSettingsOf({ ...withBox, returnUser: "retours" }).returns?.password).toBe("");
  expect(fieldsOf({ ...withBox, returnUser: "retours" })).toEqual(["returnPassword"]);
});

test.each([
  ["returnHost", { returnHost: "imap example" }], ["returnPort", { returnPort: "70000" }], ["returnPort", { returnPort: "x" }], ["returnSecurity", { returnSecurity: "none" }],
  ["returnUser", { user: "", password: "", returnPassword: "x" }],
])("a wrong %s of the mailbox is named", (field, wrong) => expect(fieldsOf({ ...withBox, ...wrong })).toEqual([field]));

const retypedAfter = (saved: Record<string, string>, typed: Record<string, string>) => {
  const kept = Object.fromEntries(["password", "returnPassword"].map((name) => [name, typed[name] || (saved[name] ?? "")]));
  return secretsToRetype(email, { saved, typed, settings: { ...saved, ...typed, ...kept } });
};
const withOwnBox = { ...withBox, returnUser: "retours", returnPassword: "r" };
const untyped = { password: "", returnPassword: "" };

test.each([
  ["another server", good, { host: "smtp.evil.example" }, ["password"]],
  ["another port of it", good, { port: "2525" }, ["password"]],
  ["a mailbox that would take the sending password", good, { returnHost: "imap.evil.example" }, ["password"]],
  ["another mailbox that takes the sending password", withBox, { returnHost: "imap.evil.example" }, ["password"]],
  ["another mailbox with a password of its own", withOwnBox, { returnHost: "imap.evil.example" }, ["returnPassword"]],
  ["another port of the mailbox", withOwnBox, { returnPort: "1993" }, ["returnPassword"]],
  ["a mailbox named again for a password kept without one", { ...withOwnBox, returnHost: "" }, { returnHost: "imap.evil.example" }, ["returnPassword"]],
  ["both servers", withOwnBox, { host: "smtp.evil.example", returnHost: "imap.evil.example" }, ["password", "returnPassword"]],
])("for %s the saved passwords are asked again", (_, saved, changed, fields) => {
  expect(retypedAfter(saved, { ...untyped, ...changed })).toEqual(fields);
});

test.each([
  ["the same server in other letters", withOwnBox, { host: "SMTP.example.org" }],
  ["another user, sender or encryption", withOwnBox, { user: "v", fromAddress: "x@example.org", security: "tls" }],
  ["a password typed with the new server", good, { host: "smtp.other.example", password: "q" }],
  ["no mailbox any more", withOwnBox, { returnHost: "" }],
])("for %s they are kept", (_, saved, changed) => {
  expect(retypedAfter(saved, { ...untyped, ...changed })).toEqual([]);
});
