import { data, redirect, type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import polarisStyles from "@shopify/polaris/build/esm/styles.css?url";
import { readForm, refuseOtherSites, visitorLocale } from "../door.server";
import { findJoinable, joinStore } from "../flows/join-store.server";
import { signInCookie } from "../sign-in-cookie.server";
import merchantStyles from "../ui/merchant/merchant.css?url";
import { JoinScreen } from "../ui/merchant/password-screens";
import { MerchantProvider } from "../ui/merchant/provider";
import { merchantTitle } from "../ui/merchant/titles";
import { accountWords } from "../ui/words/account";

export const links: LinksFunction = () => [{ rel: "stylesheet", href: polarisStyles }, { rel: "stylesheet", href: merchantStyles }];
export const meta: MetaFunction<typeof loader> = ({ matches, data: page }) =>
  merchantTitle(matches, accountWords, ({ join }) => (page?.invited ? join.title(page.invited.shopName) : join.over.title));

/** A look changes nothing: the invitation is good until a password is set. */
export async function loader({ request, params, context: { app } }: LoaderFunctionArgs) {
  const invited = await findJoinable(app, params.token ?? "");
  return data({ locale: visitorLocale(request), invited }, { status: invited ? 200 : 404 });
}

export async function action(args: ActionFunctionArgs) {
  refuseOtherSites(args);
  const { app } = args.context;
  const token = args.params.token ?? "";
  if (!(await findJoinable(app, token))) return data({ reason: "token-over" as const }, { status: 404 });
  const result = await joinStore(app, { token, password: (await readForm(args.request)).password ?? "", locale: visitorLocale(args.request) });
  if (!result.ok) return data({ reason: result.reason }, { status: result.reason === "token-over" ? 404 : 422 });
  throw redirect("/app/orders", { status: 303, headers: { "Set-Cookie": signInCookie(result.token, app.appUrl) } });
}

export default function Join() {
  const { locale, invited } = useLoaderData<typeof loader>();
  const reason = useActionData<typeof action>()?.reason ?? null;
  return (
    <MerchantProvider locale={locale} timeZone="UTC">
      <JoinScreen invited={reason === "token-over" ? null : invited} problem={reason === "token-over" ? null : reason} />
    </MerchantProvider>
  );
}
