import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { searchText } from "../core/search";
import { actInside, showInside } from "../door.server";
import { canAskWithoutOrder } from "../flows/ask-for-payment.server";
import type { App, Ctx } from "../flows/ctx";
import { listOrders, orderTabs, type OrderTab } from "../flows/list-orders.server";
import { countTasks } from "../flows/list-tasks.server";
import { readFigures } from "../flows/read-figures.server";
import { syncStore } from "../flows/sync-store.server";
import { addressOf, pageLinks, readCursors } from "../ui/merchant/cursors";
import { OrdersScreen } from "../ui/merchant/orders-screen";
import type { StepsProps } from "../ui/merchant/steps-card";
import { merchantTitle } from "../ui/merchant/titles";
import { ordersWords } from "../ui/words/orders";

const path = "/app/orders";

export const meta: MetaFunction = ({ matches }) => merchantTitle(matches, ordersWords, (words) => words.title);

export async function loader(args: LoaderFunctionArgs) {
  return showInside(args, async ({ app, ctx }) => {
    const params = new URL(args.request.url).searchParams;
    const tab: OrderTab = orderTabs.find((one) => one === params.get("tab")) ?? "unpaid";
    const search = searchText(params.get("q"));
    const { trail, before } = readCursors(params);
    const page = await listOrders(ctx, { tab, search, before: before && { createdAt: before.createdAt, ref: before.key } });
    const kept = { tab: tab === "unpaid" ? "" : tab, q: search };
    return {
      tab,
      search,
      orders: page.orders,
      pages: pageLinks(path, kept, trail, page.next && { createdAt: page.next.createdAt, key: page.next.ref }),
      tabUrls: Object.fromEntries(orderTabs.map((one) => [one, addressOf(path, { tab: one === "unpaid" ? "" : one, q: search })])),
      figures: await readFigures(ctx),
      steps: stepsOf(app, ctx),
      taskCount: await countTasks(ctx),
      pressId: ctx.newId("prs"),
      platforms: ctx.platforms.map(({ connection: { id, lastSyncAt, health } }) => ({ id, lastSyncAt, problems: health?.isWorking === false ? health.problems : [], shownDays: health?.olderOrders?.shownDays ?? null })),
    };
  });
}

function stepsOf(app: App, ctx: Ctx): StepsProps | null {
  const steps = { platform: ctx.platforms.length > 0, provider: ctx.providers.length > 0, messenger: ctx.messenger !== null };
  return canAskWithoutOrder(app) && Object.values(steps).includes(false) ? steps : null;
}

export async function action(args: ActionFunctionArgs) {
  return actInside(args, async ({ ctx }) => ({ ok: true as const, results: await syncStore(ctx) }));
}

export default function Orders() {
  return <OrdersScreen {...useLoaderData<typeof loader>()} synced={useActionData<typeof action>() ?? null} />;
}
