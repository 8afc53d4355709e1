import type { LoaderFunctionArgs } from "@remix-run/node";
import { notFound, showInside } from "../door.server";
import { printLinkNotice } from "../flows/print-link-notice.server";

/** A link's payment notice as a PDF. */
export async function loader(args: LoaderFunctionArgs) {
  return showInside(args, async ({ ctx }) => {
    const file = (await printLinkNotice(ctx, args.params.linkId ?? "")) ?? notFound();
    return new Response(new Uint8Array(file.bytes), {
      headers: { "Content-Type": "application/pdf", "Content-Disposition": `attachment; filename="${file.fileName}"`, "Cache-Control": "private, no-store" },
    });
  });
}
