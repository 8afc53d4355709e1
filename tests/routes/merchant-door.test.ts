import { afterAll, beforeAll, expect, test } from "vitest";
import { call, formRequest, openHouse, openMember, origin, type House, type Member, type RouteModule } from "./merchant-house";

const files = import.meta.glob<RouteModule>("../../app/routes/app*.{ts,tsx}", { eager: true });
const routes = Object.entries(files).map(([file, module]) => ({ name: file.replace(/^.*\/|\.tsx?$/g, ""), module }));
/** They only lead elsewhere, and show nothing. */
const signposts = new Set(["app._index"]);

let house: House;
let one: Member;
let other: Member;

beforeAll(async () => {
  house = await openHouse();
  one = await openMember(house, "one@example.test");
  other = await openMember(house, "other@example.test");
});
afterAll(() => house.close());

/** The parameters of a route's address as a member's own things fill them. */
function paramsOf(name: string, member: Member, absent = false): Record<string, string> {
  const all: Record<string, string> = {
    platformId: member.shop.platformId, ref: member.orderRef, linkId: member.linkId, connectionId: member.shop.providerId,
    receiptId: "rcp_none", format: "svg", port: "platform", vendor: "paper-shop",
  };
  const named = [...name.matchAll(/\$(\w+)/g)].flatMap(([, param]) => (param ? [param] : []));
  return Object.fromEntries(named.map((param) => [param, absent && /Id$|ref/.test(param) ? "none" : (all[param] ?? "")]));
}

test("every screen under /app is looked at by these tests", () => {
  expect(routes.length).toBeGreaterThan(14);
  expect(routes.map(({ name }) => name)).toContain("app.links.$linkId");
});

test("a stranger is sent to the sign-in page from every screen, and told where to come back to", async () => {
  for (const { name, module } of routes.filter((route) => !signposts.has(route.name))) {
    for (const [door, request] of [[module.loader, new Request(`${origin}/app/some?where=1`)], [module.action, formRequest("/app/some", {}, { origin })]] as const) {
      if (!door || (door === module.loader && name === "app.language")) continue;
      const answer = await call(house, door, request, paramsOf(name, one));
      expect([name, answer.status, answer.location?.split("?")[0]]).toEqual([name, 302, "/sign-in"]);
    }
  }
  const answer = await call(house, files["../../app/routes/app.tasks.tsx"]?.loader, new Request(`${origin}/app/tasks.data?_routes=x&q=a%26b`));
  expect(answer.location).toBe(`/sign-in?to=${encodeURIComponent("/app/tasks?q=a%26b")}`);
});

test("a form posted from another site is refused by every action before anything is read", async () => {
  const foreign: Record<string, string>[] = [
    { origin: "https://evil.example" }, { origin: "null" }, { origin: "null", "sec-fetch-site": "cross-site" },
    { origin, "sec-fetch-site": "cross-site" }, { "sec-fetch-site": "same-site" },
  ];
  for (const { name, module } of routes.filter(({ module: { action } }) => action)) {
    for (const headers of foreign) {
      const answer = await call(house, module.action, formRequest("/app/x", { intent: "cancel" }, { cookie: one.cookie, ...headers }), paramsOf(name, one));
      expect([name, JSON.stringify(headers), answer.status]).toEqual([name, JSON.stringify(headers), 403]);
    }
  }
});

test("what belongs to another store is told apart from what is absent by nothing", async () => {
  const withIds = routes.filter(({ name }) => /\$(linkId|connectionId|ref|receiptId)/.test(name));
  expect(withIds.length).toBeGreaterThan(3);
  for (const { name, module } of withIds) {
    for (const read of [
      (params: Record<string, string>) => one.get(module, "/app/x", params),
      ...(module.action ? ["cancel", "save", "send", "check"].map((intent) => (params: Record<string, string>) => one.post(module, "/app/x", { intent }, params)) : []),
    ]) {
      const theirs = await read(paramsOf(name, other));
      const absent = await read(paramsOf(name, one, true));
      expect([name, theirs.status, theirs.body]).toEqual([name, 404, absent.body]);
      expect(absent.status).toBe(404);
    }
  }
});

test("a sign-in that ended opens nothing", async () => {
  const { module } = routes.find(({ name }) => name === "app.tasks") ?? {};
  expect((await one.get(module ?? {}, "/app/tasks")).status).toBe(200);
  house.clock.move(15 * 86_400_000);
  expect((await one.get(module ?? {}, "/app/tasks")).status).toBe(302);
  house.clock.move(-15 * 86_400_000);
});
