import { insertMember } from "../../app/db/members.server";
import { saveOrder } from "../../app/db/orders.server";
import { signIn } from "../../app/flows/sign-in.server";
import { paperOrder } from "../road/paper";
import { openHouse, openLink, type House, type Shop } from "../road/house";

export const origin = "http://127.0.0.1:3000";
export const password = "une phrase assez longue";

type Args = { request: Request; params: Record<string, string>; context: { app: House["app"]; clientIp: string } };
type Door = (args: never) => unknown;
export type RouteModule = { loader?: Door; action?: Door };

/** What a route answered: its status, where it leads, and its body (a loader's data, or a response's text). */
export type Answer = { status: number; location: string | null; body: unknown; headers: Headers };

export type Member = {
  shop: Shop;
  cookie: string;
  /** An order as the list has it, and a link that asks for it. */
  orderRef: string;
  linkId: string;
  get(route: RouteModule, path: string, params?: Record<string, string>): Promise<Answer>;
  post(route: RouteModule, path: string, fields: Record<string, string> | FormData, params?: Record<string, string>): Promise<Answer>;
};

/** A signed-in member of a store of their own, with one order and one link. */
export async function openMember(house: House, email: string): Promise<Member> {
  const { app } = house;
  const shop = await house.openShop();
  await insertMember(app.db, { id: app.newId("usr"), storeId: shop.storeId, email, password, locale: "fr", at: house.clock.now() });
  const { linkId, orderRef } = await openLink(house, shop);
  const signedIn = await signIn(app, { email, password, clientIp: "192.0.2.1" });
  if (!signedIn.ok) throw new Error(signedIn.reason);
  const cookie = `reglo=${signedIn.token}`;
  return {
    shop, cookie, orderRef, linkId,
    get: (route, path, params = {}) => call(house, route.loader, new Request(origin + path, { headers: { cookie } }), params),
    post: (route, path, fields, params = {}) => call(house, route.action, formRequest(path, fields, { cookie, origin, "sec-fetch-site": "same-origin" }), params),
  };
}

/** An unpaid order that was read from the shop, with no link. */
export async function addOrder(house: House, shop: Shop, input: { ref: string; amountMinor: number; code?: string; isSaved?: boolean }): Promise<void> {
  const order = paperOrder(input.ref, input.amountMinor, house.clock.now(), input.code);
  house.paper.orders.set(input.ref, order);
  if (input.isSaved === false) return;
  await saveOrder(house.app.db, { storeId: shop.storeId, platformId: shop.platformId, order, readAt: house.clock.now() });
}

export function formRequest(path: string, fields: Record<string, string> | FormData, headers: Record<string, string>): Request {
  const body = fields instanceof FormData ? fields : new URLSearchParams(fields);
  return new Request(origin + path, { method: "POST", body, headers });
}

/** Calls a route as Remix does; a thrown response is an answer, any other error is a failure of the test. */
export async function call(house: House, door: Door | undefined, request: Request, params: Record<string, string> = {}, clientIp = "192.0.2.1"): Promise<Answer> {
  if (!door) throw new Error("The route has no such door");
  const args: Args = { request, params, context: { app: house.app, clientIp } };
  try {
    return await answerOf(await (door as (args: Args) => unknown)(args));
  } catch (thrown) {
    if (!(thrown instanceof Response)) throw thrown;
    return answerOf(thrown);
  }
}

async function answerOf(result: unknown): Promise<Answer> {
  if (result instanceof Response) {
    return { status: result.status, location: result.headers.get("location"), body: await result.text(), headers: result.headers };
  }
  const wrapped = result as { type?: string; data?: unknown; init?: ResponseInit | null };
  if (wrapped.type !== "DataWithResponseInit") return { status: 200, location: null, body: result, headers: new Headers() };
  return { status: wrapped.init?.status ?? 200, location: null, body: wrapped.data, headers: new Headers(wrapped.init?.headers) };
}

export { openHouse, openLink, type House, type Shop };
