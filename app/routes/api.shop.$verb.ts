import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { eventsPerCallMax, ordersPerCallMax } from "../core/companion";
import { findJson } from "../core/json-body";
import { merchantLocaleOf } from "../core/locale";
import { VendorError } from "../core/vendor-error";
import { basketLinksMax } from "../core/basket";
import { askForBasket } from "../flows/ask-for-basket.server";
import { askForOrder, type AskInput } from "../flows/ask-for-order.server";
import { releaseCompanion } from "../flows/connect-companion.server";
import { listDue } from "../flows/list-due.server";
import { noteCompanionPresence } from "../flows/note-companion-presence.server";
import { openCompanion, type OpenedCompanion } from "../flows/open-companion.server";
import { readCompanionHealth } from "../flows/read-companion-health.server";
import { readCompanionLinks } from "../flows/read-companion-links.server";
import { storeCompanionEvents } from "../flows/store-companion-events.server";

const ref = z.string().regex(/^[\w.-]{1,64}$/);
const locale = z.string().max(20).nullable().default(null);
const id = z.string().regex(/^[A-Za-z0-9-]{16,64}$/);

type Verb = { [V in keyof typeof verbs]: (typeof verbs)[V] }[keyof typeof verbs];
const verb = <T>(shape: z.ZodType<T>, answer: (companion: OpenedCompanion, body: T) => Promise<Response>) => ({
  run: async (companion: OpenedCompanion, body: unknown) => {
    const read = shape.safeParse(body);
    if (read.success) return answer(companion, read.data);
    return say(422, { error: "unreadable", field: read.error.issues[0]?.path.join(".") ?? "" });
  },
});

/** What a shop's companion may ask. Everything is a POST: an address alone asks nothing. */
const verbs = {
  health: verb(z.object({ locale }), async (companion, body) => say(200, await readCompanionHealth(companion, body))),
  events: verb(
    z.object({ events: z.array(z.object({ id, kind: z.literal("order-changed"), orderRef: ref })).min(1).max(eventsPerCallMax) }),
    async (companion, { events }) => say(200, await storeCompanionEvents(companion, events)),
  ),
  links: verb(
    z.object({ orders: z.array(ref).max(ordersPerCallMax) }),
    async (companion, { orders }) => say(200, { links: await readCompanionLinks(companion, orders) }),
  ),
  due: verb(
    z.object({ orders: z.array(ref).max(ordersPerCallMax), locale }),
    async (companion, body) => say(200, await listDue(companion, { orderRefs: body.orders, locale: body.locale })),
  ),
  send: verb(
    z.object({ order: ref, locale, request: id }),
    async (companion, { order, locale: wish, request }) => ask(companion, { orderRef: order, locale: wish, messageId: `msg_${request}` }),
  ),
  "pay-url": verb(
    z.object({ order: ref, locale }),
    async (companion, { order, locale: wish }) => ask(companion, { orderRef: order, locale: wish, messageId: null }),
  ),
  presence: verb(z.object({ isActive: z.boolean() }), async (companion, body) => {
    await noteCompanionPresence(companion, body);
    return say(200, { noted: true });
  }),
  basket: verb(
    z.object({ orderRefs: z.array(ref).min(1).max(basketLinksMax), locale }),
    async (companion, body) => {
      const asked = await askForBasket(companion, body);
      if (asked.ok) return say(200, { url: asked.url, missing: asked.missing });
      if (asked.reason === "in-progress") return say(200, { url: null, ready: asked.readyCount, left: asked.left, missing: asked.missing });
      return say(409, { error: asked.reason, missing: asked.missing });
    },
  ),
  revoke: verb(z.object({}), async ({ ctx, connection }) => {
    await releaseCompanion(ctx, connection.id);
    return say(200, { revoked: true });
  }),
};

async function ask(companion: OpenedCompanion, input: AskInput): Promise<Response> {
  const asked = await askForOrder(companion, input);
  if (!asked.ok) return say(asked.reason === "order-unknown" ? 404 : 409, { error: asked.reason });
  const [link] = await readCompanionLinks(companion, [input.orderRef]);
  return say(200, { link: link ?? null, isNewLink: asked.isNewLink, isNewMessage: asked.isNewMessage });
}

/** The shop's companion calls, signed: who, then what, then one flow. */
export async function action({ request, params, context }: ActionFunctionArgs): Promise<Response> {
  const body = new Uint8Array(await request.arrayBuffer());
  const { pathname, search } = new URL(request.url);
  const call = { method: request.method, target: pathname + search, headers: Object.fromEntries(request.headers), body };
  const companion = await openCompanion(context.app, call);
  if (!companion) return say(401, { error: "refused" });
  const wanted = findVerb(params.verb ?? "");
  const said = findJson(body);
  if (!wanted) return say(404, { error: "unknown-verb" });
  if (said === undefined) return say(422, { error: "unreadable", field: "" });
  try {
    return await wanted.run(companion, said);
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    context.app.log("warn", "companion-shop-not-read", { connectionId: companion.connection.id, vendor: error.vendor });
    const words = error.merchantWords[merchantLocaleOf([companion.ctx.store.locale])];
    return say(503, { error: "shop-not-read", message: words });
  }
}

export function loader(): Response {
  return new Response("A shop’s companion calls here by POST.\n", { status: 405, headers: { Allow: "POST", "Content-Type": "text/plain; charset=utf-8" } });
}

function findVerb(name: string): Verb | null {
  return Object.hasOwn(verbs, name) ? verbs[name as keyof typeof verbs] : null;
}

const say = (status: number, body: object) => Response.json(body, { status, headers: { "Cache-Control": "no-store" } });
