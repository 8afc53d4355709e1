import { data, type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import polarisStyles from "@shopify/polaris/build/esm/styles.css?url";
import { emailLengthMax, findEmail } from "../core/email-address";
import { readForm, refuseOtherSites, visitorLocale } from "../door.server";
import { askForReset } from "../flows/reset-password.server";
import merchantStyles from "../ui/merchant/merchant.css?url";
import { ForgotScreen, type ForgotAnswer } from "../ui/merchant/password-screens";
import { MerchantProvider } from "../ui/merchant/provider";
import { merchantTitle } from "../ui/merchant/titles";
import { accountWords } from "../ui/words/account";

export const links: LinksFunction = () => [{ rel: "stylesheet", href: polarisStyles }, { rel: "stylesheet", href: merchantStyles }];
export const meta: MetaFunction = ({ matches }) => merchantTitle(matches, accountWords, (words) => words.forgot.title);

export const loader = ({ request }: LoaderFunctionArgs) => ({ locale: visitorLocale(request) });

export async function action(args: ActionFunctionArgs) {
  refuseOtherSites(args);
  const { app, clientIp } = args.context;
  const typed = ((await readForm(args.request)).email ?? "").slice(0, emailLengthMax);
  const email = findEmail(typed);
  if (email === null) return data({ ok: false, reason: "email-wrong", email: typed } satisfies ForgotAnswer, { status: 422 });
  const asked = await askForReset(app, { email, clientIp });
  if (asked.ok) return data({ ok: true, email } satisfies ForgotAnswer);
  const minutes = Math.ceil(asked.retryAfterSeconds / 60);
  return data({ ok: false, reason: "too-many", email, minutes } satisfies ForgotAnswer, { status: 429, headers: { "Retry-After": String(asked.retryAfterSeconds) } });
}

export default function Forgot() {
  const { locale } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <MerchantProvider locale={locale} timeZone="UTC"><ForgotScreen answer={answer ?? null} /></MerchantProvider>;
}
