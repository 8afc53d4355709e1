import { afterEach, beforeEach, expect, test } from "vitest";
import { signInLimits } from "../../app/flows/sign-in.server";
import { findSignInToken, signInCookie } from "../../app/sign-in-cookie.server";
import * as begin from "../../app/routes/begin";
import * as signIn from "../../app/routes/sign-in";
import * as signOut from "../../app/routes/sign-out";
import * as tasks from "../../app/routes/app.tasks";
import { call, formRequest, openHouse, openMember, origin, password, type Answer, type House } from "./merchant-house";

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const own = { origin, "sec-fetch-site": "same-origin", "accept-language": "en;q=0.9" };
const post = (route: { action?: unknown }, fields: Record<string, string>, headers: Record<string, string> = own, ip = "198.51.100.7"): Promise<Answer> =>
  call(house, route.action as never, formRequest("/x", fields, headers), {}, ip);
const cookieOf = (answer: Answer) => answer.headers.get("set-cookie") ?? "";

test("an empty house offers to create the shop, once; its owner is inside at once", async () => {
  expect((await call(house, signIn.loader as never, new Request(`${origin}/sign-in`))).location).toBe("/begin");
  const shop = { name: "Thé & Cie", email: "Nous@Thé.example", password, locale: "nl", timeZone: "Europe/Brussels" };
  const [first, second] = await Promise.all([post(begin, shop), post(begin, { ...shop, email: "autre@the.example" })]);
  expect([first.status, second.status].sort()).toEqual([303, 409]);
  const cookie = cookieOf(first.status === 303 ? first : second);
  expect(cookie).toMatch(/^reglo=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=1209600$/);
  const { rows } = await house.sql.query("SELECT s.name, s.locale, s.time_zone, m.locale AS member_locale, m.password_hash FROM store s JOIN member m ON m.store_id = s.id");
  expect(rows).toMatchObject([{ name: "Thé & Cie", locale: "nl", time_zone: "Europe/Brussels", member_locale: "en" }]);
  expect(rows[0].password_hash).toMatch(/^\$argon2id\$/);
  expect((await call(house, begin.loader as never, new Request(`${origin}/begin`))).location).toBe("/sign-in");
  expect((await call(house, tasks.loader as never, new Request(`${origin}/app/tasks`, { headers: { cookie: cookie.split(";")[0] ?? "" } }))).status).toBe(200);
});

test("the first shop's form says what is wrong with each field and keeps what was typed, but for the password", async () => {
  const answer = await post(begin, { name: " ", email: "nous@", password: "trop court", locale: "fr" });
  expect(answer).toMatchObject({
    status: 422,
    body: { typed: { name: " ", email: "nous@", locale: "fr" }, problems: { name: "name-missing", email: "email-wrong", password: "password-short" } },
  });
  expect(JSON.stringify(answer.body)).not.toContain("trop court");
});

test("the right password opens the page asked for, whatever the case of the address; a page elsewhere is not followed", async () => {
  await openMember(house, "one@example.test");
  const locations = await Promise.all(["/app/links?status=paid", "//evil.example", "https://evil.example", "/app/\\evil.example", ""].map(
    async (to) => (await post(signIn, { email: " ONE@example.test ", password, to })).location,
  ));
  expect(locations).toEqual(["/app/links?status=paid", "/app/orders", "/app/orders", "/app/orders", "/app/orders"]);
});

test("an unknown address and a wrong password get the same answer", async () => {
  await openMember(house, "one@example.test");
  const wrong = await post(signIn, { email: "one@example.test", password: "pas celui-là" });
  const unknown = await post(signIn, { email: "two@example.test", password: "pas celui-là" });
  expect([wrong.status, wrong.body]).toEqual([422, { reason: "wrong", email: "one@example.test", minutes: 0 }]);
  expect([unknown.status, { ...(unknown.body as object), email: "" }]).toEqual([422, { ...(wrong.body as object), email: "" }]);
});

test("guessing on one address from everywhere is slowed, tells when to come back, and ends by itself", async () => {
  await openMember(house, "one@example.test");
  const guess = (ip: string, given = "faux mot de passe") => post(signIn, { email: "one@example.test", password: given }, own, ip);
  const { attemptsMax, windowMs } = signInLimits.perSubject;
  for (let count = 0; count < attemptsMax; count += 1) expect((await guess(`198.51.100.${count}`)).status).toBe(422);
  const refused = await guess("198.51.100.200", password);
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, String(windowMs / 1_000)]);
  house.clock.move(windowMs);
  expect((await guess("198.51.100.200", password)).status).toBe(303);
});

test("guessing many addresses from one network is slowed; another network is not", async () => {
  await openMember(house, "one@example.test");
  const guess = (email: string, ip: string) => post(signIn, { email, password }, own, ip);
  for (let count = 0; count < signInLimits.perCaller.attemptsMax; count += 1) await guess(`${count}@example.test`, `2001:db8:1:2::${count}`);
  expect((await guess("one@example.test", "2001:db8:1:2:ffff::1")).status).toBe(429);
  expect((await guess("one@example.test", "2001:db8:1:3::1")).status).toBe(303);
});

test("another site cannot sign anybody in, out, or create a shop", async () => {
  const foreign = { origin: "https://evil.example" };
  for (const route of [signIn, signOut, begin]) expect((await post(route, {}, foreign)).status).toBe(403);
});

test("signing out ends the sign-in on the server too", async () => {
  const { cookie } = await openMember(house, "one@example.test");
  const answer = await post(signOut, {}, { ...own, cookie });
  expect([answer.location, cookieOf(answer)]).toEqual(["/sign-in", expect.stringMatching(/^reglo=; .*Max-Age=0/)]);
  expect((await call(house, tasks.loader as never, new Request(`${origin}/app/tasks`, { headers: { cookie } }))).status).toBe(302);
});

test("the demo's account is shown in the demo only", async () => {
  await openMember(house, "one@example.test");
  const shown = async () => (await call(house, signIn.loader as never, new Request(`${origin}/sign-in`))).body;
  expect(await shown()).toMatchObject({ demo: null });
  house.app.isDemo = true;
  expect(await shown()).toMatchObject({ demo: { email: expect.any(String) } });
});

test("under https the cookie belongs to this host alone; over http no such cookie is believed", () => {
  const token = "a".repeat(43);
  expect(signInCookie(token, "https://pay.example")).toMatch(/^__Host-reglo=a{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+; Secure$/);
  const carrying = (cookie: string) => new Request(origin, { headers: { cookie } });
  expect(findSignInToken(carrying(`a=b; __Host-reglo=${token}`), "https://pay.example")).toBe(token);
  expect(findSignInToken(carrying(`reglo=${token}`), "https://pay.example")).toBeNull();
  expect(findSignInToken(carrying("reglo=../../x"), origin)).toBeNull();
});
