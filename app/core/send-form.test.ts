import { expect, test } from "vitest";
import { currencyOf } from "./currency";
import { readSendForm, type TypedSend } from "./send-form";

const about = { orderNumber: "1042", currency: currencyOf("EUR"), timeZone: "Europe/Paris", fallbackLocale: "fr" as const, needsEmail: true };
const typed: TypedSend = { email: "nom@exemple.fr", locale: "nl", amount: "", expires: "", note: "" };
const amountOf = (amount: string) => {
  const read = readSendForm({ ...typed, amount }, about);
  return read.ok ? read.terms.amountMinor : read.problems.amount;
};

test("each amount a person may type is understood, or refused for its own reason", () => {
  expect(["", "12,50", "12.50", "1 234,50", "1.234,5", "500"].map(amountOf)).toEqual([null, 1250, 1250, 123450, 123450, 50000]);
  expect(["0", "-1", "1e12", "12.345", "douze", "999999999999"].map(amountOf)).toEqual([
    "not-positive", "not-positive", "not-a-number", "too-many-decimals", "not-a-number", "too-large",
  ]);
});

test("the last day is payable to its end, where the shop is", () => {
  const read = readSendForm({ ...typed, expires: "2026-12-21" }, about);
  expect(read.ok && read.terms.expiresAt?.toISOString()).toBe("2026-12-21T22:59:59.000Z");
});

test("every problem is told at once, each with its field", () => {
  const read = readSendForm({ email: "nom@exemple", locale: "fr", amount: "douze", expires: "2026-02-30", note: "a".repeat(501) }, about);
  expect(read).toEqual({ ok: false, problems: { email: "email-wrong", amount: "not-a-number", expires: "date-wrong", note: "note-too-long" } });
});

test("an e-mail is needed only when something is sent", () => {
  expect(readSendForm({ ...typed, email: " " }, about)).toEqual({ ok: false, problems: { email: "email-missing" } });
  expect(readSendForm({ ...typed, email: " " }, { ...about, needsEmail: false }).ok).toBe(true);
});

test("the description speaks the shopper's language, and an unknown language is the shop's", () => {
  const descriptionIn = (locale: string) => {
    const read = readSendForm({ ...typed, locale }, about);
    return read.ok ? read.terms.description : null;
  };
  expect(["fr", "nl", "en", "de", "tlh"].map(descriptionIn)).toEqual(["Commande 1042", "Bestelling 1042", "Order 1042", "Bestellung 1042", "Commande 1042"]);
});

test("a note keeps its lines and loses control and override characters", () => {
  const read = readSendForm({ ...typed, note: "Bonjour\u202e,\r\n\r\n\r\n\r\nmerci\u0007 !  👋 " }, about);
  expect(read.ok && read.terms.note).toBe("Bonjour ,\n\nmerci ! 👋");
});
