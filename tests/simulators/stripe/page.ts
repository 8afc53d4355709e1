import type { IncomingMessage, ServerResponse } from "node:http";
import { pay } from "./payments";
import { expireDue, type World } from "./world";

/** A bare stand-in for checkout.stripe.com: a button that pays by card, a link that gives up. */
export function servePage(world: World, request: IncomingMessage, response: ServerResponse): void {
  expireDue(world);
  const session = world.sessions.get(/^\/c\/pay\/(cs_\w+)$/.exec(request.url ?? "")?.[1] ?? "");
  if (!session) return void response.writeHead(404).end("Not found");
  if (request.method === "POST") {
    pay(world, session.id);
    return void response.writeHead(303, { location: session.success_url ?? "" }).end();
  }
  response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
  if (session.status !== "open") return void response.end(`<!doctype html><title>Checkout</title><p>This session is ${session.status}.`);
  response.end(
    `<!doctype html><html lang="en"><title>Checkout</title><h1>${session.amount_total} ${session.currency}</h1>` +
      `<form method="post"><button>Pay</button></form><a href="${escaped(session.cancel_url ?? "")}">Back</a></html>`,
  );
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
