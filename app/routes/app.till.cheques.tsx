import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { readDay } from "../core/counter-form";
import { actInside, readForm, showInside } from "../door.server";
import { bankCheques, readCheques } from "../flows/bank-cheques.server";
import { ChequesScreen } from "../ui/merchant/cheques-screen";
import { merchantTitle } from "../ui/merchant/titles";
import { tillWords } from "../ui/words/till";

export const meta: MetaFunction = ({ matches }) => merchantTitle(matches, tillWords, (words) => words.cheques.title);

export async function loader(args: LoaderFunctionArgs) {
  return showInside(args, async ({ ctx }) => {
    const banked = new URL(args.request.url).searchParams.get("banked") ?? "";
    return { ...(await readCheques(ctx)), banked: /^\d{1,3}$/.test(banked) ? Number(banked) : null };
  });
}

/** Fields: `slipId`, `date`, and `note:<id>` for each cheque that goes. */
export async function action(args: ActionFunctionArgs) {
  const result = await actInside(args, async ({ ctx, member }) => {
    const typed = await readForm(args.request);
    const { today, slipId: fresh } = await readCheques(ctx);
    const noteIds = Object.keys(typed).flatMap((name) => (name.startsWith("note:") ? [name.slice("note:".length)] : []));
    if (noteIds.length === 0) return { ok: false as const, reason: "nothing" as const };
    const slipId = /^hnd_[0-9a-z]{28}$/.test(typed.slipId ?? "") ? (typed.slipId ?? "") : fresh;
    const happenedAt = readDay(typed.date ?? "", { timeZone: ctx.store.timeZone, now: ctx.now(), today }) ?? ctx.now();
    const count = await bankCheques(ctx, { slipId, noteIds, happenedAt, memberId: member.id });
    return count === 0 ? { ok: false as const, reason: "nothing" as const } : redirect(`/app/till/cheques?banked=${count}`, 303);
  });
  return result instanceof Response ? result : data(result, { status: 422 });
}

export default function Cheques() {
  const answer = useActionData<typeof action>() ?? null;
  return <ChequesScreen {...useLoaderData<typeof loader>()} answer={answer?.reason === "nothing" ? answer : null} />;
}
