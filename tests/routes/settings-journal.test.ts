import { afterEach, beforeEach, expect, test } from "vitest";
import { email } from "../../adapters/email/index.server";
import { inTransaction } from "../../app/db/client.server";
import { findMemberByEmail } from "../../app/db/members.server";
import { forgetStore } from "../../app/db/forgetting.server";
import { clearAway, journalDays } from "../../app/flows/clear-away.server";
import { changeLogo } from "../../app/flows/change-shop.server";
import { connectVendor, enableConnection } from "../../app/flows/connect-vendor.server";
import { removeMember } from "../../app/flows/remove-member.server";
import { readJournal, type JournalLine } from "../../app/flows/read-journal.server";
import { makeResetAddress } from "../../app/flows/reset-password.server";
import * as account from "../../app/routes/app.settings.account";
import * as journal from "../../app/routes/app.settings.journal";
import * as members from "../../app/routes/app.settings.members";
import * as join from "../../app/routes/join.$token";
import * as resetRoute from "../../app/routes/reset.$token";
import * as shopRoute from "../../app/routes/app.settings.shop";
import { call, formRequest, openHouse, openMember, origin, password, type House, type Member, type RouteModule } from "./merchant-house";

let house: House;
let one: Member;
beforeEach(async () => {
  house = await openHouse();
  one = await openMember(house, "one@example.test");
});
afterEach(() => house.close());

const lines = async (member = one) => ((await member.get(journal, "/app/settings/journal")).body as { lines: JournalLine[] }).lines;
const told = async (member = one) => (await lines(member)).map(({ kind, about, by, fields }) => [kind, about, by, fields.map(({ name }) => name)]);
const resetToken = (address: string) => /\/reset\/([\w-]{43})$/.exec(address)?.[1] ?? "";
const shopFields = { name: "Maison Thé", legalLines: "", website: "", contactEmail: "", accentColor: "#1f4d3f", locale: "fr", timeZone: "Europe/Paris", linkDays: "30" };

test("each change of the shop is told with who, which fields and when, newest first; saving the same again is none", async () => {
  await one.post(shopRoute, "/x", shopFields);
  const begun = (await lines()).length;
  await one.post(shopRoute, "/x", { ...shopFields, linkDays: "14", contactEmail: "bonjour@example.test" });
  await one.post(shopRoute, "/x", { ...shopFields, linkDays: "14", contactEmail: "bonjour@example.test" });
  await one.post(shopRoute, "/x", { ...shopFields, linkDays: "0" });
  house.clock.move(60_000);
  await one.post(shopRoute, "/x", { ...shopFields, linkDays: "7", contactEmail: "bonjour@example.test" });
  const [latest, before] = await lines();
  expect([latest, before]).toMatchObject([
    { kind: "shop-changed", by: "one@example.test", fields: [{ name: "linkDays" }], at: house.clock.now() },
    { kind: "shop-changed", by: "one@example.test", fields: [{ name: "contactEmail" }, { name: "linkDays" }], at: new Date(house.clock.now().getTime() - 60_000) },
  ]);
  expect((await lines()).length).toBe(begun + 2);
});

test("a connection's settings are told by name, secret ones too, and no value of any is kept", async () => {
  const ctx = { ...(await one.shop.ctx()), actorId: null };
  const app = { ...house.app, registry: { ...house.app.registry, messenger: [...house.app.registry.messenger, { ...email, connect: house.app.registry.messenger[0]!.connect }] } };
  app.probePort = (draft) => (draft.vendor === "email" ? app.registry.messenger[0]!.connect(draft.settings, {} as never) : house.app.probePort(draft));
  const typed = { host: "smtp.topsecret.example", port: "587", security: "starttls", user: "u", password: "hush-hush", fromAddress: "pay@topsecret.example" };
  const saved = await connectVendor(app, ctx, { connectionId: null, port: "messenger", vendor: "email", typed });
  if (!saved.ok) throw new Error(saved.reason);
  house.clock.move(1);
  await connectVendor(app, ctx, { connectionId: saved.connectionId, port: "messenger", vendor: "email", typed: { ...typed, password: "hush-2", host: "smtp2.topsecret.example" } });
  house.clock.move(1);
  await enableConnection(ctx, { connectionId: saved.connectionId, isEnabled: false });
  await enableConnection(ctx, { connectionId: saved.connectionId, isEnabled: false });
  const shown = await readJournal(app, ctx, "fr");
  expect(shown.slice(0, 3)).toMatchObject([
    { kind: "connection-off", about: "E-mail (SMTP)", by: null, fields: [] },
    { kind: "connection-changed", about: "E-mail (SMTP)", fields: [{ name: "host", label: { en: "Outgoing mail server (SMTP)" } }, { name: "password", label: { fr: "Mot de passe" } }] },
    { kind: "connected", about: "E-mail (SMTP)", fields: [] },
  ]);
  const { rows } = await house.sql.query("SELECT string_agg(settings_change::text, '') AS kept FROM settings_change");
  expect(rows[0].kept).not.toMatch(/hush|topsecret/);
});

test("the team's comings and goings are told, also by one who is gone since; no address is kept in the journal itself", async () => {
  await one.post(members, "/x", { intent: "invite", email: "two@example.test" });
  const { invitations } = (await one.get(members, "/x")).body as { invitations: { id: string }[] };
  expect(await told()).toEqual([["invited", "two@example.test", "one@example.test", []]]);
  house.clock.move(1);
  await one.post(members, "/x", { intent: "withdraw", invitationId: invitations[0]?.id ?? "" });
  expect(await told()).toEqual([["invitation-withdrawn", null, "one@example.test", []], ["invited", null, "one@example.test", []]]);
  const { rows } = await house.sql.query("SELECT string_agg(settings_change::text, '') AS kept FROM settings_change");
  expect(rows[0].kept).not.toContain("@");
  await house.sql.query("INSERT INTO member (id, store_id, email, password_hash, locale, created_at) VALUES ('usr_2', $1, 'two@example.test', '', 'fr', now())", [one.shop.storeId]);
  house.clock.move(1);
  const actorId = (await house.sql.query("SELECT id FROM member WHERE email = 'one@example.test'")).rows[0].id as string;
  await removeMember({ ...(await one.shop.ctx()), actorId: "usr_2" }, actorId);
  expect((await readJournal(house.app, await one.shop.ctx(), "fr"))[0]).toMatchObject({ kind: "member-removed", about: "one@example.test", by: "two@example.test" });
});

test("who joined the team and whose password was changed or chosen anew is told; no password and no address of the mail is", async () => {
  const invited = await one.post(members, "/x", { intent: "invite", email: "two@example.test" });
  const token = /\/join\/([\w-]{43})$/.exec((invited.body as { url: string }).url)?.[1] ?? "";
  const post = (route: RouteModule, fields: Record<string, string>, params: Record<string, string> = {}) =>
    call(house, route.action, formRequest("/x", fields, { origin, "sec-fetch-site": "same-origin" }), params);
  house.clock.move(1);
  expect((await post(join, { password: "la phrase de la nouvelle" }, { token })).status).toBe(303);
  house.clock.move(1);
  expect((await one.post(account, "/x", { current: "une fausse phrase", password: "ma toute nouvelle phrase" })).status).toBe(422);
  expect((await one.post(account, "/x", { current: password, password: "ma toute nouvelle phrase" })).status).toBe(303);
  house.clock.move(1);
  const two = await findMemberByEmail(house.app.db, "two@example.test");
  const reset = resetToken(await makeResetAddress(house.app, two!));
  expect((await post(resetRoute, { password: "encore une autre phrase" }, { token: reset })).status).toBe(303);
  expect((await post(resetRoute, { password: "et puis une troisième" }, { token: reset })).status).toBe(404);
  const told = (await readJournal(house.app, await one.shop.ctx(), "fr")).map(({ kind, about, by, fields }) => [kind, about, by, fields]);
  expect(told).toEqual([
    ["password-reset", "two@example.test", "two@example.test", []],
    ["password-changed", "one@example.test", "one@example.test", []],
    ["joined", "two@example.test", "two@example.test", []],
    ["invited", null, "one@example.test", []],
  ]);
  const { rows } = await house.sql.query("SELECT string_agg(settings_change::text, '') AS kept FROM settings_change");
  for (const secret of ["phrase", "@", token, reset]) expect(rows[0].kept).not.toContain(secret);
});

test("another store's journal is its own", async () => {
  const other = await openMember(house, "other@example.test");
  await one.post(shopRoute, "/x", { ...shopFields, linkDays: "14" });
  expect((await told()).length).toBeGreaterThan(0);
  expect(await told(other)).toEqual([]);
});

test("a line is never altered; it goes after three years, or with its store", async () => {
  await one.post(shopRoute, "/x", { ...shopFields, linkDays: "14" });
  for (const statement of ["UPDATE settings_change SET fields = '{}'", "DELETE FROM settings_change", "TRUNCATE settings_change"]) {
    await expect(house.sql.query(statement), statement).rejects.toThrow(/append-only/);
  }
  house.clock.move(journalDays * 86_400_000);
  await clearAway(house.app);
  const count = async () => (await house.sql.query("SELECT count(*)::int AS count FROM settings_change")).rows[0].count as number;
  expect(await count()).toBe(1);
  house.clock.move(1);
  await clearAway(house.app);
  expect(await count()).toBe(0);
  await changeLogo(await one.shop.ctx(), { png: new Uint8Array([1]), webp: new Uint8Array([1]) });
  expect(await count()).toBe(1);
  await inTransaction(house.app.db, (tx) => forgetStore(tx, one.shop.storeId));
  expect(await count()).toBe(0);
});
