import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { refuseOtherSites, signInPath } from "../door.server";
import { signOut } from "../flows/sign-out.server";
import { findSignInToken, signInCookie } from "../sign-in-cookie.server";

export const loader = () => redirect("/app/orders");

/** Ends the sign-in here and on the server; who is not signed in ends at the same place. */
export async function action(args: ActionFunctionArgs) {
  refuseOtherSites(args);
  const { app } = args.context;
  const token = findSignInToken(args.request, app.appUrl);
  if (token !== null) await signOut(app, token);
  return redirect(signInPath, { headers: { "Set-Cookie": signInCookie("", app.appUrl) } });
}
