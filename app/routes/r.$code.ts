import { randomBytes } from "node:crypto";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { strangerLocale } from "../core/locale";
import type { ProofCheck } from "../core/shopper-words-proof";
import { findReceiptProof, isIssuedFile, type ReceiptProof } from "../flows/prove-receipt.server";
import { payPageHeaders } from "../ui/pay/headers";
import { renderProofNotFound, renderProofPage } from "../ui/pay/proof";
import { shopOf } from "../ui/pay/view-of";

const nonceBytes = 18;

/** Where a receipt proves itself: what was issued, as memory holds it, and what was given back since. */
export async function loader(args: LoaderFunctionArgs): Promise<Response> {
  return answer(args, () => Promise.resolve(null));
}

/** A file compared with the one that was issued; nothing is kept and nothing changes. */
export async function action(args: ActionFunctionArgs): Promise<Response> {
  return answer(args, async (proof) => {
    const form = await args.request.formData().catch(() => new FormData());
    const file = form.get("file");
    if (!(file instanceof Blob) || file.size === 0) return "missing";
    return isIssuedFile(proof, new Uint8Array(await file.arrayBuffer())) ? "same" : "other";
  });
}

async function answer({ request, params, context }: LoaderFunctionArgs, check: (proof: ReceiptProof) => Promise<ProofCheck | null>): Promise<Response> {
  const nonce = randomBytes(nonceBytes).toString("base64");
  const proof = await findReceiptProof(context.app, params.code ?? "");
  if (!proof) {
    const locale = strangerLocale(request.headers.get("accept-language"));
    return new Response(renderProofNotFound(locale, nonce), { status: 404, headers: payPageHeaders(nonce, []) });
  }
  const { facts, later, isTest } = proof;
  const seen = await check(proof);
  const page = renderProofPage({ shop: shopOf(proof.ctx.store), facts, later, isTest, action: new URL(request.url).pathname, check: seen }, nonce);
  return new Response(page, { status: seen === "missing" ? 422 : 200, headers: payPageHeaders(nonce, []) });
}
