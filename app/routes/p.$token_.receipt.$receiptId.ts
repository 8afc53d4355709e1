import type { LoaderFunctionArgs } from "@remix-run/node";
import { findPayLink, readReceiptOfLink } from "../flows/read-pay-page.server";
import { answerNotFound, answerReceipt } from "./p.$token/answer.server";

/** The receipt's PDF, to whoever holds the link it belongs to. */
export async function loader({ request, params, context }: LoaderFunctionArgs): Promise<Response> {
  const found = await findPayLink(context.app, params.token ?? "");
  if (!found) return answerNotFound(request);
  const receipt = await readReceiptOfLink(found.ctx, { linkId: found.link.id, receiptId: params.receiptId ?? "" });
  if (!receipt) return answerNotFound(request);
  return answerReceipt(receipt);
}
