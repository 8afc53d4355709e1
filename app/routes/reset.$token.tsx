import { data, redirect, type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import polarisStyles from "@shopify/polaris/build/esm/styles.css?url";
import { readForm, refuseOtherSites, signInPath, visitorLocale } from "../door.server";
import { findResetMember, resetPassword } from "../flows/reset-password.server";
import { signInCookie } from "../sign-in-cookie.server";
import merchantStyles from "../ui/merchant/merchant.css?url";
import { ResetScreen } from "../ui/merchant/password-screens";
import { MerchantProvider } from "../ui/merchant/provider";
import { merchantTitle } from "../ui/merchant/titles";
import { accountWords } from "../ui/words/account";

export const links: LinksFunction = () => [{ rel: "stylesheet", href: polarisStyles }, { rel: "stylesheet", href: merchantStyles }];
export const meta: MetaFunction = ({ matches }) => merchantTitle(matches, accountWords, (words) => words.reset.title);

/** A look changes nothing: mail scanners follow links, and the token is good until a password is set. */
export async function loader({ request, params, context: { app } }: LoaderFunctionArgs) {
  const member = await findResetMember(app, params.token ?? "");
  return data({ locale: member?.locale ?? visitorLocale(request), email: member?.email ?? null }, { status: member ? 200 : 404 });
}

export async function action(args: ActionFunctionArgs) {
  refuseOtherSites(args);
  const { app } = args.context;
  const token = args.params.token ?? "";
  if (!(await findResetMember(app, token))) return data({ reason: "token-over" as const }, { status: 404 });
  const result = await resetPassword(app, { token, password: (await readForm(args.request)).password ?? "" });
  if (!result.ok) return data({ reason: result.reason }, { status: result.reason === "token-over" ? 404 : 422 });
  throw redirect(`${signInPath}?done=reset`, { status: 303, headers: { "Set-Cookie": signInCookie("", app.appUrl) } });
}

export default function Reset() {
  const { locale, email } = useLoaderData<typeof loader>();
  const reason = useActionData<typeof action>()?.reason ?? null;
  return (
    <MerchantProvider locale={locale} timeZone="UTC">
      <ResetScreen email={reason === "token-over" ? null : email} problem={reason === "token-over" ? null : reason} />
    </MerchantProvider>
  );
}
