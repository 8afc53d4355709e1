import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { findEmail } from "../core/email-address";
import { actInside, readForm, showInside } from "../door.server";
import { readConnections } from "../flows/read-connections.server";
import { sendTestMessage } from "../flows/send-test-message.server";
import { SettingsScreen, type TestAnswer } from "../ui/merchant/settings-screen";
import { merchantTitle } from "../ui/merchant/titles";
import { settingsWords } from "../ui/words/settings";

export const meta: MetaFunction = ({ matches }) => merchantTitle(matches, settingsWords, (words) => words.title);

export async function loader(args: LoaderFunctionArgs) {
  return showInside(args, async ({ app, ctx, member }) => {
    const { name, legalLines, website, contactEmail, accentColor, locale, timeZone, linkDays, logoPng } = ctx.store;
    return {
      shop: { name, legalLines, website, contactEmail, accentColor, locale, timeZone, linkDays, hasLogo: logoPng !== null },
      memberEmail: member.email,
      hasMessenger: ctx.messenger !== null,
      ...(await readConnections(app, ctx, member.locale)),
    };
  });
}

/** The page's own form: a sample mail to an address of the reader's choice. */
export async function action(args: ActionFunctionArgs) {
  const result = await actInside(args, async ({ ctx }): Promise<TestAnswer> => {
    const typed = (await readForm(args.request)).email ?? "";
    const email = findEmail(typed);
    if (email === null) return { ok: false, reason: "email-wrong", email: typed };
    return { ...(await sendTestMessage(ctx, email)), email };
  });
  return data(result, { status: result.ok ? 200 : 422 });
}

export default function Settings() {
  return <SettingsScreen {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>() ?? null} />;
}
