import type { ActionFunctionArgs } from "@remix-run/node";
import { TextResponse } from "../core/text-response";
import { receiveHook } from "../flows/receive-hook.server";

/** Any vendor's hooks, by the connection they are for. Raw bytes in, a word out; understanding comes later. */
export async function action({ request, params, context }: ActionFunctionArgs): Promise<Response> {
  const body = new Uint8Array(await request.arrayBuffer());
  const headers = Object.fromEntries(request.headers);
  const answer = await receiveHook(context.app, { connectionId: params.connectionId ?? "", hook: { headers, body, url: request.url } });
  return new TextResponse(`${answer.text}\n`, { status: answer.status, headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" } });
}

/** Some vendors look whether the address lives. */
export function loader(): Response {
  return new Response("Hooks are received here by POST.\n", { status: 405, headers: { Allow: "POST", "Content-Type": "text/plain; charset=utf-8" } });
}
