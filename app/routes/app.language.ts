import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { merchantLocales } from "../core/locale";
import { actInside, readForm } from "../door.server";
import { setLanguage } from "../flows/set-language.server";

export const loader = () => redirect("/app/settings");

/** Where the member was, and in which language they want to read it from now on. */
export async function action(args: ActionFunctionArgs) {
  return actInside(args, async ({ ctx, member }) => {
    const fields = await readForm(args.request);
    const locale = z.enum(merchantLocales).catch(member.locale).parse(fields.locale);
    await setLanguage(ctx, member, locale);
    return redirect(/^\/app\/[\w/-]*$/.test(fields.to ?? "") ? (fields.to as string) : "/app/orders", 303);
  });
}
