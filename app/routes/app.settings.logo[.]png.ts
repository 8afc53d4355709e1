import type { LoaderFunctionArgs } from "@remix-run/node";
import { notFound, showFile } from "../door.server";

/** The shop's own logo, for the settings; shoppers get it inside page and mail. */
export async function loader(args: LoaderFunctionArgs) {
  return showFile(args, async ({ ctx: { store } }) => {
    const png = store.logoPng ?? notFound();
    return new Response(new Uint8Array(png), { headers: { "Content-Type": "image/png", "Cache-Control": "private, no-store" } });
  });
}
