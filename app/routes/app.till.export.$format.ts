import type { LoaderFunctionArgs } from "@remix-run/node";
import { notFound, showInside } from "../door.server";
import { exportTillCsv, exportTillJson } from "../flows/export-till.server";

/** The whole till, in pieces as they are read. */
export async function loader(args: LoaderFunctionArgs) {
  return showInside(args, async ({ ctx }) => {
    const { format } = args.params;
    if (format !== "csv" && format !== "json") return notFound();
    const pieces = format === "csv" ? exportTillCsv(ctx) : exportTillJson(ctx);
    const encoder = new TextEncoder();
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        const next = await pieces.next();
        if (next.done) controller.close();
        else controller.enqueue(encoder.encode(next.value));
      },
    });
    const type = format === "csv" ? "text/csv; charset=utf-8" : "application/json";
    return new Response(body, { headers: { "Content-Type": type, "Content-Disposition": `attachment; filename="caisse.${format}"`, "Cache-Control": "private, no-store" } });
  });
}
