import type { LoaderFunctionArgs } from "@remix-run/node";
import { notFound, showInside } from "../door.server";
import { gatherEvidence } from "../flows/read-disputes.server";

/** What we hold about a disputed payment, in one file to submit at the provider. */
export async function loader(args: LoaderFunctionArgs) {
  return showInside(args, async ({ ctx }) => {
    const file = (await gatherEvidence(ctx, { linkId: args.params.linkId ?? "", paymentId: args.params.paymentId ?? "" })) ?? notFound();
    return new Response(new Uint8Array(file.bytes), {
      headers: { "Content-Type": "application/zip", "Content-Disposition": `attachment; filename="${file.fileName}"`, "Cache-Control": "private, no-store" },
    });
  });
}
