import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { actInside, notFound, readForm, showInside, type Inside } from "../door.server";
import { connectVendor } from "../flows/connect-vendor.server";
import { findVendorForm, portNames } from "../flows/read-connections.server";
import { connectionPath } from "../ui/merchant/paths";
import { ConnectScreen, withoutSecrets, type ConnectAnswer } from "../ui/merchant/connection-form";
import { withNotice } from "../ui/merchant/notices";
import { merchantTitle } from "../ui/merchant/titles";
import { settingsWords } from "../ui/words/settings";

export const meta: MetaFunction<typeof loader> = ({ matches, data: page }) => merchantTitle(matches, settingsWords, (words) => words.connection.newTitle(page?.vendorName ?? ""));

type Params = { port?: string | undefined; vendor?: string | undefined };

function formOf({ app, member }: Pick<Inside, "app" | "member">, params: Params) {
  const port = portNames.find((name) => name === params.port) ?? notFound();
  return findVendorForm(app, { port, vendor: params.vendor ?? "" }, member.locale) ?? notFound();
}

export async function loader(args: LoaderFunctionArgs) {
  return showInside(args, async (inside) => formOf(inside, args.params));
}

export async function action(args: ActionFunctionArgs) {
  const result = await actInside(args, async (inside): Promise<ConnectAnswer | Response> => {
    const { port, vendor, fields } = formOf(inside, args.params);
    const typed = await readForm(args.request);
    const connected = await connectVendor(inside.app, inside.ctx, { connectionId: null, port, vendor, typed });
    if (connected.ok) return redirect(withNotice(connectionPath(connected.connectionId), "connection-saved"), 303);
    return { ...connected, typed: withoutSecrets(fields, typed) };
  });
  return result instanceof Response ? result : data(result, { status: 422 });
}

export default function NewConnection() {
  return <ConnectScreen {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>() ?? null} />;
}
