import type { LoaderFunctionArgs } from "@remix-run/node";
import { notFound, showInside } from "../door.server";
import { printClosing } from "../flows/print-closing.server";

/** A closing as a PDF. */
export async function loader(args: LoaderFunctionArgs) {
  return showInside(args, async ({ ctx, member }) => {
    const number = /^\d{1,9}$/.test(args.params.number ?? "") ? Number(args.params.number) : 0;
    const paper = (await printClosing(ctx, { number, locale: member.locale })) ?? notFound();
    return new Response(new Uint8Array(paper.pdf), {
      headers: { "Content-Type": "application/pdf", "Content-Disposition": `attachment; filename="${paper.fileName}"`, "Cache-Control": "private, no-store" },
    });
  });
}
