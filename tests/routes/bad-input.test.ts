import { afterAll, beforeAll, expect, test } from "vitest";
import { currencyOf } from "../../app/core/currency";
import { getLinkToken } from "../../app/db/links.server";
import { askForPayment } from "../../app/flows/ask-for-payment.server";
import { openTypingHouse, type TypingHouse } from "./typing-house";

/** What must not change when a form is refused. */
const tables = ["payment_link", "message", "payment", "entry", "hand_note", "basket"];
const long = "9".repeat(10_000);

let house: TypingHouse;
/** Each door of an amount, a name or a date: where it is, and a press that would pass. */
let doors: Record<string, { path: string; press: Record<string, string> }>;
let freeToken: string;

beforeAll(async () => {
  house = await openTypingHouse();
  const [first, second, third] = [await house.addOrder("1001"), await house.addOrder("1002"), await house.addOrder("1003")];
  const send = { intent: "send", email: "zoe@example.test", locale: "fr", amount: "", expires: "", note: "", plan: "off" };
  const order = (ref: string) => `/app/orders/${house.platformId}/${ref}`;
  const made = await house.press(order(second), { ...send, intent: "create" });
  const link = `/app/links/${/lnk_\w+/.exec(made.location ?? "")?.[0]}`;
  const ctx = await house.ctx();
  const free = await askForPayment(ctx, {
    terms: { kind: "reusable", description: "Don", amountMinor: null, currency: currencyOf("EUR"), customerName: "", email: "", locale: "fr", expiresAt: null, note: "", plan: { kind: "off" } }, linkId: ctx.newId("lnk"), messageId: null,
  });
  if (!free.ok) throw new Error(free.reason);
  freeToken = await getLinkToken(house.app.db, house.storeId, free.linkId);
  doors = {
    ask: { path: "/app/links/new", press: { intent: "send", purpose: "Acompte", amountKind: "fixed", amount: "12,50", currency: "EUR", use: "once", name: "Zoé", email: "zoe@example.test", locale: "fr", expires: "", note: "" } },
    send: { path: order(first), press: send },
    resend: { path: link, press: { intent: "resend", email: "zoe@example.test", note: "" } },
    together: { path: `/app/together?order=${house.platformId}/${first}&order=${house.platformId}/${third}`, press: { intent: "send", email: "zoe@example.test", locale: "fr", note: "" } },
    counter: { path: `${link}/counter`, press: { intent: "received", method: "cash", amount: "10", date: "" } },
    pay: { path: `/p/${freeToken}`, press: { way: house.providerId, amount: "12,50" } },
  };
});
afterAll(() => house.close());

async function countAll(): Promise<string[]> {
  return Promise.all(tables.map(async (name) => `${name} ${(await house.sql.query(`SELECT count(*)::int AS n FROM ${name}`)).rows[0].n}`));
}

type Row = [door: string, change: Record<string, string>, field: string, said: string];
const figures = "en chiffres, par exemple 12,50.";
const positive = "Le montant doit être supérieur à zéro.";
/** The amounts the form of a merchant or a payer refuses, and what each is told. */
const amounts: [string, string][] = [
  ["0", positive], ["-0", positive], ["-1", positive], ["\u22121", positive], ["1e12", figures], ["douze", figures], ["12 €", figures], ["١٢", figures], ["12\u200e,50", figures], ["<b>12</b>", figures],
  ["12.345", "décimales"], ["12,345", "décimales"],
];
const tooLarge: Record<string, string> = { ask: "dépasse ce qu’un lien peut demander", send: "dépasse ce qu’un lien peut demander", pay: "Ce montant est trop élevé." };

const rows: Row[] = [
  ...["ask", "send", "pay"].flatMap((door) => [
    ...amounts.map(([amount, said]): Row => [door, { amount }, "amount", said]),
    ...["1000000000000", long].map((amount): Row => [door, { amount }, "amount", tooLarge[door] ?? ""]),
  ]),
  ["ask", { amount: "" }, "amount", "Indiquez le montant, ou laissez le client le choisir."],
  ["pay", { amount: "" }, "amount", "Indiquez le montant que vous voulez payer."],
  ["send", { amount: "121,01" }, "amount", "plus que ce qui reste à payer sur la commande"],
  ["ask", { currency: "JPY", amount: "12,5" }, "amount", "décimales"],
  ...["XYZ", "EURO", "€"].map((currency): Row => ["ask", { currency }, "currency", "Choisissez-en une dans la liste."]),
  ["ask", { purpose: "" }, "purpose", "Dites pour quoi vous demandez ce paiement"],
  ["ask", { purpose: "x".repeat(201) }, "purpose", "200 caractères au plus"],
  ["ask", { name: long }, "name", "100 caractères au plus"],
  ...["ask", "send", "resend", "together"].flatMap((door): Row[] => [
    ["zoe@", "zoe", "a@x.fr, b@x.fr", "a@x.fr;b@x.fr", "zoe@x.fr\r\nBcc: eve@x.fr", `${long}@x.fr`].map((email): Row => [door, { email }, "email", "Cette adresse e-mail n’est pas complète"]),
    ["n".repeat(501), long.repeat(2)].map((note): Row => [door, { note }, "note", "500 caractères au plus"]),
  ].flat()),
  ...["ask", "send"].flatMap((door): Row[] => [
    ...["2026-02-30", "demain", "30/02/2030", long].map((expires): Row => [door, { expires }, "expires", "Cette date n’existe pas."]),
    ...["2020-01-01", "0050-01-01"].map((expires): Row => [door, { expires }, "expires", "Cette date est passée."]),
    ...["2099-01-01", "9999-12-31"].map((expires): Row => [door, { expires }, "expires", "Cette date est trop lointaine"]),
  ]),
  ...["douze", "0 %", "100 %", "-30 %", long].map((planShare): Row => ["send", { plan: "deposit", planShare }, "planShare", "Écrivez un pourcentage entier de 1 à 99"]),
  ...["0", "-1", "13", "2,5", "deux", long].map((planCount): Row => ["send", { plan: "instalments", planCount }, "planCount", "de 2 à 12"]),
  ...["0", "-1", "douze", "1e12"].map((amount): Row => ["counter", { amount }, "amount", amount === "0" || amount === "-1" ? positive : "Écrivez un montant, par exemple 12,50."]),
  ["counter", { amount: long }, "amount", "trop grand"],
  ["counter", { method: "bitcoin" }, "method", "Choisissez dans la liste"],
  ...["2026-02-30", "31/02/2026", long].map((date): Row => ["counter", { date }, "date", "Écrivez une date, par exemple 21/11/2026."]),
  ["counter", { method: "cheque", number: "" }, "number", "Recopiez le numéro du chèque."],
  ...["number", "bank", "drawer"].map((field): Row => ["counter", { method: "cheque", number: "1234567", [field]: long }, field, "raccourcissez"]),
];

const short = (change: Record<string, string>) => JSON.stringify(change, (_, value: unknown) => (typeof value === "string" && value.length > 40 ? `${value.slice(0, 8)}… (${value.length})` : value));

test.each(rows.map((row) => [`${row[0]} ${short(row[1])}`, row] as const))("%s is told beside its field, what was typed stays, and nothing is written or sent", async (_name, [door, change, field, said]) => {
  const { path, press } = doors[door] ?? { path: "", press: {} };
  const before = await countAll();
  const seen = await house.press(path, { ...press, ...change });
  expect([seen.status, seen.beside[field]]).toEqual([422, expect.stringContaining(said)]);
  const isChoice = field === "currency" || field === "method"; // a list holds what it offers
  const typed = { ...press, ...change };
  const expected = Object.entries(typed).filter(([name]) => !["intent", "way"].includes(name) && !(isChoice && name === field) && name in seen.typed);
  // A field of one line knows no line's end: the browser takes it out of what it shows.
  expect(Object.fromEntries(expected.map(([name]) => [name, seen.typed[name]?.replace(/[\r\n]/g, "")]))).toEqual(Object.fromEntries(expected.map(([name, value]) => [name, value.replace(/[\r\n]/g, "")])));
  expect(await countAll()).toEqual(before);
});

test.each([["12,50", 1_250], ["1\u00a0234,56", 123_456], ["1\u202f234,56", 123_456], ["1.234,56", 123_456], ["１２,５０", 1_250], ["12", 1_200]])("%j is right: so much is asked, and so much is paid", async (amount, amountMinor) => {
  const asked = await house.press(doors["ask"]?.path ?? "", { ...doors["ask"]?.press, intent: "create", amount });
  const { rows: links } = await house.sql.query("SELECT amount_minor::int AS n FROM payment_link WHERE id = $1", [/lnk_\w+/.exec(asked.location ?? "")?.[0]]);
  expect(links).toEqual([{ n: amountMinor }]);
  const paid = await house.press(`/p/${freeToken}`, { way: house.providerId, amount });
  const { rows: attempts } = await house.sql.query("SELECT amount_minor::int AS n FROM payment_target WHERE payment_id = $1", [/pay_\w+$/.exec(paid.location ?? "")?.[0]]);
  expect(attempts).toEqual([{ n: amountMinor }]);
});

test("a currency is read in any case, and a KWD amount keeps its three decimals", async () => {
  const ask = (currency: string, amount: string) => house.press("/app/links/new", { ...doors["ask"]?.press, intent: "create", currency, amount });
  for (const [currency, amount, amountMinor] of [["eur", "12,50", 1_250], ["KWD", "1,234", 1_234], ["JPY", "1250", 1_250]] as const) {
    const made = await ask(currency, amount);
    const { rows: links } = await house.sql.query("SELECT amount_minor::int AS n, currency FROM payment_link WHERE id = $1", [/lnk_\w+/.exec(made.location ?? "")?.[0]]);
    expect(links).toEqual([{ n: amountMinor, currency: currency.toUpperCase() }]);
  }
});

test.each([["in-the-future", "2099-01-01", "Cette date est dans l’avenir."], ["in-the-future", "9999-12-31", "Cette date est dans l’avenir."], ["too-old", "2020-01-01", "Cette date a plus d’un an."], ["too-old", "0050-01-01", "Cette date a plus d’un an."]])("money noted for a day %s (%s) is not noted, and the page says so", async (_why, date, said) => {
  const before = await countAll();
  const seen = await house.press(doors["counter"]?.path ?? "", { ...doors["counter"]?.press, date });
  expect([seen.status, seen.text.includes(said), seen.typed["amount"], seen.typed["date"]]).toEqual([422, true, "10", date]);
  expect(await countAll()).toEqual(before);
});

test("nothing of all this was a fault of ours, and nothing typed stands in the log", () => {
  const log = house.log();
  expect(log).not.toContain('"level":"error"');
  for (const secret of ["zoe@example.test", "99999999", freeToken]) expect(log).not.toContain(secret);
});
