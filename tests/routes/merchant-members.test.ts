import { afterEach, beforeEach, expect, test } from "vitest";
import * as link from "../../app/routes/app.links.$linkId";
import * as members from "../../app/routes/app.settings.members";
import * as join from "../../app/routes/join.$token";
import * as signIn from "../../app/routes/sign-in";
import { outage } from "../road/paper";
import { call, formRequest, openHouse, openMember, origin, password, type Answer, type House, type Member } from "./merchant-house";

let house: House;
let one: Member;
beforeEach(async () => {
  house = await openHouse();
  one = await openMember(house, "one@example.test");
});
afterEach(() => house.close());

const path = "/app/settings/members";
const post = (route: { action?: unknown }, fields: Record<string, string>, params: Record<string, string> = {}, cookie = ""): Promise<Answer> =>
  call(house, route.action as never, formRequest("/x", fields, { origin, "sec-fetch-site": "same-origin", cookie }), params);
type View = { members: { id: string; email: string }[]; invitations: { id: string; email: string; isOver: boolean }[] };
const view = async (member: Pick<Member, "get"> = one) => (await member.get(members, path)).body as View;
const tokenOf = (answer: Answer) => /\/join\/([\w-]{43})$/.exec((answer.body as { url?: string }).url ?? "")?.[1] ?? "";
const invite = async (email: string) => tokenOf(await one.post(members, path, { intent: "invite", email }));

async function joinAs(email: string): Promise<{ id: string; cookie: string }> {
  const answer = await post(join, { password: "encore une longue phrase" }, { token: await invite(email) });
  expect([answer.status, answer.location]).toEqual([303, "/app/orders"]);
  const id = (await view()).members.find((member) => member.email === email)?.id ?? "";
  return { id, cookie: answer.headers.get("set-cookie")?.split(";")[0] ?? "" };
}

test("an invited colleague chooses a password, is inside, and signs in from then on", async () => {
  const answer = await one.post(members, path, { intent: "invite", email: " Two@Example.test " });
  expect(answer.body).toMatchObject({ ok: true, email: "two@example.test", mail: "sent" });
  expect(house.paper.mails.at(-1)).toMatchObject({ to: "two@example.test" });
  expect(house.paper.mails.at(-1)?.composed.text).toContain(tokenOf(answer));
  expect((await view()).invitations).toMatchObject([{ email: "two@example.test", isOver: false }]);
  const token = tokenOf(answer);
  const page = await call(house, join.loader as never, new Request(`${origin}/join/${token}`), { token });
  expect([page.status, page.body]).toMatchObject([200, { invited: { shopName: "Maison Thé", email: "two@example.test" } }]);
  expect(await post(join, { password: "trop court" }, { token })).toMatchObject({ status: 422, body: { reason: "password-short" } });
  expect((await post(join, { password: "encore une longue phrase" }, { token })).status).toBe(303);
  expect((await view()).members.map(({ email }) => email)).toEqual(["one@example.test", "two@example.test"]);
  expect((await view()).invitations).toEqual([]);
  expect((await post(signIn, { email: "two@example.test", password: "encore une longue phrase" })).status).toBe(303);
});

test("an invitation works once, for a week, until it is withdrawn or made anew; its token stands nowhere in the database", async () => {
  const first = await invite("two@example.test");
  const second = await invite("two@example.test");
  const { rows } = await house.sql.query("SELECT t::text AS told FROM invitation t");
  expect([rows.length, rows.some(({ told }) => String(told).includes(second))]).toEqual([1, false]);
  const asJoin = (token: string) => post(join, { password }, { token });
  expect((await asJoin(first)).status).toBe(404);
  const both = await Promise.all([asJoin(second), asJoin(second)]);
  expect(both.map(({ status }) => status).sort()).toEqual([303, 404]);
  const third = await invite("three@example.test");
  await one.post(members, path, { intent: "withdraw", invitationId: (await view()).invitations[0]?.id ?? "" });
  expect((await asJoin(third)).status).toBe(404);
  const fourth = await invite("four@example.test");
  house.clock.move(7 * 86_400_000);
  expect((await asJoin(fourth)).status).toBe(404);
});

test("who is inside already, or runs another shop here, is told so", async () => {
  await openMember(house, "other@example.test");
  expect((await one.post(members, path, { intent: "invite", email: "ONE@example.test" })).body).toMatchObject({ ok: false, reason: "already-member" });
  expect((await one.post(members, path, { intent: "invite", email: "deux@" })).body).toMatchObject({ ok: false, reason: "email-wrong", email: "deux@" });
  const token = await invite("other@example.test");
  expect(await post(join, { password }, { token })).toMatchObject({ status: 422, body: { reason: "address-taken" } });
});

test("without mail, or with a server that refuses, the invitation stands and its link is shown to be passed on", async () => {
  house.paper.answer = () => outage("paper-mail");
  expect((await one.post(members, path, { intent: "invite", email: "two@example.test" })).body).toMatchObject({ ok: true, mail: { problem: { fr: expect.any(String) } } });
  await house.sql.query("DELETE FROM connection WHERE port = 'messenger'");
  const answer = await one.post(members, path, { intent: "invite", email: "two@example.test" });
  expect(answer.body).toMatchObject({ ok: true, mail: "no-messenger" });
  expect((await post(join, { password }, { token: tokenOf(answer) })).status).toBe(303);
});

test("a removed member is outside at once, and what they did still says who it was; the address may come back", async () => {
  const two = await joinAs("two@example.test");
  await post(link, { intent: "cancel" }, { linkId: one.linkId }, two.cookie);
  expect((await one.post(members, path, { intent: "remove", memberId: two.id })).location).toBe(`${path}?notice=member-removed`);
  expect((await call(house, members.loader as never, new Request(origin + path, { headers: { cookie: two.cookie } }))).status).toBe(302);
  expect((await post(signIn, { email: "two@example.test", password: "encore une longue phrase" })).status).toBe(422);
  const { events } = (await one.get(link, "/x", { linkId: one.linkId })).body as { events: { kind: string; by: string | null }[] };
  expect(events.find(({ kind }) => kind === "cancelled")?.by).toBe("two@example.test");
  const again = await joinAs("two@example.test");
  expect(again.id).not.toBe(two.id);
});

test("the last member stays: nobody removes themselves, and of two who remove each other one stays", async () => {
  const two = await joinAs("two@example.test");
  const ownId = (await view()).members[0]?.id ?? "";
  expect((await one.post(members, path, { intent: "remove", memberId: ownId })).status).toBe(404);
  await Promise.all([one.post(members, path, { intent: "remove", memberId: two.id }), post(members, { intent: "remove", memberId: ownId }, {}, two.cookie)]);
  const { rows } = await house.sql.query("SELECT count(*)::int AS left FROM member WHERE removed_at IS NULL");
  expect(rows[0].left).toBe(1);
});

test("a store's people are its own: another store's member and invitation are not there", async () => {
  const other = await openMember(house, "other@example.test");
  const token = await invite("two@example.test");
  const mine = await view();
  for (const fields of [{ intent: "remove", memberId: mine.members[0]?.id ?? "" }, { intent: "withdraw", invitationId: mine.invitations[0]?.id ?? "" }]) {
    expect((await other.post(members, path, fields)).status).toBe(404);
  }
  expect((await view(other)).members.map(({ email }) => email)).toEqual(["other@example.test"]);
  expect((await post(join, { password }, { token })).status).toBe(303);
});
