import type { LoaderFunctionArgs } from "@remix-run/node";
import { notFound, showFile } from "../door.server";
import { readCustomerFile } from "../flows/read-customer-file.server";

/** Everything kept about the customer a task is about, as a file the merchant hands on. */
export async function loader(args: LoaderFunctionArgs) {
  return showFile(args, async ({ ctx }) => {
    const file = (await readCustomerFile(ctx, args.params.taskId ?? "")) ?? notFound();
    return new Response(file, {
      headers: { "Content-Type": "application/json; charset=utf-8", "Content-Disposition": 'attachment; filename="customer-data.json"', "Cache-Control": "private, no-store" },
    });
  });
}
