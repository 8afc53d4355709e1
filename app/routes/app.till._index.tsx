import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { showInside } from "../door.server";
import { readTill } from "../flows/read-till.server";
import { verifyTill } from "../flows/verify-till.server";
import { TillScreen } from "../ui/merchant/till-screen";
import { merchantTitle } from "../ui/merchant/titles";
import { tillWords } from "../ui/words/till";

export const meta: MetaFunction = ({ matches }) => merchantTitle(matches, tillWords, (words) => words.title);

/** `before`: where a page of closings begins; `check=1`: the whole chain is read again, which changes nothing. */
export async function loader(args: LoaderFunctionArgs) {
  return showInside(args, async ({ ctx }) => {
    const params = new URL(args.request.url).searchParams;
    const before = /^\d{1,9}$/.test(params.get("before") ?? "") ? Number(params.get("before")) : null;
    const [till, verdict] = await Promise.all([readTill(ctx, { before }), params.get("check") === "1" ? verifyTill(ctx) : null]);
    return { ...till, verdict };
  });
}

export default function Till() {
  return <TillScreen {...useLoaderData<typeof loader>()} />;
}
