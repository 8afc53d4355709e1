import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { actInside, notFound, readForm, showInside } from "../door.server";
import { changePassword } from "../flows/change-password.server";
import { signInCookie } from "../sign-in-cookie.server";
import { AccountScreen, type PasswordAnswer } from "../ui/merchant/account-screen";
import { withNotice } from "../ui/merchant/notices";
import { merchantTitle } from "../ui/merchant/titles";
import { accountWords } from "../ui/words/account";

export const meta: MetaFunction = ({ matches }) => merchantTitle(matches, accountWords, (words) => words.password.title);

/** Whoever the shop's own admin vouches for has no password here. */
export async function loader(args: LoaderFunctionArgs) {
  return showInside(args, async ({ member }) => ({ email: member.email === "" ? notFound() : member.email }));
}

export async function action(args: ActionFunctionArgs) {
  const result = await actInside(args, async ({ app, member }): Promise<PasswordAnswer | Response> => {
    if (member.email === "") return notFound();
    const { current = "", password = "" } = await readForm(args.request);
    const changed = await changePassword(app, { member, current, password, clientIp: args.context.clientIp });
    if (changed.ok) return redirect(withNotice("/app/settings", "password-changed"), { status: 303, headers: { "Set-Cookie": signInCookie(changed.token, app.appUrl) } });
    return changed.reason === "too-many" ? { ok: false, reason: changed.reason, minutes: Math.ceil(changed.retryAfterSeconds / 60) } : changed;
  });
  return result instanceof Response ? result : data(result, { status: result.reason === "too-many" ? 429 : 422 });
}

export default function Account() {
  return <AccountScreen {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>() ?? null} />;
}
