import type { LoaderFunctionArgs } from "@remix-run/node";
import { notFound, showFile } from "../door.server";
import { readReceipt } from "../flows/read-receipt.server";

/** A receipt's PDF, as the shopper has it. */
export async function loader(args: LoaderFunctionArgs) {
  return showFile(args, async ({ ctx }) => {
    const receipt = (await readReceipt(ctx, args.params.receiptId ?? "")) ?? notFound();
    return new Response(new Uint8Array(receipt.pdf), {
      headers: { "Content-Type": "application/pdf", "Content-Disposition": `attachment; filename="${receipt.fileName}"`, "Cache-Control": "private, no-store" },
    });
  });
}
