import type { LoaderFunctionArgs } from "@remix-run/node";
import { notFound, showFile } from "../door.server";
import { drawQrFile, qrFormats } from "../flows/draw-qr-file.server";

/** A link's QR code as a file, to print or paste. */
export async function loader(args: LoaderFunctionArgs) {
  return showFile(args, async ({ ctx }) => {
    const format = qrFormats.find((one) => one === args.params.format) ?? notFound();
    const file = (await drawQrFile(ctx, { linkId: args.params.linkId ?? "", format })) ?? notFound();
    return new Response(new Uint8Array(file.bytes), {
      headers: { "Content-Type": file.mimeType, "Content-Disposition": `attachment; filename="${file.fileName}"`, "Cache-Control": "private, no-store" },
    });
  });
}
