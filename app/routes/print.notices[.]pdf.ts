import type { LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { printNotices } from "../flows/print-notices.server";

/** `c` connection, `o` orders, `u` until when (seconds since 1970), `s` the mark over them. Fifty refs and their commas fit. */
const shape = z.object({ c: z.string().max(70), o: z.string().max(4_000), u: z.string().max(12), s: z.string().regex(/^[0-9a-f]{64}$/) });

/** The platform's admin loads the file from outside of our pages, and its printing may be a worker without an origin. */
const headers = { "Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin", "Cache-Control": "no-store", "X-Robots-Tag": "noindex" };

/** Payment notices as one PDF, to whoever holds an address that the staff's own question made within five minutes. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  const read = shape.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  const pdf = read.success ? await printNotices(context.app, { connectionId: read.data.c, orders: read.data.o, until: read.data.u, mark: read.data.s }) : null;
  if (pdf === null) return new Response("Not found.\n", { status: 404, headers: { ...headers, "Content-Type": "text/plain; charset=utf-8" } });
  return new Response(new Uint8Array(pdf), {
    headers: { ...headers, "Content-Type": "application/pdf", "Content-Disposition": 'inline; filename="avis-de-paiement.pdf"', "Referrer-Policy": "no-referrer" },
  });
}
