import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { callerOf, makeAttemptLimit } from "../core/attempt-limit";
import { findJson } from "../core/json-body";
import { merchantLocaleOf } from "../core/locale";
import { exchangeGrant } from "../flows/connect-companion.server";

const text = z.string().min(1).max(500);
const shape = z.object({
  code: z.string().regex(/^[\w-]{43}$/),
  verifier: z.string().regex(/^[\w-]{43,128}$/),
  vendor: z.string().regex(/^[a-z0-9-]{1,40}$/),
  url: z.url().max(500),
  settings: z.record(z.string().max(40), text),
  locale: z.string().max(20).nullable().default(null),
});

/** Codes hold 256 bits: the limit only keeps guessing from costing the database anything. */
const tries = makeAttemptLimit({ attemptsMax: 30, windowMs: 15 * 60_000, keysMax: 10_000 });

/** The companion brings its one-time code back, from server to server, and leaves with a connection and a secret. */
export async function action({ request, context }: ActionFunctionArgs): Promise<Response> {
  const waitMs = tries.take(callerOf(context.clientIp), context.app.now().getTime());
  if (waitMs !== null) return say(429, { error: "too-many" });
  const read = shape.safeParse(findJson(new Uint8Array(await request.arrayBuffer())));
  if (!read.success) return say(422, { error: "unreadable", field: read.error.issues[0]?.path.join(".") ?? "" });
  const exchanged = await exchangeGrant(context.app, read.data);
  if (exchanged.ok) return say(200, { connection: exchanged.connectionId, secret: exchanged.secret, store: exchanged.storeName });
  if (exchanged.reason !== "settings-wrong") return say(exchanged.reason === "refused" ? 401 : 422, { error: exchanged.reason });
  const locale = merchantLocaleOf([read.data.locale]);
  return say(422, { error: exchanged.reason, message: exchanged.problems.map((words) => words[locale]).join(" ") });
}

const say = (status: number, body: object) => Response.json(body, { status, headers: { "Cache-Control": "no-store" } });
