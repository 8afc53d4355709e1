import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { searchText } from "../core/search";
import { showInside } from "../door.server";
import { canAskWithoutOrder } from "../flows/ask-for-payment.server";
import { listLinkRows } from "../flows/list-link-rows.server";
import { addressOf, pageLinks, readCursors } from "../ui/merchant/cursors";
import { linkFilters, LinksScreen } from "../ui/merchant/links-screen";
import { merchantTitle } from "../ui/merchant/titles";
import { linksWords } from "../ui/words/links";

const path = "/app/links";

export const meta: MetaFunction = ({ matches }) => merchantTitle(matches, linksWords, (words) => words.title);

export async function loader(args: LoaderFunctionArgs) {
  return showInside(args, async ({ app, ctx }) => {
    const params = new URL(args.request.url).searchParams;
    const filter = linkFilters.find((one) => one === params.get("status")) ?? "all";
    const search = searchText(params.get("q"));
    const { trail, before } = readCursors(params);
    const page = await listLinkRows(ctx, {
      filter: filter === "all" ? null : filter, search, before: before && { createdAt: before.createdAt, id: before.key },
    });
    const kept = { status: filter === "all" ? "" : filter, q: search };
    return {
      canAsk: canAskWithoutOrder(app),
      filter,
      search,
      links: page.links,
      basketId: page.basketId,
      pages: pageLinks(path, kept, trail, page.next && { createdAt: page.next.createdAt, key: page.next.id }),
      filterUrls: Object.fromEntries(linkFilters.map((one) => [one, addressOf(path, { status: one === "all" ? "" : one, q: search })])),
    };
  });
}

export default function Links() {
  return <LinksScreen {...useLoaderData<typeof loader>()} />;
}
