import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { readCounterForm } from "../core/counter-form";
import { moneyOf } from "../core/money";
import { VendorError } from "../core/vendor-error";
import { actInside, notFound, readForm, showInside } from "../door.server";
import type { Ctx } from "../flows/ctx";
import { noteForOrder } from "../flows/note-for-order.server";
import { counterTerms } from "../flows/read-counter.server";
import { readOrder } from "../flows/read-order.server";
import type { CounterAnswer } from "../ui/merchant/counter-form";
import { CounterScreen } from "../ui/merchant/counter-screen";
import { withNotice } from "../ui/merchant/notices";
import { counterPath, orderPath } from "../ui/merchant/paths";
import { merchantTitle } from "../ui/merchant/titles";
import { counterWords, type NoteProblemWord } from "../ui/words/counter";

export const meta: MetaFunction = ({ matches }) => merchantTitle(matches, counterWords, (words) => words.forLink);

type Params = { platformId?: string | undefined; ref?: string | undefined };

async function readWhich(ctx: Ctx, { platformId = "", ref = "" }: Params) {
  return (await readOrder(ctx, { platformId, orderRef: ref })) ?? notFound();
}

/** An order that was asked already has a link, and the link its own counter. */
export async function loader(args: LoaderFunctionArgs) {
  return showInside(args, async ({ ctx }) => {
    const { order, links } = await readWhich(ctx, args.params);
    const asked = links.find(({ state }) => state.status === "open" || state.status === "expired");
    if (asked) throw redirect(counterPath(asked.id));
    const back = { title: order.number, url: orderPath({ platformId: args.params.platformId ?? "", ref: order.ref }) };
    return { ...counterTerms(ctx, order.currency), back, open: moneyOf(order.openMinor, order.currency), isPaid: order.state !== "unpaid", notes: [], returnables: [], receipts: [] };
  });
}

export async function action(args: ActionFunctionArgs) {
  const result = await actInside(args, async ({ ctx, member }): Promise<CounterAnswer | Response> => {
    const { order } = await readWhich(ctx, args.params);
    const typed = await readForm(args.request);
    const { today, noteId: fresh } = counterTerms(ctx, order.currency);
    const read = readCounterForm(typed, { currency: order.currency, timeZone: ctx.store.timeZone, now: ctx.now(), today });
    if (!read.ok) return { ok: false, reason: "fields", problems: read.problems, typed };
    const noteId = /^hnd_\w{10,60}$/.test(typed.noteId ?? "") ? (typed.noteId ?? "") : fresh;
    try {
      const noted = await noteForOrder(ctx, { ...read.terms, noteId, memberId: member.id, platformId: args.params.platformId ?? "", orderRef: order.ref });
      return noted.ok ? redirect(withNotice(counterPath(noted.linkId), "noted"), 303) : { ok: false, reason: wordOf(noted.reason), typed };
    } catch (error) {
      if (!(error instanceof VendorError)) throw error;
      return { ok: false, reason: "trouble", words: error.merchantWords, typed };
    }
  });
  return result instanceof Response ? result : data(result, { status: 422 });
}

/** Everything that keeps a link from being made is the order's state, for whoever stands at the counter. */
function wordOf(reason: Extract<Awaited<ReturnType<typeof noteForOrder>>, { ok: false }>["reason"]): NoteProblemWord {
  switch (reason) {
    case "nothing-open": case "amount-above-open": case "expires-in-the-past": case "expires-too-far": case "no-messenger": return "order-not-unpaid";
    default: return reason;
  }
}

export default function OrderCounter() {
  return <CounterScreen {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>() ?? null} />;
}
