import type { LoaderFunctionArgs } from "@remix-run/node";
import { notFound, showInside } from "../door.server";
import { printSlip } from "../flows/bank-cheques.server";

/** A paying-in slip as a PDF. */
export async function loader(args: LoaderFunctionArgs) {
  return showInside(args, async ({ ctx, member }) => {
    const paper = (await printSlip(ctx, { slipId: args.params.slipId ?? "", locale: member.locale })) ?? notFound();
    return new Response(new Uint8Array(paper.pdf), {
      headers: { "Content-Type": "application/pdf", "Content-Disposition": `attachment; filename="${paper.fileName}"`, "Cache-Control": "private, no-store" },
    });
  });
}
