import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, type ClientActionFunctionArgs, type ShouldRevalidateFunction } from "@remix-run/react";
import { z } from "zod";
import { eachOrdersMax, isSent, orderKey, readOrderKeys } from "../core/each-order";
import { actInside, readForm, showInside } from "../door.server";
import { readEach } from "../flows/read-each.server";
import { sendEach } from "../flows/send-each.server";
import { EachScreen, type EachAnswer } from "../ui/merchant/each-screen";
import { isStep, stepField, turnField } from "../ui/merchant/one-by-one";
import { merchantTitle } from "../ui/merchant/titles";
import { eachWords } from "../ui/words/each";

export const meta: MetaFunction = ({ matches }) => merchantTitle(matches, eachWords, (words) => words.title);

const pressShape = /^prs_[0-9a-z]{28}$/;

/** `?press=…&order=<connection>/<ref>&order=…`: what was chosen, and the press that will send it, the same after a reload and in another tab. */
function readAddress(request: Request) {
  const { searchParams } = new URL(request.url);
  const press = searchParams.get("press") ?? "";
  return { wanted: readOrderKeys(searchParams.getAll("order"), eachOrdersMax), pressId: pressShape.test(press) ? press : null };
}

export async function loader(args: LoaderFunctionArgs) {
  return showInside(args, async ({ ctx }) => {
    const { wanted, pressId } = readAddress(args.request);
    if (pressId === null && wanted.length > 0) throw redirect(withPress(args.request, ctx.newId("prs")));
    const isTooMany = wanted.length > eachOrdersMax;
    const rows = isTooMany ? [] : await readEach(ctx, { wanted, pressId: pressId ?? "" });
    return { rows, unknownCount: isTooMany ? 0 : wanted.length - rows.length, isTooMany, linkDays: ctx.store.linkDays, hasMessenger: ctx.messenger !== null };
  });
}

function withPress(request: Request, pressId: string): string {
  const { searchParams } = new URL(request.url);
  searchParams.set("press", pressId);
  searchParams.delete("_routes");
  return `/app/each?${searchParams}`;
}

const shape = z.object({ step: z.string().max(300).optional().catch(""), turn: z.string().max(20).catch("") });

/** Without script all that was chosen, in one answer; a script's step sends one of them. */
export async function action(args: ActionFunctionArgs) {
  const answer = await actInside(args, async ({ ctx }): Promise<EachAnswer> => {
    const { step, turn } = shape.parse(await readForm(args.request));
    const { wanted, pressId } = readAddress(args.request);
    if (wanted.length > eachOrdersMax) return { ok: false, reason: "too-many", turn };
    const orders = step === undefined ? wanted : wanted.filter((which) => orderKey(which) === step);
    const results = await sendEach(ctx, { orders, pressId: pressId ?? ctx.newId("prs") });
    return { ok: results.length > 0 && results.every(({ outcome }) => isSent(outcome)), turn, results: results.map(({ outcome, ...which }) => ({ key: orderKey(which), outcome })) };
  });
  return data(answer, { status: answer.ok ? 200 : 422 });
}

/** A step that got no answer is told as such and can be tried again; thrown, it would take the page and its results away. */
export async function clientAction({ request, serverAction }: ClientActionFunctionArgs): Promise<EachAnswer> {
  const form = await request.clone().formData();
  try {
    return await serverAction<typeof action>();
  } catch (error) {
    if (error instanceof Response || !form.has(stepField)) throw error;
    return { ok: false, reason: "no-answer", turn: String(form.get(turnField) ?? "") };
  }
}

/** Between two steps nothing else is asked: the page shows their results. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ formData, defaultShouldRevalidate }) => !isStep({ formData }) && defaultShouldRevalidate;

export default function EachPage() {
  return <EachScreen {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>() ?? null} />;
}
