import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { typedPlanOf } from "../core/plan-form";
import { readShopForm, typedTillOf } from "../core/shop-form";
import { actInside, readForm, readUpload, showInside, statusOfRefused } from "../door.server";
import { changeLogo, changeShop } from "../flows/change-shop.server";
import type { Ctx } from "../flows/ctx";
import { logoLimits, readLogo } from "../logo.server";
import { withNotice } from "../ui/merchant/notices";
import { ShopScreen, type ShopAnswer } from "../ui/merchant/shop-screen";
import { merchantTitle } from "../ui/merchant/titles";
import { settingsWords } from "../ui/words/settings";

const path = "/app/settings/shop";

export const meta: MetaFunction = ({ matches }) => merchantTitle(matches, settingsWords, (words) => words.shop.title);

export async function loader(args: LoaderFunctionArgs) {
  return showInside(args, async ({ ctx: { store } }) => ({
    hasLogo: store.logoPng !== null,
    saved: {
      name: store.name, legalLines: store.legalLines.join("\n"), website: store.website ?? "", contactEmail: store.contactEmail ?? "",
      accentColor: store.accentColor, locale: store.locale, timeZone: store.timeZone, linkDays: String(store.linkDays), ...typedPlanOf(store.plan), ...typedTillOf(store),
    },
  }));
}

export async function action(args: ActionFunctionArgs) {
  const result = await actInside(args, async ({ ctx }): Promise<ShopAnswer | Response> => {
    const isUpload = /^multipart\/form-data/i.test(args.request.headers.get("content-type") ?? "");
    return isUpload ? setLogo(ctx, await readUpload(args.request)) : setShop(ctx, await readForm(args.request));
  });
  return result instanceof Response ? result : data(result, { status: result.ok ? 200 : statusOfRefused(result.reason) });
}

async function setShop(ctx: Ctx, fields: Record<string, string>): Promise<ShopAnswer | Response> {
  if (fields.intent === "remove-logo") {
    await changeLogo(ctx, null);
    return redirect(withNotice(path, "logo-removed"), 303);
  }
  const read = readShopForm(fields);
  if (!read.ok) return { ok: false, reason: "fields", problems: read.problems, typed: fields };
  await changeShop(ctx, read.shop);
  return redirect(withNotice("/app/settings", "shop-saved"), 303);
}

async function setLogo(ctx: Ctx, form: FormData | "too-heavy"): Promise<ShopAnswer | Response> {
  if (form === "too-heavy") return { ok: false, reason: form };
  const file = form.get("logo");
  if (!(file instanceof File) || file.size === 0) return { ok: false, reason: "nothing-chosen" };
  if (file.size > logoLimits.uploadBytesMax) return { ok: false, reason: "too-heavy" };
  const logo = await readLogo(new Uint8Array(await file.arrayBuffer()));
  if (!logo.ok) return { ok: false, reason: logo.reason };
  await changeLogo(ctx, logo);
  return redirect(withNotice(path, "logo-saved"), 303);
}

export default function Shop() {
  return <ShopScreen {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>() ?? null} />;
}
