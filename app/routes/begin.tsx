import { data, redirect, type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import polarisStyles from "@shopify/polaris/build/esm/styles.css?url";
import { z } from "zod";
import { isTimeZone } from "../core/civil-day";
import { findEmail } from "../core/email-address";
import { shopperLocales } from "../core/locale";
import { cleanText } from "../core/order";
import { findPasswordProblem } from "../core/password";
import { readForm, refuseOtherSites, signInPath, visitorLocale } from "../door.server";
import { isFirstStoreMissing, openFirstStore } from "../flows/open-first-store.server";
import { hasSetUpCode } from "../flows/set-up-code.server";
import { signInCookie } from "../sign-in-cookie.server";
import { BeginScreen, type BeginProblem } from "../ui/merchant/begin-screen";
import merchantStyles from "../ui/merchant/merchant.css?url";
import { MerchantProvider } from "../ui/merchant/provider";
import { merchantTitle } from "../ui/merchant/titles";
import { signInWords } from "../ui/words/sign-in";

export const links: LinksFunction = () => [{ rel: "stylesheet", href: polarisStyles }, { rel: "stylesheet", href: merchantStyles }];
export const meta: MetaFunction = ({ matches }) => merchantTitle(matches, signInWords, (words) => words.begin.title);

export async function loader({ request, context: { app } }: LoaderFunctionArgs) {
  if (!(await isFirstStoreMissing(app))) throw redirect(signInPath);
  refuseWithoutCode(request.url, app.setUpCode);
  return { locale: visitorLocale(request) };
}

/** Whoever installed this has the address with the code in the server's log. */
function refuseWithoutCode(requestUrl: string, code: string | null): void {
  if (hasSetUpCode(requestUrl, code)) return;
  const told = "Pour ouvrir la boutique, suivez l’adresse écrite dans le journal du serveur à son démarrage.\nTo open the shop, follow the address that the server wrote into its log when it started.\n";
  throw new Response(told, { status: 403, headers: { "Content-Type": "text/plain; charset=utf-8" } });
}

const shape = z.object({
  name: z.string().transform((name) => cleanText(name, 100)).refine((name) => name !== "", "name-missing"),
  email: z.string().refine((email) => findEmail(email) !== null, "email-wrong"),
  password: z.string().refine((password) => findPasswordProblem(password) !== "password-short", "password-short").refine((password) => findPasswordProblem(password) !== "password-long", "password-long"),
  locale: z.enum(shopperLocales).catch("fr"),
  timeZone: z.string().refine(isTimeZone).catch("Europe/Paris"),
});

export async function action(args: ActionFunctionArgs) {
  refuseOtherSites(args);
  const { app } = args.context;
  refuseWithoutCode(args.request.url, app.setUpCode);
  const fields = await readForm(args.request);
  const typed = { name: fields.name ?? "", email: fields.email ?? "", locale: fields.locale ?? "" };
  const read = shape.safeParse({ ...fields, name: typed.name, email: typed.email.trim() });
  if (!read.success) {
    const problems = Object.fromEntries(read.error.issues.map((issue) => [String(issue.path[0]), issue.message as BeginProblem]));
    return data({ typed, problems, isOpen: false }, { status: 422 });
  }
  const result = await openFirstStore(app, { ...read.data, memberLocale: visitorLocale(args.request) });
  if (!result.ok) return data({ typed, problems: {}, isOpen: true }, { status: 409 });
  throw redirect("/app/orders", { status: 303, headers: { "Set-Cookie": signInCookie(result.token, app.appUrl) } });
}

export default function Begin() {
  const { locale } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <MerchantProvider locale={locale} timeZone="UTC">
      <BeginScreen locale={locale} answer={answer ?? null} />
    </MerchantProvider>
  );
}
