import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listeningPort } from "../../scripts/machine.mjs";
import { startStripe, type StripeSimulator } from "../simulators/stripe";
import { startWooSimulator, type WooSimulator } from "../simulators/woocommerce";
import { openTypingHouse, type Press, type TypingHouse } from "./typing-house";

let house: TypingHouse;
let woo: WooSimulator;
let stripe: StripeSimulator;
const strangers: Server[] = [];
const long = "9".repeat(10_000);

beforeAll(async () => {
  woo = await startWooSimulator();
  stripe = await startStripe();
  house = await openTypingHouse({ env: { VENDOR_BASE_URLS: JSON.stringify({ stripe: stripe.address }) } });
});
afterAll(async () => {
  await house.close();
  await woo.close();
  await stripe.close();
  for (const server of strangers) server.closeAllConnections();
  for (const server of strangers) server.close();
});

/** A server that is no shop, on loopback. */
async function stranger(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, "127.0.0.1");
  strangers.push(server);
  await new Promise((resolve) => server.once("listening", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const kept = async () => (await house.sql.query("SELECT (SELECT count(*)::int FROM connection) AS connections, (SELECT count(*)::int FROM invitation) AS invitations, md5(s::text) AS shop FROM store s")).rows;

type Row = [change: Record<string, string>, field: string, said: string];
const shopRows: Row[] = [
  [{ name: "" }, "name", "Donnez un nom à la boutique."], [{ name: long }, "name", "C’est trop long."],
  [{ legalLines: "ligne\n".repeat(9) }, "legalLines", "C’est trop long."], [{ legalLines: long }, "legalLines", "C’est trop long."],
  ...["javascript:alert(1)", "boutique", "https://moi:secret@boutique.fr", `https://${long}.fr`].map((website): Row => [{ website }, "website", "Ce n’est pas l’adresse d’un site."]),
  ...["bonjour", "a@x.fr,b@x.fr", `${long}@x.fr`].map((contactEmail): Row => [{ contactEmail }, "contactEmail", "Cette adresse e-mail n’est pas complète."]),
  [{ accentColor: "rouge" }, "accentColor", "six signes"], [{ accentColor: "#ffffff" }, "accentColor", "plus foncée"], [{ timeZone: "Mars/Phobos" }, "timeZone", "Exemple : Europe/Paris"],
  ...["0", "-1", "366", "douze", "1e2", "1,5", long].map((linkDays): Row => [{ linkDays }, "linkDays", "de 1 à 365"]),
  ...["0 %", "douze", "100 %"].map((planShare): Row => [{ plan: "deposit", planShare }, "planShare", "de 1 à 99"]),
];
const short = (change: object) => JSON.stringify(change, (_, value: unknown) => (typeof value === "string" && value.length > 40 ? `${value.slice(0, 8)}… (${value.length})` : value));
const named = (rows: readonly Row[]) => rows.map((row) => [short(row[0]), row] as const);

test.each(named(shopRows))("the shop's form, %s: told beside its field, what was typed stays, the shop stays as it was", async (_name, [change, field, said]) => {
  const before = await kept();
  const { typed } = await house.look("/app/settings/shop");
  const { logo: _file, ...fields } = typed;
  const seen = await house.press("/app/settings/shop", { ...fields, ...change });
  expect([seen.status, seen.beside[field]]).toEqual([422, expect.stringContaining(said)]);
  expect(seen.typed).toMatchObject(change);
  expect(await kept()).toEqual(before);
});

const goodKey = { key: `ck_${"5".repeat(40)}`, secret: `cs_${"7".repeat(40)}` };
const wooForm = { consumerKey: goodKey.key, consumerSecret: goodKey.secret };
const mailForm = { host: "127.0.0.1", port: "587", security: "none", user: "", password: "", fromAddress: "paiements@boutique.fr", fromName: "", replyTo: "" };
const bankForm = { holder: "Camélia SRL", iban: "BE68 5390 0754 7034", bic: "", referenceKind: "auto", ogmLine: "11" };
const tillForm = { place: "Rue Haute 12", cashMax: "1000", chequeOrder: "" };

/** Shapes, told field by field before anybody is called. */
const shapeRows: [vendor: string, form: Record<string, string>, change: Record<string, string>, field: string, said: string][] = [
  ["platform/woocommerce", wooForm, { storeUrl: "boutique" + " " + "fr" }, "storeUrl", "Exemple : https://boutique.example"],
  ["platform/woocommerce", wooForm, { storeUrl: "http://boutique.example" }, "storeUrl", "https://"],
  ["platform/woocommerce", wooForm, { storeUrl: "https://moi:mdp@boutique.example" }, "storeUrl", "ni nom d’utilisateur ni mot de passe"],
  ["platform/woocommerce", wooForm, { storeUrl: "https://boutique.example", consumerKey: goodKey.secret }, "consumerKey", "inversés"],
  ["platform/shopify", { clientId: "0123456789abcdef", clientSecret: "shpss_0123456789abcdef0123456789abcdef" }, { shopDomain: "https://boutique.fr" }, "shopDomain", ".myshopify.com"],
  ["provider/stripe", {}, { secretKey: "pk_test_0123456789" }, "secretKey", "sk_"], ["provider/stripe", {}, { secretKey: long }, "secretKey", "trop long"],
  ["provider/mollie", {}, { apiKey: "access_0123456789" }, "apiKey", "live_ ou test_"],
  ["provider/paypal", { mode: "live", clientSecret: "x".repeat(40) }, { clientId: "moi@boutique.fr" }, "clientId", "identifiant client"],
  ["provider/bank-transfer", bankForm, { iban: "BE68 5390 0754 7035" }, "iban", "Cet IBAN est inexact"], ["provider/bank-transfer", bankForm, { iban: "douze" }, "iban", "Cet IBAN est inexact"],
  ["provider/bank-transfer", bankForm, { iban: "CH9300762011623852957" }, "bic", "le BIC est nécessaire"], ["provider/bank-transfer", bankForm, { holder: "x".repeat(71) }, "holder", "70 caractères au plus"],
  ["provider/in-person", tillForm, { cashMax: "douze" }, "cashMax", "Un montant, par exemple 1000."], ["provider/in-person", tillForm, { cashMax: "-1" }, "cashMax", "Un montant, par exemple 1000."],
  ["messenger/email", mailForm, { port: "douze" }, "port", "de 1 à 65535"], ["messenger/email", mailForm, { host: "smtp://x" }, "host", "Ce n’est pas un nom de serveur."],
  ["messenger/email", mailForm, { fromAddress: "a@x.fr, b@x.fr" }, "fromAddress", "Ce n’est pas une adresse e-mail."], ["messenger/email", mailForm, { host: "smtp.boutique.fr" }, "security", "Sans chiffrement"],
  ["messenger/email", mailForm, { returnHost: "imap.boutique.fr", returnPort: "0" }, "returnPort", "de 1 à 65535"],
];
const secrets = ["consumerSecret", "clientSecret", "secretKey", "apiKey", "password"];

test.each(shapeRows.map((row) => [`${row[0]} ${short(row[2])}`, row] as const))("%s: told beside its field before anybody is called; all but secrets stays, nothing is saved", async (_name, [vendor, form, change, field, said]) => {
  const before = await kept();
  const typed = { ...form, ...change };
  const seen = await house.press(`/app/settings/connections/new/${vendor}`, { intent: "save", ...typed });
  expect([seen.status, seen.beside[field]]).toEqual([422, expect.stringContaining(said)]);
  const shown = Object.entries(typed).filter(([name]) => !secrets.includes(name));
  expect(Object.fromEntries(shown.map(([name]) => [name, seen.typed[name]]))).toEqual(Object.fromEntries(shown));
  for (const name of secrets) if ((typed as Record<string, string>)[name]) expect(seen.typed[name]).toBe("");
  expect(await kept()).toEqual(before);
});

/** What answers where a shop, an account or a mail server should, and what the person is told. */
const liveRows: [string, () => Promise<{ vendor: string; form: Record<string, string> }>, RegExp][] = [
  ["a shop that refuses the key", async () => ({ vendor: "platform/woocommerce", form: { storeUrl: woo.url, consumerKey: goodKey.key, consumerSecret: `cs_${"0".repeat(40)}` } }), /WooCommerce refuse la clé .*Vérifiez la clé et le secret/],
  ["a firewall (403)", async () => ({ vendor: "platform/woocommerce", form: { ...wooForm, storeUrl: await stranger((_q, r) => void r.writeHead(403, { "content-type": "text/html" }).end("<h1>403</h1>")) } }), /Autorisez les chemins|Aucun WordPress/],
  ["a site that is no WordPress (404)", async () => ({ vendor: "platform/woocommerce", form: { ...wooForm, storeUrl: await stranger((_q, r) => void r.writeHead(404).end("no")) } }), /Aucun WordPress ne répond/],
  ["a page in place of data", async () => ({ vendor: "platform/woocommerce", form: { ...wooForm, storeUrl: await stranger((_q, r) => void r.writeHead(200, { "content-type": "text/html" }).end("<h1>Bientôt</h1>")) } }), /Aucun WordPress|autre chose que des données/],
  ["a redirect elsewhere", async () => ({ vendor: "platform/woocommerce", form: { ...wooForm, storeUrl: await stranger((_q, r) => void r.writeHead(301, { location: "https://ailleurs.example/" }).end()) } }), /renvoie vers .*Indiquez directement l’adresse finale/],
  ["a port nobody listens on", async () => ({ vendor: "platform/woocommerce", form: { ...wooForm, storeUrl: `http://127.0.0.1:${await listeningPort(0)}` } }), /refuse la connexion.*demandez à votre hébergeur/],
  ["TLS where there is none", async () => ({ vendor: "platform/woocommerce", form: { ...wooForm, storeUrl: (await stranger((_q, r) => void r.end())).replace("http:", "https:") } }), /ne parle pas HTTPS|certificat HTTPS/],
  ["a line that is cut", async () => ({ vendor: "platform/woocommerce", form: { ...wooForm, storeUrl: await stranger((q) => void q.socket.destroy()) } }), /coupée avant la fin|injoignable/],
  ["an account that refuses the key", async () => ({ vendor: "provider/stripe", form: { secretKey: "sk_test_0000000000000000wrong" } }), /clé/],
  ["a mail server that is not there", async () => ({ vendor: "messenger/email", form: { ...mailForm, port: "9" } }), /Rien ne répond sur 127\.0\.0\.1:9\. Vérifiez le port/],
];

test.each(liveRows)("%s: the page says what is wrong and what to do; all but secrets stays, nothing is saved", async (_what, make, said) => {
  const { vendor, form } = await make();
  const before = await kept();
  const seen = await house.press(`/app/settings/connections/new/${vendor}`, { intent: "save", ...form });
  expect([seen.status, seen.text]).toEqual([422, expect.stringMatching(said)]);
  for (const [name, value] of Object.entries(form)) expect([name, seen.typed[name]]).toEqual([name, secrets.includes(name) ? "" : value]);
  expect(await kept()).toEqual(before);
});

/** A file as a form sends one. */
function file(bytes: Uint8Array, type = "image/png", name = "logo.png"): FormData {
  const form = new FormData();
  form.set("logo", new File([new Uint8Array(bytes)], name, { type }));
  return form;
}
const wide = () => sharp({ create: { width: 9_000, height: 9_000, channels: 3, background: "#ffffff" } }).png({ compressionLevel: 9 }).toBuffer();

test.each<[string, () => Promise<Press>, number, string]>([
  ["no file", async () => file(new Uint8Array()), 422, "Choisissez"],
  ["a text that says it is a picture", async () => file(Buffer.from("bonjour")), 422, "n’est pas une image"],
  ["a drawing with a script", async () => file(Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"), "image/svg+xml", "logo.svg"), 422, "vectoriel"],
  ["a broken picture", async () => file(Buffer.from("\x89PNG\r\n\x1a\nbroken", "latin1")), 422, "abîmée"],
  ["few bytes, very many pixels", async () => file(await wide()), 422, "pixels"],
  ["over two megabytes", async () => file(Buffer.alloc(2_500_000)), 413, "Cette image pèse plus de 2 Mo."],
  ["five megabytes", async () => file(Buffer.alloc(5_000_000)), 413, "Cette image pèse plus de 2 Mo."],
])("a logo of %s is refused on the form's own page, and the shop stays as it was", async (_what, make, status, said) => {
  const before = await kept();
  const seen = await house.press("/app/settings/shop", await make());
  expect([seen.status, seen.text]).toEqual([status, expect.stringContaining(said)]);
  expect(seen.typed["name"]).toBe("Maison Thé");
  expect(await kept()).toEqual(before);
});

test.each<[string, Record<string, string>, string, string]>([
  ["/forgot", { email: "zoe" }, "email", "Cette adresse e-mail n’est pas complète."], ["/forgot", { email: "a@x.fr, b@x.fr" }, "email", "Cette adresse e-mail n’est pas complète."],
  ["/app/settings/members", { intent: "invite", email: "a@x.fr;b@x.fr" }, "email", "Cette adresse e-mail n’est pas complète."],
  ["/app/settings/members", { intent: "invite", email: "a@x.fr\r\nBcc: b@x.fr" }, "email", "Cette adresse e-mail n’est pas complète."],
  ["/app/settings/account", { current: "x", password: "court" }, "password", "12 au moins"], ["/app/settings/account", { current: "x", password: long }, "password", "200 caractères au plus"],
])("%s with %o is told beside its field", async (path, form, field, said) => {
  const before = await kept();
  const seen = await house.press(path, form);
  expect([seen.status, seen.beside[field]]).toEqual([422, expect.stringContaining(said)]);
  if (field === "email") expect(seen.typed["email"]?.replace(/[\r\n]/g, "")).toBe(form["email"]?.replace(/[\r\n]/g, ""));
  expect(await kept()).toEqual(before);
});

test("a sign-in with too much, too little or nothing is a wrong one, and the address stays", async () => {
  for (const form of [{}, { email: "zoe" }, { email: "zoe@x.fr", password: long }, { email: "zoe@x.fr\u0000".slice(0, 8) }]) {
    const seen = await house.press("/sign-in", form);
    expect([seen.status, seen.text]).toEqual([422, expect.stringContaining("Vérifiez les deux, puis réessayez.")]);
    expect(seen.typed["email"]).toBe("email" in form ? form.email : "");
  }
});

test("nothing of all this was a fault of ours, and no secret stands in the log or on a page", () => {
  const log = house.log();
  expect(log).not.toContain('"level":"error"');
  for (const secret of [goodKey.secret, "sk_test_0000000000000000wrong", "une phrase assez longue"]) expect(log).not.toContain(secret);
});
