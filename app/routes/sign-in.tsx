import { data, redirect, type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import polarisStyles from "@shopify/polaris/build/esm/styles.css?url";
import { z } from "zod";
import { demoSignIn } from "../core/demo-account";
import { pathAfterSignIn, readForm, refuseOtherSites, visitorLocale } from "../door.server";
import { isFirstStoreMissing } from "../flows/open-first-store.server";
import { signIn } from "../flows/sign-in.server";
import { signInCookie } from "../sign-in-cookie.server";
import merchantStyles from "../ui/merchant/merchant.css?url";
import { MerchantProvider } from "../ui/merchant/provider";
import { SignInScreen } from "../ui/merchant/sign-in-screen";
import { merchantTitle } from "../ui/merchant/titles";
import { signInWords } from "../ui/words/sign-in";

export const links: LinksFunction = () => [{ rel: "stylesheet", href: polarisStyles }, { rel: "stylesheet", href: merchantStyles }];
export const meta: MetaFunction = ({ matches }) => merchantTitle(matches, signInWords, (words) => words.title);

export async function loader({ request, context: { app } }: LoaderFunctionArgs) {
  if (await isFirstStoreMissing(app)) throw redirect("/begin");
  const { searchParams } = new URL(request.url);
  return { locale: visitorLocale(request), to: searchParams.get("to") ?? "", isReset: searchParams.get("done") === "reset", demo: app.isDemo ? demoSignIn : null };
}

const emailLengthMax = 254;
const typed = z.object({ email: z.string().max(emailLengthMax), password: z.string().max(1_000), to: z.string().max(1_000).default("") });

export async function action(args: ActionFunctionArgs) {
  refuseOtherSites(args);
  const { app, clientIp } = args.context;
  const fields = await readForm(args.request);
  const read = typed.safeParse(fields);
  const email = (fields.email ?? "").slice(0, emailLengthMax);
  if (!read.success) return data({ reason: "wrong" as const, email, minutes: 0 }, { status: 422 });
  const result = await signIn(app, { email, password: read.data.password, clientIp });
  if (result.ok) {
    throw redirect(pathAfterSignIn(read.data.to), { status: 303, headers: { "Set-Cookie": signInCookie(result.token, app.appUrl) } });
  }
  if (result.reason === "wrong") return data({ reason: result.reason, email, minutes: 0 }, { status: 422 });
  const { retryAfterSeconds } = result;
  return data({ reason: result.reason, email, minutes: Math.ceil(retryAfterSeconds / 60) }, { status: 429, headers: { "Retry-After": String(retryAfterSeconds) } });
}

export default function SignIn() {
  const { locale, ...page } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <MerchantProvider locale={locale} timeZone="UTC">
      <SignInScreen {...page} answer={answer ?? null} />
    </MerchantProvider>
  );
}
