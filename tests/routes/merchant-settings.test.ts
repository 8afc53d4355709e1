import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { currencyOf } from "../../app/core/currency";
import type { Adapter, AdapterDeps, Provider, SettingsValues } from "../../app/core/ports";
import { VendorError } from "../../app/core/vendor-error";
import { findConnectionById } from "../../app/db/connections.server";
import * as added from "../../app/routes/app.settings.connections.new.$port.$vendor";
import * as connection from "../../app/routes/app.settings.connections.$connectionId";
import * as language from "../../app/routes/app.language";
import * as settings from "../../app/routes/app.settings._index";
import * as shop from "../../app/routes/app.settings.shop";
import { emptyPaper, paperProvider } from "../road/paper";
import { addOrder, openHouse, openMember, type House, type Member } from "./merchant-house";

const secret = "sk_only_the_right_one";
const hooked: string[] = [];
const called: { server: string | undefined; key: string | undefined }[] = [];
let isDown = false;

/** A provider that minds its key, takes euros only and gives a secret for its hooks. */
function till(): Adapter<Provider> {
  const port = (values: SettingsValues, deps: AdapterDeps): Provider => ({
    ...paperProvider(emptyPaper()).connect(values, deps),
    can: { refund: true, refundPart: true, receiveHooks: true },
    currencies: [{ currency: currencyOf("EUR"), amountMinorMin: 50, amountMinorMax: 1_000_000 }],
    async check() {
      called.push({ server: values.server, key: values.key });
      if (isDown) throw new VendorError({ vendor: "till", isRetryable: true, merchantMessage: { fr: "La caisse est en panne.", en: "The till is down." } });
      const isWorking = values.key === secret;
      return { isWorking, checkedAt: deps.now(), facts: [], problems: isWorking ? [] : [{ fr: "Cette clé est refusée.", en: "This key is refused." }] };
    },
    async ensureHooks({ url }) {
      hooked.push(url);
      return { secret: "whsec_1", problems: [] };
    },
  });
  return {
    vendor: "till", name: "Till",
    settings: [
      { name: "label", kind: "text", label: { fr: "Nom", en: "Name" }, isRequired: true },
      { name: "key", kind: "secret", label: { fr: "Clé", en: "Key" }, isRequired: true },
      { name: "server", kind: "url", label: { fr: "Serveur", en: "Server" }, isRequired: false },
      { name: "cash", kind: "boolean", label: { fr: "Espèces", en: "Cash" }, isRequired: false },
    ],
    readSettings: (values) => (values.key?.startsWith("sk_") ? { ok: true } : { ok: false, problems: [{ field: "key", message: { fr: "Commence par sk_", en: "Starts with sk_" } }] }),
    secretsGoTo: ({ server }) => ({ key: [server ?? ""] }),
    connect: port,
  };
}

let house: House;
let member: Member;
beforeAll(async () => {
  house = await openHouse({ extraProviders: [till()] });
  member = await openMember(house, "one@example.test");
});
afterAll(() => house.close());

const where = { port: "provider", vendor: "till" };
const add = (fields: Record<string, string>) => member.post(added, "/x", { intent: "save", ...fields }, where);

test("wrong settings are told field by field or in the vendor's words; nothing typed is lost but secrets, nothing is saved", async () => {
  const before = await house.sql.query("SELECT count(*)::int AS count FROM connection");
  const typed = { label: "Ma caisse", cash: "true" };
  expect(await add({ ...typed, key: "" })).toMatchObject({ status: 422, body: { reason: "settings-wrong", problems: [{ field: "key" }], typed } });
  expect(await add({ ...typed, key: "pk_no" })).toMatchObject({ status: 422, body: { problems: [{ field: "key", message: { en: "Starts with sk_" } }], typed } });
  const refused = await add({ ...typed, key: "sk_wrong" });
  expect(refused).toMatchObject({ status: 422, body: { reason: "not-working", problems: [{ fr: "Cette clé est refusée." }], typed } });
  expect(JSON.stringify(refused.body)).not.toContain("sk_wrong");
  isDown = true;
  expect(await add({ ...typed, key: secret })).toMatchObject({ status: 422, body: { reason: "not-working", problems: [{ fr: "La caisse est en panne." }], typed } });
  isDown = false;
  expect((await house.sql.query("SELECT count(*)::int AS count FROM connection")).rows).toEqual(before.rows);
  expect((await member.get(added, "/x", { port: "provider", vendor: "nobody" })).status).toBe(404);
  expect((await member.get(added, "/x", { port: "constructor", vendor: "till" })).status).toBe(404);
});

test("settings that work are saved sealed, hooks are pointed at us, and the secret never leaves again", async () => {
  const answer = await add({ label: "Ma caisse", key: secret, cash: "true", unknown: "x" });
  const connectionId = /connections\/(con_\w+)\?notice=connection-saved/.exec(answer.location ?? "")?.[1] ?? "";
  expect(hooked.at(-1)).toBe(`http://127.0.0.1:3000/hooks/${connectionId}`);
  expect(await findConnectionById(house.app.db, connectionId)).toMatchObject({ settings: { label: "Ma caisse", key: secret, cash: "true" }, hookSecret: "whsec_1", health: { isWorking: true } });
  const { rows } = await house.sql.query("SELECT * FROM connection WHERE id = $1", [connectionId]);
  expect(JSON.stringify(rows)).not.toContain(secret);
  const page = await member.get(connection, "/x", { connectionId });
  expect(page.body).toMatchObject({ title: "Ma caisse", values: { label: "Ma caisse", cash: "true" }, savedSecrets: ["key"] });
  for (const body of [page.body, (await member.get(settings, "/app/settings")).body]) {
    expect(JSON.stringify(body)).not.toMatch(/sk_only|whsec_1/);
  }
  // An empty secret keeps what is saved; an unticked box is off.
  expect((await member.post(connection, "/x", { intent: "save", label: "Autre nom", key: "" }, { connectionId })).status).toBe(303);
  expect(await findConnectionById(house.app.db, connectionId)).toMatchObject({ settings: { label: "Autre nom", key: secret, cash: "" }, hookSecret: "whsec_1" });
});

test("a saved secret is never sent to another address: whoever changes one types the secret again", async () => {
  const [row] = (await house.sql.query("SELECT id FROM connection WHERE vendor = 'till'")).rows;
  const connectionId = row.id as string;
  const before = await findConnectionById(house.app.db, connectionId);
  const save = (fields: Record<string, string>) => member.post(connection, "/x", { intent: "save", label: "Autre nom", ...fields }, { connectionId });
  called.length = 0;
  for (const key of ["", "   "]) {
    expect(await save({ server: "https://evil.example", key })).toMatchObject({ status: 422, body: { reason: "settings-wrong", problems: [{ field: "key", message: { en: expect.stringContaining("again") } }] } });
  }
  expect(called).toEqual([]);
  expect(await findConnectionById(house.app.db, connectionId)).toEqual(before);
  expect((await save({ server: "https://till.example", key: secret })).status).toBe(303);
  expect((await save({ server: "https://till.example", key: "" })).status).toBe(303);
  expect(await findConnectionById(house.app.db, connectionId)).toMatchObject({ settings: { server: "https://till.example", key: secret } });
});

test("a connection is checked, put out of use and back, and what it says stays on its page", async () => {
  const [row] = (await house.sql.query("SELECT id FROM connection WHERE vendor = 'till'")).rows;
  const params = { connectionId: row.id as string };
  isDown = true;
  expect((await member.post(connection, "/x", { intent: "check" }, params)).location).toMatch(/notice=connection-checked$/);
  expect((await member.get(connection, "/x", params)).body).toMatchObject({ health: { isWorking: false, problems: [{ en: "The till is down." }] } });
  isDown = false;
  expect((await member.post(connection, "/x", { intent: "disable" }, params)).location).toMatch(/notice=connection-disabled$/);
  expect((await member.shop.ctx()).providers.map((one) => one.connection.id)).not.toContain(params.connectionId);
  expect((await member.post(connection, "/x", { intent: "enable" }, params)).location).toMatch(/notice=connection-enabled$/);
  expect((await member.shop.ctx()).providers.map((one) => one.connection.id)).toContain(params.connectionId);
});

test("a currency that orders wait in and a provider does not take is said", async () => {
  await addOrder(house, member.shop, { ref: "9001", amountMinor: 4_000, code: "CHF" });
  const { ports } = (await member.get(settings, "/app/settings")).body as { ports: { connections: { vendor: string; missingCurrencies: string[] }[] }[] };
  const missing = ports.flatMap(({ connections }) => connections).map(({ vendor, missingCurrencies }) => [vendor, missingCurrencies]);
  expect(missing).toContainEqual(["till", ["CHF"]]);
  expect(missing).toContainEqual(["paper-pay", []]);
});

test("the sample mail says how the server took it", async () => {
  const send = (email: string) => member.post(settings, "/app/settings", { email });
  expect((await send("moi@")).body).toMatchObject({ reason: "email-wrong", email: "moi@" });
  expect(await send("moi@example.test")).toMatchObject({ status: 200, body: { ok: true, email: "moi@example.test" } });
  house.paper.answer = () => ({ ok: false, reason: "settings-refused", detail: "535 who are you" });
  expect((await send("moi@example.test")).body).toMatchObject({ ok: false, reason: "refused", detail: "535 who are you" });
  house.paper.answer = () => new VendorError({ vendor: "mail", isRetryable: true, merchantMessage: { fr: "Rien ne répond.", en: "Nothing answers." } });
  expect((await send("moi@example.test")).body).toMatchObject({ ok: false, reason: "trouble", words: { fr: "Rien ne répond." } });
});

test("the shop is saved as people type it, and each wrong field is told while the others stay", async () => {
  const fields = { name: "Maison Thé", legalLines: "Thé SRL", website: "", contactEmail: "", accentColor: "#7a2e3b", locale: "fr", timeZone: "Europe/Paris", linkDays: "14" };
  expect(await member.post(shop, "/x", { ...fields, accentColor: "#ffeeaa", linkDays: "0" })).toMatchObject({
    status: 422, body: { problems: { accentColor: "color-faint", linkDays: "days-wrong" }, typed: { name: "Maison Thé" } },
  });
  expect((await member.post(shop, "/x", fields)).location).toBe("/app/settings?notice=shop-saved");
  expect((await member.shop.ctx()).store).toMatchObject({ linkDays: 14, legalLines: ["Thé SRL"], accentColor: "#7a2e3b" });
});

test("a logo is made of pixels only; anything else is refused with its reason", async () => {
  const upload = (bytes: Uint8Array | null, name = "logo.png") => {
    const form = new FormData();
    form.set("intent", "logo");
    form.set("logo", bytes === null ? new File([], "") : new File([new Uint8Array(bytes)], name));
    return member.post(shop, "/x", form);
  };
  expect((await upload(null)).body).toMatchObject({ reason: "nothing-chosen" });
  expect((await upload(new Uint8Array(2_000_001))).body).toMatchObject({ reason: "too-heavy" });
  expect((await upload(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'))).body).toMatchObject({ reason: "vector-image" });
  expect((await upload(Buffer.from("%PDF-1.7"))).body).toMatchObject({ reason: "not-an-image" });
  const png = await sharp({ create: { width: 20, height: 10, channels: 3, background: "#7a2e3b" } }).png().toBuffer();
  expect((await upload(png)).location).toBe("/app/settings/shop?notice=logo-saved");
  expect((await member.shop.ctx()).store.logoPng).not.toBeNull();
  expect((await member.post(shop, "/x", { intent: "remove-logo" })).location).toBe("/app/settings/shop?notice=logo-removed");
  expect((await member.shop.ctx()).store.logoPng).toBeNull();
});

test("a member reads the screens in their own language", async () => {
  expect((await member.post(language, "/x", { locale: "en", to: "/app/settings" })).location).toBe("/app/settings");
  expect((await house.sql.query("SELECT locale FROM member WHERE email = 'one@example.test'")).rows).toEqual([{ locale: "en" }]);
  expect((await member.post(language, "/x", { locale: "tlh", to: "https://evil.example" })).location).toBe("/app/orders");
  expect((await house.sql.query("SELECT locale FROM member WHERE email = 'one@example.test'")).rows).toEqual([{ locale: "en" }]);
});
