import type { LoaderFunctionArgs } from "@remix-run/node";
import { drawLinkQr } from "../flows/draw-link-qr.server";

/** A link's QR code for mail readers, which send no headers of ours: the address itself carries the mark. */
export async function loader({ params, context }: LoaderFunctionArgs): Promise<Response> {
  const mark = /^([0-9a-f]{32})\.png$/.exec(params.file ?? "")?.[1];
  const picture = mark === undefined ? null : await drawLinkQr(context.app, { connectionId: params.connectionId ?? "", linkId: params.linkId ?? "", mark });
  if (picture === null) return new Response("Not found.\n", { status: 404, headers: { "Content-Type": "text/plain", "Cache-Control": "no-store" } });
  return new Response(new Uint8Array(picture), {
    headers: {
      "Content-Type": "image/png",
      "Cache-Control": "private, max-age=86400",
      "Cross-Origin-Resource-Policy": "cross-origin",
      "X-Robots-Tag": "noindex",
    },
  });
}
