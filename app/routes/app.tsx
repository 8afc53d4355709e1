import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Outlet, useLoaderData, useRouteLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";
import polarisStyles from "@shopify/polaris/build/esm/styles.css?url";
import { showInside } from "../door.server";
import { makeFileKey } from "../flows/file-keys.server";
import { countTasks } from "../flows/list-tasks.server";
import { takesMoney } from "../flows/takes-money.server";
import { MerchantError } from "../ui/merchant/boundary";
import merchantStyles from "../ui/merchant/merchant.css?url";
import { isStep } from "../ui/merchant/one-by-one";
import { MerchantProvider } from "../ui/merchant/provider";
import { Shell } from "../ui/merchant/shell";
import { merchantTitle } from "../ui/merchant/titles";
import { shellWords } from "../ui/words/shell";

export const links: LinksFunction = () => [{ rel: "stylesheet", href: polarisStyles }, { rel: "stylesheet", href: merchantStyles }];

/** Until the page inside gives its own; the only one when that page could not be shown. */
export const meta: MetaFunction = ({ matches }) => merchantTitle(matches, shellWords, (words) => words.orders);

export async function loader(args: LoaderFunctionArgs) {
  return showInside(args, async ({ app, ctx, member, bridge }) => ({
    bridge,
    takesMoney: takesMoney(app),
    fileKey: bridge === null ? null : makeFileKey(app, member),
    locale: member.locale,
    timeZone: ctx.store.timeZone,
    storeName: ctx.store.name,
    memberEmail: member.email,
    isDemo: app.isDemo,
    taskCount: await countTasks(ctx),
  }));
}

/** The badge follows what pages do; a page that was only read changes nothing here, and a longer work is followed at its end. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ formMethod, formData, currentUrl, nextUrl, defaultShouldRevalidate }) =>
  isStep({ formData }) ? false : formMethod && formMethod !== "GET" ? true : currentUrl.pathname !== nextUrl.pathname && defaultShouldRevalidate;

export default function MerchantLayout() {
  const { locale, timeZone, fileKey, takesMoney, ...shell } = useLoaderData<typeof loader>();
  return (
    <MerchantProvider locale={locale} timeZone={timeZone} fileKey={fileKey} takesMoney={takesMoney}>
      <Shell {...shell}><Outlet /></Shell>
    </MerchantProvider>
  );
}

/** A page's own failure keeps the frame around it, as long as the frame itself was loaded. */
export function ErrorBoundary() {
  const loaded = useRouteLoaderData<typeof loader>("routes/app");
  if (!loaded) return <MerchantProvider locale="fr" timeZone="UTC"><MerchantError /></MerchantProvider>;
  const { locale, timeZone, fileKey, takesMoney, ...shell } = loaded;
  return (
    <MerchantProvider locale={locale} timeZone={timeZone} fileKey={fileKey} takesMoney={takesMoney}>
      <Shell {...shell}><MerchantError /></Shell>
    </MerchantProvider>
  );
}
