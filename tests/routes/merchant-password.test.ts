import { afterEach, beforeEach, expect, test } from "vitest";
import { resetLimits } from "../../app/flows/reset-password.server";
import * as account from "../../app/routes/app.settings.account";
import * as forgot from "../../app/routes/forgot";
import * as reset from "../../app/routes/reset.$token";
import * as signIn from "../../app/routes/sign-in";
import * as tasks from "../../app/routes/app.tasks";
import { runDueJobs } from "../road/house";
import { outage } from "../road/paper";
import { call, formRequest, openHouse, openMember, origin, password, type Answer, type House } from "./merchant-house";

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const own = { origin, "sec-fetch-site": "same-origin" };
const fresh = "un tout autre mot de passe";
const post = (route: { action?: unknown }, fields: Record<string, string>, options: { params?: Record<string, string>; headers?: Record<string, string>; ip?: string } = {}): Promise<Answer> =>
  call(house, route.action as never, formRequest("/x", fields, { ...own, ...options.headers }), options.params ?? {}, options.ip ?? "198.51.100.7");
const look = (cookie: string) => call(house, tasks.loader as never, new Request(`${origin}/app/tasks`, { headers: { cookie } }));
const mailsTo = (to: string) => house.paper.mails.filter((mail) => mail.to === to);

/** Asks as a person does, and reads the token out of the latest mail. */
async function askAndRead(email: string, ip?: string): Promise<string> {
  expect((await post(forgot, { email }, { ...(ip !== undefined && { ip }) })).status).toBe(200);
  await runDueJobs(house);
  return /\/reset\/([\w-]{43})/.exec(mailsTo(email).at(-1)?.composed.text ?? "")?.[1] ?? "";
}

test("a forgotten password is set anew by the mailed link, and every device is signed out", async () => {
  const { cookie } = await openMember(house, "one@example.test");
  const token = await askAndRead("one@example.test");
  const page = await call(house, reset.loader as never, new Request(`${origin}/reset/${token}`), { token });
  expect([page.status, page.body]).toEqual([200, { locale: "fr", email: "one@example.test" }]);
  expect((await look(cookie)).status).toBe(200);
  const done = await post(reset, { password: fresh }, { params: { token } });
  expect([done.status, done.location]).toEqual([303, "/sign-in?done=reset"]);
  expect((await look(cookie)).status).toBe(302);
  expect((await post(signIn, { email: "one@example.test", password })).status).toBe(422);
  expect((await post(signIn, { email: "one@example.test", password: fresh })).status).toBe(303);
  await runDueJobs(house);
  expect(mailsTo("one@example.test").at(-1)?.composed.subject).toContain("votre mot de passe a changé");
});

test("the database holds no token that opens anything, and the mail's words are the shop's", async () => {
  await openMember(house, "one@example.test");
  const token = await askAndRead("one@example.test");
  const { rows } = await house.sql.query("SELECT t::text AS told FROM password_reset t UNION ALL SELECT j.payload::text FROM graphile_worker._private_jobs j");
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.filter(({ told }) => String(told).includes(token))).toEqual([]);
  const mail = mailsTo("one@example.test").at(-1)?.composed;
  expect([mail?.fromName, mail?.subject]).toEqual(["Maison Thé", "Réglo\u00a0: choisir un nouveau mot de passe (Maison Thé)"]);
  expect(mail?.html).toContain(token);
});

test("an address nobody has gets the same answer, and no mail", async () => {
  await openMember(house, "one@example.test");
  const [known, unknown] = [await post(forgot, { email: "one@example.test" }), await post(forgot, { email: "two@example.test" })];
  expect([known.status, { ...(known.body as object), email: "" }]).toEqual([unknown.status, { ...(unknown.body as object), email: "" }]);
  await runDueJobs(house);
  expect([mailsTo("one@example.test").length, mailsTo("two@example.test").length]).toEqual([1, 0]);
});

test("a link works once, for half an hour, and the latest one only; two at the same moment set one password", async () => {
  await openMember(house, "one@example.test");
  const first = await askAndRead("one@example.test");
  const second = await askAndRead("one@example.test");
  expect((await post(reset, { password: fresh }, { params: { token: first } })).status).toBe(404);
  const both = await Promise.all(["celui-ci est assez long", "celui-là est assez long"].map((one) => post(reset, { password: one }, { params: { token: second } })));
  expect(both.map(({ status }) => status).sort()).toEqual([303, 404]);
  const third = await askAndRead("one@example.test");
  house.clock.move(30 * 60_000);
  expect((await call(house, reset.loader as never, new Request(`${origin}/x`), { token: third })).status).toBe(404);
  expect((await post(reset, { password: fresh }, { params: { token: third } })).status).toBe(404);
});

test("a password that is too short is refused at its field and the link is still good", async () => {
  await openMember(house, "one@example.test");
  const token = await askAndRead("one@example.test");
  expect(await post(reset, { password: "trop court" }, { params: { token } })).toMatchObject({ status: 422, body: { reason: "password-short" } });
  expect((await post(reset, { password: fresh }, { params: { token } })).status).toBe(303);
});

test("asking again and again for one address is slowed, from wherever it comes; a mail that was late is not sent", async () => {
  await openMember(house, "one@example.test");
  const { attemptsMax, windowMs } = resetLimits.perSubject;
  for (let count = 0; count < attemptsMax; count += 1) expect((await post(forgot, { email: "one@example.test" }, { ip: `198.51.100.${count}` })).status).toBe(200);
  const refused = await post(forgot, { email: "ONE@example.test " }, { ip: "198.51.100.99" });
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, String(windowMs / 1_000)]);
  house.clock.move(31 * 60_000);
  await runDueJobs(house);
  expect(mailsTo("one@example.test")).toEqual([]);
});

test("a mail server that is down is tried again with a fresh link; a shop without mail fails nothing", async () => {
  const { shop } = await openMember(house, "one@example.test");
  const { answer } = house.paper;
  house.paper.answer = () => outage("paper-mail");
  await post(forgot, { email: "one@example.test" });
  expect(await runDueJobs(house)).toEqual(["send-reset-mail"]);
  house.paper.answer = answer;
  expect(await runDueJobs(house)).toEqual([]);
  expect(mailsTo("one@example.test")).toHaveLength(1);
  await house.sql.query("DELETE FROM connection WHERE store_id = $1 AND port = 'messenger'", [shop.storeId]);
  await post(forgot, { email: "one@example.test" });
  expect(await runDueJobs(house)).toEqual([]);
});

test("one's own password is changed by whoever knows it: this device stays, the others are signed out", async () => {
  const member = await openMember(house, "one@example.test");
  const elsewhere = (await post(signIn, { email: "one@example.test", password })).headers.get("set-cookie")?.split(";")[0] ?? "";
  const wrong = await member.post(account, "/app/settings/account", { current: "pas le bon", password: fresh });
  expect([wrong.status, wrong.body]).toEqual([422, { ok: false, reason: "wrong" }]);
  const changed = await member.post(account, "/app/settings/account", { current: password, password: fresh });
  expect([changed.status, changed.location]).toEqual([303, "/app/settings?notice=password-changed"]);
  expect((await look(elsewhere)).status).toBe(302);
  expect((await look(member.cookie)).status).toBe(302);
  expect((await look(changed.headers.get("set-cookie")?.split(";")[0] ?? "")).status).toBe(200);
});

test("a screen left open is no place to try out its owner's password", async () => {
  const member = await openMember(house, "one@example.test");
  const statuses: number[] = [];
  for (let count = 0; count < 7; count += 1) statuses.push((await member.post(account, "/x", { current: `essai ${count}`, password: fresh })).status);
  expect(statuses).toEqual([422, 422, 422, 422, 422, 429, 429]);
});
