import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { cleanText } from "../core/order";
import { readPad, type Signature } from "../core/signed-receipt";
import { actInside, notFound, readForm, showInside } from "../door.server";
import { findSignable, printToSign, readSigned, signReceipt } from "../flows/sign-receipt.server";
import { counterPath } from "../ui/merchant/paths";
import { SignScreen, type SignAnswer } from "../ui/merchant/sign-screen";
import { merchantTitle } from "../ui/merchant/titles";
import { signWords } from "../ui/words/sign";

export const meta: MetaFunction = ({ matches }) => merchantTitle(matches, signWords, (words) => words.title);

const nameLengthMax = 80;

/** `file=blank`: the paper to sign with a pen · `file=signed`: what was signed. Neither changes anything. */
export async function loader(args: LoaderFunctionArgs) {
  return showInside(args, async ({ ctx }) => {
    const { receipt, signedId } = (await findSignable(ctx, args.params.receiptId ?? "")) ?? notFound();
    const file = new URL(args.request.url).searchParams.get("file");
    if (file !== null) {
      const paper = file === "blank" ? await printToSign(ctx, receipt) : ((await readSigned(ctx, signedId ?? "")) ?? notFound());
      throw new Response(new Uint8Array(paper.pdf), {
        headers: { "Content-Type": "application/pdf", "Content-Disposition": `attachment; filename="${paper.fileName}"`, "Cache-Control": "private, no-store" },
      });
    }
    const { number, facts, linkId } = receipt;
    return { receiptId: receipt.id, number, amount: facts.amount, payer: facts.payer.name, payee: facts.seller.name, back: counterPath(linkId), isSigned: signedId !== null };
  });
}

export async function action(args: ActionFunctionArgs) {
  const result = await actInside(args, async ({ ctx }): Promise<SignAnswer | Response> => {
    const { receipt } = (await findSignable(ctx, args.params.receiptId ?? "")) ?? notFound();
    const typed = await readForm(args.request);
    const payer = readSignature(typed, "payer");
    const payee = readSignature(typed, "payee");
    if (!payer.ok) return { ok: false, reason: payer.reason, typed };
    if (!payee.ok) return { ok: false, reason: payee.reason, typed };
    await signReceipt(ctx, { receipt, payer: payer.signature, payee: payee.signature });
    return redirect(counterPath(receipt.linkId), 303);
  });
  return result instanceof Response ? result : data(result, { status: 422 });
}

type Read = { ok: true; signature: Signature } | { ok: false; reason: "name-missing" | "not-signed" | "pad-wrong" };

/** A name and a drawing, or a name and the tick that says it is the signature. */
function readSignature(typed: Record<string, string>, who: "payer" | "payee"): Read {
  const name = cleanText(typed[`${who}Name`] ?? "", nameLengthMax);
  const drawn = readPad(typed[`${who}Pad`] ?? "");
  if (name === "") return { ok: false, reason: "name-missing" };
  if (!drawn.ok) return { ok: false, reason: "pad-wrong" };
  if (drawn.strokes.length === 0 && typed[`${who}Typed`] !== "true") return { ok: false, reason: "not-signed" };
  return { ok: true, signature: { name, strokes: drawn.strokes } };
}

export default function Sign() {
  const answer = useActionData<typeof action>() ?? null;
  return <SignScreen {...useLoaderData<typeof loader>()} answer={answer} />;
}
