import type { LoaderFunctionArgs } from "@remix-run/node";
import { findPayBasket, readReceiptOfBasket } from "../flows/read-basket-page.server";
import { answerNotFound, answerReceipt } from "./p.$token/answer.server";

/** The receipt's PDF of one order, to whoever holds the basket it is in. */
export async function loader({ request, params, context }: LoaderFunctionArgs): Promise<Response> {
  const found = await findPayBasket(context.app, params.token ?? "");
  if (!found) return answerNotFound(request);
  const receipt = await readReceiptOfBasket(found.ctx, { basketId: found.basket.id, receiptId: params.receiptId ?? "" });
  return receipt ? answerReceipt(receipt) : answerNotFound(request);
}
