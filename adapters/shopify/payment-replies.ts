import { z } from "zod";
import { payload } from "./replies";

/** Replies of the mutations that write payments: in a file of their own, as those mutations are, for the merchant edition alone. */
export const manualPaymentReply = z.object({ orderCreateManualPayment: payload }).transform((reply) => reply.orderCreateManualPayment);
export const captureReply = z.object({ orderCapture: payload }).transform((reply) => reply.orderCapture);
export const refundReply = z.object({ refundCreate: payload }).transform((reply) => reply.refundCreate);
