import { afterAll, beforeAll, expect, test } from "vitest";
import { call, formRequest, openHouse, origin, type Answer, type House, type RouteModule } from "./merchant-house";
import { countRows } from "./rows";
import { fillStore, loadRoute, marksOf, routeNames, verbsOf, type Things } from "./security-house";

type Params = Record<string, string>;
type Fields = Record<string, string>;

/**
 * member: a signed-in member of the store. `named` says what the address names, with another store's ids (`own`: what needs
 * none); `posts`, what a form may name there, `postsUnnamed` elsewhere. bearer: whoever holds the address (or a signature): `mine` is a good one to look at, `wrong` are those to refuse.
 * open: anybody, and it tells nobody's affairs.
 */
type Guard =
  | { who: "member"; named?: (of: Things) => Params; own?: Params; posts?: (of: Things) => Fields[]; postsUnnamed?: (of: Things) => Fields[] }
  | { who: "bearer"; mine?: (of: Things) => Params; wrong: (mine: Things, other: Things) => Params[]; refusals?: readonly number[] }
  | { who: "open"; posts?: readonly Fields[] };

const noToken = "x".repeat(27);
const bearer = (mine: (of: Things) => Params, wrong: (mine: Things, other: Things) => Params[]): Guard => ({ who: "bearer", mine, wrong });
const link = ({ linkId }: Things) => ({ linkId });
const counterPosts = ({ paymentId }: Things) => [
  { intent: "received", amount: "10", method: "cash", date: "2030-11-21" }, { intent: "reverse", aboutId: "hnd_1", reason: "x" }, { intent: "returned", paymentId, amount: "1", date: "2030-11-21" },
];

/** Every route of the app: who may come, and what they may name. A route that is missing here fails the first test; an entry without a route guards nothing. */
const guards: Record<string, Guard> = {
  "$.tsx": { who: "open" },
  "_index.ts": { who: "open" },
  "api.account.$verb.ts": { who: "bearer", wrong: () => verbsOf("api.account.$verb.ts").map((verb) => ({ verb })), refusals: [401, 405] },
  "api.admin.$verb.ts": { who: "bearer", wrong: () => verbsOf("api.admin.$verb.ts").map((verb) => ({ verb })), refusals: [401, 405] },
  "api.shop.$verb.ts": { who: "bearer", wrong: () => verbsOf("api.shop.$verb.ts").map((verb) => ({ verb })), refusals: [401, 405] },
  "api.shop.connect.ts": { who: "bearer", wrong: () => [{}], refusals: [401, 422] },
  "api.shop.qr.$connectionId.$linkId.$file.ts": {
    who: "bearer", wrong: (mine, other) => [{ connectionId: mine.platformId, linkId: mine.linkId, file: `${"0".repeat(32)}.png` }, { connectionId: mine.platformId, linkId: other.linkId, file: "x.png" }],
  },
  "app.$.tsx": { who: "member" },
  "app._index.ts": { who: "open" },
  "app.baskets.$basketId_.counter.tsx": { who: "member", named: ({ basketId }) => ({ basketId }), posts: counterPosts },
  "app.each.tsx": { who: "member", postsUnnamed: ({ platformId, freshRef }) => [{ order: `${platformId}/${freshRef}` }, { order: `${platformId}/${freshRef}`, step: `${platformId}/${freshRef}` }] },
  "app.language.ts": { who: "member", postsUnnamed: () => [] },
  "app.links.$linkId.tsx": {
    who: "member", named: link,
    posts: ({ paymentId }) => [{ intent: "cancel" }, { intent: "reopen" }, { intent: "resend", email: "a@example.test" }, { intent: "retry" }, { intent: "refund", paymentId, amount: "1" }, { intent: "rebook", paymentId, shown: "1" }, { intent: "undo-rebook" }],
  },
  "app.links.$linkId_.counter.tsx": { who: "member", named: link, posts: counterPosts },
  "app.links.$linkId_.dispute.$paymentId_.evidence.tsx": { who: "member", named: ({ linkId, paymentId }) => ({ linkId, paymentId }), posts: () => [{ remove: "evd_1" }] },
  "app.links.$linkId_.dispute.$paymentId.ts": { who: "member", named: ({ linkId, paymentId }) => ({ linkId, paymentId }) },
  "app.links.$linkId_.notice[.]pdf.ts": { who: "member", named: link },
  "app.links.$linkId_.qr.$format.ts": { who: "member", named: ({ linkId }) => ({ linkId, format: "png" }) },
  "app.links._index.tsx": { who: "member" },
  "app.links.new.tsx": { who: "member", postsUnnamed: () => [{ intent: "send", purpose: "x", amount: "douze" }] },
  "app.orders.$platformId.$ref.tsx": {
    who: "member", named: ({ platformId, freshRef }) => ({ platformId, ref: freshRef }),
    posts: () => ["preview", "send", "create"].map((intent) => ({ intent, amount: "1", email: "a@example.test", locale: "fr", description: "x", expires: "2030-12-01" })),
  },
  "app.orders.$platformId.$ref_.counter.tsx": { who: "member", named: ({ platformId, freshRef }) => ({ platformId, ref: freshRef }), posts: counterPosts },
  "app.orders._index.tsx": { who: "member" },
  "app.receipts.$receiptId.ts": { who: "member", named: ({ receiptId }) => ({ receiptId }) },
  "app.receipts.$receiptId_.sign.tsx": { who: "member", named: ({ receiptId }) => ({ receiptId }), posts: () => [{ payerName: "A", payerTyped: "true", payeeName: "B", payeeTyped: "true" }] },
  "app.settings._index.tsx": { who: "member" },
  "app.settings.account.tsx": { who: "member", postsUnnamed: () => [{ current: "not mine", password: "une phrase assez longue" }] },
  "app.settings.connections.$connectionId.tsx": {
    who: "member", named: ({ platformId }) => ({ connectionId: platformId }),
    posts: () => ["save", "check", "enable", "disable", "renew-codes", "end-old-codes", "test-code"].map((intent) => ({ intent, email: "a@example.test" })),
  },
  "app.settings.connections.new.$port.$vendor.tsx": { who: "member" },
  "app.settings.journal.tsx": { who: "member" },
  "app.settings.logo[.]png.ts": { who: "member" },
  "app.settings.members.tsx": { who: "member", postsUnnamed: ({ memberId, invitationId }) => [{ intent: "remove", memberId }, { intent: "withdraw", invitationId }] },
  "app.settings.shop.tsx": { who: "member" },
  "app.tasks.tsx": { who: "member", postsUnnamed: ({ taskId }) => ["resolve", "unresolve", "retry"].map((intent) => ({ intent, taskId })) },
  "app.tasks_.$taskId.customer-data[.]json.ts": { who: "member", named: ({ taskId }) => ({ taskId }) },
  "app.till._index.tsx": { who: "member" },
  "app.till.cheques.tsx": { who: "member", postsUnnamed: () => [{}, { "note:hnd_1": "on" }] },
  "app.till.closings.$number.ts": { who: "member", named: () => ({ number: "1" }) },
  "app.till.export.$format.ts": { who: "member", own: { format: "csv" } },
  "app.till.guarantees.tsx": { who: "member" },
  "app.till.scans.$noteId.tsx": { who: "member", named: () => ({ noteId: "hnd_1" }), posts: () => [{ linkId: "lnk_1" }] },
  "app.till.slips.$slipId.ts": { who: "member", named: () => ({ slipId: "hnd_1" }) },
  "app.together.tsx": { who: "member", postsUnnamed: ({ platformId, freshRef }) => [{ intent: "create", email: "a@example.test", locale: "fr", order: `${platformId}/${freshRef}` }] },
  "app.tsx": { who: "member" },
  "b.$token/route.ts": bearer(({ basketToken }) => ({ token: basketToken }), ({ token }) => [{ token: noToken }, { token }, { token: "" }]),
  // A return from a provider's page: with the payer's own payment the provider is asked what became of it (tests/routes/pay.test.ts).
  "b.$token_.done.ts": { who: "bearer", wrong: (mine, other) => [{ token: noToken }, { token: mine.basketToken }, { token: mine.basketToken, payment: other.paymentId }] },
  "b.$token_.receipt.$receiptId.ts": { who: "bearer", wrong: (mine, other) => [{ token: mine.basketToken, receiptId: other.receiptId }, { token: noToken, receiptId: mine.receiptId }] },
  "begin.tsx": { who: "open" },
  "checkout.$connectionId.$.ts": { who: "bearer", wrong: (mine) => [{ connectionId: mine.platformId, "*": "x" }, { connectionId: "con_none", "*": "x" }] },
  "connect.shop.tsx": { who: "member", postsUnnamed: ({ platformId }) => [{ intent: "end", connection: platformId }] },
  "embed.$vendor.session-token.ts": { who: "bearer", wrong: () => [{ vendor: "paper-shop" }, { vendor: "nobody" }] },
  "forgot.tsx": { who: "open", posts: [{ email: "a@example.test" }, { email: "nobody@example.test" }] },
  "hooks.$connectionId.ts": { who: "bearer", wrong: (mine) => [{ connectionId: mine.platformId }, { connectionId: "con_none" }], refusals: [401, 404, 405] },
  "join.$token.tsx": bearer(({ invitationToken }) => ({ token: invitationToken }), ({ token }) => [{ token: noToken }, { token }, { token: "A".repeat(43) }]),
  "p.$token/route.ts": bearer(({ token }) => ({ token }), ({ basketToken }) => [{ token: noToken }, { token: basketToken }, { token: "" }]),
  "p.$token_.done.ts": { who: "bearer", wrong: (mine, other) => [{ token: noToken }, { token: mine.token }, { token: mine.token, payment: other.paymentId }] },
  "p.$token_.receipt.$receiptId.ts": { who: "bearer", wrong: (mine, other) => [{ token: mine.token, receiptId: other.receiptId }, { token: noToken, receiptId: mine.receiptId }] },
  "print.notices[.]pdf.ts": { who: "bearer", wrong: () => [{}] },
  "q.$code.ts": { who: "bearer", wrong: (mine) => [`0000000000.${mine.orderRef}.${"0".repeat(32)}`, `0000000000.1.${"0".repeat(32)}.png`, "x"].map((code) => ({ code })) },
  "r.$code.ts": bearer(({ proofCode }) => ({ code: proofCode }), (mine) => [{ code: mine.token }, { code: "x" }, { code: mine.receiptId }]),
  "reset.$token.tsx": bearer(({ resetToken }) => ({ token: resetToken }), ({ token, invitationToken }) => [{ token: noToken }, { token }, { token: invitationToken }]),
  "sign-in.tsx": { who: "open", posts: [{ email: "nobody@example.test", password: "wrong and long enough" }] },
  "sign-out.ts": { who: "open", posts: [{}] },
};

let house: House;
let mine: Things;
let other: Things;
beforeAll(async () => {
  house = await openHouse();
  mine = await fillStore(house, "a@example.test");
  other = await fillStore(house, "b@example.test");
});
afterAll(() => house.close());

let caller = 0;
/** Each question comes from an address of its own: limits are tested where they live. */
const ask = (route: RouteModule, door: "loader" | "action", input: { params: Params; fields?: Fields; cookie?: string }): Promise<Answer> => {
  caller += 1;
  const ip = `10.0.${Math.floor(caller / 250)}.${caller % 250}`;
  const path = `/x?${new URLSearchParams({ ...input.params, ...input.fields })}`;
  const cookie: Record<string, string> = input.cookie === undefined ? {} : { cookie: input.cookie };
  const request = door === "loader" ? new Request(origin + path, { headers: cookie }) : formRequest(path, input.fields ?? {}, { ...cookie, origin, "sec-fetch-site": "same-origin" });
  return call(house, route[door], request, input.params, ip);
};
const doorsOf = (route: RouteModule) => (["loader", "action"] as const).filter((door) => route[door] !== undefined);
const told = ({ body, location }: Answer) => `${typeof body === "string" ? body : JSON.stringify(body, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value))} ${location ?? ""}`;
const names = (who: Guard["who"]) => routeNames.filter((name) => guards[name]?.who === who);
const guardOf = <Who extends Guard["who"]>(name: string, who: Who) => {
  const guard = guards[name];
  if (guard?.who !== who) throw new Error(`${name} is not for ${who}`);
  return guard as Extract<Guard, { who: Who }>;
};

test("every route of the app stands in the matrix", () => {
  expect(routeNames.filter((name) => guards[name] === undefined)).toEqual([]);
});

test.each(names("member"))("%s: nobody without a sign-in comes in, by look or by form, and nothing changes", async (name) => {
  const route = await loadRoute(name);
  const { named, own = {}, posts, postsUnnamed } = guardOf(name, "member");
  const params = named?.(mine) ?? own;
  const before = await countRows(house.sql);
  for (const door of doorsOf(route)) {
    for (const fields of door === "action" ? [{}, ...(posts?.(mine) ?? []), ...(postsUnnamed?.(mine) ?? [])] : [{}]) {
      for (const cookie of [undefined, "reglo=", `reglo=${"A".repeat(43)}`]) {
        const answer = await ask(route, door, { params, fields, ...(cookie !== undefined && { cookie }) });
        const isLanguageLook = name === "app.language.ts" && door === "loader";
        expect([door, answer.status, answer.location?.split("?")[0]]).toEqual([door, 302, isLanguageLook ? "/app/settings" : "/sign-in"]);
        for (const mark of marksOf(mine)) expect(told(answer).replace(/to=[^ ]*/, "")).not.toContain(mark);
      }
    }
  }
  expect(await countRows(house.sql)).toEqual(before);
});

test.each(names("member"))("%s: what another store's ids name is not there, and nothing changes", async (name) => {
  const route = await loadRoute(name);
  const { named, posts, postsUnnamed } = guardOf(name, "member");
  const { cookie } = mine.member;
  const before = await countRows(house.sql);
  if (named) {
    for (const door of doorsOf(route)) {
      for (const fields of door === "action" ? [{}, ...(posts?.(other) ?? [])] : [{}]) {
        const answer = await ask(route, door, { params: named(other), fields, cookie });
        expect([door, fields, answer.status]).toEqual([door, fields, 404]);
        for (const mark of marksOf(other)) expect(told(answer)).not.toContain(mark);
      }
    }
  }
  for (const fields of postsUnnamed?.(other) ?? []) {
    const answer = await ask(route, "action", { params: {}, fields, cookie });
    const isRefused = answer.status === 404 || (answer.body as { ok?: boolean } | null)?.ok === false;
    expect([fields, answer.status, isRefused]).toEqual([fields, answer.status, true]);
  }
  expect(await countRows(house.sql)).toEqual(before);
});

test.each(names("member"))("%s: a member's look changes nothing and shows nothing of another store's", async (name) => {
  const route = await loadRoute(name);
  if (!route.loader) return expect(route.action).toBeDefined();
  const { named, own = {} } = guardOf(name, "member");
  const before = await countRows(house.sql);
  const answer = await ask(route, "loader", { params: named?.(mine) ?? own, cookie: mine.member.cookie });
  expect(answer.status).toBeLessThan(500);
  for (const mark of marksOf(other)) expect(told(answer)).not.toContain(mark);
  expect(await countRows(house.sql)).toEqual(before);
});

test.each(names("bearer"))("%s: without the right token or signature there is nothing, and nothing changes", async (name) => {
  const route = await loadRoute(name);
  const { wrong, refusals = [404, 405] } = guardOf(name, "bearer");
  const before = await countRows(house.sql);
  for (const params of wrong(mine, other)) {
    for (const door of doorsOf(route)) {
      const answer = await ask(route, door, { params, fields: { way: mine.providerId, shown: "1" }, cookie: mine.member.cookie });
      expect([door, params, answer.status]).toEqual([door, params, refusals.find((status) => status === answer.status)]);
      for (const mark of [other.storeId, other.token, other.basketToken, mine.storeId, mine.token]) expect(told(answer)).not.toContain(mark);
    }
  }
  expect(await countRows(house.sql)).toEqual(before);
});

test.each(names("bearer"))("%s: a look by the right holder changes nothing, and shows nothing of another store's", async (name) => {
  const { mine: good } = guardOf(name, "bearer");
  const route = await loadRoute(name);
  if (!good || !route.loader) return expect(guardOf(name, "bearer").wrong(mine, other)).not.toEqual([]);
  const before = await countRows(house.sql);
  const answer = await ask(route, "loader", { params: good(mine) });
  expect(answer.status).toBeLessThan(400);
  for (const mark of marksOf(other)) expect(told(answer)).not.toContain(mark);
  expect(await countRows(house.sql)).toEqual(before);
});

test.each(names("open"))("%s: anybody's look changes nothing and tells nobody's affairs", async (name) => {
  const route = await loadRoute(name);
  const before = await countRows(house.sql);
  const answers = route.loader ? [await ask(route, "loader", { params: {} })] : [];
  for (const fields of guardOf(name, "open").posts ?? []) answers.push(await ask(route, "action", { params: {}, fields }));
  for (const answer of answers) for (const mark of [...marksOf(mine), ...marksOf(other)]) expect(told(answer)).not.toContain(mark);
  expect(answers.every(({ status }) => status < 500)).toBe(true);
  expect(await countRows(house.sql)).toEqual(before);
});
