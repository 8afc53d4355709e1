import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { findEmail } from "../core/email-address";
import { actInside, notFound, readForm, showInside } from "../door.server";
import { checkConnection, connectVendor, enableConnection } from "../flows/connect-vendor.server";
import type { App, Ctx } from "../flows/ctx";
import { endOldCodes, readCodes, renewCodeKey, sendTestCode } from "../flows/order-codes.server";
import { readConnection } from "../flows/read-connections.server";
import type { CodesAnswer } from "../ui/merchant/codes-card";
import { withoutSecrets, type ConnectAnswer } from "../ui/merchant/connection-form";
import { ConnectionScreen } from "../ui/merchant/connection-screen";
import { withNotice } from "../ui/merchant/notices";
import { connectionPath } from "../ui/merchant/paths";
import { merchantTitle } from "../ui/merchant/titles";
import { settingsWords } from "../ui/words/settings";

export const meta: MetaFunction = ({ matches }) => merchantTitle(matches, settingsWords, (words) => words.title);

export async function loader(args: LoaderFunctionArgs) {
  return showInside(args, async ({ app, ctx, member }) => {
    const connection = (await readConnection(app, ctx, args.params.connectionId ?? "", member.locale)) ?? notFound();
    const codes = await readCodes(app, ctx, connection.id);
    return { ...connection, codes: codes && { ...codes, memberEmail: member.email } };
  });
}

/** `intent`: save (with the form's fields), check, enable, disable; of a template's codes renew-codes, end-old-codes, test-code. */
export async function action(args: ActionFunctionArgs) {
  const result = await actInside(args, async ({ app, ctx }): Promise<ConnectAnswer | CodesAnswer | Response> => {
    const { id, port, vendor, fields, isInstalled } = (await readConnection(app, ctx, args.params.connectionId ?? "")) ?? notFound();
    const { intent, ...typed } = await readForm(args.request);
    if (intent === "check") {
      await checkConnection(app, ctx, id);
      return redirect(withNotice(connectionPath(id), "connection-checked"), 303);
    }
    if (intent === "enable" || intent === "disable") {
      await enableConnection(ctx, { connectionId: id, isEnabled: intent === "enable" });
      return redirect(withNotice(connectionPath(id), `connection-${intent}d`), 303);
    }
    if (intent === "test-code") return testCode(ctx, { connectionId: id, typed: typed["email"] ?? "" });
    if (intent === "renew-codes" || intent === "end-old-codes") return changeCodes(app, ctx, { connectionId: id, intent });
    if (isInstalled) return notFound();
    const saved = await connectVendor(app, ctx, { connectionId: id, port, vendor, typed });
    if (saved.ok) return redirect(withNotice(connectionPath(id), "connection-saved"), 303);
    return { ...saved, typed: withoutSecrets(fields, typed) };
  });
  return result instanceof Response ? result : data(result, { status: result.ok ? 200 : 422 });
}

async function changeCodes(app: App, ctx: Ctx, input: { connectionId: string; intent: "renew-codes" | "end-old-codes" }): Promise<Response> {
  const isRenewed = input.intent === "renew-codes";
  const isHere = await (isRenewed ? renewCodeKey : endOldCodes)(app, ctx, input.connectionId);
  return isHere ? redirect(withNotice(connectionPath(input.connectionId), isRenewed ? "codes-renewed" : "codes-ended"), 303) : notFound();
}

async function testCode(ctx: Ctx, { connectionId, typed }: { connectionId: string; typed: string }): Promise<CodesAnswer> {
  const about = { about: "test-code", email: typed } as const;
  const to = findEmail(typed);
  return to === null ? { ...about, ok: false, reason: "email-wrong" } : { ...about, ...(await sendTestCode(ctx, { connectionId, to })) };
}

export default function Connection() {
  const answer = useActionData<typeof action>() ?? null;
  const isAboutCodes = answer !== null && "about" in answer;
  return <ConnectionScreen {...useLoaderData<typeof loader>()} answer={isAboutCodes ? null : answer} codesAnswer={isAboutCodes ? answer : null} />;
}
